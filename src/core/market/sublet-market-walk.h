/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/*
 * The way through a list that the service cuts: what to ask next, and what came so far. It decides
 * and sends nothing. Pages go by price; where more offers cost the same than one page holds, they
 * are asked for model by model, then country by country. Every step is another question, so that
 * no answer makes it endless.
 */
typedef struct _SubletMarketWalk SubletMarketWalk;

SubletMarketWalk *sublet_market_walk_new (SubletOfferQuery *wanted, guint max_rows);
void sublet_market_walk_free (SubletMarketWalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketWalk, sublet_market_walk_free)

void sublet_market_walk_start_after (SubletMarketWalk *self, GArray *rows, gint64 known_at_us);

SubletOfferQuery *sublet_market_walk_dup_query (SubletMarketWalk *self);
void sublet_market_walk_take_page (SubletMarketWalk *self, SubletOfferPage *page);

SubletOfferQuery *sublet_market_walk_get_wanted (SubletMarketWalk *self);
guint sublet_market_walk_get_max_rows (SubletMarketWalk *self);
guint sublet_market_walk_get_n_rows (SubletMarketWalk *self);
gsize sublet_market_walk_get_wire_bytes (SubletMarketWalk *self);
guint sublet_market_walk_get_n_pages (SubletMarketWalk *self);
SubletMarketCut sublet_market_walk_get_cut (SubletMarketWalk *self);
SubletOfferPage *sublet_market_walk_dup_page (SubletMarketWalk *self);

G_END_DECLS
