/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-instance.h"
#include "core/model/sublet-offer.h"
#include "core/model/sublet-price-increase.h"
#include "core/rental/sublet-rental-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SubletRentalState:
 *
 * The life of a rental as the design draws it. Nicks are what the journal stores; they never
 * change.
 */
typedef enum
{
  SUBLET_RENTAL_STATE_UNKNOWN, /* its account's key is not here, or nothing was read yet */
  SUBLET_RENTAL_STATE_INTENDED,
  SUBLET_RENTAL_STATE_REQUESTING,
  SUBLET_RENTAL_STATE_UNCLEAR,
  SUBLET_RENTAL_STATE_REFUSED,
  SUBLET_RENTAL_STATE_PROVISIONING,
  SUBLET_RENTAL_STATE_RUNNING,
  SUBLET_RENTAL_STATE_CONNECTING,
  SUBLET_RENTAL_STATE_READY,
  SUBLET_RENTAL_STATE_RESTARTING,
  SUBLET_RENTAL_STATE_RECYCLING,
  SUBLET_RENTAL_STATE_WAITING_FOR_GPU,
  SUBLET_RENTAL_STATE_OUTBID,
  SUBLET_RENTAL_STATE_STOPPING,
  SUBLET_RENTAL_STATE_STOPPED,
  SUBLET_RENTAL_STATE_STARTING,
  SUBLET_RENTAL_STATE_EXITED,
  SUBLET_RENTAL_STATE_FAILED,
  SUBLET_RENTAL_STATE_OFFLINE,
  SUBLET_RENTAL_STATE_DESTROYING,
  SUBLET_RENTAL_STATE_STILL_LISTED,
  SUBLET_RENTAL_STATE_GONE,
} SubletRentalState;

#define SUBLET_TYPE_RENTAL_STATE (sublet_rental_state_get_type ())

GType sublet_rental_state_get_type (void);

/**
 * SubletRentalReason:
 *
 * Why a rental was refused or failed.
 */
typedef enum
{
  SUBLET_RENTAL_REASON_NONE,
  SUBLET_RENTAL_REASON_OFFER_GONE,
  SUBLET_RENTAL_REASON_NEXT_TOO_DEAR, /* gone, and the next candidate is above the ceiling */
  SUBLET_RENTAL_REASON_NO_CANDIDATE,
  SUBLET_RENTAL_REASON_KEY,
  SUBLET_RENTAL_REASON_FORBIDDEN,
  SUBLET_RENTAL_REASON_NO_CREDIT,
  SUBLET_RENTAL_REASON_INVALID,
  SUBLET_RENTAL_REASON_NOT_SENT,
  SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS, /* settled: three complete lists showed nothing new */
  SUBLET_RENTAL_REASON_CAP,      /* above a spend cap when its turn came: nothing was sent */
  SUBLET_RENTAL_REASON_JOURNAL,  /* the journal could not be written: nothing was sent */
  SUBLET_RENTAL_REASON_TEMPLATE, /* the service does not know the template that was named */
  SUBLET_RENTAL_REASON_IMAGE,    /* there is no such image */
  SUBLET_RENTAL_REASON_NO_PULL,  /* its registry gives it only to those who sign in */
  SUBLET_RENTAL_REASON_NO_SPACE, /* it does not fit on the disk */
  SUBLET_RENTAL_REASON_CONTAINER,
  SUBLET_RENTAL_REASON_EXITED, /* the container ran and has ended */
  SUBLET_RENTAL_REASON_HOST,
  SUBLET_RENTAL_REASON_CREDIT_USED_UP,
  SUBLET_RENTAL_REASON_NOT_REPLACED, /* the one before had not ended in time: nothing was sent */
  SUBLET_RENTAL_REASON_LEASE,        /* its lease ended, and ordered this */

  /* Of events alone, which change no state. */
  SUBLET_RENTAL_REASON_PRICE_DIFFERS,
  SUBLET_RENTAL_REASON_STUCK,
  SUBLET_RENTAL_REASON_PREPAYING, /* the deposit is about to be asked for */
  SUBLET_RENTAL_REASON_PREPAID,
  SUBLET_RENTAL_REASON_NOT_PREPAID,     /* and nothing was paid */
  SUBLET_RENTAL_REASON_PREPAID_UNCLEAR, /* the answer was lost */
  SUBLET_RENTAL_REASON_BIDDING,     /* another bid is about to be asked for; the rate is the bid */
  SUBLET_RENTAL_REASON_BID_CHANGED, /* a list shows it */
  SUBLET_RENTAL_REASON_BID_NOT_CHANGED,    /* refused, or not sent */
  SUBLET_RENTAL_REASON_BID_UNCLEAR,        /* the answer was lost */
  SUBLET_RENTAL_REASON_BID_NOT_SEEN,       /* lists go on showing the old one */
  SUBLET_RENTAL_REASON_INCREASE_ACCEPTING, /* is about to be accepted; the rate is the one with it
                                            */
  SUBLET_RENTAL_REASON_INCREASE_REJECTING,
  SUBLET_RENTAL_REASON_INCREASE_ACCEPTED, /* it does not wait for an answer any more */
  SUBLET_RENTAL_REASON_INCREASE_REJECTED,
  SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED, /* refused, or not sent */
  SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN,    /* by its host: there was nothing to answer */
  SUBLET_RENTAL_REASON_INCREASE_UNCLEAR,      /* the answer of the service was lost */
  SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN,     /* it goes on waiting for an answer */
  SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN,    /* no list came that says whether it waits */
  SUBLET_RENTAL_REASON_INCREASE_APPLIED,      /* a list shows the rate with it */
  SUBLET_RENTAL_REASON_OWNER_KNOWN, /* which account it is of: the key that rented it could not say
                                     */

  SUBLET_RENTAL_REASON_LEASE_CHANGED, /* by the person */
  SUBLET_RENTAL_REASON_LEASE_BEGUN,   /* another one, since it was started again */
  SUBLET_RENTAL_REASON_LEASE_OVER,    /* and nothing was to be ended */

  SUBLET_RENTAL_REASON_SSH_KEY_CHANGED, /* by the person */

  SUBLET_RENTAL_REASON_OTHER,
} SubletRentalReason;

#define SUBLET_TYPE_RENTAL_REASON (sublet_rental_reason_get_type ())

GType sublet_rental_reason_get_type (void);

/**
 * SubletRentalOrigin:
 * @SUBLET_RENTAL_ORIGIN_OURS: in this journal
 * @SUBLET_RENTAL_ORIGIN_ADOPTABLE: carries this installation's token, but is not in the journal
 * @SUBLET_RENTAL_ORIGIN_ELSEWHERE: started by someone or something else; only watched
 */
typedef enum
{
  SUBLET_RENTAL_ORIGIN_OURS,
  SUBLET_RENTAL_ORIGIN_ADOPTABLE,
  SUBLET_RENTAL_ORIGIN_ELSEWHERE,
} SubletRentalOrigin;

#define SUBLET_TYPE_RENTAL_ORIGIN (sublet_rental_origin_get_type ())

GType sublet_rental_origin_get_type (void);

/**
 * SubletDepositState:
 * @SUBLET_DEPOSIT_STATE_NONE: nothing is to be paid ahead
 * @SUBLET_DEPOSIT_STATE_WANTED: as soon as it runs; nothing was paid
 * @SUBLET_DEPOSIT_STATE_ASKED: the request is in the journal, and about to be sent or on its way
 * @SUBLET_DEPOSIT_STATE_UNCLEAR: it may have been paid; never asked for again, lists tell
 * @SUBLET_DEPOSIT_STATE_PAID: the service said so, or a list shows it
 * @SUBLET_DEPOSIT_STATE_NO_CREDIT: refused, there is too little credit
 * @SUBLET_DEPOSIT_STATE_CAP: not asked for, a spend cap is in the way
 * @SUBLET_DEPOSIT_STATE_REFUSED: refused for another reason, or never taken
 * @SUBLET_DEPOSIT_STATE_NOT_FOUND: the answer was lost, and three readings show nothing of it
 *
 * What became of a deposit. Nicks are what the journal stores; they never change.
 */
typedef enum
{
  SUBLET_DEPOSIT_STATE_NONE,
  SUBLET_DEPOSIT_STATE_WANTED,
  SUBLET_DEPOSIT_STATE_ASKED,
  SUBLET_DEPOSIT_STATE_UNCLEAR,
  SUBLET_DEPOSIT_STATE_PAID,
  SUBLET_DEPOSIT_STATE_NO_CREDIT,
  SUBLET_DEPOSIT_STATE_CAP,
  SUBLET_DEPOSIT_STATE_REFUSED,
  SUBLET_DEPOSIT_STATE_NOT_FOUND,
} SubletDepositState;

#define SUBLET_TYPE_DEPOSIT_STATE (sublet_deposit_state_get_type ())

GType sublet_deposit_state_get_type (void);

/**
 * SubletBidState:
 * @SUBLET_BID_STATE_NONE: no other bid was ever asked for
 * @SUBLET_BID_STATE_ASKED: the request is in the journal, and about to be sent or on its way
 * @SUBLET_BID_STATE_TAKEN: the service took it; the lists do not show it yet
 * @SUBLET_BID_STATE_UNCLEAR: it may have been taken; never asked for again, lists tell
 * @SUBLET_BID_STATE_CHANGED: a list shows it
 * @SUBLET_BID_STATE_REFUSED: refused, or never sent: it stays at the bid before
 * @SUBLET_BID_STATE_NOT_SEEN: taken or unclear, and three readings show the bid before
 *
 * What became of another bid for an interruptible one. Nicks are what the journal stores; they
 * never change.
 */
typedef enum
{
  SUBLET_BID_STATE_NONE,
  SUBLET_BID_STATE_ASKED,
  SUBLET_BID_STATE_TAKEN,
  SUBLET_BID_STATE_UNCLEAR,
  SUBLET_BID_STATE_CHANGED,
  SUBLET_BID_STATE_REFUSED,
  SUBLET_BID_STATE_NOT_SEEN,
} SubletBidState;

#define SUBLET_TYPE_BID_STATE (sublet_bid_state_get_type ())

GType sublet_bid_state_get_type (void);

/**
 * SubletIncreaseState:
 * @SUBLET_INCREASE_STATE_NONE: no price increase was ever answered
 * @SUBLET_INCREASE_STATE_ASKED: the answer is in the journal, and about to be sent or on its way
 * @SUBLET_INCREASE_STATE_TAKEN: the service took it; the increase may wait for an answer still
 * @SUBLET_INCREASE_STATE_UNCLEAR: it may have been taken; never sent again, lists tell
 * @SUBLET_INCREASE_STATE_DONE: the increase does not wait any more
 * @SUBLET_INCREASE_STATE_APPLIED: it was accepted, and a list shows the rate with it
 * @SUBLET_INCREASE_STATE_REFUSED: refused, or never sent: the increase is not answered
 * @SUBLET_INCREASE_STATE_NOT_SEEN: taken or unclear, and a list shows that it goes on waiting
 * @SUBLET_INCREASE_STATE_NOT_KNOWN: taken or unclear, and no list came that says more; one that
 *   comes later does
 * @SUBLET_INCREASE_STATE_WITHDRAWN: its host no longer wants it, so there was nothing to answer
 *
 * What became of the latest answer to a price increase, to accept or to reject it. Nicks are what
 * the journal stores; they never change.
 */
typedef enum
{
  SUBLET_INCREASE_STATE_NONE,
  SUBLET_INCREASE_STATE_ASKED,
  SUBLET_INCREASE_STATE_TAKEN,
  SUBLET_INCREASE_STATE_UNCLEAR,
  SUBLET_INCREASE_STATE_DONE,
  SUBLET_INCREASE_STATE_APPLIED,
  SUBLET_INCREASE_STATE_REFUSED,
  SUBLET_INCREASE_STATE_NOT_SEEN,
  SUBLET_INCREASE_STATE_NOT_KNOWN,
  SUBLET_INCREASE_STATE_WITHDRAWN,
} SubletIncreaseState;

#define SUBLET_TYPE_INCREASE_STATE (sublet_increase_state_get_type ())

GType sublet_increase_state_get_type (void);

/**
 * SubletRentalDifferences:
 * @SUBLET_RENTAL_DIFFERENCE_NONE: as it was accepted
 * @SUBLET_RENTAL_DIFFERENCE_RATE: an hour of running costs something else
 * @SUBLET_RENTAL_DIFFERENCE_DISK_RATE: an hour of the disk costs something else
 * @SUBLET_RENTAL_DIFFERENCE_DISK_SIZE: the disk has another size
 * @SUBLET_RENTAL_DIFFERENCE_KIND: interruptible instead of on-demand, or the reverse
 *
 * In what an instance differs from what was accepted, beyond rounding.
 */
typedef enum
{
  SUBLET_RENTAL_DIFFERENCE_NONE = 0,
  SUBLET_RENTAL_DIFFERENCE_RATE = 1 << 0,
  SUBLET_RENTAL_DIFFERENCE_DISK_RATE = 1 << 1,
  SUBLET_RENTAL_DIFFERENCE_DISK_SIZE = 1 << 2,
  SUBLET_RENTAL_DIFFERENCE_KIND = 1 << 3,
} SubletRentalDifferences;

#define SUBLET_TYPE_RENTAL_DIFFERENCES (sublet_rental_differences_get_type ())

GType sublet_rental_differences_get_type (void);

/**
 * SubletLeaseState:
 * @SUBLET_LEASE_STATE_NONE: it has no lease, or is no rental of ours
 * @SUBLET_LEASE_STATE_RUNNING: it ends in more than half an hour
 * @SUBLET_LEASE_STATE_SOON: in half an hour at most
 * @SUBLET_LEASE_STATE_LAST: in five minutes at most
 * @SUBLET_LEASE_STATE_DUE: it has ended, and what it says is being done
 * @SUBLET_LEASE_STATE_WAITING: it has ended, and what it says cannot be done: the key of its
 * account is not here, or the service refuses it; it is done as soon as it can be
 * @SUBLET_LEASE_STATE_OVER: it has ended, and what it says was done, or was nothing
 *
 * How a rental's lease stands.
 */
typedef enum
{
  SUBLET_LEASE_STATE_NONE,
  SUBLET_LEASE_STATE_RUNNING,
  SUBLET_LEASE_STATE_SOON,
  SUBLET_LEASE_STATE_LAST,
  SUBLET_LEASE_STATE_DUE,
  SUBLET_LEASE_STATE_WAITING,
  SUBLET_LEASE_STATE_OVER,
} SubletLeaseState;

#define SUBLET_TYPE_LEASE_STATE (sublet_lease_state_get_type ())

GType sublet_lease_state_get_type (void);

#define SUBLET_TYPE_RENTAL (sublet_rental_get_type ())

/*
 * One card: a rental from its intent to its end, or an instance that somebody else started.
 * Changed by the engine alone; every change is in the journal before a property notifies.
 *
 * Properties (all read-only, all notify): "state", "reason", "origin", "instance-id" (0: none yet),
 * "label", "gpu-name", "num-gpus", "place" ("Uusimaa, FI"), "image", "status-message",
 * "instance" (latest reading), "rate-now-nusd", "rate-running-nusd", "rate-stopped-nusd",
 * "quoted-rate-nusd", "state-since-us" (service time), "known-at-us", "stale" (the list is
 * unknown), "lease-end-us" (0: none), "look" and "looks" (settling: look 2 of 3), "next-look-us",
 * "next-rate-nusd" (NEXT_TOO_DEAR: what the next candidate costs; taken: what it did cost),
 * "lease-at-end" (what its end does), "lease-state", "gone-looks" (0 to 2), "busy" (an order is on
 * its way), "detail" (server's words, for Details), "differences" (from what was accepted) and
 * "accepted-rate-nusd", "gives-up-at-us" (service time) and "stuck" (coming up without progress),
 * "twin-id" (an instance with the same token), "replaces" (id of the rental that is ended for this
 * one), "deposit-uusd" and "deposit-state", "bid-asked-nusd" and "bid-state", "idle-since-us"
 * (service time since which it runs for nothing, 0: it does not), "increase" (a price increase that
 * waits for an answer), "increase-known-at-us", "increase-state" and "increase-accepts" (of the
 * latest answer).
 */
G_DECLARE_FINAL_TYPE (SubletRental, sublet_rental, SUBLET, RENTAL, GObject)

const char *sublet_rental_get_id (
  SubletRental *self); /* our own, stable; "elsewhere-ID" for others */
SubletRentalState sublet_rental_get_state (SubletRental *self);
SubletRentalReason sublet_rental_get_reason (SubletRental *self);
SubletRentalOrigin sublet_rental_get_origin (SubletRental *self);
gint64 sublet_rental_get_instance_id (SubletRental *self);
const char *sublet_rental_get_label (SubletRental *self);
const char *sublet_rental_get_gpu_name (SubletRental *self);
int sublet_rental_get_num_gpus (SubletRental *self);
const char *sublet_rental_get_place (SubletRental *self);
const char *sublet_rental_get_image (SubletRental *self);
const char *sublet_rental_get_status_message (SubletRental *self);
const char *sublet_rental_get_detail (SubletRental *self);
SubletInstance *sublet_rental_get_instance (SubletRental *self); /* (nullable) */
SubletOffer *sublet_rental_get_next_offer (SubletRental *self);  /* (nullable) NEXT_TOO_DEAR */
gint64 sublet_rental_get_rate_now_nusd (SubletRental *self);
gint64 sublet_rental_get_rate_running_nusd (SubletRental *self);
gint64 sublet_rental_get_rate_stopped_nusd (SubletRental *self);
gint64 sublet_rental_get_quoted_rate_nusd (SubletRental *self);
gint64 sublet_rental_get_next_rate_nusd (SubletRental *self);
gint64 sublet_rental_get_state_since_us (SubletRental *self);
gint64 sublet_rental_get_known_at_us (SubletRental *self);
gint64 sublet_rental_get_lease_end_us (SubletRental *self);
SubletLeaseEnd sublet_rental_get_lease_at_end (SubletRental *self);
SubletLeaseState sublet_rental_get_lease_state (SubletRental *self);
gint64 sublet_rental_get_next_look_us (SubletRental *self);
int sublet_rental_get_look (SubletRental *self);
int sublet_rental_get_looks (SubletRental *self);
int sublet_rental_get_gone_looks (SubletRental *self);
gboolean sublet_rental_get_stale (SubletRental *self);
gboolean sublet_rental_get_busy (SubletRental *self);
SubletRentalDifferences sublet_rental_get_differences (SubletRental *self);
gint64 sublet_rental_get_accepted_rate_nusd (SubletRental *self);
gint64 sublet_rental_get_gives_up_at_us (SubletRental *self);
gboolean sublet_rental_get_stuck (SubletRental *self);
gint64 sublet_rental_get_twin_id (SubletRental *self);
const char *sublet_rental_get_replaces (SubletRental *self);
gint64 sublet_rental_get_deposit_uusd (SubletRental *self);
SubletDepositState sublet_rental_get_deposit_state (SubletRental *self);
gint64 sublet_rental_get_bid_asked_nusd (SubletRental *self);
SubletBidState sublet_rental_get_bid_state (SubletRental *self);
gint64 sublet_rental_get_idle_since_us (SubletRental *self);
SubletPriceIncrease *sublet_rental_get_increase (SubletRental *self); /* (nullable) */
gint64 sublet_rental_get_increased_rate_nusd (SubletRental *self);
/* With one that was accepted and does not hold yet; SUBLET_MONEY_UNKNOWN: there is none. */
gint64 sublet_rental_get_awaited_rate_nusd (SubletRental *self);
gint64 sublet_rental_get_increase_known_at_us (SubletRental *self);
SubletIncreaseState sublet_rental_get_increase_state (SubletRental *self);
gboolean sublet_rental_get_increase_accepts (SubletRental *self);
gint64 sublet_rental_get_idle_cost_uusd (SubletRental *self, gint64 service_us);

/* About, from start and rates; at that service time. */
gint64 sublet_rental_get_cost_uusd (SubletRental *self, gint64 service_us);

/* Paid for while it lasts: everything between a contract (or the doubt of one) and gone. */
gboolean sublet_rental_is_open (SubletRental *self);

/* Its latest reading says that it runs, whatever SSH says of it. */
gboolean sublet_rental_is_up (SubletRental *self);
/* Service time at which this process saw its container made anew; 0: it did not. */
gint64 sublet_rental_get_renewed_us (SubletRental *self);

gboolean sublet_rental_can_start (SubletRental *self);
gboolean sublet_rental_can_stop (SubletRental *self);
gboolean sublet_rental_can_reboot (SubletRental *self);
gboolean sublet_rental_can_recycle (SubletRental *self);
gboolean sublet_rental_can_update_software (SubletRental *self);
gboolean sublet_rental_can_destroy (SubletRental *self);
/* By hand: it runs, is no bid, and no other deposit of it is on its way or in doubt. */
gboolean sublet_rental_can_prepay (SubletRental *self);
gboolean sublet_rental_is_reserved (SubletRental *self);
/* An interruptible one, whoever rented it, and no other bid of it is on its way or in doubt. */
gboolean sublet_rental_can_change_bid (SubletRental *self);
/* One waits for an answer, whoever rented it, and no answer is on its way or in doubt. */
gboolean sublet_rental_can_answer_increase (SubletRental *self);
/* One of ours whose end nobody ordered: an order to the service it is not. */
gboolean sublet_rental_can_set_lease (SubletRental *self);
/* Likewise; it runs with SSH, and this version can read what was started. */
gboolean sublet_rental_can_set_ssh_key (SubletRental *self);
/* It has a lease that is not over. */
gboolean sublet_rental_can_extend (SubletRental *self);

/* What was written to the journal, in order: for the progress page and the card's timeline. One
 * whose reason is PRICE_DIFFERS, STUCK, OWNER_KNOWN, LEASE_CHANGED, LEASE_BEGUN, LEASE_OVER,
 * SSH_KEY_CHANGED or about the deposit, the bid or a price increase is a note: the state was that
 * already. */
typedef struct
{
  gint64 at_us; /* service time */
  SubletRentalState state;
  SubletRentalReason reason;
  gint64 offer_id;  /* requesting: which offer; else 0 */
  gint64 rate_nusd; /* requesting: its running rate; of a note the rate or bid; else UNKNOWN */
} SubletRentalEvent;

/* (element-type SubletRentalEvent), in order; borrowed, valid until the next main loop turn. */
const GArray *sublet_rental_get_events (SubletRental *self);

G_END_DECLS
