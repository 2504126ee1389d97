/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MARKET_EXTENT (sublet_market_extent_get_type ())

/*
 * How far the list of offers goes: why it was cut and a button to load more, up to a number that is
 * chosen beside it; while more comes, how much is there and a button to stop. Its buttons name
 * actions of the page. Nothing is seen of it while there is nothing to say. Whoever has it follows
 * the market, and tells it to update.
 */
G_DECLARE_FINAL_TYPE (SubletMarketExtent, sublet_market_extent, SUBLET, MARKET_EXTENT, AdwBin)

void sublet_market_extent_set_market (SubletMarketExtent *self, SubletMarket *market);
void sublet_market_extent_update (SubletMarketExtent *self);

G_END_DECLS
