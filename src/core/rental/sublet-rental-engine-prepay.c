/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/*
 * Deposits. A rental whose request had one is prepaid once it runs, not before: what never comes up
 * has nothing locked in it. Each sending has its row and its permit, and the answer decides:
 *
 *   answer                         | proof              | then
 *   success                        | it is paid         | paid
 *   400, 401, 403, 404, 411        | nothing was paid   | refused; the rental itself stays
 *   429, or no byte has left       | nothing was done   | a new row, a new permit, again
 *   everything else                | none               | unclear, and never sent again
 */

/* What was never executed may be sent again so often. */
#define MAX_SENDINGS 4

#define TOO_FAST_MS 5000
#define TOO_FAST_MOST_MS 120000
/* When something else than the service is in the way: the network, the journal, the list. */
#define NOT_NOW_US G_TIME_SPAN_MINUTE

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
  gint64 amount_uusd;
  int sendings;
  GTask *task; /* (owned) (nullable) of a person who ordered it; NULL: it was asked for with the
                  rental */
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->engine);
  sublet_rental_track_unref (step->track);
  g_clear_object (&step->task);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/**
 * sublet_engine_may_prepay:
 * @track: a rental
 *
 * Returns: whether it is one of ours that runs, and nothing that was ordered says otherwise
 */
bool
sublet_engine_may_prepay (SubletRentalTrack *track)
{
  return track->ours && sublet_rental_machine_is_up (track->record->state) &&
         track->destroy == NULL && track->order == NULL;
}

static SubletOrderRecord *
make_order (SubletRentalEngine *self, SubletRentalTrack *track, gint64 amount_uusd)
{
  SubletOrderRecord *order = g_new0 (SubletOrderRecord, 1);

  order->id = g_uuid_string_random ();
  order->rental_id = g_strdup (track->record->id);
  order->owner.server = g_strdup (track->record->owner.server);
  order->owner.account_id = track->record->owner.account_id;
  order->contract_id = track->record->contract_id;
  order->kind = SUBLET_ORDER_PREPAY;
  order->amount_uusd = amount_uusd;
  order->written_us = sublet_engine_now_us (self);

  return order;
}

/**
 * sublet_engine_put_prepay:
 * @self: an engine
 * @track: a rental with an order to prepay
 * @batch: gets the rental, the order and the note
 * @note: (out caller-allocates): that it is about to be asked for
 *
 * For the authoriser alone. What the instance held before is written too: lists are compared with
 * it if the answer is lost.
 *
 * Returns: false when the rental is in no state for it any more
 */
bool
sublet_engine_put_prepay (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletJournalBatch *batch,
                          SubletRentalEvent *note)
{
  SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  gint64 held_uusd = instance != NULL ? sublet_instance_get_data (instance)->credit_balance_uusd
                                      : SUBLET_MONEY_UNKNOWN;

  if (!sublet_engine_may_prepay (track))
    return false;

  r->deposit_uusd = track->prepay->amount_uusd;
  r->deposit_before_uusd = MAX (held_uusd, 0);
  r->deposit_state = SUBLET_DEPOSIT_STATE_ASKED;
  track->prepay->sent_us = sublet_engine_now_us (self);
  *note = (SubletRentalEvent){
    .at_us = track->prepay->sent_us,
    .state = r->state,
    .reason = SUBLET_RENTAL_REASON_PREPAYING,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  sublet_journal_batch_put_rental (batch, r);
  sublet_journal_batch_add_event (batch, r, note);
  sublet_journal_batch_put_order (batch, track->prepay);

  return true;
}

static void
return_error (Step *step, const GError *error)
{
  if (step->task != NULL)
    g_task_return_error (step->task, g_error_copy (error));
}

/* Nothing was sent. What was asked for with the rental is tried again later; a person is told. */
static void
end_unsent (Step *step, const GError *error)
{
  SubletRentalEngine *self = step->engine;
  SubletRentalTrack *track = step->track;
  bool written = track->record->deposit_state == SUBLET_DEPOSIT_STATE_ASKED;

  track->prepaying = false;
  track->prepay_due_mono_us = sublet_engine_mono_us (self) + NOT_NOW_US;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP) && (written || step->task == NULL))
    sublet_engine_note_deposit (self, track, SUBLET_DEPOSIT_STATE_CAP, "not-sent", error->message);
  else if (written)
    sublet_engine_note_deposit (self,
                                track,
                                step->task != NULL ? SUBLET_DEPOSIT_STATE_REFUSED
                                                   : SUBLET_DEPOSIT_STATE_WANTED,
                                "not-sent",
                                error->message);
  g_clear_pointer (&track->prepay, sublet_order_record_free);
  return_error (step, error);
}

static void ask (Step *step);

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    end_unsent (step, error);
  else
    ask (g_steal_pointer (&step));
}

/* It was not executed: the wish stands, whatever becomes of this process. */
static void
ask_again (Step *step, const SubletPaidOutcome *outcome)
{
  SubletRentalEngine *self = step->engine;
  bool too_fast = outcome->verdict == SUBLET_PAID_VERDICT_NOT_EXECUTED;
  gint64 pause_ms = too_fast ? CLAMP (outcome->retry_after_ms, TOO_FAST_MS, TOO_FAST_MOST_MS)
                             : NOT_NOW_US / 1000;

  sublet_engine_note_deposit (self,
                              step->track,
                              SUBLET_DEPOSIT_STATE_WANTED,
                              too_fast ? "not-executed" : "not-sent",
                              outcome->error->message);
  pause_ms += g_random_int_range (0, TOO_FAST_MS / 4);
  sublet_clock_wait_async (self->clock, pause_ms, NULL, on_pause_over, step);
}

static void
note_paid (Step *step)
{
  SubletRentalTrack *track = step->track;

  track->prepay->accepted_us = sublet_engine_now_us (step->engine);
  sublet_engine_note_deposit (step->engine, track, SUBLET_DEPOSIT_STATE_PAID, "done", NULL);
  if (step->task != NULL)
    g_task_return_boolean (step->task, TRUE);
}

static void
note_refused (Step *step, const char *outcome, const GError *error)
{
  sublet_engine_note_deposit (step->engine,
                              step->track,
                              g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT)
                                ? SUBLET_DEPOSIT_STATE_NO_CREDIT
                                : SUBLET_DEPOSIT_STATE_REFUSED,
                              outcome,
                              error->message);
  return_error (step, error);
}

/* The order stays open: the lists close it, unless there will be none that shows it. */
static void
note_unclear (Step *step, const GError *error)
{
  SubletRentalTrack *track = step->track;
  bool ended = sublet_rental_machine_is_ended (track->record->state);

  track->prepay->accepted_us = sublet_engine_now_us (step->engine);
  track->prepay_mono_us = sublet_engine_mono_us (step->engine);
  track->prepay_looks = 0;
  sublet_engine_note_deposit (step->engine,
                              track,
                              SUBLET_DEPOSIT_STATE_UNCLEAR,
                              ended ? "gone" : NULL,
                              error->message);
  return_error (step, error);
}

static void
judge (Step *step, const SubletPaidOutcome *outcome)
{
  g_autoptr (Step) owned = step;

  switch (outcome->verdict)
    {
    case SUBLET_PAID_VERDICT_DONE:
      note_paid (step);
      break;

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
      note_unclear (step, outcome->error);
      break;
    }

  step->track->prepaying = false;
}

static void
on_prepaid (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (SubletRentalEngine) self = g_object_ref (step->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPaidOutcome)
    outcome = sublet_client_prepay_instance_finish (SUBLET_CLIENT (source), result, &error);
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
  gint64 amount_uusd = step->amount_uusd;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPermit) permit = sublet_authorizer_authorize_finish (self, result, &error);

  /* A stop or a destroy came while it was written. */
  if (permit != NULL && !sublet_engine_may_prepay (track))
    {
      g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "prepay: overtaken by an order");
      g_clear_pointer (&permit, sublet_permit_unref);
    }
  if (permit == NULL)
    {
      end_unsent (step, error);
      return;
    }

  step->sendings++;
  sublet_client_prepay_instance_async (self->client,
                                       permit,
                                       track->record->contract_id,
                                       amount_uusd,
                                       NULL,
                                       on_prepaid,
                                       g_steal_pointer (&step));
}

static void
on_fresh_for_prepay (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  g_autoptr (GError) error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error))
    {
      end_unsent (step, error);
      return;
    }

  g_clear_pointer (&track->prepay, sublet_order_record_free);
  track->prepay = make_order (self, track, step->amount_uusd);
  sublet_authorizer_authorize_async (self,
                                     track,
                                     SUBLET_PAID_STEP_PREPAY,
                                     on_authorized,
                                     g_steal_pointer (&step));
}

/* One sending: a fresh list, the authorisation with its row, one PUT, its outcome. */
static void
ask (Step *step)
{
  sublet_engine_ensure_fresh_async (step->engine,
                                    SUBLET_ENGINE_FRESH_US,
                                    on_fresh_for_prepay,
                                    step);
}

/**
 * sublet_engine_prepay:
 * @self: an engine
 * @track: one of ours, which runs, and of which no other deposit is on its way
 * @amount_uusd: what to pay ahead
 * @task: (transfer full) (nullable): of a person who ordered it; returned with the answer. NULL: it
 *   was asked for with the rental
 */
void
sublet_engine_prepay (SubletRentalEngine *self,
                      SubletRentalTrack *track,
                      gint64 amount_uusd,
                      GTask *task)
{
  Step *step = g_new0 (Step, 1);

  /* Until the outcome is in the journal, the engine stays, whatever becomes of its window. */
  step->engine = g_object_ref (self);
  step->track = sublet_rental_track_ref (track);
  step->amount_uusd = amount_uusd;
  step->task = task;
  track->prepaying = true;
  ask (step);
}

/**
 * sublet_engine_prepay_if_due:
 * @self: an engine
 * @track: a rental that was just read
 *
 * Asks for the deposit that was wanted with the rental, once it runs.
 */
void
sublet_engine_prepay_if_due (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->record->deposit_state == SUBLET_DEPOSIT_STATE_WANTED && !track->prepaying &&
      !self->read_only && sublet_engine_may_prepay (track) &&
      sublet_engine_has_key_for (self, track) &&
      sublet_engine_mono_us (self) >= track->prepay_due_mono_us)
    sublet_engine_prepay (self, track, track->record->deposit_uusd, NULL);
}
