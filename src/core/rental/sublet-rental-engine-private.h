/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental-machine.h"
#include "core/rental/sublet-rental-track.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The engine's parts, one file for each job, share this. Beside them only tests include it. What
 * some of them need beside it is in headers of their own:
 *
 *   -reading.h what a list says about each rental, for -match to -settle and whoever asks it
 *   -create.h  renting: -intent, -create, -keys, -next, -find and -replace; another key: -ssh-key
 *   -order.h   -orders, -order-end, -update, -verify and -destroy
 *   -lease.h   -lease, -lease-stop and -term
 *   -paid.h    -paid, -paid-seen, -prepay, -deposit, -bid, -increase and what became of them
 *
 * The parts:
 *
 *   -open     the journal at the start
 *   -account  whose key it is, and when its list was last known
 *   -tracks   what is known of each rental, and which of them the list shows
 *   -change   a transition: into the journal, then on the screen
 *   -sums     what all of them cost and how many there are
 *   -schedule when the service is asked
 *   -poll     asking it, and whether the answer is known
 *   -match    what a list says about each rental
 *   -reach    whether SSH answers on what runs
 *   -notes    price, progress and twins, as readings tell them
 *   -owner    whose a rental is, and whether the present key is theirs
 *   -settle   what became of a request whose answer was lost
 *   -intent   renting, from the click to the intent in the journal
 *   -create   and from there to the outcome of the PUT
 *   -keys     Sublet's SSH key on the account before a rental
 *   -next     the one next candidate
 *   -find     what could be taken instead of one that does not come up
 *   -replace  ending it and taking that
 *   -orders   start, stop, reboot, recycle
 *   -order-end how one of them ends
 *   -destroy  until it is gone
 *   -lease    when a lease ends, and what is done then
 *   -term     a lease that begins, is extended or taken away
 *   -paid     a deposit or another bid, from the first check to the answer (`-paid.h`)
 *   -paid-seen what became of it, as far as the two are one
 *   -prepay   what a deposit is
 *   -reserve  a deposit ordered by hand
 *   -deposit  what became of it, as answers and lists tell
 *   -bid      what another bid is
 *   -bid-seen what became of it, as lists tell
 *   -increase what an answer to a price increase is
 *   -increase-seen which of them wait, and what became of an answer, as lists tell
 *   -adopt    a machine that carries our token
 *   -ssh-key  which SSH key a rental has, and another one for it
 */
struct _SubletRentalEngine
{
  GObject parent_instance;

  SubletClient *client;            /* (owned) */
  SubletProfile *profile;          /* (owned) */
  SubletClock *clock;              /* (owned) the client's */
  SubletDatabase *database;        /* (owned) (nullable) until it is opened */
  SubletJournal *journal;          /* (owned) (nullable) until it is opened */
  SubletAccountKeys *account_keys; /* (owned) (nullable) */
  GCancellable *cancellable;       /* (owned) of what may end with the engine: waits and readings */

  SubletSpendCaps caps;
  SubletIdleRule idle_rule;
  gint64 patience_us;     /* without progress, before it counts as stuck */
  SubletAccount *account; /* (owned) (nullable) */
  SubletOwner owner;      /* of what the present key sees */
  bool signed_in;
  bool account_decided; /* whose key it is was said, or that there is none */
  char *key_print;      /* (owned) (nullable) of the present key, to know it again */
  guint generation;     /* grows with every change of key: older replies are dropped */
  bool visible;
  bool read_only;
  bool another_process; /* why it is read-only */
  bool opened;
  bool settlement;   /* off only in the test program that shows what it is good for */
  bool store_failed; /* the latest commit failed, and the person was told */

  GPtrArray *tracks;   /* (owned) (element-type SubletRentalTrack) all that matter, shown or not */
  GListStore *rentals; /* (owned) (element-type SubletRental) newest first */
  GArray *meters;      /* (owned) (nullable) (element-type SubletMeterRecord) from the cache */
  GArray *lists;       /* (owned) (element-type SubletListRecord) of this server, from the cache */

  /* knowledge */
  SubletKnowledge knowledge;
  gint64 known_at_us;
  gint64 asked_mono_us; /* monotonic: when the list that is known was asked for */
  gint64 unknown_since_us;
  GError *error; /* (owned) (nullable) why it is unknown */
  bool refreshing;

  /* polling; monotonic times */
  bool asking;      /* a list is on its way, or being worked on */
  bool walking;     /* and it is a complete one */
  bool walk_wanted; /* as soon as possible */
  guint failures;   /* walks in a row */
  gint64 back_off_us;
  gint64 walk_not_before_us; /* monotonic; no list before: what was interrupted goes first */
  gint64 walked_mono_us;     /* when the latest walk ended, 0: never */
  gint64 looked_mono_us;     /* when the latest list of any kind ended */
  gint64 account_due_mono_us;
  bool account_asked;
  bool increases_asked;
  gint64 increases_due_mono_us;
  gint64 copied_mono_us; /* when the journal's copy was last thought of */
  GCancellable *wait;    /* (owned) (nullable) the one wait */
  gint64 wait_due_us;
  GArray *reserved; /* (owned) (element-type gint64) offers that are asked for later */

  GPtrArray *waiting_for_walk; /* (owned) (element-type GTask) */

  gint64 burn_rate_nusd;
  gint64 beside_rate_nusd; /* of volumes and traffic, which the outlook knows */
  guint running_count;
  guint attention_count;
};

/* How long a list may be old for a paid step, and what a paid step waits for. */
#define SUBLET_ENGINE_MAX_AGE_US (90 * G_TIME_SPAN_SECOND)
#define SUBLET_ENGINE_FRESH_US (15 * G_TIME_SPAN_SECOND)

/* Until the preferences say otherwise. Source of the order of magnitude: fact sheet 4.4, "usual
 * boot 1 to 5 min", the service's self-test gives up after 900 s. */
#define SUBLET_ENGINE_PATIENCE_US (20 * G_TIME_SPAN_MINUTE)

/* Until the preferences say otherwise. */
#define SUBLET_ENGINE_IDLE_PERCENT 5
#define SUBLET_ENGINE_IDLE_US (20 * G_TIME_SPAN_MINUTE)

/* How far a price may lie beside another one and still be it: prices travel as decimal fractions
 * and are shown with three decimals. */
#define SUBLET_ENGINE_ROUNDING_NUSD (SUBLET_NUSD_PER_USD / 2000)

/* ---- engine ---- */

gint64 sublet_engine_now_us (SubletRentalEngine *self);
gint64 sublet_engine_mono_us (SubletRentalEngine *self);
/* Our own clock's time of a moment that was written down in service time, now that a reply has
 * come: never earlier than it was. */
gint64 sublet_engine_get_mono_of_us (SubletRentalEngine *self, gint64 service_us);
void sublet_engine_notify (SubletRentalEngine *self, const char *property);
void sublet_engine_notice (SubletRentalEngine *self, const GError *error);
void sublet_engine_emit_added (SubletRentalEngine *self, SubletRental *rental);
void sublet_engine_emit_ssh_key_changed (SubletRentalEngine *self, SubletRental *rental);
void sublet_engine_want_owner (SubletRentalEngine *self);
/* Why an order may not be given here. */
bool sublet_engine_check_writable (SubletRentalEngine *self, GError **error);

/* ---- account ---- */

void sublet_engine_take_lists (SubletRentalEngine *self, GArray *lists);
void sublet_engine_keep_list (SubletRentalEngine *self, gint64 known_at_us);
/* Why the service may not be asked. */
bool sublet_engine_check_key (SubletRentalEngine *self, GError **error);

/* ---- owner ---- */

void sublet_engine_take_key_print (SubletRentalEngine *self, bool signed_in);
/* What the prints say of the owner, when the key could not or could. */
void sublet_engine_know_owner (SubletRentalEngine *self);
/* The present key sees it. */
bool sublet_engine_has_key_for (SubletRentalEngine *self, SubletRentalTrack *track);
/* And what this key's lists do not show is not there. */
bool sublet_engine_is_proven (SubletRentalEngine *self, SubletRentalTrack *track);
/* A list of the present key shows it. */
void sublet_engine_take_ownership (SubletRentalEngine *self, SubletRentalTrack *track);

/* ---- tracks ---- */

SubletRentalTrack *sublet_engine_find_rental (SubletRentalEngine *self, SubletRental *rental);
SubletRentalTrack *sublet_engine_find_contract (SubletRentalEngine *self, gint64 contract_id);
void sublet_engine_add_track (SubletRentalEngine *self, SubletRentalTrack *track, bool show);
void sublet_engine_remove_track (SubletRentalEngine *self, SubletRentalTrack *track);
/* (transfer full): for loops in which tracks come and go. */
GPtrArray *sublet_engine_copy_tracks (SubletRentalEngine *self);
void sublet_engine_show_track (SubletRentalEngine *self, SubletRentalTrack *track);
/* The state as it is to be seen with the present key. */
void sublet_engine_show_state (SubletRentalEngine *self, SubletRentalTrack *track);

/* ---- change ---- */

/* Adds the transition to a batch, if @input means anything now. The record changes at once. */
bool sublet_engine_prepare (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletRentalInput input,
                            SubletRentalReason reason,
                            gint64 offer_id,
                            gint64 rate_nusd,
                            SubletJournalBatch *batch,
                            SubletRentalEvent *event);

/* Commits a batch (transfer full), then shows @event (nullable). */
void sublet_engine_commit_async (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 SubletJournalBatch *batch,
                                 const SubletRentalEvent *event,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sublet_engine_commit_finish (SubletRentalEngine *self,
                                      GAsyncResult *result,
                                      GError **error);

void sublet_engine_show_event (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               const SubletRentalEvent *event);

/* Both, for what has happened whether it can be written or not. @batch (transfer full) (nullable):
 * what else belongs to it, written even when @input means nothing. */
bool sublet_engine_apply (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletRentalInput input,
                          SubletRentalReason reason,
                          SubletJournalBatch *batch);

/* Writes again what could not be written. */
void sublet_engine_write_again (SubletRentalEngine *self);

/* ---- sums ---- */

void sublet_engine_recount (SubletRentalEngine *self);
/* Without @except (nullable); SUBLET_MONEY_UNKNOWN when a rate is not known. */
gint64 sublet_engine_get_committed_nusd (SubletRentalEngine *self, SubletRentalTrack *except);

/* ---- schedule ---- */

/* Plans the next question; after anything that may change when that is. */
void sublet_engine_schedule (SubletRentalEngine *self);
void sublet_engine_want_walk (SubletRentalEngine *self);
/* After money moved: the credit will change soon. */
void sublet_engine_want_account (SubletRentalEngine *self);
bool sublet_engine_is_changing (SubletRentalEngine *self, SubletRentalTrack *track);
void sublet_engine_cancel_wait (SubletRentalEngine *self);

/* ---- poll ---- */

void sublet_engine_walk (SubletRentalEngine *self);
void sublet_engine_look (SubletRentalEngine *self);
void sublet_engine_ask_account (SubletRentalEngine *self);
/* Completes when a complete list is known that was asked for at most so long ago. */
void sublet_engine_ensure_fresh_async (SubletRentalEngine *self,
                                       gint64 max_age_us,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_engine_ensure_fresh_finish (SubletRentalEngine *self,
                                            GAsyncResult *result,
                                            GError **error);
void sublet_engine_set_known (SubletRentalEngine *self, const SubletInstanceListing *listing);
void sublet_engine_set_unknown (SubletRentalEngine *self, const GError *error);
/* The service is not asked any more. */
void sublet_engine_stop_polling (SubletRentalEngine *self);

G_END_DECLS
