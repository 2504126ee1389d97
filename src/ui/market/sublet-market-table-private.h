/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-header-order.h"
#include "ui/market/sublet-market-table.h"
#include "ui/market/sublet-scroll-anchor.h"

G_BEGIN_DECLS

struct _SubletMarketTable
{
  AdwBin parent_instance;

  SubletOfferListModel *model; /* (owned) (nullable) */
  SubletMarket *market;        /* (owned) (nullable): the model's */
  gulong view_changed_handler;

  SubletScrollAnchor *anchor; /* (owned) */
  SubletOfferLayout *layout;  /* (owned) */
  GtkWidget *scrolled;        /* (borrowed): inside */
  GtkColumnView *view;        /* (borrowed): inside */
  GPtrArray *columns; /* (owned) (element-type GtkColumnViewColumn): of all columns, shown or not */
  SubletHeaderOrder *header; /* (owned): their titles */
  gboolean applying;         /* the columns follow the layout, not a person */
};

/* -columns.c: what the layout says, and what a person drags */
void sublet_market_table_make_columns (SubletMarketTable *self);
void sublet_market_table_update_widths (SubletMarketTable *self);

/* -order.c: the header and the market's order */
void sublet_market_table_order_by (int key, bool descending, gpointer user_data);
void sublet_market_table_sync_arrow (SubletMarketTable *self);

G_END_DECLS
