/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-paid.h"

/*
 * An answer to a host's price increase, as a person orders it, whoever rented the instance. To
 * accept one raises the bill; to reject one goes the same way, and no cap forbids it.
 */

#define TOO_FAST_MS 5000

/* ---- whether it may be ordered ---- */

static bool
is_undisturbed (SubletRentalTrack *track)
{
  return sublet_rental_machine_is_held (track->record->state) && track->destroy == NULL;
}

/* By what was read last: another increase than the person read is not answered. */
static bool
check_increase (SubletRentalTrack *track, gint64 increase_id, GError **error)
{
  SubletPriceIncrease *increase = sublet_rental_get_increase (track->rental);

  if (increase == NULL || sublet_price_increase_get_data (increase)->id != increase_id)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such price increase waits");
  else if (!is_undisturbed (track))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "increase: not in this state");
  else
    return true;

  return false;
}

static bool
check_by_hand (SubletRentalEngine *self,
               SubletRentalTrack *track,
               gint64 increase_id,
               GError **error)
{
  if (!sublet_engine_check_writable (self, error) || !sublet_engine_check_key (self, error))
    return false;

  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (!check_increase (track, increase_id, error))
    return false;
  else if (track->increase.asking || !sublet_rental_can_answer_increase (track->rental))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "increase: not in this state");
  else
    return true;

  return false;
}

/* ---- what is written before it is sent ---- */

/* Of the instance alone, from then on. */
static gint64
get_rate_nusd (SubletRentalTrack *track)
{
  return sublet_rental_get_increased_rate_nusd (track->rental);
}

static SubletOrderRecord *
make_accept (SubletRentalEngine *self, SubletRentalTrack *track, gint64 increase_id)
{
  SubletOrderRecord *order = sublet_engine_make_order (self, track, SUBLET_ORDER_ACCEPT_INCREASE);

  order->rate_nusd = get_rate_nusd (track);

  return order;
}

static SubletOrderRecord *
make_reject (SubletRentalEngine *self, SubletRentalTrack *track, gint64 increase_id)
{
  return sublet_engine_make_order (self, track, SUBLET_ORDER_REJECT_INCREASE);
}

/* Of somebody else's only the order. */
static bool
put (SubletRentalEngine *self,
     SubletRentalTrack *track,
     SubletJournalBatch *batch,
     SubletRentalEvent *note)
{
  SubletRentalRecord *r = track->record;
  SubletOrderRecord *order = track->increase.order;
  SubletPriceIncrease *increase = sublet_rental_get_increase (track->rental);
  bool accepts = order->kind == SUBLET_ORDER_ACCEPT_INCREASE;

  if (!is_undisturbed (track) || increase == NULL)
    return false;

  sublet_rental_track_keep_awaited (track);
  r->increase_id = sublet_price_increase_get_data (increase)->id;
  r->increase_accepts = accepts;
  r->increase_before_nusd = sublet_rental_get_rate_running_nusd (track->rental);
  r->increase_rate_nusd = get_rate_nusd (track);
  r->increase_state = SUBLET_INCREASE_STATE_ASKED;
  order->sent_us = sublet_engine_now_us (self);
  *note = (SubletRentalEvent){
    .at_us = order->sent_us,
    .state = r->state,
    .reason = accepts ? SUBLET_RENTAL_REASON_INCREASE_ACCEPTING
                      : SUBLET_RENTAL_REASON_INCREASE_REJECTING,
    .rate_nusd = r->increase_rate_nusd,
  };
  if (track->ours)
    {
      sublet_journal_batch_put_rental (batch, r);
      sublet_journal_batch_add_event (batch, r, note);
    }
  sublet_journal_batch_put_order (batch, order);

  return true;
}

static SubletPaidChange *
get_change (SubletRentalTrack *track)
{
  return &track->increase;
}

/* A destroy was ordered while it was prepared. */
static bool
is_overtaken (SubletRentalTrack *track)
{
  return !is_undisturbed (track);
}

/* ---- what is sent ---- */

static void
send_accept (SubletClient *client,
             SubletPermit *permit,
             gint64 contract_id,
             gint64 increase_id,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  sublet_client_accept_price_increase_async (client,
                                             permit,
                                             increase_id,
                                             cancellable,
                                             callback,
                                             user_data);
}

/* The permit is not needed, for nothing becomes dearer. */
static void
send_reject (SubletClient *client,
             SubletPermit *permit,
             gint64 contract_id,
             gint64 increase_id,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  sublet_client_reject_price_increase_async (client, increase_id, cancellable, callback, user_data);
}

/* ---- what is told of it ---- */

/* The order stays open until the increase does not wait any more, or does too long; of one that has
 * ended nobody asks. */
static void
note_taken (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error)
{
  SubletRentalRecord *r = track->record;
  bool ended = sublet_rental_machine_is_ended (r->state);

  /* What can be rejected was not accepted. */
  if (error == NULL && !r->increase_accepts && r->agreed_id == r->increase_id)
    r->agreed_id = 0;
  sublet_engine_note_increase (self,
                               track,
                               error != NULL ? SUBLET_INCREASE_STATE_UNCLEAR
                                             : SUBLET_INCREASE_STATE_TAKEN,
                               error != NULL ? SUBLET_RENTAL_REASON_INCREASE_UNCLEAR
                                             : SUBLET_RENTAL_REASON_NONE,
                               ended ? "gone" : NULL,
                               error != NULL ? error->message : NULL);
}

/* The answer before this one was not known to have been taken, and it was: that is why it does not
 * wait any more. */
static void
note_agreed (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error)
{
  SubletRentalRecord *r = track->record;

  r->increase_accepts = true;
  r->increase_before_nusd = r->agreed_before_nusd;
  r->increase_rate_nusd = r->agreed_rate_nusd;
  r->agreed_id = 0;
  sublet_engine_note_increase (self,
                               track,
                               SUBLET_INCREASE_STATE_DONE,
                               SUBLET_RENTAL_REASON_INCREASE_ACCEPTED,
                               "withdrawn",
                               error->message);
}

static void
note_refused (SubletRentalEngine *self,
              SubletRentalTrack *track,
              const char *outcome,
              const GError *error)
{
  bool withdrawn = g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND) &&
                   g_str_equal (outcome, "refused");

  if (withdrawn)
    sublet_rental_set_increase (track->rental, NULL, sublet_engine_now_us (self));
  if (withdrawn && track->record->agreed_id == track->record->increase_id)
    {
      note_agreed (self, track, error);
      return;
    }
  sublet_engine_note_increase (self,
                               track,
                               withdrawn ? SUBLET_INCREASE_STATE_WITHDRAWN
                                         : SUBLET_INCREASE_STATE_REFUSED,
                               withdrawn ? SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN
                                         : SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED,
                               withdrawn ? "withdrawn" : outcome,
                               error->message);
}

/* Should the process end in the pause, nothing is left open. */
static void
note_again (SubletRentalEngine *self,
            SubletRentalTrack *track,
            const char *outcome,
            const GError *error,
            bool by_hand)
{
  sublet_engine_note_increase (self,
                               track,
                               SUBLET_INCREASE_STATE_REFUSED,
                               SUBLET_RENTAL_REASON_NONE,
                               outcome,
                               error->message);
}

static void
note_unsent (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error, bool by_hand)
{
  if (track->record->increase_state == SUBLET_INCREASE_STATE_ASKED)
    note_refused (self, track, "not-sent", error);
}

const SubletPaidKind sublet_accept_kind = {
  .step = SUBLET_PAID_STEP_ACCEPT,
  .too_fast_ms = TOO_FAST_MS,
  .get_change = get_change,
  .check = check_increase,
  .is_overtaken = is_overtaken,
  .make_order = make_accept,
  .put = put,
  .send = send_accept,
  .send_finish = sublet_client_answer_price_increase_finish,
  .note_taken = note_taken,
  .note_refused = note_refused,
  .note_again = note_again,
  .note_unsent = note_unsent,
  .show = sublet_engine_show_increase,
};

const SubletPaidKind sublet_reject_kind = {
  .step = SUBLET_PAID_STEP_REJECT,
  .too_fast_ms = TOO_FAST_MS,
  .get_change = get_change,
  .check = check_increase,
  .is_overtaken = is_overtaken,
  .make_order = make_reject,
  .put = put,
  .send = send_reject,
  .send_finish = sublet_client_answer_price_increase_finish,
  .note_taken = note_taken,
  .note_refused = note_refused,
  .note_again = note_again,
  .note_unsent = note_unsent,
  .show = sublet_engine_show_increase,
};

/**
 * sublet_rental_engine_answer_increase_async:
 * @self: an engine
 * @rental: one of its rentals, ours or not
 * @increase_id: the number of the price increase that the person was shown
 * @accept: whether it is accepted, or rejected
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_rental_engine_answer_increase_async (SubletRentalEngine *self,
                                            SubletRental *rental,
                                            gint64 increase_id,
                                            gboolean accept,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *track;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_answer_increase_async);
  track = sublet_engine_find_rental (self, rental);
  if (!check_by_hand (self, track, increase_id, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  sublet_engine_ask_paid (self,
                          track,
                          accept ? &sublet_accept_kind : &sublet_reject_kind,
                          increase_id,
                          g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_answer_increase_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND: it does not wait any more; SUBLET_ERROR_INVALID, SUBLET_ERROR_CAP
 *   (of an acceptance alone), SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH,
 *   SUBLET_ERROR_STORE, or what the service says: nothing was answered;
 *   SUBLET_ERROR_OUTCOME_UNKNOWN: it may have been, and "increase-state" tells later
 *
 * Returns: whether the service took it
 */
gboolean
sublet_rental_engine_answer_increase_finish (SubletRentalEngine *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
