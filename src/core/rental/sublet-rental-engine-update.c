/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * Another image, environment or on-start script for one of ours. What its container holds outside
 * volumes is lost (fact sheet 5.4), so it is never asked for twice: the journal has the order
 * first, without which nothing is sent, and the lists tell what became of it, across restarts too.
 * Of somebody else's neither the environment is known nor whose token is in it: those are left
 * alone.
 */

/* Until a list that was asked for so long after the order shows it, it is not taken for done. */
#define UPDATE_US (2 * G_TIME_SPAN_MINUTE)

/* A container may be made anew between two looks. */
#define SETTLE_US (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  bool has_event;
} Updating;

static void
updating_free (Updating *updating)
{
  sublet_rental_track_unref (updating->track);
  g_free (updating);
}

/* ---- what is listed ---- */

/* Without a tag the service may add the usual one. */
static bool
is_same_image (const char *a, const char *b)
{
  g_autofree char *tagged = NULL;

  if (a == NULL || b == NULL)
    return false;
  tagged = g_strconcat (b, ":latest", NULL);

  return g_str_equal (a, b) || g_str_equal (a, tagged);
}

/* Each name of the launch is among @names. */
static bool
has_names (SubletLaunch *launch, const char *const *names)
{
  guint i;

  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    {
      if (names == NULL || !g_strv_contains (names, sublet_launch_get_env_name (launch, i)))
        return false;
    }

  return true;
}

/* The environment is sometimes left out of a list: then the image alone tells. */
static bool
shows (SubletLaunch *launch, const SubletInstanceData *data)
{
  return is_same_image (data->image, sublet_launch_get_image (launch)) &&
         (!data->env_listed || has_names (launch, (const char *const *) data->env_names));
}

/* Whether a list can tell it from what ran before: not, where only values or the script differ.
 * What the record says of the image is the latest reading's, which may show the new one already;
 * what was launched is as it was, but for an image that a template chose. */
static bool
is_told_apart (const SubletRentalRecord *record, SubletLaunch *launch)
{
  g_autoptr (SubletLaunch) before = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  const char *image = NULL;
  guint i;

  if (record->launch_json != NULL)
    before = sublet_launch_from_json (record->launch_json, NULL);
  if (before != NULL)
    image = sublet_launch_get_image (before);
  if (!is_same_image (image != NULL ? image : record->image, sublet_launch_get_image (launch)))
    return true;
  for (i = 0; before != NULL && i < sublet_launch_get_n_env (before); i++)
    g_strv_builder_add (builder, sublet_launch_get_env_name (before, i));
  names = g_strv_builder_end (builder);

  return !has_names (launch, (const char *const *) names);
}

/* From now on it is what runs: for *Rent Again*, for what is taken instead, and for the record. Its
 * SSH key may have been changed since it was ordered, and stays. */
static void
take_over (SubletRentalTrack *track, SubletLaunch *ordered)
{
  SubletRentalRecord *record = track->record;
  SubletRentalRequest *asked = track->asked;
  g_autoptr (SubletLaunch) before = sublet_rental_record_recall_launch (record);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (ordered);

  sublet_launch_set_ssh_key (launch, sublet_launch_get_ssh_key (before));
  g_free (record->image);
  record->image = g_strdup (sublet_launch_get_image (launch));
  g_free (record->launch_json);
  record->launch_json = sublet_launch_to_json (launch);
  sublet_rental_set_image (track->rental, record->image);
  if (asked == NULL)
    return;

  /* The person may still look at what was accepted then. */
  track->asked = sublet_rental_request_new_like (asked, sublet_rental_request_get_offer (asked));
  sublet_rental_request_set_launch (track->asked, launch);
  g_object_unref (asked);
}

/**
 * sublet_engine_check_update:
 * @self: an engine
 * @track: a rental with an order for other software
 * @instance: a reading of it
 * @requested_mono_us: when its list was asked for, monotonic
 *
 * Returns: whether the reading counts for the state
 */
bool
sublet_engine_check_update (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletInstance *instance,
                            gint64 requested_mono_us)
{
  SubletOrderRecord *order = track->order;
  g_autoptr (SubletLaunch) launch = NULL;

  if (order->accepted_us == 0 || requested_mono_us < track->order_mono_us + SETTLE_US)
    return false;

  launch = track->update != NULL ? g_object_ref (track->update)
                                 : sublet_launch_from_json (order->launch_json, NULL);
  if (launch != NULL && shows (launch, sublet_instance_get_data (instance)))
    {
      bool done = !track->order_in_doubt || is_told_apart (track->record, launch);

      if (done)
        take_over (track, launch);
      sublet_engine_close_order (self, track, done ? "done" : "unclear");
      return true;
    }
  if (requested_mono_us < track->order_mono_us + UPDATE_US)
    return false;

  sublet_rental_set_detail (track->rental, "update_template: no list shows it");
  sublet_engine_close_order (self, track, "not seen");
  return true;
}

/**
 * sublet_engine_resume_update:
 * @self: an engine
 * @track: one of ours
 * @order: an order for other software that the process before this one left open
 *
 * Returns: whether lists are to tell, and it was taken; else the order stays the caller's
 */
bool
sublet_engine_resume_update (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletOrderRecord *order)
{
  if (track->order != NULL || order->launch_json == NULL ||
      !sublet_rental_machine_is_held (track->record->state))
    return false;

  track->order = order;
  track->order_in_doubt = order->accepted_us == 0;
  track->order_mono_us = sublet_engine_mono_us (self);
  if (track->order_in_doubt)
    order->accepted_us = sublet_engine_now_us (self);

  return true;
}

/* ---- the order ---- */

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  Updating *updating = g_task_get_task_data (task);
  SubletRentalTrack *track = updating->track;
  GError *error = NULL;

  if (!sublet_client_update_template_finish (SUBLET_CLIENT (source), result, &error))
    {
      sublet_engine_fail_order (self, task, track, error);
      return;
    }

  sublet_rental_set_busy (track->rental, FALSE);
  /* Overtaken by a destroy meanwhile. */
  if (track->order != NULL)
    {
      track->order->accepted_us = sublet_engine_now_us (self);
      track->order_mono_us = sublet_engine_mono_us (self);
      track->dirty = true;
      sublet_engine_write_again (self);
    }
  sublet_engine_want_walk (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Updating *updating = g_task_get_task_data (task);
  SubletRentalTrack *track = updating->track;
  GError *error = NULL;

  sublet_engine_commit_finish (self, result, &error);
  if (error == NULL && track->order == NULL)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "order: overtaken by another");
  if (error != NULL)
    {
      sublet_engine_fail_order (self, task, track, error);
      return;
    }

  sublet_client_update_template_async (self->client,
                                       track->record->contract_id,
                                       track->update,
                                       track->record->token,
                                       NULL,
                                       on_sent,
                                       g_steal_pointer (&task));
}

/* What is sent; a login that is not kept is not. */
static bool
check_launch (SubletLaunch *launch, GError **error)
{
  static const struct
  {
    SubletLaunchField field;
    const char *name;
  } sent[] = {
    { SUBLET_LAUNCH_FIELD_IMAGE, "image" },
    { SUBLET_LAUNCH_FIELD_ENV, "env" },
    { SUBLET_LAUNCH_FIELD_PORTS, "port" },
    { SUBLET_LAUNCH_FIELD_ONSTART, "onstart" },
  };
  bool complete = sublet_launch_get_image (launch) != NULL &&
                  !sublet_launch_is_onstart_missing (launch);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      if (sublet_launch_check (launch, sent[i].field, NULL) != SUBLET_LAUNCH_PROBLEM_NONE)
        {
          g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "%s: wrong", sent[i].name);
          return false;
        }
    }
  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    complete = complete && sublet_launch_get_env_value (launch, i) != NULL;
  if (complete)
    return true;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "image or secret: missing");
  return false;
}

static bool
check (SubletRentalEngine *self,
       SubletRentalTrack *track,
       SubletRental *rental,
       SubletLaunch *launch,
       GError **error)
{
  if (!sublet_engine_check_writable (self, error) || !sublet_engine_check_key (self, error))
    return false;

  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (!sublet_rental_can_update_software (rental))
    g_set_error (error,
                 SUBLET_ERROR,
                 SUBLET_ERROR_INVALID,
                 track->ours ? "update_template: not in this state"
                             : "update_template: it was not rented here");
  else
    return check_launch (launch, error);

  return false;
}

static void
begin (SubletRentalEngine *self, SubletRentalTrack *track, SubletLaunch *launch, GTask *task)
{
  Updating *updating = g_task_get_task_data (task);
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  if (track->order != NULL)
    sublet_engine_close_order (self, track, "overtaken");
  g_set_object (&track->update, launch);
  track->order_in_doubt = false;
  track->order = sublet_engine_make_order (self, track, SUBLET_ORDER_UPDATE);
  track->order->launch_json = sublet_launch_to_json (launch);
  track->order->sent_us = sublet_engine_now_us (self);
  sublet_rental_set_busy (track->rental, TRUE);
  sublet_rental_set_detail (track->rental, NULL);
  updating->has_event = sublet_engine_prepare (self,
                                               track,
                                               SUBLET_RENTAL_INPUT_RECYCLE_ORDERED,
                                               SUBLET_RENTAL_REASON_NONE,
                                               0,
                                               SUBLET_MONEY_UNKNOWN,
                                               batch,
                                               &updating->event);
  sublet_journal_batch_put_order (batch, track->order);
  sublet_engine_commit_async (self,
                              track,
                              batch,
                              updating->has_event ? &updating->event : NULL,
                              on_written,
                              task);
}

/**
 * sublet_rental_engine_update_software_async:
 * @self: an engine
 * @rental: one of its rentals, ours
 * @launch: what is to run, with all its secrets; image, environment, ports and script count
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_rental_engine_update_software_async (SubletRentalEngine *self,
                                            SubletRental *rental,
                                            SubletLaunch *launch,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SubletLaunch) copy = NULL;
  SubletRentalTrack *track;
  Updating *updating;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_update_software_async);
  track = sublet_engine_find_rental (self, rental);
  if (!check (self, track, rental, launch, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  updating = g_new0 (Updating, 1);
  updating->track = sublet_rental_track_ref (track);
  g_task_set_task_data (task, updating, (GDestroyNotify) updating_free);
  copy = sublet_launch_copy (launch);
  begin (self, track, copy, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_update_software_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, also when it is not ours; SUBLET_ERROR_NOT_FOUND,
 *   SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_AUTH, SUBLET_ERROR_STORE: nothing was sent;
 *   SUBLET_ERROR_OUTCOME_UNKNOWN: it may have been done, and lists tell; what the client reports
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_rental_engine_update_software_finish (SubletRentalEngine *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_rental_engine_dup_launch:
 * @self: an engine
 * @rental: one of its rentals, ours
 *
 * Returns: (transfer full) (nullable): what runs on it as far as it is known here; without what was
 *   secret of a rental of an earlier session
 */
SubletLaunch *
sublet_rental_engine_dup_launch (SubletRentalEngine *self, SubletRental *rental)
{
  SubletRentalTrack *track;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  track = sublet_engine_find_rental (self, rental);
  if (track == NULL || !track->ours)
    return NULL;

  return track->asked != NULL ? sublet_launch_copy (sublet_rental_request_get_launch (track->asked))
                              : sublet_rental_record_recall_launch (track->record);
}

/**
 * sublet_rental_engine_dup_packages:
 * @self: an engine
 * @rental: one of its rentals
 *
 * Returns: (transfer full) (array zero-terminated=1): what it is not fit for work without, as
 *   sublet_launch_get_packages() has it; empty where it is not ours or nothing is required
 */
GStrv
sublet_rental_engine_dup_packages (SubletRentalEngine *self, SubletRental *rental)
{
  g_autoptr (SubletLaunch) launch = NULL;
  SubletRentalTrack *track;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  track = sublet_engine_find_rental (self, rental);
  if (track == NULL || !track->ours)
    return g_new0 (char *, 1);

  launch = sublet_rental_record_recall_launch (track->record);
  return g_strdupv ((char **) sublet_launch_get_packages (launch));
}
