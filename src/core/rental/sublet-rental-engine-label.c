/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * The label of an instance, whoever started it. It costs and ends nothing, so it is no order of the
 * journal: what the service accepted is written with the rental.
 */

/* Source: fact sheet 5.1, "keep < 128". */
#define MAX_LABEL_LENGTH 127

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  char *label;              /* (owned) */
} Labelling;

static void
labelling_free (Labelling *labelling)
{
  sublet_rental_track_unref (labelling->track);
  g_free (labelling->label);
  g_free (labelling);
}

static void
on_labelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  Labelling *labelling = g_task_get_task_data (task);
  SubletRentalTrack *track = labelling->track;
  GError *error = NULL;

  if (!sublet_client_set_label_finish (SUBLET_CLIENT (source), result, &error))
    {
      /* It may have been done: the list tells. */
      if (sublet_engine_is_outcome_unknown (error))
        sublet_engine_want_walk (self);
      g_task_return_error (task, error);
      return;
    }

  g_free (track->record->label);
  track->record->label = g_strdup (labelling->label);
  track->dirty = track->ours;
  sublet_rental_set_label (track->rental, labelling->label);
  sublet_engine_write_again (self);
  sublet_engine_want_walk (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_rental_engine_set_label_async:
 * @self: an engine
 * @rental: one of its rentals, ours or not, with a contract
 * @label: at most 127 characters
 * @cancellable: (nullable): for the request
 * @callback: called when the service accepted it
 * @user_data: for @callback
 */
void
sublet_rental_engine_set_label_async (SubletRentalEngine *self,
                                      SubletRental *rental,
                                      const char *label,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *track;
  Labelling *labelling;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_set_label_async);
  track = sublet_engine_find_rental (self, rental);
  if (self->another_process)
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_READ_ONLY,
                             "another process has the profile");
  else if (track == NULL || track->record->contract_id == 0 ||
           !sublet_engine_has_key_for (self, track))
    g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such instance");
  else if (!g_utf8_validate (label, -1, NULL) || g_utf8_strlen (label, -1) > MAX_LABEL_LENGTH)
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_INVALID,
                             "label: longer than 127 characters");
  else
    {
      labelling = g_new0 (Labelling, 1);
      labelling->track = sublet_rental_track_ref (track);
      labelling->label = g_strdup (label);
      g_task_set_task_data (task, labelling, (GDestroyNotify) labelling_free);
      sublet_client_set_label_async (self->client,
                                     track->record->contract_id,
                                     label,
                                     cancellable,
                                     on_labelled,
                                     g_steal_pointer (&task));
    }
}

/**
 * sublet_rental_engine_set_label_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_READ_ONLY; what the client
 *   reports
 *
 * Returns: whether it has the label now
 */
gboolean
sublet_rental_engine_set_label_finish (SubletRentalEngine *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
