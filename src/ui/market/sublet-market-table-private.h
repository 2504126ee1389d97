/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
  gboolean applying;  /* the columns follow the layout, not a person */
  int probed;         /* key whose sorter was asked first, -1 for none */
  gboolean syncing;   /* the arrow is being moved by us */
};

/* -columns.c: what the layout says, and what a person drags */
void sublet_market_table_make_columns (SubletMarketTable *self);
void sublet_market_table_update_widths (SubletMarketTable *self);

/* -order.c: the header and the market's order */
GtkSorter *sublet_market_table_make_sorter (SubletMarketTable *self, int key);
void sublet_market_table_follow_header (SubletMarketTable *self);
void sublet_market_table_sync_arrow (SubletMarketTable *self);

G_END_DECLS
