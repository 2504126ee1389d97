/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shots/shots.h"
#include "ui/market/sublet-market-page-private.h"

G_BEGIN_DECLS

/* What the market's lists of pictures share. */

/* (transfer floating): the market with offers and the filters of a first start. */
GtkWidget *shots_make_market (SubletUiFixture *fixture);
/* (transfer none): the page that the window shows. */
SubletMarketPage *shots_get_market_page (GtkWidget *window);

G_END_DECLS
