/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-error.h"

/* What was never executed may be sent again so often. */
#define MAX_SENDINGS 4

#define TOO_FAST_MOST_MS 120000

/**
 * sublet_engine_get_paid_kind:
 * @step: a paid step
 *
 * Returns: (nullable): what it asks for like this; NULL: it is another sort of step
 */
const SubletPaidKind *
sublet_engine_get_paid_kind (SubletPaidStep step)
{
  switch (step)
    {
    case SUBLET_PAID_STEP_PREPAY:
      return &sublet_prepay_kind;
    case SUBLET_PAID_STEP_BID:
      return &sublet_bid_kind;
    case SUBLET_PAID_STEP_ACCEPT:
      return &sublet_accept_kind;
    case SUBLET_PAID_STEP_REJECT:
      return &sublet_reject_kind;
    case SUBLET_PAID_STEP_CREATE:
    case SUBLET_PAID_STEP_START:
    default:
      return NULL;
    }
}

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
  const SubletPaidKind *kind; /* (borrowed): of static storage */
  gint64 amount;
  int sendings;
  GTask *task; /* (owned) (nullable) of a person who ordered it */
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

static SubletPaidChange *
get_change (const Step *step)
{
  return step->kind->get_change (step->track);
}

static void
return_error (Step *step, const GError *error)
{
  if (step->task != NULL)
    g_task_return_error (step->task, g_error_copy (error));
}

/* Nothing was sent. */
static void
end_unsent (Step *step, const GError *error)
{
  SubletPaidChange *change = get_change (step);

  change->asking = false;
  step->kind->note_unsent (step->engine, step->track, error, step->task != NULL);
  g_clear_pointer (&change->order, sublet_order_record_free);
  step->kind->show (step->engine, step->track, NULL);
  return_error (step, error);
}

/* ---- the outcome ---- */

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

static void
ask_again (Step *step, const SubletPaidOutcome *outcome)
{
  SubletRentalEngine *self = step->engine;
  int too_fast_ms = step->kind->too_fast_ms;
  bool too_fast = outcome->verdict == SUBLET_PAID_VERDICT_NOT_EXECUTED;
  gint64 pause_ms = too_fast ? CLAMP (outcome->retry_after_ms, too_fast_ms, TOO_FAST_MOST_MS)
                             : SUBLET_PAID_NOT_NOW_US / 1000;

  step->kind->note_again (self,
                          step->track,
                          too_fast ? "not-executed" : "not-sent",
                          outcome->error,
                          step->task != NULL);
  pause_ms += g_random_int_range (0, too_fast_ms / 4);
  sublet_clock_wait_async (self->clock, pause_ms, NULL, on_pause_over, step);
}

static void
note_taken (Step *step, const GError *error)
{
  SubletPaidChange *change = get_change (step);

  change->asking = false;
  change->order->accepted_us = sublet_engine_now_us (step->engine);
  change->answered_mono_us = sublet_engine_mono_us (step->engine);
  change->looks = 0;
  change->blind = false;
  step->kind->note_taken (step->engine, step->track, error);
  if (error != NULL)
    return_error (step, error);
  else if (step->task != NULL)
    g_task_return_boolean (step->task, TRUE);
}

static void
note_refused (Step *step, const char *outcome, const GError *error)
{
  get_change (step)->asking = false;
  step->kind->note_refused (step->engine, step->track, outcome, error);
  return_error (step, error);
}

static void
judge (Step *step, const SubletPaidOutcome *outcome)
{
  g_autoptr (Step) owned = step;

  switch (outcome->verdict)
    {
    case SUBLET_PAID_VERDICT_DONE:
      note_taken (step, NULL);
      break;

    case SUBLET_PAID_VERDICT_REFUSED:
      note_refused (step, "refused", outcome->error);
      break;

    case SUBLET_PAID_VERDICT_NOT_EXECUTED:
    case SUBLET_PAID_VERDICT_NOT_SENT:
      if (step->sendings < MAX_SENDINGS)
        ask_again (g_steal_pointer (&owned), outcome);
      else
        note_refused (step, "not-executed", outcome->error);
      break;

    case SUBLET_PAID_VERDICT_UNCLEAR:
    default:
      note_taken (step, outcome->error);
      break;
    }
}

/* ---- the way there; read from bottom to top ---- */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (SubletRentalEngine) self = g_object_ref (step->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPaidOutcome)
    outcome = step->kind->send_finish (SUBLET_CLIENT (source), result, &error);
  SubletPaidOutcome not_sent = { .verdict = SUBLET_PAID_VERDICT_NOT_SENT, .error = error };

  /* The only error is that of before the first byte: cancelled. */
  judge (step, outcome != NULL ? outcome : &not_sent);
  sublet_engine_want_account (self);
  sublet_engine_want_walk (self);
}

/* Be it carried out by now. */
static bool
is_overtaken (Step *step, GError **error)
{
  if (!step->kind->is_overtaken (step->track))
    return false;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "overtaken by an order");
  return true;
}

static void
on_authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  const SubletPaidKind *kind = step->kind;
  gint64 contract_id = step->track->record->contract_id;
  gint64 amount = step->amount;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPermit) permit = sublet_authorizer_authorize_finish (self, result, &error);

  if (permit != NULL && is_overtaken (step, &error))
    g_clear_pointer (&permit, sublet_permit_unref);
  if (permit == NULL)
    {
      end_unsent (step, error);
      return;
    }

  step->sendings++;
  kind
    ->send (self->client, permit, contract_id, amount, NULL, on_answered, g_steal_pointer (&step));
}

static void
on_fresh (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  const SubletPaidKind *kind = step->kind;
  SubletPaidChange *change = get_change (step);
  g_autoptr (GError) error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error) || is_overtaken (step, &error) ||
      !kind->check (track, step->amount, &error))
    {
      end_unsent (step, error);
      return;
    }

  g_clear_pointer (&change->order, sublet_order_record_free);
  change->order = kind->make_order (self, track, step->amount);
  sublet_authorizer_authorize_async (self,
                                     track,
                                     kind->step,
                                     on_authorized,
                                     g_steal_pointer (&step));
}

/* One sending: a fresh list, the authorisation with its row, one PUT, its outcome. */
static void
ask (Step *step)
{
  sublet_engine_ensure_fresh_async (step->engine, SUBLET_ENGINE_FRESH_US, on_fresh, step);
}

/**
 * sublet_engine_ask_paid:
 * @self: an engine
 * @track: a rental of which nothing of that kind is on its way
 * @kind: what is asked for; of static storage
 * @amount: how much, in what the kind counts
 * @task: (transfer full) (nullable): of a person who ordered it, returned with the answer; NULL: it
 *   was asked for with the rental
 */
void
sublet_engine_ask_paid (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        const SubletPaidKind *kind,
                        gint64 amount,
                        GTask *task)
{
  Step *step = g_new0 (Step, 1);

  /* Until the outcome is in the journal, the engine stays, whatever becomes of its window. */
  step->engine = g_object_ref (self);
  step->track = sublet_rental_track_ref (track);
  step->kind = kind;
  step->amount = amount;
  step->task = task;
  get_change (step)->asking = true;
  ask (step);
}
