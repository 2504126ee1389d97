/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-encode-private.h"

/* An order about one instance, of which nothing is told but whether the service accepted it. */
static void
order (SubletClient *self,
       SubletEndpointId endpoint,
       gint64 instance_id,
       const char *body,
       gpointer source_tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  const SubletRequest request = { .endpoint = endpoint, .id = instance_id, .body = body };

  sublet_client_send_write (self, &request, source_tag, cancellable, callback, user_data);
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

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  order (self,
         SUBLET_ENDPOINT_STOP_INSTANCE,
         instance_id,
         body,
         sublet_client_stop_instance_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
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
  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  order (self,
         SUBLET_ENDPOINT_REBOOT_INSTANCE,
         instance_id,
         SUBLET_CLIENT_EMPTY_BODY,
         sublet_client_reboot_instance_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
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
  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  order (self,
         SUBLET_ENDPOINT_RECYCLE_INSTANCE,
         instance_id,
         SUBLET_CLIENT_EMPTY_BODY,
         sublet_client_recycle_instance_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
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
  char *body;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));
  g_return_if_fail (token != NULL);

  body = sublet_encode_template_update (instance_id, launch, token);
  order (self,
         SUBLET_ENDPOINT_UPDATE_TEMPLATE,
         instance_id,
         body,
         sublet_client_update_template_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
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

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (label != NULL);

  body = sublet_encode_label (label);
  order (self,
         SUBLET_ENDPOINT_SET_LABEL,
         instance_id,
         body,
         sublet_client_set_label_async,
         cancellable,
         callback,
         user_data);
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

  return g_task_propagate_boolean (G_TASK (result), error);
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
  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  order (self,
         SUBLET_ENDPOINT_DESTROY_INSTANCE,
         instance_id,
         SUBLET_CLIENT_EMPTY_BODY,
         sublet_client_destroy_instance_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
}
