/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-request-private.h"

/*
 * Ending one that does not come up and taking the next. The order on disk is that of the wire:
 *
 *   the new one's intent    written, nothing is sent
 *   the old one's destroy   written, sent until the service accepts it
 *   accepted, or gone       the new one is asked for, like any other
 *
 * What ends in between: the destroy goes on at the next start, and the new one, never asked for, is
 * refused. So there are never two that are unsettled for one wish, and none is rented twice.
 */

/* The quote that was accepted is that old; and nobody wants a machine hours later, when the network
 * is back. */
#define FOLLOW_US (2 * G_TIME_SPAN_MINUTE)

typedef struct
{
  SubletRentalTrack *old;       /* (owned) */
  SubletRentalRequest *request; /* (owned) */
  SubletRentalTrack *track;     /* (owned) (nullable) the new one */
} Replacing;

static void
replacing_free (Replacing *replacing)
{
  sublet_rental_track_unref (replacing->old);
  g_object_unref (replacing->request);
  g_clear_pointer (&replacing->track, sublet_rental_track_unref);
  g_free (replacing);
}

static void
return_untouched (GTask *task, GError *error)
{
  Replacing *replacing = g_task_get_task_data (task);

  sublet_rental_request_set_frozen (replacing->request, FALSE);
  g_task_return_error (task, error);
}

static bool
can_replace (SubletRentalEngine *self, SubletRentalTrack *old, GError **error)
{
  if (!old->replacing && old->follower == NULL && sublet_rental_can_destroy (old->rental) &&
      sublet_engine_has_key_for (self, old))
    return true;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "order: not in this state");
  return false;
}

static void
refuse_follower (SubletRentalEngine *self, SubletRentalTrack *track)
{
  g_autoptr (SubletRentalTrack) follower = g_steal_pointer (&track->follower);

  if (follower == NULL || follower->record->state != SUBLET_RENTAL_STATE_INTENDED)
    return;
  sublet_engine_apply (self,
                       follower,
                       SUBLET_RENTAL_INPUT_REFUSED,
                       SUBLET_RENTAL_REASON_NOT_REPLACED,
                       NULL);
  sublet_engine_schedule (self);
}

/* By our own clock: a `Date` that goes back must not make an hour of two minutes. */
static bool
is_too_late (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return sublet_engine_mono_us (self) - track->replaced_mono_us > FOLLOW_US;
}

/**
 * sublet_engine_follow:
 * @self: an engine
 * @track: a rental whose end the service has accepted, or that is gone
 *
 * Asks for what waits for that, if anything does.
 */
void
sublet_engine_follow (SubletRentalEngine *self, SubletRentalTrack *track)
{
  g_autoptr (SubletRentalTrack) follower = NULL;

  if (track->follower == NULL)
    return;
  if (is_too_late (self, track))
    {
      refuse_follower (self, track);
      return;
    }

  follower = g_steal_pointer (&track->follower);
  sublet_engine_send_create (self, follower);
}

/**
 * sublet_engine_follow_too_late:
 * @self: an engine
 * @track: a rental whose end the service has not accepted yet
 *
 * What waits for it is given up after two minutes.
 */
void
sublet_engine_follow_too_late (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->follower != NULL && is_too_late (self, track))
    refuse_follower (self, track);
}

/**
 * sublet_engine_drop_followers:
 * @self: an engine whose key changes
 *
 * Nothing that waits for an end is asked for any more.
 */
void
sublet_engine_drop_followers (SubletRentalEngine *self)
{
  g_autoptr (GPtrArray) tracks = sublet_engine_copy_tracks (self);
  guint i;

  for (i = 0; i < tracks->len; i++)
    refuse_follower (self, g_ptr_array_index (tracks, i));
}

/* The destroy is on disk, or goes out all the same. */
static void
on_old_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Replacing *replacing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* It ended meanwhile, or its order is impossible by now: nothing is asked for. */
  if (!sublet_rental_engine_order_finish (self, result, &error))
    {
      g_info ("what was to be replaced could not be ended: %s", error->message);
      if (replacing->old->record->state == SUBLET_RENTAL_STATE_GONE)
        sublet_engine_follow (self, replacing->old);
      else
        refuse_follower (self, replacing->old);
    }
  g_task_return_pointer (task, g_object_ref (replacing->track->rental), g_object_unref);
}

static void
on_intended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Replacing *replacing = g_task_get_task_data (task);
  SubletRentalTrack *old = replacing->old;
  GError *error = NULL;

  if (!sublet_engine_commit_finish (self, result, &error))
    {
      old->replacing = false;
      sublet_engine_remove_track (self, replacing->track);
      return_untouched (task, error);
      return;
    }

  old->replacing = false;
  old->follower = sublet_rental_track_ref (replacing->track);
  sublet_engine_show_track (self, replacing->track);
  sublet_engine_emit_added (self, replacing->track->rental);
  sublet_rental_engine_order_async (self,
                                    old->rental,
                                    SUBLET_ORDER_DESTROY,
                                    NULL,
                                    on_old_ordered,
                                    g_steal_pointer (&task));
}

static void
on_fresh (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Replacing *replacing = g_task_get_task_data (task);
  SubletJournalBatch *batch;
  SubletRentalEvent event;
  GError *error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error) ||
      !can_replace (self, replacing->old, &error) ||
      !sublet_authorizer_check_instead (self,
                                        replacing->old,
                                        sublet_rental_request_get_committed_nusd (
                                          replacing->request),
                                        &error))
    {
      return_untouched (task, error);
      return;
    }

  replacing->old->replacing = true;
  replacing->old->replaced_mono_us = sublet_engine_mono_us (self);
  replacing->track = sublet_engine_make_track (self, replacing->request);
  replacing->track->record->replaces_id = g_strdup (replacing->old->record->id);
  sublet_rental_set_replaces (replacing->track->rental, replacing->old->record->id);
  sublet_engine_add_track (self, sublet_rental_track_ref (replacing->track), false);
  batch = sublet_journal_batch_new ();
  sublet_engine_put_intent (replacing->track, batch, &event);
  sublet_engine_commit_async (self,
                              replacing->track,
                              batch,
                              &event,
                              on_intended,
                              g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_replace_async:
 * @self: an engine
 * @rental: one of its rentals that can be destroyed
 * @request: what is taken instead; frozen from now on
 * @cancellable: (nullable): for the callback only; what was begun goes on
 * @callback: called when intent and destroy are on disk, or nothing was written or ended
 * @user_data: for @callback
 */
void
sublet_rental_engine_replace_async (SubletRentalEngine *self,
                                    SubletRental *rental,
                                    SubletRentalRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *old;
  Replacing *replacing;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (SUBLET_IS_RENTAL_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_replace_async);
  old = sublet_engine_find_rental (self, rental);
  if (old == NULL)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  if (error != NULL || !sublet_engine_check_writable (self, &error) ||
      !can_replace (self, old, &error) || !sublet_rental_request_validate (request, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  replacing = g_new0 (Replacing, 1);
  replacing->old = sublet_rental_track_ref (old);
  replacing->request = g_object_ref (request);
  g_task_set_task_data (task, replacing, (GDestroyNotify) replacing_free);
  sublet_rental_request_set_frozen (request, TRUE);
  sublet_engine_look_for_ssh_key (self, sublet_rental_request_get_launch (request));
  sublet_engine_ensure_fresh_async (self,
                                    SUBLET_ENGINE_FRESH_US,
                                    on_fresh,
                                    g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_replace_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: as sublet_rental_engine_rent_finish(); nothing was written, sent or ended
 *
 * Returns: (transfer full): the new rental, whose state tells the rest
 */
SubletRental *
sublet_rental_engine_replace_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
