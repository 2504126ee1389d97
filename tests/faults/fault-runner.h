/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"
#include "core/rental/sublet-rental-engine-private.h"

#include "core/secrets/sublet-session.h"

#include "support/sublet-simulator-clock.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The shipped engine as a process of its own, to be killed; one file for each job:
 *
 *   fault-runner         its start, what it is told
 *   fault-runner-orders  rents and orders
 *   fault-runner-wishes  several of one wish, one instead of another, one taken back
 *   fault-runner-volumes deletes volumes, and tells of them
 *   fault-runner-wait    lets time pass until something is so
 *   fault-runner-tell    answers
 *   fault-runner-death   dies at a step of the journal
 *   fault-runner-twin    what a worse engine would do
 */
typedef struct
{
  SubletSimulatorClock *clock; /* (owned) */
  SubletClient *client;        /* (owned) */
  SubletProfile *profile;      /* (owned) */
  SubletRentalEngine *engine;  /* (owned) */
  SubletSession *session;      /* (owned) (nullable) until there is a key */
  SubletAccountKeys *keys;     /* (owned) (nullable) */
  SubletIdleVolumes *volumes;  /* (owned) (nullable) until somebody looks at them */
  bool forgets_leases;         /* a twin: says that a lease is set, and forgets it */
  guint walks_begun;           /* complete lists asked for */
  guint walks_ended;
} Runner;

/* ---- tell ---- */

void fault_runner_answer (JsonBuilder *builder);
void fault_runner_answer_fine (void);
void fault_runner_answer_error (const GError *error);
void fault_runner_tell_status (Runner *self);

/* ---- wait ---- */

bool fault_runner_is_known (Runner *self);
void fault_runner_follow_walks (Runner *self);
bool fault_runner_wait (Runner *self, bool (*is_so) (Runner *self), gint64 seconds);
void fault_runner_settle (Runner *self, gint64 seconds);
void fault_runner_pass (Runner *self, gint64 seconds);
void fault_runner_wait_until (Runner *self, const char *what, gint64 seconds, char **death);

/* ---- orders ---- */

/* What is paid ahead for each reserved one: it lasts longer than any settlement. */
#define FAULT_RUNNER_DEPOSIT_UUSD (5 * SUBLET_UUSD_PER_USD)

/* @words: the ceiling in nano-dollars, "demand", "bid" or "reserved", and for each rental the place
 * of its offer among the RTX 4090, the cheapest first. */
void fault_runner_rent (Runner *self, char **words);
void fault_runner_order (Runner *self, gint64 contract_id, const char *order);
/* @answer: accept or reject. */
void fault_runner_answer_increase (Runner *self, gint64 contract_id, const char *answer);
void fault_runner_update (Runner *self, gint64 contract_id, const char *image);
void fault_runner_bid (Runner *self, gint64 contract_id, gint64 bid_nusd);
/* It ends so many seconds from now, in "stop" or "destroy". */
void fault_runner_lease (Runner *self, gint64 contract_id, gint64 seconds, const char *at_end);
void fault_runner_label (Runner *self, gint64 contract_id, const char *label);
SubletPriceKind fault_runner_get_kind (const char *word);
SubletOfferPage *fault_runner_search (Runner *self, SubletPriceKind kind, GError **error);
/* (nullable): the nth of those that can be rented. */
SubletOffer *fault_runner_pick_offer (const SubletOfferPage *page, guint nth);
SubletRentalRequest *fault_runner_make_request (SubletOffer *offer,
                                                gint64 ceiling_nusd,
                                                SubletPriceKind kind);
/* NULL was answered as an error. */
SubletRental *fault_runner_find_rental (Runner *self, gint64 contract_id);

/* ---- wishes ---- */

void fault_runner_rent_several (Runner *self,
                                guint count,
                                gint64 ceiling_nusd,
                                SubletPriceKind kind);
void fault_runner_replace (Runner *self, gint64 contract_id);
void fault_runner_adopt (Runner *self, gint64 contract_id);

/* ---- volumes ---- */

/* Once a list shows that nobody uses it. */
void fault_runner_delete_volume (Runner *self, gint64 id);
/* Those that nobody uses, as a list shows them that is asked for now. */
void fault_runner_tell_volumes (Runner *self);
void fault_runner_forget_volumes (Runner *self);

/* ---- death ---- */

void fault_runner_watch_journal (void);
void fault_runner_die (void) G_GNUC_NORETURN;
/* @moment: "before" or "after" the commit; @table: "*" is any; @change: "insert", "update" or "*".
 */
void fault_runner_die_at (const char *moment, const char *table, const char *change, int nth);

/* ---- twin ---- */

/* A create whose answer was lost is sent again, and the answer to that is believed. */
void fault_runner_repeat_creates (Runner *self);
/* A deposit whose answer was lost is paid again. */
void fault_runner_repeat_deposits (Runner *self);

G_END_DECLS
