/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

static bool
check_cap (const char *unit, gint64 cap, gint64 after, GError **error)
{
  if (cap <= 0 || (after != SUBLET_MONEY_UNKNOWN && after <= cap))
    return true;

  if (after == SUBLET_MONEY_UNKNOWN)
    g_set_error (error,
                 SUBLET_ERROR,
                 SUBLET_ERROR_CAP,
                 "a rate is not known, so the cap per %s cannot be kept",
                 unit);
  else
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP, "this would be above the cap per %s", unit);

  return false;
}

/* Whether anything may be asked for now. */
static bool
check_ready (SubletRentalEngine *engine, GError **error)
{
  gint64 age_us = sublet_engine_mono_us (engine) - engine->asked_mono_us;

  if (!sublet_engine_check_writable (engine, error) || !sublet_engine_check_key (engine, error))
    return false;
  if (engine->knowledge != SUBLET_KNOWLEDGE_KNOWN || age_us > SUBLET_ENGINE_MAX_AGE_US)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "what runs is not known");
      return false;
    }

  return true;
}

/**
 * sublet_authorizer_check:
 * @engine: an engine
 * @except: (nullable): a rental that is counted with @running_nusd and not as it stands
 * @running_nusd: what an hour costs while it runs, GPU and disk
 * @error: SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH, SUBLET_ERROR_NOT_KNOWN or SUBLET_ERROR_CAP
 *
 * Both caps hold against the rate afterwards: of all that runs or comes up, all that was asked for
 * and is not settled, and this. A day is 24 hours of it. A deposit is money locked and no rate: it
 * does not count by itself, but nothing is locked while what runs is above a cap.
 *
 * Returns: whether it may be asked for now
 */
bool
sublet_authorizer_check (SubletRentalEngine *engine,
                         SubletRentalTrack *except,
                         gint64 running_nusd,
                         GError **error)
{
  gint64 after_nusd;

  if (!check_ready (engine, error))
    return false;

  after_nusd = sublet_money_add (sublet_engine_get_committed_nusd (engine, except), running_nusd);
  return check_cap ("hour", engine->caps.per_hour_nusd, after_nusd, error) &&
         check_cap ("day",
                    engine->caps.per_day_uusd,
                    sublet_money_cost_uusd (after_nusd, G_TIME_SPAN_DAY),
                    error);
}

/**
 * sublet_authorizer_check_instead:
 * @engine: an engine
 * @old: a rental whose end is ordered first
 * @running_nusd: what an hour of the new one costs while it runs
 * @error: as sublet_authorizer_check()
 *
 * Returns: whether the new one may be asked for once the end of @old is accepted
 */
bool
sublet_authorizer_check_instead (SubletRentalEngine *engine,
                                 SubletRentalTrack *old,
                                 gint64 running_nusd,
                                 GError **error)
{
  gint64 left_nusd = sublet_money_add (sublet_rental_get_rate_now_nusd (old->rental),
                                       sublet_rental_track_get_volume_nusd (old));

  return sublet_authorizer_check (engine, old, sublet_money_add (running_nusd, left_nusd), error);
}

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletPaidStep step;
  const SubletPaidKind *kind; /* (nullable): of what changes no state */
  gint64 running_nusd;
  char *intent_id;        /* (owned) */
  SubletRentalEvent note; /* of such a one */
} Authorization;

static void
authorization_free (Authorization *authorization)
{
  sublet_rental_track_unref (authorization->track);
  g_free (authorization->intent_id);
  g_free (authorization);
}

/* Whoever bids less, or wants nothing dearer, is not kept from it by a cap. */
static bool
lowers (const Authorization *authorization)
{
  SubletRentalTrack *track = authorization->track;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);

  if (authorization->step == SUBLET_PAID_STEP_REJECT)
    return true;

  return authorization->step == SUBLET_PAID_STEP_BID && instance != NULL &&
         sublet_instance_get_data (instance)->dph_base_nusd != SUBLET_MONEY_UNKNOWN &&
         track->bid.order->rate_nusd < sublet_instance_get_data (instance)->dph_base_nusd;
}

/* What is sent goes out with the present key: of another account it would be somebody else's. */
static bool
check (SubletRentalEngine *engine, const Authorization *authorization, GError **error)
{
  if (lowers (authorization) ? !check_ready (engine, error)
                             : !sublet_authorizer_check (engine,
                                                         authorization->track,
                                                         authorization->running_nusd,
                                                         error))
    return false;
  if (sublet_engine_has_key_for (engine, authorization->track))
    return true;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH, "the key is of another account by now");
  return false;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *engine = SUBLET_RENTAL_ENGINE (source);
  Authorization *authorization = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  bool written = sublet_engine_commit_finish (engine, result, &error);

  if (written && authorization->kind != NULL)
    authorization->kind->show (engine, authorization->track, &authorization->note);

  /* Time has passed: the key may be gone, a list may have failed, a cap may be lower. */
  if (!written || !check (engine, authorization, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task,
                           sublet_permit_new (authorization->intent_id),
                           (GDestroyNotify) sublet_permit_unref);
}

/* The row of this sending. Written before it leaves: a row without an outcome is a doubt that the
 * next start settles. */
static void
add_request (SubletRentalEngine *engine, SubletRentalTrack *track, SubletJournalBatch *batch)
{
  SubletRequestRecord *request = g_new0 (SubletRequestRecord, 1);

  request->id = g_uuid_string_random ();
  request->intent_id = g_strdup (track->intent->id);
  request->sending = ++track->n_requests;
  request->written_us = sublet_engine_now_us (engine);
  /* What came of the sending before is written with it, if a full disk kept it from being so. */
  if (track->request != NULL)
    sublet_journal_batch_put_request (batch, track->record, track->request);
  g_clear_pointer (&track->request, sublet_request_record_free);
  track->request = request;
  sublet_journal_batch_put_request (batch, track->record, request);
}

/* What is written before it is sent: the transition, or for a deposit or bid the note, and the row.
 * False when the rental is in no state for it. */
static bool
prepare (SubletRentalEngine *engine,
         Authorization *authorization,
         SubletJournalBatch *batch,
         SubletRentalEvent *event)
{
  SubletRentalTrack *track = authorization->track;
  bool create = authorization->step == SUBLET_PAID_STEP_CREATE;

  if (authorization->kind != NULL)
    return authorization->kind->put (engine, track, batch, &authorization->note);

  if (!sublet_engine_prepare (engine,
                              track,
                              create ? SUBLET_RENTAL_INPUT_SEND : SUBLET_RENTAL_INPUT_START_ORDERED,
                              SUBLET_RENTAL_REASON_NONE,
                              create ? track->intent->offer_id : 0,
                              authorization->running_nusd,
                              batch,
                              event))
    return false;

  if (create)
    add_request (engine, track, batch);
  else
    sublet_journal_batch_put_order (batch, track->order);
  return true;
}

static const char *
get_intent_id (SubletRentalTrack *track, SubletPaidStep step)
{
  switch (step)
    {
    case SUBLET_PAID_STEP_CREATE:
      return track->intent->id;

    case SUBLET_PAID_STEP_START:
      return track->order->id;

    case SUBLET_PAID_STEP_BID:
    case SUBLET_PAID_STEP_PREPAY:
    case SUBLET_PAID_STEP_ACCEPT:
    case SUBLET_PAID_STEP_REJECT:
    default:
      return sublet_engine_get_paid_kind (step)->get_change (track)->order->id;
    }
}

/* Of the instance alone. One that was accepted before may be dearer. */
static gint64
get_accepted_nusd (SubletRentalTrack *track)
{
  gint64 rate_nusd = track->increase.order->rate_nusd;

  return rate_nusd == SUBLET_MONEY_UNKNOWN
           ? SUBLET_MONEY_UNKNOWN
           : MAX (rate_nusd, sublet_rental_track_get_awaited_nusd (track));
}

/* What an hour costs afterwards while it runs. */
static gint64
get_running_nusd (SubletRentalTrack *track, SubletPaidStep step)
{
  SubletInstance *instance = sublet_rental_get_instance (track->rental);

  switch (step)
    {
    case SUBLET_PAID_STEP_CREATE:
      return track->intent->running_nusd;

    case SUBLET_PAID_STEP_BID:
      return instance == NULL
               ? SUBLET_MONEY_UNKNOWN
               : sublet_money_add (sublet_instance_get_rate_at_bid_nusd (instance,
                                                                         track->bid.order
                                                                           ->rate_nusd),
                                   sublet_rental_track_get_volume_nusd (track));

    case SUBLET_PAID_STEP_ACCEPT:
      return sublet_money_add (get_accepted_nusd (track),
                               sublet_rental_track_get_volume_nusd (track));

    case SUBLET_PAID_STEP_START:
    case SUBLET_PAID_STEP_PREPAY:
    case SUBLET_PAID_STEP_REJECT:
    default:
      return sublet_rental_track_get_running_nusd (track);
    }
}

/**
 * sublet_authorizer_authorize_async:
 * @engine: an engine
 * @track: what it is for
 * @step: what is to be sent
 * @callback: called when it may be sent, or may not
 * @user_data: for @callback
 *
 * Checks, writes the row of this very sending, checks again, and only then gives the permit.
 */
void
sublet_authorizer_authorize_async (SubletRentalEngine *engine,
                                   SubletRentalTrack *track,
                                   SubletPaidStep step,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, NULL, callback, user_data);
  Authorization *authorization = g_new0 (Authorization, 1);
  g_autoptr (SubletJournalBatch) batch = sublet_journal_batch_new ();
  SubletRentalEvent event;
  GError *error = NULL;

  authorization->track = sublet_rental_track_ref (track);
  authorization->step = step;
  authorization->kind = sublet_engine_get_paid_kind (step);
  authorization->running_nusd = get_running_nusd (track, step);
  authorization->intent_id = g_strdup (get_intent_id (track, step));
  g_task_set_source_tag (task, sublet_authorizer_authorize_async);
  g_task_set_task_data (task, authorization, (GDestroyNotify) authorization_free);

  if (!check (engine, authorization, &error))
    g_task_return_error (task, error);
  else if (!prepare (engine, authorization, batch, &event))
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_INVALID,
                             "not in this state of the rental");
  else
    sublet_engine_commit_async (engine,
                                track,
                                g_steal_pointer (&batch),
                                authorization->kind != NULL ? NULL : &event,
                                on_written,
                                g_steal_pointer (&task));
}

/**
 * sublet_authorizer_authorize_finish:
 * @engine: an engine
 * @result: what the callback got
 * @error: what sublet_authorizer_check() says, SUBLET_ERROR_INVALID, or SUBLET_ERROR_STORE; nothing
 *   may be sent then
 *
 * Returns: (transfer full): leave to send one request
 */
SubletPermit *
sublet_authorizer_authorize_finish (SubletRentalEngine *engine,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
