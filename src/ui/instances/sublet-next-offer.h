/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/**
 * SubletNextOfferState:
 * @SUBLET_NEXT_OFFER_UNKNOWN: nobody asked, or there was no answer
 * @SUBLET_NEXT_OFFER_ASKING: the market is being asked
 * @SUBLET_NEXT_OFFER_FOUND: one is as good
 * @SUBLET_NEXT_OFFER_NONE: none is
 *
 * What is known of the offer that could be taken instead.
 */
typedef enum
{
  SUBLET_NEXT_OFFER_UNKNOWN,
  SUBLET_NEXT_OFFER_ASKING,
  SUBLET_NEXT_OFFER_FOUND,
  SUBLET_NEXT_OFFER_NONE,
} SubletNextOfferState;

#define SUBLET_TYPE_NEXT_OFFER (sublet_next_offer_get_type ())

/*
 * What could be taken instead of one rental, to be said before anybody orders it: nothing is
 * reserved, and the question asks the market once more. Signal: "changed".
 */
G_DECLARE_FINAL_TYPE (SubletNextOffer, sublet_next_offer, SUBLET, NEXT_OFFER, GObject)

SubletNextOffer *sublet_next_offer_new (SubletRental *rental);

/* Unless that was done in the last five minutes. */
void sublet_next_offer_ask (SubletNextOffer *self, SubletRentalEngine *engine);
/* What the market said; NULL with NONE or UNKNOWN. */
void sublet_next_offer_take (SubletNextOffer *self,
                             SubletNextOfferState state,
                             SubletRentalRequest *request);

SubletNextOfferState sublet_next_offer_get_state (SubletNextOffer *self);
/* (transfer none) (nullable) */
SubletRentalRequest *sublet_next_offer_get_request (SubletNextOffer *self);

G_END_DECLS
