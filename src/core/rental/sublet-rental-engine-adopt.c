/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

static void
on_adopted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = g_task_get_task_data (task);
  SubletRentalTrack *foreign;
  GError *error = NULL;

  if (!sublet_engine_commit_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* The card of somebody else's becomes one of ours. */
  foreign = sublet_engine_find_contract (self, track->record->contract_id);
  if (foreign != NULL)
    sublet_engine_remove_track (self, foreign);
  sublet_engine_add_track (self, sublet_rental_track_ref (track), true);
  sublet_engine_emit_added (self, track->rental);
  sublet_engine_want_walk (self);
  g_task_return_pointer (task, g_object_ref (track->rental), g_object_unref);
}

/**
 * sublet_rental_engine_adopt_async:
 * @self: an engine
 * @rental: one that carries this installation's token and is not in the journal
 * @cancellable: (nullable): for the callback only
 * @callback: called when it is in the journal
 * @user_data: for @callback
 *
 * Takes a machine back whose rental was lost with a database. Asks nothing of the service.
 */
void
sublet_rental_engine_adopt_async (SubletRentalEngine *self,
                                  SubletRental *rental,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *foreign;
  SubletRentalTrack *track;
  SubletRentalRecord *record;
  SubletJournalBatch *batch;
  SubletRentalEvent event;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_adopt_async);
  if (!sublet_engine_check_writable (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  foreign = sublet_engine_find_rental (self, rental);
  if (foreign == NULL || sublet_rental_get_origin (rental) != SUBLET_RENTAL_ORIGIN_ADOPTABLE ||
      !sublet_rental_machine_is_held (foreign->record->state) || foreign->destroy != NULL ||
      foreign->bid.asking || foreign->bid.order != NULL || foreign->increase.asking ||
      foreign->increase.order != NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_INVALID,
                               "nothing that could be adopted");
      return;
    }

  record = sublet_rental_record_copy (foreign->record);
  g_free (record->id);
  record->id = g_uuid_string_random ();
  record->adopted = true;
  record->made_us = record->made_us > 0 ? record->made_us : sublet_engine_now_us (self);
  track = sublet_rental_track_new (record, SUBLET_RENTAL_ORIGIN_OURS);
  track->first_known_us = foreign->first_known_us;
  track->held_since_us = foreign->held_since_us;
  track->held_mono_us = foreign->held_mono_us;
  if (sublet_rental_get_instance (rental) != NULL)
    sublet_rental_set_instance (track->rental, sublet_rental_get_instance (rental));

  event = (SubletRentalEvent){
    .at_us = sublet_engine_now_us (self),
    .state = record->state,
    .reason = record->reason,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_rental (batch, record);
  sublet_journal_batch_add_event (batch, record, &event);
  g_task_set_task_data (task, track, (GDestroyNotify) sublet_rental_track_unref);
  sublet_engine_commit_async (self, track, batch, &event, on_adopted, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_adopt_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_STORE
 *
 * Returns: (transfer full): the rental that it is now
 */
SubletRental *
sublet_rental_engine_adopt_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
