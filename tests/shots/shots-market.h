/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-private.h"
#include "shots/shots.h"
#include "ui/market/sublet-market-page-private.h"

G_BEGIN_DECLS

/* What the market's lists of pictures share. */

/** As many offers as a usual answer has. */
#define SHOTS_N_OFFERS 2000

/* Service time. */
gint64 shots_now_us (SubletUiFixture *fixture);
/* (transfer full) (element-type SubletOfferRow): the same ones each time; with a seed as a later
 * answer has them, some taken and some at another price. */
GArray *shots_make_offers (SubletUiFixture *fixture, guint n_offers, guint seed);
/* An answer that has come. */
void shots_feed_market (SubletMarket *market,
                        GArray *rows,
                        gint64 known_at_us,
                        SubletMarketCut cut);
/* (transfer floating): without an answer; @filters: (nullable): as stored, NULL: a first start's.
 */
GtkWidget *shots_make_market_page (SubletUiFixture *fixture, const char *filters);
/* (transfer floating): with offers */
GtkWidget *shots_make_fed_market (SubletUiFixture *fixture,
                                  const char *filters,
                                  SubletMarketCut cut);
/* (transfer floating): the market with offers and the filters of a first start. */
GtkWidget *shots_make_market (SubletUiFixture *fixture);
/* (transfer none): the page that the window shows. */
SubletMarketPage *shots_get_market_page (GtkWidget *window);

G_END_DECLS
