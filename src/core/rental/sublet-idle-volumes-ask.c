/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-cancel.h"

/* The list of all volumes is asked for: again and again while somebody may see it, and whenever
 * something is to be decided by it. */

#define ASK_MS (5 * 60 * 1000)

typedef struct
{
  guint generation; /* of the engine's key */
  gint64 mono_us;   /* monotonic: when it was asked for */
} Asking;

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdleVolumes *self = g_task_get_source_object (task);
  const Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_client_list_catalogue_finish (SUBLET_CLIENT (source), result, &error);

  /* What another key sees is something else; and a later question may have been answered first. */
  if (asking->generation == self->engine->generation && asking->mono_us >= self->asked_mono_us &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (listing != NULL)
        self->asked_mono_us = asking->mono_us;
      sublet_idle_volumes_take (self, listing, error);
      if (listing != NULL)
        sublet_idle_volumes_settle_by (self, listing);
    }

  if (listing != NULL)
    g_task_return_pointer (task,
                           g_steal_pointer (&listing),
                           (GDestroyNotify) sublet_catalogue_listing_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sublet_idle_volumes_ask_async:
 * @self: the volumes of an engine that has a key
 * @callback: (nullable): called when the list is there and taken, unless another key came meanwhile
 * @user_data: for @callback
 */
void
sublet_idle_volumes_ask_async (SubletIdleVolumes *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, sublet_idle_volumes_ask_async);
  asking->generation = self->engine->generation;
  asking->mono_us = sublet_engine_mono_us (self->engine);
  g_task_set_task_data (task, asking, g_free);
  sublet_client_list_volumes_async (self->engine->client, self->cancellable, on_listed, task);
}

/**
 * sublet_idle_volumes_ask_finish:
 * @self: the volumes
 * @result: what the callback got
 * @error: what the client says
 *
 * Returns: (transfer full): the list, NULL on error
 */
SubletCatalogueListing *
sublet_idle_volumes_ask_finish (SubletIdleVolumes *self, GAsyncResult *result, GError **error)
{
  g_assert (g_task_is_valid (result, self));

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- while somebody may see it ---- */

/* Not asked for again by itself. */
void
sublet_idle_volumes_cancel_wait (SubletIdleVolumes *self)
{
  sublet_cancel_clear (&self->wait);
}

static void
on_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletIdleVolumes) self = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    sublet_idle_volumes_refresh (self);
}

/**
 * sublet_idle_volumes_refresh:
 * @self: the volumes
 *
 * Asks now, if there is a key to ask with; again in five minutes while somebody may see it.
 */
void
sublet_idle_volumes_refresh (SubletIdleVolumes *self)
{
  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (self));

  sublet_idle_volumes_cancel_wait (self);
  if (!self->engine->signed_in)
    return;

  sublet_idle_volumes_ask_async (self, NULL, NULL);
  if (self->n_watching == 0)
    return;
  self->wait = g_cancellable_new ();
  sublet_clock_wait_async (self->engine->clock, ASK_MS, self->wait, on_due, g_object_ref (self));
}

/* Another key, or another rental. */
void
sublet_idle_volumes_follow_engine (SubletIdleVolumes *self)
{
  if (self->generation == self->engine->generation)
    {
      sublet_idle_volumes_show (self);
      return;
    }

  self->generation = self->engine->generation;
  sublet_idle_volumes_forget (self);
  if (self->n_watching > 0)
    sublet_idle_volumes_refresh (self);
}

/**
 * sublet_idle_volumes_set_watched:
 * @self: the volumes
 * @watched: whether one more, or one fewer, may see it
 *
 * The first one has it asked for at once; who comes later sees what that one sees.
 */
void
sublet_idle_volumes_set_watched (SubletIdleVolumes *self, gboolean watched)
{
  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (self));

  g_return_if_fail (watched || self->n_watching > 0);

  self->n_watching += watched ? 1 : -1;
  if (watched && self->n_watching == 1)
    sublet_idle_volumes_refresh (self);
  else if (self->n_watching == 0)
    sublet_idle_volumes_cancel_wait (self);
}
