/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental-machine.h"
#include "core/rental/sublet-rental-track.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The engine's parts, one file for each job, share this. Beside them only tests include it.
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

/* When readings count that show nothing of what may have been done: so long after the request
 * ended. And between two lists that are asked for because of that. */

/* ---- engine ---- */

gint64 sublet_engine_now_us (SubletRentalEngine *self);
gint64 sublet_engine_mono_us (SubletRentalEngine *self);
/* Our own clock's time of a moment that was written down in service time, now that a reply has
 * come: never earlier than it was. */
gint64 sublet_engine_get_mono_of_us (SubletRentalEngine *self, gint64 service_us);
void sublet_engine_notify (SubletRentalEngine *self, const char *property);
void sublet_engine_notice (SubletRentalEngine *self, const GError *error);
void sublet_engine_emit_added (SubletRentalEngine *self, SubletRental *rental);
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

/* ---- match ---- */

/* Takes the listing; calls @done when all it says is applied. */
void sublet_engine_take_listing (SubletRentalEngine *self,
                                 SubletInstanceListing *listing,
                                 bool walked,
                                 void (*done) (SubletRentalEngine *self));

/* Whether this installation made it. */
bool sublet_engine_is_our_token (SubletRentalEngine *self, const char *token);

/* ---- reach ---- */

/* What a reading means to a rental; false when it says nothing. */
bool sublet_engine_get_reading_input (SubletRentalTrack *track,
                                      SubletInstance *instance,
                                      SubletRentalInput *input);

/* ---- notes ---- */

void sublet_engine_take_notes (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletInstance *instance);
/* An event that changes no state, and the record with it. */
void sublet_engine_add_note (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletRentalReason reason);
void sublet_engine_look_for_twins (SubletRentalEngine *self);

/* ---- idle ---- */

void sublet_engine_watch_idle (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletInstance *instance,
                               gint64 requested_mono_us);

/* ---- settle ---- */

/* Monotonic time of the next look, G_MAXINT64: none. */
gint64 sublet_engine_get_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track);
/* Whether a row is the second witness of a request whose answer was lost. */
bool sublet_engine_is_witness (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               const SubletInstanceListing *listing,
                               SubletInstance *instance);
/* Counts a list that shows nothing of it. */
void sublet_engine_settle (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           const SubletInstanceListing *listing);
void sublet_engine_show_settling (SubletRentalEngine *self, SubletRentalTrack *track);

/* ---- intent, create, next ---- */

void sublet_engine_send_create (SubletRentalEngine *self, SubletRentalTrack *track);
void sublet_engine_try_next (SubletRentalEngine *self, SubletRentalTrack *track);

/* A track of a request, its intent not written yet. */
SubletRentalTrack *sublet_engine_make_track (SubletRentalEngine *self,
                                             SubletRentalRequest *request);
/* Its intent into a batch: the rental, the intent and the first event. */
void sublet_engine_put_intent (SubletRentalTrack *track,
                               SubletJournalBatch *batch,
                               SubletRentalEvent *event);

const SubletOfferRow *sublet_engine_choose_next (SubletRentalEngine *self,
                                                 SubletRentalTrack *track,
                                                 SubletRentalRequest *request,
                                                 gint64 avoid_machine_id,
                                                 const SubletOfferPage *page,
                                                 gint64 *rate_nusd);
SubletOfferQuery *sublet_engine_make_requery (SubletRentalRequest *request);

/* Offers that are asked for later: nobody's next candidate until then. */
void sublet_engine_reserve (SubletRentalEngine *self, gint64 offer_id);
void sublet_engine_release (SubletRentalEngine *self, gint64 offer_id);

/* ---- replace ---- */

/* The service took the order to end it, or it is gone: what follows it is asked for now. */
void sublet_engine_follow (SubletRentalEngine *self, SubletRentalTrack *track);
/* It is not ended yet: after two minutes what follows it is given up. */
void sublet_engine_follow_too_late (SubletRentalEngine *self, SubletRentalTrack *track);
/* Nothing that waits for an end is asked for any more. */
void sublet_engine_drop_followers (SubletRentalEngine *self);

/* ---- orders, verify, destroy ---- */

/* Whether a reading may change the state, or an order is still on its way; closes what is done. */
bool sublet_engine_check_order (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                SubletInstance *instance,
                                gint64 requested_mono_us);
SubletOrderRecord *sublet_engine_make_order (SubletRentalEngine *self,
                                             SubletRentalTrack *track,
                                             SubletOrder kind);
/* It failed, or what became of it is not known: then lists tell. Takes @error; @task returns it. */
void sublet_engine_fail_order (SubletRentalEngine *self,
                               GTask *task,
                               SubletRentalTrack *track,
                               GError *error);
bool sublet_engine_check_update (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 SubletInstance *instance,
                                 gint64 requested_mono_us);
bool sublet_engine_resume_update (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  SubletOrderRecord *order);
/* (transfer full): what ran on it, without what was secret. */
SubletLaunch *sublet_engine_recall_launch (const SubletRentalRecord *r);
void sublet_engine_forget_host_key (SubletRentalEngine *self, const SubletOrderRecord *order);
void sublet_engine_close_order (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                const char *outcome);
/* It did not come to anything: the state is what the latest reading shows. */
void sublet_engine_go_back (SubletRentalEngine *self, SubletRentalTrack *track);
/* Whether it may have been done. */
bool sublet_engine_is_outcome_unknown (const GError *error);
/* The order's row, still to be written. */
void sublet_engine_make_destroy (SubletRentalEngine *self, SubletRentalTrack *track);
/* @task (transfer full) (nullable): of a person; without one a lease ordered it. */
void sublet_engine_order_destroy (SubletRentalEngine *self, SubletRentalTrack *track, GTask *task);
/* Sends what is due; whether there was anything. */
bool sublet_engine_send_destroys (SubletRentalEngine *self);
void sublet_engine_close_destroy (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  SubletJournalBatch *batch,
                                  const char *outcome);
/* It is listed although it was ordered away. */
void sublet_engine_note_still_there (SubletRentalEngine *self, SubletRentalTrack *track);
/* A complete list does not show it. */
void sublet_engine_note_absent (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                const SubletInstanceListing *listing);

/* ---- lease ---- */

/* Does what is due now. */
void sublet_engine_keep_leases (SubletRentalEngine *self);
/* Monotonic time at which that is to be called again, G_MAXINT64: not because of time. */
gint64 sublet_engine_get_lease_mono_us (SubletRentalEngine *self);
/* How it stands, to the rental. */
void sublet_engine_show_lease (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_is_lease_over (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_is_lease_put_off (SubletRentalEngine *self, SubletRentalTrack *track);
/* The stop that it orders at its end. */
void sublet_engine_order_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_has_lease_stop (SubletRentalTrack *track);
bool sublet_engine_resume_lease_stop (SubletRentalTrack *track, SubletOrderRecord *order);
bool sublet_engine_is_lease_stop_due (SubletRentalEngine *self, SubletRentalTrack *track);
/* The lease has not ended any more. */
void sublet_engine_withdraw_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
void sublet_engine_review_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
/* A lease's stops that are due: what an earlier process began goes on with this. Whether any is on
 * its way. */
bool sublet_engine_send_lease_stops (SubletRentalEngine *self);
/* The service took it, and the lists do not show it. */
void sublet_engine_note_not_stopped (SubletRentalEngine *self,
                                     SubletRentalTrack *track,
                                     const char *detail);
/* Whether a reading says that the contract is meant to stand still. */
bool sublet_engine_is_halted (SubletInstance *instance);

/* ---- term ---- */

/* From then on, service time, unless it has none. */
void sublet_engine_begin_lease (SubletRentalEngine *self, SubletRentalTrack *track, gint64 from_us);
/* After a reading: what was started again after its lease's end has another one. */
void sublet_engine_renew_lease (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                SubletRentalState before,
                                SubletInstance *instance);

/* ---- prepay ---- */

/* After a reading: a deposit that is wanted is asked for once it runs. */
void sublet_engine_prepay_if_due (SubletRentalEngine *self, SubletRentalTrack *track);
/* One of ours that runs and is not ordered to do anything else. */
bool sublet_engine_may_prepay (SubletRentalTrack *track);

/* ---- deposit ---- */

/* What became of it, into the journal and on the screen, whether it can be written or not.
 * @outcome (nullable): of the open order, which is closed with it. */
void sublet_engine_note_deposit (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 SubletDepositState state,
                                 const char *outcome,
                                 const char *detail);
void sublet_engine_show_deposit (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 const SubletRentalEvent *note);
/* An order that the process before this one left open, taken if there is still something to settle.
 */
bool sublet_engine_resume_deposit (SubletRentalEngine *self,
                                   SubletRentalTrack *track,
                                   SubletOrderRecord *order);
/* Whether a reading shows what was asked for. */
void sublet_engine_look_for_deposit (SubletRentalEngine *self,
                                     SubletRentalTrack *track,
                                     SubletInstance *instance,
                                     gint64 requested_mono_us);
/* Monotonic time of the next look, G_MAXINT64: none. */
gint64 sublet_engine_get_deposit_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track);

/* ---- bid-seen ---- */

/* What became of it, into the journal and on the screen, whether it can be written or not.
 * @outcome (nullable): of the open order, which is closed with it. */
void sublet_engine_note_bid (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletBidState state,
                             SubletRentalReason reason,
                             const char *outcome,
                             const char *detail);
/* @note (nullable) */
void sublet_engine_show_bid (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             const SubletRentalEvent *note);
/* An order that the process before this one left open, taken if there is still something to settle.
 */
bool sublet_engine_resume_bid (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletOrderRecord *order);
/* Whether a reading shows what was asked for. */
void sublet_engine_look_for_bid (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 SubletInstance *instance,
                                 gint64 requested_mono_us);

/* ---- increase-seen ---- */

/* After a walk: asks which price increases wait for an answer, when it is time to. */
void sublet_engine_ask_increases_if_due (SubletRentalEngine *self);
void sublet_engine_note_increase (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  SubletIncreaseState state,
                                  SubletRentalReason reason,
                                  const char *outcome,
                                  const char *detail);
/* @note (nullable) */
void sublet_engine_show_increase (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  const SubletRentalEvent *note);
/* An order that the process before this one left open, taken if there is still something to settle.
 */
bool sublet_engine_resume_increase (SubletRentalEngine *self,
                                    SubletRentalTrack *track,
                                    SubletOrderRecord *order);
/* Whether a reading shows the rate that was accepted. */
void sublet_engine_look_for_increased_rate (SubletRentalEngine *self,
                                            SubletRentalTrack *track,
                                            SubletInstance *instance);

/* ---- keys ---- */

void sublet_engine_look_for_ssh_key (SubletRentalEngine *self);
void sublet_engine_await_ssh_key_async (SubletRentalEngine *self,
                                        SubletRentalTrack *track,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void sublet_engine_await_ssh_key_finish (SubletRentalEngine *self, GAsyncResult *result);

G_END_DECLS
