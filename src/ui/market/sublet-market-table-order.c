/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-table-private.h"

/**
 * sublet_market_table_order_by:
 * @key: SubletOfferKey of the column whose title was clicked
 * @descending: in which direction
 * @user_data: a table
 *
 * Orders the market, where there is one.
 */
void
sublet_market_table_order_by (int key, bool descending, gpointer user_data)
{
  SubletMarketTable *self = user_data;
  SubletOfferOrder order;

  if (self->market == NULL)
    return;

  sublet_market_get_order (self->market, &order);
  sublet_offer_order_sort_by (&order, (SubletOfferKey) key, descending);
  sublet_market_set_order (self->market, &order);
}

/**
 * sublet_market_table_sync_arrow:
 * @self: a table with a model
 *
 * The header's arrow stands where the market's order is from, or nowhere.
 */
void
sublet_market_table_sync_arrow (SubletMarketTable *self)
{
  SubletOfferOrder order;

  sublet_market_get_order (self->market, &order);
  sublet_header_order_show (self->header, (int) order.first, order.first_descending);
}
