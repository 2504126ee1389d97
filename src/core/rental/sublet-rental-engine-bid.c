/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/*
 * Another bid for an interruptible instance, as a person orders it, whoever rented it. Each sending
 * has its row and its permit, and the answer decides:
 *
 *   answer                    | proof            | then
 *   success                   | it was taken     | the lists are to show it
 *   400, 401, 403, 404, 411   | nothing was done | refused; it stays at its bid
 *   429, or no byte has left  | nothing was done | a new row, a new permit, again
 *   everything else           | none             | unclear, and never sent again: the lists tell
 */

/* What was never executed may be sent again so often. */
#define MAX_SENDINGS 4

#define TOO_FAST_MS 6000
#define TOO_FAST_MOST_MS 120000
/* The network is in the way. */
#define NOT_SENT_MS 60000

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
  gint64 bid_nusd;
  int sendings;
  GTask *task; /* (owned) of the person who ordered it */
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->engine);
  sublet_rental_track_unref (step->track);
  g_object_unref (step->task);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

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
  else if (track->bidding || !sublet_rental_can_change_bid (track->rental))
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

/**
 * sublet_engine_put_bid:
 * @self: an engine
 * @track: a rental with an order to change its bid
 * @batch: gets the rental, the order and the note; of somebody else's, the order
 * @note: (out caller-allocates): that it is about to be asked for
 *
 * For the authoriser alone. What it bid before is written too: lists are compared with it.
 *
 * Returns: false when the rental is in no state for it any more
 */
bool
sublet_engine_put_bid (SubletRentalEngine *self,
                       SubletRentalTrack *track,
                       SubletJournalBatch *batch,
                       SubletRentalEvent *note)
{
  SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);

  if (!is_undisturbed (track) || instance == NULL)
    return false;

  r->bid_asked_nusd = track->bid->rate_nusd;
  r->bid_before_nusd = sublet_instance_get_data (instance)->dph_base_nusd;
  r->bid_state = SUBLET_BID_STATE_ASKED;
  track->bid->sent_us = sublet_engine_now_us (self);
  *note = (SubletRentalEvent){
    .at_us = track->bid->sent_us,
    .state = r->state,
    .reason = SUBLET_RENTAL_REASON_BIDDING,
    .rate_nusd = r->bid_asked_nusd,
  };
  if (track->ours)
    {
      sublet_journal_batch_put_rental (batch, r);
      sublet_journal_batch_add_event (batch, r, note);
    }
  sublet_journal_batch_put_order (batch, track->bid);

  return true;
}

/* ---- the outcome ---- */

/* Nothing was sent. */
static void
end_unsent (Step *step, GError *error)
{
  SubletRentalTrack *track = step->track;

  track->bidding = false;
  if (track->record->bid_state == SUBLET_BID_STATE_ASKED)
    sublet_engine_note_bid (step->engine,
                            track,
                            SUBLET_BID_STATE_REFUSED,
                            SUBLET_RENTAL_REASON_BID_NOT_CHANGED,
                            "not-sent",
                            error->message);
  g_clear_pointer (&track->bid, sublet_order_record_free);
  sublet_engine_show_bid (step->engine, track, NULL);
  g_task_return_error (step->task, error);
}

static void ask (Step *step);

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  GError *error = NULL;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    end_unsent (step, error);
  else
    ask (g_steal_pointer (&step));
}

/* It was not executed. Should the process end in the pause, nothing is left open. */
static void
ask_again (Step *step, const SubletPaidOutcome *outcome)
{
  SubletRentalEngine *self = step->engine;
  bool too_fast = outcome->verdict == SUBLET_PAID_VERDICT_NOT_EXECUTED;
  gint64 pause_ms = too_fast ? CLAMP (outcome->retry_after_ms, TOO_FAST_MS, TOO_FAST_MOST_MS)
                             : NOT_SENT_MS;

  sublet_engine_note_bid (self,
                          step->track,
                          SUBLET_BID_STATE_REFUSED,
                          SUBLET_RENTAL_REASON_NONE,
                          too_fast ? "not-executed" : "not-sent",
                          outcome->error->message);
  pause_ms += g_random_int_range (0, TOO_FAST_MS / 4);
  sublet_clock_wait_async (self->clock, pause_ms, NULL, on_pause_over, step);
}

/* The order stays open until the lists show it, or do not in time; one that has ended they never
 * show. */
static void
note_sent (Step *step, SubletBidState state, const GError *error)
{
  SubletRentalTrack *track = step->track;
  bool ended = sublet_rental_machine_is_ended (track->record->state);

  track->bidding = false;
  track->bid->accepted_us = sublet_engine_now_us (step->engine);
  track->bid_mono_us = sublet_engine_mono_us (step->engine);
  track->bid_looks = 0;
  sublet_engine_note_bid (step->engine,
                          track,
                          state,
                          error != NULL ? SUBLET_RENTAL_REASON_BID_UNCLEAR
                                        : SUBLET_RENTAL_REASON_NONE,
                          ended ? "gone" : NULL,
                          error != NULL ? error->message : NULL);
}

static void
note_refused (Step *step, const char *outcome, const GError *error)
{
  step->track->bidding = false;
  sublet_engine_note_bid (step->engine,
                          step->track,
                          SUBLET_BID_STATE_REFUSED,
                          SUBLET_RENTAL_REASON_BID_NOT_CHANGED,
                          outcome,
                          error->message);
}

static void
judge (Step *step, const SubletPaidOutcome *outcome)
{
  g_autoptr (Step) owned = step;

  switch (outcome->verdict)
    {
    case SUBLET_PAID_VERDICT_DONE:
      note_sent (step, SUBLET_BID_STATE_TAKEN, NULL);
      g_task_return_boolean (step->task, TRUE);
      return;

    case SUBLET_PAID_VERDICT_REFUSED:
      note_refused (step, "refused", outcome->error);
      break;

    case SUBLET_PAID_VERDICT_NOT_EXECUTED:
    case SUBLET_PAID_VERDICT_NOT_SENT:
      if (step->sendings < MAX_SENDINGS)
        {
          ask_again (g_steal_pointer (&owned), outcome);
          return;
        }
      note_refused (step, "not-executed", outcome->error);
      break;

    case SUBLET_PAID_VERDICT_UNCLEAR:
    default:
      note_sent (step, SUBLET_BID_STATE_UNCLEAR, outcome->error);
      break;
    }

  g_task_return_error (step->task, g_error_copy (outcome->error));
}

/* ---- the way there ---- */

/* A stop or a destroy was ordered while it was prepared, be it carried out by now. */
static bool
is_overtaken (SubletRentalTrack *track, GError **error)
{
  if (!track->bid_overtaken && is_undisturbed (track))
    return false;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "bid: overtaken by an order");
  return true;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (SubletRentalEngine) self = g_object_ref (step->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPaidOutcome)
    outcome = sublet_client_change_bid_finish (SUBLET_CLIENT (source), result, &error);
  SubletPaidOutcome not_sent = { .verdict = SUBLET_PAID_VERDICT_NOT_SENT, .error = error };

  /* The only error is that of before the first byte: cancelled. */
  judge (step, outcome != NULL ? outcome : &not_sent);
  sublet_engine_want_account (self);
  sublet_engine_want_walk (self);
}

static void
on_authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  gint64 bid_nusd = step->bid_nusd;
  GError *error = NULL;
  g_autoptr (SubletPermit) permit = sublet_authorizer_authorize_finish (self, result, &error);

  if (permit != NULL && is_overtaken (track, &error))
    g_clear_pointer (&permit, sublet_permit_unref);
  if (permit == NULL)
    {
      end_unsent (step, error);
      return;
    }

  step->sendings++;
  sublet_client_change_bid_async (self->client,
                                  permit,
                                  track->record->contract_id,
                                  bid_nusd,
                                  NULL,
                                  on_changed,
                                  g_steal_pointer (&step));
}

static void
on_fresh_for_bid (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  GError *error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error) || is_overtaken (track, &error) ||
      !check_terms (track, step->bid_nusd, &error))
    {
      end_unsent (step, error);
      return;
    }

  track->bid = make_order (self, track, step->bid_nusd);
  sublet_authorizer_authorize_async (self,
                                     track,
                                     SUBLET_PAID_STEP_BID,
                                     on_authorized,
                                     g_steal_pointer (&step));
}

/* One sending: a fresh list, the authorisation with its row, one PUT, its outcome. */
static void
ask (Step *step)
{
  sublet_engine_ensure_fresh_async (step->engine, SUBLET_ENGINE_FRESH_US, on_fresh_for_bid, step);
}

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
  Step *step;

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

  /* Until the outcome is in the journal, the engine stays, whatever becomes of its window. */
  step = g_new0 (Step, 1);
  step->engine = g_object_ref (self);
  step->track = sublet_rental_track_ref (track);
  step->bid_nusd = bid_nusd;
  step->task = g_steal_pointer (&task);
  track->bidding = true;
  track->bid_overtaken = false;
  g_clear_pointer (&track->bid, sublet_order_record_free);
  ask (step);
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
