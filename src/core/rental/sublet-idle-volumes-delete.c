/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-volume-deletion.h"

/* A volume is deleted when a fresh list says that nobody uses it and the journal has it, and is
 * gone when a list says so. The chain is read from bottom to top. */

/* Looks at whether a deleted one is gone, and the time between them. */
#define N_LOOKS 3
#define LOOK_GAP_MS (10 * 1000)

typedef struct
{
  gint64 volume_id;
  gint64 machine_id;
  guint generation; /* of the engine's key it was ordered with */
  int looks;
  char *row_id; /* (owned) (nullable) until the journal has it */
} Deleting;

static void
deleting_free (Deleting *deleting)
{
  g_free (deleting->row_id);
  g_free (deleting);
}

/* What is not known stays open: a later list closes it, in this process or another. */
static void
close_row (SubletIdleVolumes *self, const Deleting *deleting, const GError *error)
{
  const char *outcome = error == NULL ? SUBLET_VOLUME_OUTCOME_GONE : SUBLET_VOLUME_OUTCOME_REFUSED;

  if (deleting->row_id == NULL ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN))
    return;

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN))
    outcome = SUBLET_VOLUME_OUTCOME_NOT_SENT;
  sublet_volume_deletion_close (self->engine->database,
                                deleting->row_id,
                                sublet_engine_now_us (self->engine),
                                outcome,
                                error != NULL ? error->message : NULL);
}

/* Takes the error; NULL: it is gone. To another key's account a failure says nothing. */
static void
settle (GTask *task, GError *error)
{
  SubletIdleVolumes *self = g_task_get_source_object (task);
  const Deleting *deleting = g_task_get_task_data (task);
  bool kept = error != NULL && deleting->generation == self->engine->generation;

  close_row (self, deleting, error);

  sublet_idle_volumes_set_deletion (self,
                                    deleting->volume_id,
                                    false,
                                    kept ? g_error_copy (error) : NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GError *
make_unknown (const char *message)
{
  return g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN, message);
}

static void look (GTask *task);

/* It was asked for: that nobody looks any more tells nothing of what became of it. */
static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    look (g_steal_pointer (&task));
  else
    settle (task, make_unknown ("nobody looks whether the volume is gone"));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdleVolumes *self = g_task_get_source_object (task);
  Deleting *deleting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_idle_volumes_ask_finish (self, result, &error);

  /* What another key sees tells nothing of this volume. */
  if (deleting->generation != self->engine->generation)
    {
      settle (task, make_unknown ("another key came meanwhile"));
      return;
    }

  if (listing != NULL && listing->whole &&
      sublet_idle_volumes_find (listing->items, deleting->volume_id) == NULL)
    settle (task, NULL);
  else if (++deleting->looks < N_LOOKS)
    sublet_clock_wait_async (self->engine->clock,
                             LOOK_GAP_MS,
                             self->cancellable,
                             on_pause_over,
                             g_steal_pointer (&task));
  else
    settle (task, make_unknown ("no list shows that the volume is gone"));
}

static void
look (GTask *task)
{
  sublet_idle_volumes_ask_async (g_task_get_source_object (task), on_looked, task);
}

/* What the service does not know is gone if the list says so, and so is what it may have deleted.
 */
static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_client_delete_volume_finish (SUBLET_CLIENT (source), result, &error) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      look (g_steal_pointer (&task));
    }
  else
    {
      sublet_idle_volumes_refresh (g_task_get_source_object (task));
      settle (task, error);
    }
}

/**
 * sublet_idle_volumes_judge:
 * @self: the volumes
 * @listing: the latest list
 * @volume_id: that of the volume that is to be deleted
 * @error: SUBLET_ERROR_INVALID when it is used, SUBLET_ERROR_NOT_KNOWN when the list does not say
 *
 * Returns: what is to be done with it
 */
SubletVolumeFate
sublet_idle_volumes_judge (SubletIdleVolumes *self,
                           const SubletCatalogueListing *listing,
                           gint64 volume_id,
                           GError **error)
{
  SubletVolume *volume = sublet_idle_volumes_find (listing->items, volume_id);

  if (volume == NULL && listing->whole)
    return SUBLET_VOLUME_GONE;
  if (volume == NULL || sublet_volume_get_data (volume)->n_instances < 0)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "who uses the volume is not said");
  else if (!sublet_idle_volumes_is_idle (self, volume))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "an instance uses the volume");
  else
    return SUBLET_VOLUME_IDLE;

  return SUBLET_VOLUME_REFUSED;
}

static GError *
make_another_key (void)
{
  return g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "another key came meanwhile");
}

/* Nothing is asked for that the journal does not have. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdleVolumes *self = g_task_get_source_object (task);
  Deleting *deleting = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sublet_volume_deletion_write_finish (SUBLET_DATABASE (source), result, &error))
    {
      g_clear_pointer (&deleting->row_id, g_free);
      settle (task, error);
    }
  else if (deleting->generation != self->engine->generation)
    settle (task, make_another_key ());
  else
    {
      /* For the journal's history: now it has it. */
      sublet_idle_volumes_tell_journal (self);
      sublet_client_delete_volume_async (self->engine->client,
                                         deleting->volume_id,
                                         NULL,
                                         on_deleted,
                                         g_steal_pointer (&task));
    }
}

static void
write_down (GTask *task)
{
  SubletIdleVolumes *self = g_task_get_source_object (task);
  SubletRentalEngine *engine = self->engine;
  Deleting *deleting = g_task_get_task_data (task);
  g_autoptr (SubletVolumeDeletion) row = sublet_volume_deletion_new (&engine->owner,
                                                                     engine->key_print,
                                                                     deleting->volume_id,
                                                                     deleting->machine_id,
                                                                     sublet_engine_now_us (engine));

  deleting->row_id = g_strdup (row->id);
  sublet_volume_deletion_write_async (engine->database, row, on_written, task);
}

/* Whoever has come to use it since it was shown is seen here. */
static void
on_fresh (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdleVolumes *self = SUBLET_IDLE_VOLUMES (source);
  const Deleting *deleting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_idle_volumes_ask_finish (self, result, &error);
  SubletVolumeFate fate = SUBLET_VOLUME_REFUSED;

  if (deleting->generation != self->engine->generation)
    {
      g_clear_error (&error);
      error = make_another_key ();
    }
  else if (listing != NULL && sublet_engine_check_writable (self->engine, &error))
    fate = sublet_idle_volumes_judge (self, listing, deleting->volume_id, &error);

  if (fate == SUBLET_VOLUME_IDLE)
    write_down (g_steal_pointer (&task));
  else
    settle (task, error);
}

/**
 * sublet_idle_volumes_delete_async:
 * @self: the volumes
 * @volume: one of them
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when a list has shown that it is gone, or none has
 * @user_data: for @callback
 */
void
sublet_idle_volumes_delete_async (SubletIdleVolumes *self,
                                  SubletVolume *volume,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gint64 volume_id;
  Deleting *deleting;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (self));
  g_return_if_fail (SUBLET_IS_VOLUME (volume));

  volume_id = sublet_volume_get_data (volume)->id;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_idle_volumes_delete_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!sublet_engine_check_writable (self->engine, &error) ||
      !sublet_engine_check_key (self->engine, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (sublet_idle_volumes_is_deleting (self, volume_id))
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_FAILED,
                               "the volume is being deleted already");
      return;
    }

  deleting = g_new0 (Deleting, 1);
  deleting->volume_id = volume_id;
  deleting->machine_id = sublet_volume_get_data (volume)->machine_id;
  deleting->generation = self->engine->generation;
  g_task_set_task_data (task, deleting, (GDestroyNotify) deleting_free);
  sublet_idle_volumes_set_deletion (self, volume_id, true, NULL);
  sublet_idle_volumes_ask_async (self, on_fresh, g_steal_pointer (&task));
}

/**
 * sublet_idle_volumes_delete_finish:
 * @self: the volumes
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID while an instance uses it; SUBLET_ERROR_NOT_KNOWN when no list says
 *   whether one does: then it was not asked for; SUBLET_ERROR_OUTCOME_UNKNOWN when no list
 *   shows that it is gone; SUBLET_ERROR_FAILED while it is being deleted already;
 *   SUBLET_ERROR_READ_ONLY or SUBLET_ERROR_STORE when it cannot be written down: then nothing was
 *   asked for; SUBLET_ERROR_AUTH, or what the service says
 *
 * Returns: whether it is gone
 */
gboolean
sublet_idle_volumes_delete_finish (SubletIdleVolumes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
