/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-money.h"
#include "core/market/sublet-job.h"
#include "core/model/sublet-launch.h"
#include "core/model/sublet-offer-query.h"
#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/**
 * SubletLeaseEnd:
 * @SUBLET_LEASE_END_STOP: it is stopped, and its disk kept
 * @SUBLET_LEASE_END_DESTROY: it is destroyed
 * @SUBLET_LEASE_END_WARN: nothing, the person is told
 *
 * What the end of a lease does.
 */
typedef enum
{
  SUBLET_LEASE_END_STOP,
  SUBLET_LEASE_END_DESTROY,
  SUBLET_LEASE_END_WARN,
} SubletLeaseEnd;

#define SUBLET_TYPE_LEASE_END (sublet_lease_end_get_type ())

GType sublet_lease_end_get_type (void);

#define SUBLET_TYPE_RENTAL_REQUEST (sublet_rental_request_get_type ())

/*
 * What the person accepted in the rent window: one rental of one offer. Filled by the rent window,
 * frozen when handed to the engine (setters then fail).
 */
G_DECLARE_FINAL_TYPE (SubletRentalRequest, sublet_rental_request, SUBLET, RENTAL_REQUEST, GObject)

SubletRentalRequest *sublet_rental_request_new (SubletOffer *offer, const SubletJob *job);

/* The same for another offer, not frozen. */
SubletRentalRequest *sublet_rental_request_new_like (SubletRentalRequest *self, SubletOffer *offer);

SubletOffer *sublet_rental_request_get_offer (SubletRentalRequest *self);
const SubletJob *sublet_rental_request_get_job (SubletRentalRequest *self);
void sublet_rental_request_set_job (SubletRentalRequest *self, const SubletJob *job);
/* What runs on it and how it is reached. */
SubletLaunch *sublet_rental_request_get_launch (SubletRentalRequest *self);
void sublet_rental_request_set_launch (SubletRentalRequest *self, SubletLaunch *launch);
/* The launch's. */
const char *sublet_rental_request_get_image (SubletRentalRequest *self);
void sublet_rental_request_set_image (SubletRentalRequest *self, const char *image);
const char *sublet_rental_request_get_label (SubletRentalRequest *self);
void sublet_rental_request_set_label (SubletRentalRequest *self, const char *label);
/* An interruptible's bid, per hour; SUBLET_MONEY_UNKNOWN: the least that the offer takes. */
gint64 sublet_rental_request_get_bid_nusd (SubletRentalRequest *self);
void sublet_rental_request_set_bid_nusd (SubletRentalRequest *self, gint64 bid_nusd);
/* A reserved one's deposit, to be paid ahead once it runs; 0: none, and no discount. */
gint64 sublet_rental_request_get_deposit_uusd (SubletRentalRequest *self);
void sublet_rental_request_set_deposit_uusd (SubletRentalRequest *self, gint64 deposit_uusd);
/* Highest total rate per hour, GPU and disk, for the one automatic next candidate; 0: none. */
gint64 sublet_rental_request_get_ceiling_nusd (SubletRentalRequest *self);
void sublet_rental_request_set_ceiling_nusd (SubletRentalRequest *self, gint64 ceiling_nusd);
/* 0: no lease, chosen on purpose. */
gint64 sublet_rental_request_get_lease_us (SubletRentalRequest *self);
void sublet_rental_request_set_lease (SubletRentalRequest *self,
                                      gint64 lease_us,
                                      SubletLeaseEnd at_end);
SubletLeaseEnd sublet_rental_request_get_lease_end (SubletRentalRequest *self);
/* What to search for when the offer is gone. */
SubletOfferQuery *sublet_rental_request_get_requery (SubletRentalRequest *self);
void sublet_rental_request_set_requery (SubletRentalRequest *self, SubletOfferQuery *query);

/* The service's limits for a bid. Source: fact sheet 3.1, "0.001-128 per machine". */
#define SUBLET_RENTAL_REQUEST_MIN_BID_NUSD (SUBLET_NUSD_PER_USD / 1000)
#define SUBLET_RENTAL_REQUEST_MAX_BID_NUSD (SUBLET_NUSD_PER_USD * 128)

/* Above this a deposit is a slip of the finger. */
#define SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD (SUBLET_UUSD_PER_USD * 100000)

/* With the bid, where it is one. A reserved one is rented at the plain price. */
void sublet_rental_request_get_quote (SubletRentalRequest *self, SubletQuote *quote);
/* A reserved one's with the whole discount that its offer shows: what a deposit may bring. */
void sublet_rental_request_get_discounted_quote (SubletRentalRequest *self, SubletQuote *quote);
/* Per hour, of a volume that is made along; not in the quote. */
gint64 sublet_rental_request_get_volume_rate_nusd (SubletRentalRequest *self);

/* SUBLET_ERROR_INVALID naming the field, by the service's limits (fact sheet 3). */
gboolean sublet_rental_request_validate (SubletRentalRequest *self, GError **error);

G_END_DECLS
