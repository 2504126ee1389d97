/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-request-private.h"

/* From the click to the intent on disk. What is sent then is sublet-rental-engine-create.c's. */

/**
 * sublet_engine_make_track:
 * @self: an engine
 * @request: what the person accepted
 *
 * Returns: (transfer full): a track with an intent that is not written yet
 */
SubletRentalTrack *
sublet_engine_make_track (SubletRentalEngine *self, SubletRentalRequest *request)
{
  SubletOffer *offer = sublet_rental_request_get_offer (request);
  const SubletOfferRow *row = sublet_offer_get_row (offer);
  const SubletJob *job = sublet_rental_request_get_job (request);
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);
  SubletIntentRecord *intent = g_new0 (SubletIntentRecord, 1);
  gint64 now_us = sublet_engine_now_us (self);
  SubletRentalTrack *track;
  SubletQuote quote;

  sublet_rental_request_get_quote (request, &quote);
  record->id = g_uuid_string_random ();
  record->owner.server = g_strdup (self->owner.server);
  record->owner.account_id = self->owner.account_id;
  record->key_print = g_strdup (self->key_print);
  record->token =
    g_strdup_printf ("%s/%s", sublet_profile_get_install_id (self->profile), record->id);
  record->state = SUBLET_RENTAL_STATE_INTENDED;
  record->state_since_us = now_us;
  record->machine_id = row->machine_id;
  record->num_gpus = row->num_gpus;
  record->gpu_name = g_strdup (row->gpu_name);
  record->place = sublet_rental_dup_place (row->region, row->country);
  record->image = g_strdup (sublet_rental_request_get_image (request));
  record->label = g_strdup (sublet_rental_request_get_label (request));
  record->disk_gb = job->disk_gb;
  record->launch_json = sublet_launch_to_json (sublet_rental_request_get_launch (request));
  record->price_kind = job->kind;
  record->bid_nusd = sublet_rental_request_get_price_nusd (request, row);
  record->deposit_uusd = sublet_rental_request_get_deposit_uusd (request);
  if (record->deposit_uusd > 0)
    record->deposit_state = SUBLET_DEPOSIT_STATE_WANTED;
  record->quoted_running_nusd = quote.running_rate_nusd;
  record->quoted_stopped_nusd = quote.stopped_rate_nusd;
  record->quoted_traffic_uusd = quote.traffic_uusd;
  record->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  record->lease_us = sublet_rental_request_get_lease_us (request);
  record->lease_at_end = sublet_rental_request_get_lease_end (request);
  record->made_us = now_us;
  record->meter_at_us = now_us;
  record->batch_id = g_strdup (sublet_rental_request_get_batch (request, &record->batch_position));

  intent->id = g_uuid_string_random ();
  intent->number = 1;
  intent->offer_id = row->id;
  intent->machine_id = row->machine_id;
  intent->num_gpus = row->num_gpus;
  intent->gpu_name = g_strdup (row->gpu_name);
  intent->disk_gb = job->disk_gb;
  /* A volume that is made along bills too: the caps count it. */
  intent->running_nusd = sublet_rental_request_get_committed_nusd (request);
  intent->ceiling_nusd = sublet_rental_request_get_ceiling_nusd (request);
  intent->written_us = now_us;

  track = sublet_rental_track_new (record, SUBLET_RENTAL_ORIGIN_OURS);
  track->intent = intent;
  track->asked = g_object_ref (request);
  track->offer = g_object_ref (offer);

  return track;
}

/* Nothing was written or sent: the person may change it and try again. */
static void
return_untouched (GTask *task, SubletRentalRequest *request, GError *error)
{
  sublet_rental_request_set_frozen (request, FALSE);
  g_task_return_error (task, error);
}

static void
on_intended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = g_object_get_data (G_OBJECT (task), "track");
  g_autoptr (SubletRentalTrack) kept = sublet_rental_track_ref (track);
  GError *error = NULL;

  if (!sublet_engine_commit_finish (self, result, &error))
    {
      sublet_engine_remove_track (self, track);
      return_untouched (task, g_task_get_task_data (task), error);
      return;
    }

  sublet_engine_show_track (self, track);
  sublet_engine_emit_added (self, track->rental);
  sublet_engine_send_create (self, track);
  g_task_return_pointer (task, g_object_ref (track->rental), g_object_unref);
}

/**
 * sublet_engine_put_intent:
 * @track: a new track
 * @batch: gets its rental, its intent and its first event
 * @event: (out caller-allocates): that event
 */
void
sublet_engine_put_intent (SubletRentalTrack *track,
                          SubletJournalBatch *batch,
                          SubletRentalEvent *event)
{
  *event = (SubletRentalEvent){
    .at_us = track->record->made_us,
    .state = SUBLET_RENTAL_STATE_INTENDED,
    .offer_id = track->intent->offer_id,
    .rate_nusd = track->intent->running_nusd,
  };
  sublet_journal_batch_put_rental (batch, track->record);
  if (track->record->batch_id != NULL || track->record->replaces_id != NULL)
    sublet_journal_batch_put_ties (batch, track->record);
  sublet_journal_batch_add_intent (batch, track->record, track->intent);
  sublet_journal_batch_add_event (batch, track->record, event);
}

static void
write_intent (SubletRentalEngine *self, SubletRentalRequest *request, GTask *task)
{
  SubletRentalTrack *track = sublet_engine_make_track (self, request);
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  SubletRentalEvent event;

  /* From here on the caps count it, though nobody sees it yet. */
  sublet_engine_add_track (self, track, false);
  g_object_set_data_full (G_OBJECT (task),
                          "track",
                          sublet_rental_track_ref (track),
                          (GDestroyNotify) sublet_rental_track_unref);
  sublet_engine_put_intent (track, batch, &event);
  sublet_engine_commit_async (self, track, batch, &event, on_intended, task);
}

static void
on_fresh_for_rent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalRequest *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error) ||
      !sublet_authorizer_check (self,
                                NULL,
                                sublet_rental_request_get_committed_nusd (request),
                                &error))
    return_untouched (task, request, error);
  else
    write_intent (self, request, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_rent_async:
 * @self: an engine
 * @request: what the person accepted; frozen from now on
 * @cancellable: (nullable): for the callback only; what was begun goes on
 * @callback: called when the intent is on disk, or nothing was written or sent
 * @user_data: for @callback
 */
void
sublet_rental_engine_rent_async (SubletRentalEngine *self,
                                 SubletRentalRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_rent_async);
  g_task_set_task_data (task, g_object_ref (request), g_object_unref);
  if (!sublet_engine_check_writable (self, &error) ||
      !sublet_rental_request_validate (request, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  sublet_rental_request_set_frozen (request, TRUE);
  sublet_engine_look_for_ssh_key (self, sublet_rental_request_get_launch (request));
  sublet_engine_ensure_fresh_async (self,
                                    SUBLET_ENGINE_FRESH_US,
                                    on_fresh_for_rent,
                                    g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_rent_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_CAP, SUBLET_ERROR_READ_ONLY,
 *   SUBLET_ERROR_STORE or SUBLET_ERROR_AUTH: nothing was written or sent
 *
 * Returns: (transfer full): the rental, whose state tells the rest
 */
SubletRental *
sublet_rental_engine_rent_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
