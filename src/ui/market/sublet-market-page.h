/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/market/sublet-saved-searches.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"
#include "ui/common/sublet-size-bin.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MARKET_PAGE (sublet_market_page_get_type ())

/*
 * The market: job bar, filters, offers, details. It leads the market's job, filter, order and
 * visibility from the settings and from being mapped.
 *
 * Properties: "market", "settings" (construct-only), "size-class" (SubletSizeClass, to be bound).
 * Signal "rent-requested" (SubletOffer): the person wants this offer; a rent window is the answer.
 * Actions, all of the group "market": rent, rent-policy, toggle-filters, toggle-details,
 * search-models, refresh, load-more, stop-loading, show-changes, clear-filter (s), clear-filters,
 * save-search, show-searches, show-policies, show-sort; and the stateful groups "sort" and "load".
 */
G_DECLARE_FINAL_TYPE (SubletMarketPage, sublet_market_page, SUBLET, MARKET_PAGE, AdwBin)

GtkWidget *sublet_market_page_new (SubletMarket *market, SubletSettings *settings);

/* Once; without them, the page has no saved searches. */
void sublet_market_page_set_searches (SubletMarketPage *self, SubletSavedSearches *searches);

/* (nullable): who knows what was found on a machine before. */
void sublet_market_page_set_engine (SubletMarketPage *self, SubletRentalEngine *engine);

/* For the start of the header bar while this page is shown. */
GtkWidget *sublet_market_page_get_header_start (SubletMarketPage *self);

void sublet_market_page_rent (SubletMarketPage *self);
void sublet_market_page_rent_by_policy (SubletMarketPage *self, SubletPolicy policy);
/* Selects it and shows it, if it is in the view. */
void sublet_market_page_select_offer (SubletMarketPage *self, gint64 offer_id);

G_END_DECLS
