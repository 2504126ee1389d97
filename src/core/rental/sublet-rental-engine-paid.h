/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-authorizer.h"
#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/*
 * What costs money and is no start: a deposit, another bid, an accepted price increase; and its
 * reverse, a rejected one, for the sake of one way. Each sending has its row and its
 * permit, and the answer decides:
 *
 *   answer                    | proof            | then
 *   success                   | it was taken     | taken
 *   400, 401, 403, 404, 411   | nothing was done | refused; the rental stays as it is
 *   429, or no byte has left  | nothing was done | a new row, a new permit, again
 *   everything else           | none             | unclear, and never sent again: the lists tell
 */

/**
 * SubletPaidKind:
 * @step: for the authoriser
 * @too_fast_ms: the least pause after 429
 * @get_change: (transfer none): where a rental keeps it
 * @check: whether it is still to be asked for, by the latest list; with @error what is wrong
 * @is_overtaken: whether something else was ordered of the rental meanwhile
 * @make_order: (transfer full): its row, still to be written
 * @put: for the authoriser alone: the row of this very sending, with a note that it is about to be
 *   asked for, and the record with what lists are compared with if the answer is lost; false when
 *   nothing may be asked for
 * @send: one PUT with its permit; @send_finish has its outcome
 * @note_taken: the order stays open or is closed; @error (nullable): why that it was taken is not
 *   clear
 * @note_refused: nothing was done, and it is not asked for again
 * @note_again: nothing was done, and it is asked for again after a pause; @by_hand: as long as the
 *   person waits for it, not in a later process
 * @note_unsent: nothing was sent; @by_hand: the person is told by the task
 * @show: what the record says; @note (nullable) is in the journal by now
 *
 * What is asked for like this, and what is told of it.
 */
typedef struct
{
  SubletPaidStep step;
  int too_fast_ms;

  SubletPaidChange *(*get_change) (SubletRentalTrack *track);
  bool (*check) (SubletRentalTrack *track, gint64 amount, GError **error);
  bool (*is_overtaken) (SubletRentalTrack *track);
  SubletOrderRecord *(*make_order) (SubletRentalEngine *self,
                                    SubletRentalTrack *track,
                                    gint64 amount);
  bool (*put) (SubletRentalEngine *self,
               SubletRentalTrack *track,
               SubletJournalBatch *batch,
               SubletRentalEvent *note);

  void (*send) (SubletClient *client,
                SubletPermit *permit,
                gint64 contract_id,
                gint64 amount,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data);
  SubletPaidOutcome *(*send_finish) (SubletClient *client, GAsyncResult *result, GError **error);

  void (*note_taken) (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error);
  void (*note_refused) (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        const char *outcome,
                        const GError *error);
  void (*note_again) (SubletRentalEngine *self,
                      SubletRentalTrack *track,
                      const char *outcome,
                      const GError *error,
                      bool by_hand);
  void (*note_unsent) (SubletRentalEngine *self,
                       SubletRentalTrack *track,
                       const GError *error,
                       bool by_hand);
  void (*show) (SubletRentalEngine *self, SubletRentalTrack *track, const SubletRentalEvent *note);
} SubletPaidKind;

/* amount: micro-dollars. */
extern const SubletPaidKind sublet_prepay_kind;
/* amount: nano-dollars an hour. */
extern const SubletPaidKind sublet_bid_kind;
/* amount: the number of the price increase. */
extern const SubletPaidKind sublet_accept_kind;
extern const SubletPaidKind sublet_reject_kind;

/* (nullable): what a step asks for like this. */
const SubletPaidKind *sublet_engine_get_paid_kind (SubletPaidStep step);

/* ---- the way there ---- */

/* When what could not be sent for another reason than 429 is worth another try. */
#define SUBLET_PAID_NOT_NOW_US G_TIME_SPAN_MINUTE

/* @task (transfer full) (nullable): of a person who ordered it, returned with the answer. */
void sublet_engine_ask_paid (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             const SubletPaidKind *kind,
                             gint64 amount,
                             GTask *task);

/* ---- what became of it ---- */

/* Into the journal and on the screen, whether it can be written or not. @reason NONE: there is
 * nothing to tell. @outcome (nullable): of the open order, which is closed with it. @detail
 * (nullable): the service's words. */
void sublet_engine_note_paid (SubletRentalEngine *self,
                              SubletRentalTrack *track,
                              const SubletPaidKind *kind,
                              SubletRentalReason reason,
                              gint64 rate_nusd,
                              const char *outcome,
                              const char *detail);
/* The rental has ended, and with it what could still be read. What is on its way is closed by its
 * answer. */
void sublet_engine_end_paid (SubletRentalEngine *self,
                             SubletPaidChange *change,
                             SubletJournalBatch *batch);

/* Whether a rate is the one that was asked for, but for a slack, and no nearer to the one before.
 */
bool sublet_engine_is_at_rate (gint64 real_nusd,
                               gint64 asked_nusd,
                               gint64 before_nusd,
                               gint64 slack_nusd);
/* The same of one that an announced increase came to. */
bool sublet_engine_is_at_increased_rate (gint64 real_nusd, gint64 asked_nusd, gint64 before_nusd);

/* Monotonic time of the next list that is worth asking for because of it, G_MAXINT64: none. */
gint64 sublet_engine_get_paid_look_mono_us (SubletRentalEngine *self,
                                            SubletRentalTrack *track,
                                            const SubletPaidChange *change);
/* Whether a list that was asked for then counts for an order that is open. */
bool sublet_paid_change_is_look (SubletPaidChange *change, gint64 requested_mono_us);
/* It does, and shows nothing of it. Whether it was the last that was waited for. */
bool sublet_paid_change_count_look (SubletPaidChange *change);

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

G_END_DECLS
