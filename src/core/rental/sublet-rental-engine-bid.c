/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-paid.h"

/*
 * Another bid for an interruptible instance, as a person orders it, whoever rented it.
 */

#define TOO_FAST_MS 6000

/* ---- whether it may be ordered ---- */

/* Nothing that was ordered of it says otherwise. */
static bool
is_undisturbed (SubletRentalTrack *track)
{
  return sublet_rental_machine_is_held (track->record->state) && track->destroy == NULL &&
         track->order == NULL;
}

/* By what a reading says. Below the floor it would be refused, or stop what runs. */
static bool
check_terms (SubletRentalTrack *track, gint64 bid_nusd, GError **error)
{
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  const SubletInstanceData *data = instance != NULL ? sublet_instance_get_data (instance) : NULL;
  const char *problem = NULL;

  if (data == NULL || !data->is_bid || !is_undisturbed (track))
    problem = "not in this state";
  else if (bid_nusd < SUBLET_BID_MIN_NUSD || bid_nusd > SUBLET_BID_MAX_NUSD)
    problem = "not from $0.001 to $32 an hour";
  else if (data->min_bid_nusd != SUBLET_MONEY_UNKNOWN && bid_nusd < data->min_bid_nusd)
    problem = "below the least that is taken";
  else if (bid_nusd == data->dph_base_nusd)
    problem = "what it bids already";
  if (problem != NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "bid: %s", problem);

  return problem == NULL;
}

static bool
check_by_hand (SubletRentalEngine *self, SubletRentalTrack *track, gint64 bid_nusd, GError **error)
{
  if (!sublet_engine_check_writable (self, error) || !sublet_engine_check_key (self, error))
    return false;

  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (track->bid.asking || !sublet_rental_can_change_bid (track->rental))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "bid: not in this state");
  else
    return check_terms (track, bid_nusd, error);

  return false;
}

/* ---- what is written before it is sent ---- */

static SubletOrderRecord *
make_order (SubletRentalEngine *self, SubletRentalTrack *track, gint64 bid_nusd)
{
  SubletOrderRecord *order = sublet_engine_make_order (self, track, SUBLET_ORDER_BID);

  order->rate_nusd = bid_nusd;

  return order;
}

/* What it bid before is written too: lists are compared with it. Of somebody else's only the order.
 */
static bool
put (SubletRentalEngine *self,
     SubletRentalTrack *track,
     SubletJournalBatch *batch,
     SubletRentalEvent *note)
{
  SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);

  if (!is_undisturbed (track) || instance == NULL)
    return false;

  r->bid_asked_nusd = track->bid.order->rate_nusd;
  r->bid_before_nusd = sublet_instance_get_data (instance)->dph_base_nusd;
  r->bid_state = SUBLET_BID_STATE_ASKED;
  track->bid.order->sent_us = sublet_engine_now_us (self);
  *note = (SubletRentalEvent){
    .at_us = track->bid.order->sent_us,
    .state = r->state,
    .reason = SUBLET_RENTAL_REASON_BIDDING,
    .rate_nusd = r->bid_asked_nusd,
  };
  if (track->ours)
    {
      sublet_journal_batch_put_rental (batch, r);
      sublet_journal_batch_add_event (batch, r, note);
    }
  sublet_journal_batch_put_order (batch, track->bid.order);

  return true;
}

static SubletPaidChange *
get_change (SubletRentalTrack *track)
{
  return &track->bid;
}

/* A stop or a destroy was ordered while it was prepared, be it carried out by now. */
static bool
is_overtaken (SubletRentalTrack *track)
{
  return track->bid_overtaken || !is_undisturbed (track);
}

/* ---- what is told of it ---- */

/* The order stays open until the lists show it, or do not in time; one that has ended they never
 * show. */
static void
note_taken (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error)
{
  bool ended = sublet_rental_machine_is_ended (track->record->state);

  sublet_engine_note_bid (self,
                          track,
                          error != NULL ? SUBLET_BID_STATE_UNCLEAR : SUBLET_BID_STATE_TAKEN,
                          error != NULL ? SUBLET_RENTAL_REASON_BID_UNCLEAR
                                        : SUBLET_RENTAL_REASON_NONE,
                          ended ? "gone" : NULL,
                          error != NULL ? error->message : NULL);
}

static void
note_refused (SubletRentalEngine *self,
              SubletRentalTrack *track,
              const char *outcome,
              const GError *error)
{
  sublet_engine_note_bid (self,
                          track,
                          SUBLET_BID_STATE_REFUSED,
                          SUBLET_RENTAL_REASON_BID_NOT_CHANGED,
                          outcome,
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
  sublet_engine_note_bid (self,
                          track,
                          SUBLET_BID_STATE_REFUSED,
                          SUBLET_RENTAL_REASON_NONE,
                          outcome,
                          error->message);
}

static void
note_unsent (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error, bool by_hand)
{
  if (track->record->bid_state == SUBLET_BID_STATE_ASKED)
    note_refused (self, track, "not-sent", error);
}

const SubletPaidKind sublet_bid_kind = {
  .step = SUBLET_PAID_STEP_BID,
  .too_fast_ms = TOO_FAST_MS,
  .get_change = get_change,
  .check = check_terms,
  .is_overtaken = is_overtaken,
  .make_order = make_order,
  .put = put,
  .send = sublet_client_change_bid_async,
  .send_finish = sublet_client_change_bid_finish,
  .note_taken = note_taken,
  .note_refused = note_refused,
  .note_again = note_again,
  .note_unsent = note_unsent,
  .show = sublet_engine_show_bid,
};

/**
 * sublet_rental_engine_change_bid_async:
 * @self: an engine
 * @rental: one of its rentals, ours or not, an interruptible one
 * @bid_nusd: what is to be bid for its GPUs an hour, %SUBLET_BID_MIN_NUSD to %SUBLET_BID_MAX_NUSD,
 *   not below the floor
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_rental_engine_change_bid_async (SubletRentalEngine *self,
                                       SubletRental *rental,
                                       gint64 bid_nusd,
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
  g_task_set_source_tag (task, sublet_rental_engine_change_bid_async);
  track = sublet_engine_find_rental (self, rental);
  if (!check_by_hand (self, track, bid_nusd, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  track->bid_overtaken = false;
  sublet_engine_ask_paid (self, track, &sublet_bid_kind, bid_nusd, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_change_bid_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_CAP (of a raise alone),
 *   SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH, SUBLET_ERROR_STORE, or what
 *   the service says: nothing was changed; SUBLET_ERROR_OUTCOME_UNKNOWN: it may have been, and
 *   "bid-state" tells later
 *
 * Returns: whether the service took it; that it bids so, lists tell
 */
gboolean
sublet_rental_engine_change_bid_finish (SubletRentalEngine *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
