/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-encode-private.h"

#include <string.h>

/* The service's own client sends this where there is nothing to say. */
#define EMPTY_BODY "{}"

/* A start that waits for a GPU answers 200 with `success` false and this word.
 * Source: fact sheet 5.1. */
#define QUEUED_WORD "queued"

static bool
is_queued (const SubletReply *reply)
{
  return reply->status >= 200 && reply->status <= 299 && reply->answer.success_false &&
         reply->answer.words != NULL && strstr (reply->answer.words, QUEUED_WORD) != NULL;
}

static void
on_action (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reply->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (is_queued (reply))
    g_task_set_task_data (task, GINT_TO_POINTER (1), NULL);
  else if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
send (SubletClient *self,
      const SubletRequest *request,
      gpointer source_tag,
      GAsyncReadyCallback on_reply,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* What was done stays done: a success that came with a cancellation is told. */
  g_task_set_check_cancellable (task, FALSE);
  sublet_transport_send_async (sublet_client_get_transport (self),
                               request,
                               cancellable,
                               on_reply,
                               task);
}

static gboolean
finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_client_start_instance_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Sent once. After SUBLET_ERROR_RATE_LIMITED nothing was done, and another start with another
 * permit waits in the queue until the service wants to hear it.
 */
void
sublet_client_start_instance_async (SubletClient *self,
                                    SubletPermit *permit,
                                    gint64 instance_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *body = sublet_encode_state ("running");
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_START_INSTANCE,
                            .id = instance_id,
                            .body = body,
                            .permit = permit };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  send (self,
        &request,
        sublet_client_start_instance_async,
        on_start,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_start_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @queued: (out) (optional): accepted, but it waits for a GPU, and will start and bill by itself
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_start_instance_finish (SubletClient *self,
                                     GAsyncResult *result,
                                     gboolean *queued,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (queued != NULL)
    *queued = g_task_get_task_data (G_TASK (result)) != NULL;

  return finish (self, result, error);
}

/**
 * sublet_client_stop_instance_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_client_stop_instance_async (SubletClient *self,
                                   gint64 instance_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *body = sublet_encode_state ("stopped");
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_STOP_INSTANCE,
                            .id = instance_id,
                            .body = body };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  send (self,
        &request,
        sublet_client_stop_instance_async,
        on_action,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_stop_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_stop_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_reboot_instance_async:
 * @self: a client with a key
 * @instance_id: the instance; keeps its GPU
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_client_reboot_instance_async (SubletClient *self,
                                     gint64 instance_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_REBOOT_INSTANCE,
                            .id = instance_id,
                            .body = EMPTY_BODY };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  send (self,
        &request,
        sublet_client_reboot_instance_async,
        on_action,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_reboot_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_reboot_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_recycle_instance_async:
 * @self: a client with a key
 * @instance_id: the instance; keeps its GPU, and loses what its container holds outside volumes
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_client_recycle_instance_async (SubletClient *self,
                                      gint64 instance_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_RECYCLE_INSTANCE,
                            .id = instance_id,
                            .body = EMPTY_BODY };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  send (self,
        &request,
        sublet_client_recycle_instance_async,
        on_action,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_recycle_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_recycle_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_update_template_async:
 * @self: a client with a key
 * @instance_id: the instance; keeps its GPU, and loses what its container holds outside volumes
 * @launch: what is to run on it
 * @token: that it was rented with
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Source: fact sheet 5.4.
 */
void
sublet_client_update_template_async (SubletClient *self,
                                     gint64 instance_id,
                                     SubletLaunch *launch,
                                     const char *token,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_UPDATE_TEMPLATE, .id = instance_id };
  char *body;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));
  g_return_if_fail (token != NULL);

  body = sublet_encode_template_update (instance_id, launch, token);
  request.body = body;
  send (self,
        &request,
        sublet_client_update_template_async,
        on_action,
        cancellable,
        callback,
        user_data);
  sublet_launch_free_secret (body);
}

/**
 * sublet_client_update_template_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_update_template_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_set_label_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @label: its name from now on
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 */
void
sublet_client_set_label_async (SubletClient *self,
                               gint64 instance_id,
                               const char *label,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_SET_LABEL, .id = instance_id };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (label != NULL);

  body = sublet_encode_label (label);
  request.body = body;
  send (self, &request, sublet_client_set_label_async, on_action, cancellable, callback, user_data);
}

/**
 * sublet_client_set_label_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_set_label_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_destroy_instance_async:
 * @self: a client with a key
 * @instance_id: the instance; its data is lost
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Goes out before anything else that waits.
 */
void
sublet_client_destroy_instance_async (SubletClient *self,
                                      gint64 instance_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_DESTROY_INSTANCE,
                            .id = instance_id,
                            .body = EMPTY_BODY };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  send (self,
        &request,
        sublet_client_destroy_instance_async,
        on_action,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_destroy_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when the service does not know it, which is not yet proof that it
 *   is gone; SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted; and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_destroy_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}

/**
 * sublet_client_delete_volume_async:
 * @self: a client with a key
 * @volume_id: the volume; its data is lost
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Goes out before anything else that waits. Source: fact sheet 8.2, "send both".
 */
void
sublet_client_delete_volume_async (SubletClient *self,
                                   gint64 volume_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *query = g_strdup_printf ("id=%" G_GINT64_FORMAT, volume_id);
  g_autofree char *body = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT "}", volume_id);
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_DELETE_VOLUME,
                            .query = query,
                            .body = body };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (volume_id > 0);

  send (self,
        &request,
        sublet_client_delete_volume_async,
        on_action,
        cancellable,
        callback,
        user_data);
}

/**
 * sublet_client_delete_volume_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID while it is in use, SUBLET_ERROR_NOT_FOUND when the service does not
 *   know it, SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been deleted; and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_delete_volume_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish (self, result, error);
}
