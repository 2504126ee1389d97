/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-request-private.h"

#include <string.h>

/*
 * Renting. The intent is on disk before anything is sent, each sending has its row and its permit,
 * and the row's outcome decides:
 *
 *   answer                         | proof                   | then
 *   an id, whatever else           | it is rented            | provisioning
 *   400, 401, 403, 404 auth_error  | nothing was rented      | refused (reason)
 *   no such ask, sent exactly once | nothing was rented      | one next candidate
 *   no such ask, sent more often   | none: the first may     | unclear
 *                                  | have rented             |
 *   429                            | nothing was done        | a new row, a new permit, again
 *   no byte has left               | nothing was rented      | refused (not sent)
 *   everything else                | none                    | unclear
 */

/* A request that was never executed may be sent again so often. */
#define MAX_SENDINGS 4

/* Source: fact sheet 3.4, "penalty 12 s on this endpoint". */
#define TOO_FAST_MS 12000
#define TOO_FAST_MOST_MS 120000

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
} Step;

static Step *
step_new (SubletRentalEngine *self, SubletRentalTrack *track)
{
  Step *step = g_new0 (Step, 1);

  /* Until the outcome is in the journal, the engine stays, whatever becomes of its window. */
  step->engine = g_object_ref (self);
  step->track = sublet_rental_track_ref (track);

  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->engine);
  sublet_rental_track_unref (step->track);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* Still what the person is waiting for: no list has shown it meanwhile. */
static bool
is_requesting (SubletRentalTrack *track)
{
  return track->record->state == SUBLET_RENTAL_STATE_REQUESTING ||
         track->record->state == SUBLET_RENTAL_STATE_INTENDED;
}

static void
set_detail (SubletRentalTrack *track, const char *detail)
{
  /* What a list has shown meanwhile is truer than any answer. */
  if (!is_requesting (track))
    return;
  g_free (track->record->detail);
  track->record->detail = g_strdup (detail);
}

static void
refuse (SubletRentalEngine *self,
        SubletRentalTrack *track,
        SubletRentalReason reason,
        const char *detail,
        SubletJournalBatch *batch)
{
  set_detail (track, detail);
  sublet_engine_apply (self, track, SUBLET_RENTAL_INPUT_REFUSED, reason, batch);
  sublet_engine_schedule (self);
}

/* Which member does not fit is in the service's words alone. Source: fact sheet 3.4, "which
 * field". */
static bool
names_template (SubletRentalTrack *track, const GError *error)
{
  SubletLaunch *launch = sublet_rental_request_get_launch (track->asked);
  g_autofree char *words = NULL;

  if (error == NULL || sublet_launch_get_template_hash (launch) == NULL)
    return false;

  words = g_ascii_strdown (error->message, -1);
  return strstr (words, "template") != NULL;
}

static SubletRentalReason
get_reason (SubletRentalTrack *track, const GError *error)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    return SUBLET_RENTAL_REASON_KEY;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    return SUBLET_RENTAL_REASON_FORBIDDEN;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT))
    return SUBLET_RENTAL_REASON_NO_CREDIT;
  if ((g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID) ||
       g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND)) &&
      names_template (track, error))
    return SUBLET_RENTAL_REASON_TEMPLATE;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID))
    return SUBLET_RENTAL_REASON_INVALID;

  return SUBLET_RENTAL_REASON_OTHER;
}

/* Why nothing was sent. */
static SubletRentalReason
get_unsent_reason (const GError *error)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP))
    return SUBLET_RENTAL_REASON_CAP;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_STORE) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY))
    return SUBLET_RENTAL_REASON_JOURNAL;

  return SUBLET_RENTAL_REASON_NOT_SENT;
}

static void
note_created (SubletRentalEngine *self,
              SubletRentalTrack *track,
              gint64 contract_id,
              SubletJournalBatch *batch)
{
  SubletRentalRecord *r = track->record;
  gint64 now_us = sublet_engine_now_us (self);

  if (is_requesting (track))
    {
      r->contract_id = contract_id;
      r->meter_uusd = 0;
      r->meter_at_us = now_us;
      r->meter_rate_nusd = r->quoted_stopped_nusd;
      sublet_engine_begin_lease (self, track, now_us);
      track->held_since_us = now_us;
      track->held_mono_us = sublet_engine_mono_us (self);
    }
  sublet_engine_apply (self, track, SUBLET_RENTAL_INPUT_CREATED, SUBLET_RENTAL_REASON_NONE, batch);
}

static void
note_unclear (SubletRentalEngine *self,
              SubletRentalTrack *track,
              const char *detail,
              SubletJournalBatch *batch)
{
  set_detail (track, detail);
  track->looks_done = 0;
  track->last_look_mono_us = 0;
  sublet_engine_apply (self, track, SUBLET_RENTAL_INPUT_LOST, SUBLET_RENTAL_REASON_NONE, batch);
}

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) && is_requesting (step->track))
    sublet_engine_send_create (step->engine, step->track);
}

static void
send_again (SubletRentalEngine *self, SubletRentalTrack *track, gint64 retry_after_ms)
{
  gint64 pause_ms = CLAMP (retry_after_ms, TOO_FAST_MS, TOO_FAST_MOST_MS);

  /* Full jitter on top: what the service asked for is the least. */
  pause_ms += g_random_int_range (0, TOO_FAST_MS / 4);
  sublet_clock_wait_async (self->clock, pause_ms, NULL, on_pause_over, step_new (self, track));
}

static void
end_request (SubletRentalEngine *self,
             SubletRentalTrack *track,
             const SubletCreateOutcome *outcome,
             SubletJournalBatch *batch)
{
  static const char *const words[] = {
    [SUBLET_CREATE_VERDICT_CREATED] = "created",
    [SUBLET_CREATE_VERDICT_REFUSED] = "refused",
    [SUBLET_CREATE_VERDICT_OFFER_GONE] = "offer-gone",
    [SUBLET_CREATE_VERDICT_NOT_EXECUTED] = "not-executed",
    [SUBLET_CREATE_VERDICT_NOT_SENT] = "not-sent",
    [SUBLET_CREATE_VERDICT_UNCLEAR] = "unclear",
  };
  SubletRequestRecord *request = track->request;

  request->ended_us = sublet_engine_now_us (self);
  track->ended_mono_us = sublet_engine_mono_us (self);
  track->ended_noted = true;
  g_free (request->outcome);
  request->outcome = g_strdup (words[outcome->verdict]);
  request->http_status = outcome->status;
  g_free (request->detail);
  request->detail = g_strdup (outcome->error != NULL ? outcome->error->message : NULL);
  sublet_journal_batch_put_request (batch, track->record, request);
}

static void
judge (SubletRentalEngine *self, SubletRentalTrack *track, const SubletCreateOutcome *outcome)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  const char *detail = outcome->error != NULL ? outcome->error->message : NULL;

  end_request (self, track, outcome, batch);

  switch (outcome->verdict)
    {
    case SUBLET_CREATE_VERDICT_CREATED:
      note_created (self, track, outcome->instance_id, batch);
      break;

    case SUBLET_CREATE_VERDICT_REFUSED:
      refuse (self, track, get_reason (track, outcome->error), detail, batch);
      break;

    case SUBLET_CREATE_VERDICT_OFFER_GONE:
      if (track->n_requests > 1)
        {
          note_unclear (self, track, detail, batch);
          break;
        }
      /* No transition yet: what follows is the next candidate, or the refusal. */
      set_detail (track, detail);
      sublet_engine_apply (self, track, SUBLET_RENTAL_N_INPUTS, SUBLET_RENTAL_REASON_NONE, batch);
      if (is_requesting (track))
        sublet_engine_try_next (self, track);
      break;

    case SUBLET_CREATE_VERDICT_NOT_EXECUTED:
      if (track->n_requests >= MAX_SENDINGS)
        {
          refuse (self, track, SUBLET_RENTAL_REASON_OTHER, detail, batch);
          break;
        }
      sublet_engine_apply (self, track, SUBLET_RENTAL_N_INPUTS, SUBLET_RENTAL_REASON_NONE, batch);
      if (is_requesting (track))
        send_again (self, track, outcome->retry_after_ms);
      break;

    case SUBLET_CREATE_VERDICT_NOT_SENT:
      refuse (self, track, SUBLET_RENTAL_REASON_NOT_SENT, detail, batch);
      break;

    case SUBLET_CREATE_VERDICT_UNCLEAR:
    default:
      note_unclear (self, track, detail, batch);
      break;
    }
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = step->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCreateOutcome)
    outcome = sublet_client_create_instance_finish (SUBLET_CLIENT (source), result, &error);
  SubletCreateOutcome not_sent = { .verdict = SUBLET_CREATE_VERDICT_NOT_SENT, .error = error };

  /* The only errors are those of before the first byte: cancelled, or a client without a key. */
  judge (self, step->track, outcome != NULL ? outcome : &not_sent);
  sublet_engine_want_account (self);
  sublet_engine_want_walk (self);
}

static void
on_authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletPermit) permit = sublet_authorizer_authorize_finish (self, result, &error);
  const SubletOfferRow *row = sublet_offer_get_row (track->offer);
  SubletLaunch *launch = sublet_rental_request_get_launch (track->asked);
  SubletCreateRequest request;

  if (permit == NULL)
    {
      SubletJournalBatch *batch = NULL;

      /* Its row may be written, but it was not sent. */
      if (track->request != NULL && track->request->ended_us == 0)
        {
          const SubletCreateOutcome outcome = {
            .verdict = SUBLET_CREATE_VERDICT_NOT_SENT,
            .error = error,
          };

          batch = sublet_journal_batch_new ();
          end_request (self, track, &outcome, batch);
        }
      refuse (self, track, get_unsent_reason (error), error->message, batch);
      return;
    }

  request = (SubletCreateRequest){
    .offer_id = track->intent->offer_id,
    .launch = launch,
    .direct = sublet_launch_is_direct (launch, row->direct_port_count),
    .disk_gb = track->record->disk_gb,
    .label = track->record->label,
    .token = track->record->token,
    .bid_nusd = sublet_rental_request_get_price_nusd (track->asked, row),
  };
  g_array_append_val (track->tried, track->intent->offer_id);
  sublet_client_create_instance_async (self->client,
                                       permit,
                                       &request,
                                       NULL,
                                       on_created,
                                       g_steal_pointer (&step));
}

static void
on_fresh_for_create (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = step->track;
  g_autoptr (GError) error = NULL;

  /* A list has just shown what the last sending was thought not to have made. */
  if (!is_requesting (track))
    return;
  if (!sublet_engine_ensure_fresh_finish (self, result, &error))
    {
      refuse (self, track, SUBLET_RENTAL_REASON_NOT_SENT, error->message, NULL);
      return;
    }

  sublet_authorizer_authorize_async (self,
                                     track,
                                     SUBLET_PAID_STEP_CREATE,
                                     on_authorized,
                                     g_steal_pointer (&step));
}

static void
on_key_for_create (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);

  sublet_engine_await_ssh_key_finish (self, result);
  sublet_engine_ensure_fresh_async (self, SUBLET_ENGINE_FRESH_US, on_fresh_for_create, user_data);
}

/**
 * sublet_engine_send_create:
 * @self: an engine
 * @track: a rental whose intent is on disk
 *
 * One sending: the SSH key on the account, a fresh list, the authorisation with its row, one PUT,
 * its outcome.
 */
void
sublet_engine_send_create (SubletRentalEngine *self, SubletRentalTrack *track)
{
  sublet_engine_await_ssh_key_async (self, track, on_key_for_create, step_new (self, track));
}
