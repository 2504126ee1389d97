/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A market that is fed by hand, and waits that end with what was seen. */

typedef void (*BenchMarketChange) (SubletMarket *market, int turn);

SubletMarket *bench_market_new (void);
/* Returns at once; a worker makes the rows ready. */
void bench_market_feed (SubletMarket *market, GArray *rows);
/* The same, until they are there. */
void bench_market_fill (SubletMarket *market, GArray *rows);
/* Until the model is ready after a change; (nullable): after one that is under way. */
void bench_market_await_change (SubletMarket *market, BenchMarketChange change, int turn);
/* The whole page in a window of its own, 1280 x 800. */
GtkWidget *bench_market_present_page (SubletMarket *market, SubletSettings *settings);
/* The end of the next frame that is painted, and of what it left to do. */
void bench_await_paint (GtkWidget *window);

G_END_DECLS
