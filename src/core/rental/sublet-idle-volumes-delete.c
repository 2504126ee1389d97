/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-error.h"

/* A volume is deleted, and is gone when a list says so; read from bottom to top. */

/* Looks at whether a deleted one is gone, and the time between them. */
#define N_LOOKS 3
#define LOOK_GAP_MS (10 * 1000)

typedef struct
{
  gint64 volume_id;
  int looks;
} Deleting;

static void look (GTask *task);

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    look (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static bool
has_volume (const SubletCatalogueListing *listing, gint64 volume_id)
{
  guint i;

  for (i = 0; i < listing->items->len; i++)
    {
      if (sublet_volume_get_data (g_ptr_array_index (listing->items, i))->id == volume_id)
        return true;
    }

  return false;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdleVolumes *self = g_task_get_source_object (task);
  Deleting *deleting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_client_list_catalogue_finish (SUBLET_CLIENT (source), result, &error);

  sublet_idle_volumes_take (self, listing, error);
  if (listing != NULL && listing->whole && !has_volume (listing, deleting->volume_id))
    g_task_return_boolean (task, TRUE);
  else if (++deleting->looks < N_LOOKS)
    sublet_clock_wait_async (self->engine->clock,
                             LOOK_GAP_MS,
                             self->cancellable,
                             on_pause_over,
                             g_steal_pointer (&task));
  else
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_OUTCOME_UNKNOWN,
                             "no list shows that the volume is gone");
}

static void
look (GTask *task)
{
  SubletIdleVolumes *self = g_task_get_source_object (task);

  sublet_client_list_volumes_async (self->engine->client, self->cancellable, on_looked, task);
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
      g_task_return_error (task, error);
    }
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
  Deleting *deleting;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (self));
  g_return_if_fail (SUBLET_IS_VOLUME (volume));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_idle_volumes_delete_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!sublet_engine_check_writable (self->engine, &error) ||
      !sublet_engine_check_key (self->engine, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  deleting = g_new0 (Deleting, 1);
  deleting->volume_id = sublet_volume_get_data (volume)->id;
  g_task_set_task_data (task, deleting, g_free);
  sublet_client_delete_volume_async (self->engine->client,
                                     deleting->volume_id,
                                     NULL,
                                     on_deleted,
                                     g_steal_pointer (&task));
}

/**
 * sublet_idle_volumes_delete_finish:
 * @self: the volumes
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID while an instance uses it; SUBLET_ERROR_OUTCOME_UNKNOWN when no list
 *   shows that it is gone; SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH, or what the service says
 *
 * Returns: whether it is gone
 */
gboolean
sublet_idle_volumes_delete_finish (SubletIdleVolumes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
