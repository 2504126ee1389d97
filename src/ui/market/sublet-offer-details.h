/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/market/sublet-market.h"
#include "core/runtime/sublet-runtime-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_DETAILS (sublet_offer_details_get_type ())

/*
 * One offer in full: name, warnings, what the job costs, in other kinds of price too where the
 * market holds those, and folded groups of facts. Its button names the action "market.rent", its
 * cross "market.toggle-details".
 */
G_DECLARE_FINAL_TYPE (SubletOfferDetails, sublet_offer_details, SUBLET, OFFER_DETAILS, AdwBin)

GtkWidget *sublet_offer_details_new (void);

void sublet_offer_details_set_clock (SubletOfferDetails *self, SubletClock *clock);
void sublet_offer_details_show (SubletOfferDetails *self,
                                SubletOffer *offer,
                                const SubletJob *job,
                                SubletPresence presence);
void sublet_offer_details_show_kinds (SubletOfferDetails *self,
                                      SubletMarket *market,
                                      const SubletJob *job);
void sublet_offer_details_set_reason (SubletOfferDetails *self, const char *reason);
/* (nullable): what was found when something on its machine was last looked at. */
void sublet_offer_details_set_report (SubletOfferDetails *self, SubletRuntimeReport *report);
void sublet_offer_details_set_closable (SubletOfferDetails *self, gboolean closable);
SubletOffer *sublet_offer_details_get_offer (SubletOfferDetails *self);

G_END_DECLS
