/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-layout.h"
#include "ui/market/sublet-offer-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MARKET_TABLE (sublet_market_table_get_type ())

/*
 * The offers as a table. A click on a header orders the market, and the header's arrow follows the
 * market's order wherever it was changed. Titles can be dragged elsewhere and their edges wider;
 * the layout is the table's, and follows. Property: "model" (SubletOfferListModel, nullable).
 * Signal "activated": Enter or a double click on the row that is selected.
 */
G_DECLARE_FINAL_TYPE (SubletMarketTable, sublet_market_table, SUBLET, MARKET_TABLE, AdwBin)

GtkWidget *sublet_market_table_new (void);

void sublet_market_table_set_model (SubletMarketTable *self, SubletOfferListModel *model);
SubletOfferLayout *sublet_market_table_get_layout (SubletMarketTable *self);
void sublet_market_table_scroll_to (SubletMarketTable *self, guint position);
GtkColumnView *sublet_market_table_get_view (SubletMarketTable *self);

G_END_DECLS
