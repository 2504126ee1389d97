/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_KINDS (sublet_offer_kinds_get_type ())

/*
 * One offer in all kinds of price: what its job costs in each, and how much more or less that is
 * than in the job's kind. Each row rents it in its kind (action "market.rent-kind").
 */
G_DECLARE_FINAL_TYPE (SubletOfferKinds,
                      sublet_offer_kinds,
                      SUBLET,
                      OFFER_KINDS,
                      AdwPreferencesGroup)

void sublet_offer_kinds_show (SubletOfferKinds *self,
                              SubletMarket *market,
                              SubletOffer *offer,
                              const SubletJob *job);

G_END_DECLS
