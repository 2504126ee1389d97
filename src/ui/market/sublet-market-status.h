/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MARKET_STATUS (sublet_market_status_get_type ())

/*
 * Two lines below the offers: how many of how many, how old; what hides the others, whether the
 * list was cut, what waits to be shown. Its buttons name actions of the page. Properties: "market"
 * (construct-only), "narrow" (writable).
 */
G_DECLARE_FINAL_TYPE (SubletMarketStatus, sublet_market_status, SUBLET, MARKET_STATUS, AdwBin)

GtkWidget *sublet_market_status_new (SubletMarket *market);

void sublet_market_status_set_narrow (SubletMarketStatus *self, gboolean narrow);
void sublet_market_status_set_menus (SubletMarketStatus *self,
                                     GMenuModel *sort_menu,
                                     GtkWidget *columns_popover);
void sublet_market_status_popup_sort (SubletMarketStatus *self);

G_END_DECLS
