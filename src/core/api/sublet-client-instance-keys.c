/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-endpoints.h"
#include "core/base/sublet-error.h"

/* An empty or wordless answer is no promise: only the list can tell then. */
static void
on_attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;
  SubletKeyPlacement placement;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error == NULL && reply->answer.parsed)
    {
      g_task_return_int (task, SUBLET_KEY_PLACEMENT_DONE);
      return;
    }
  if (reply->error == NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_OUTCOME_UNKNOWN,
                               "%s: status %d without an answer in it",
                               sublet_endpoint_get (SUBLET_ENDPOINT_ATTACH_SSH_KEY)->name,
                               reply->status);
      return;
    }

  placement = sublet_decode_key_refusal (&reply->answer);
  if (placement != SUBLET_KEY_PLACEMENT_FAILED)
    g_task_return_int (task, (gssize) placement);
  else
    g_task_return_error (task, g_steal_pointer (&reply->error));
}

/**
 * sublet_client_list_instance_ssh_keys_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * The keys that the instance accepts. Source: fact sheet 6.2.
 */
void
sublet_client_list_instance_ssh_keys_async (SubletClient *self,
                                            gint64 instance_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_INSTANCE_SSH_KEYS,
                            .id = instance_id,
                            .ordered = true,
                            .decoding = &sublet_decode_ssh_keys };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_list_instance_ssh_keys_async);
  sublet_client_send_read (self, &request, task);
}

/**
 * sublet_client_list_instance_ssh_keys_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when the service does not know the instance, and others
 *
 * Returns: (transfer full): the listing, NULL on error
 */
SubletSshKeyListing *
sublet_client_list_instance_ssh_keys_finish (SubletClient *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_attach_ssh_key_async:
 * @self: a client with a key
 * @instance_id: an instance; one that is a container accepts the key within seconds
 * @public_key: the line of a public key; anything else is refused before it is sent
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Source: fact sheet 6.2, 6.3.
 */
void
sublet_client_attach_ssh_key_async (SubletClient *self,
                                    gint64 instance_id,
                                    const char *public_key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_ATTACH_SSH_KEY, .id = instance_id };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (public_key != NULL);

  task = sublet_client_new_write_task (self,
                                       sublet_client_attach_ssh_key_async,
                                       cancellable,
                                       callback,
                                       user_data);
  body = sublet_client_make_key_body (task, public_key);
  if (body == NULL)
    return;

  request.body = body;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_attached,
                               g_steal_pointer (&task));
}

/**
 * sublet_client_attach_ssh_key_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID when it is no public key, SUBLET_ERROR_NOT_FOUND when the service
 *   does not know the instance, SUBLET_ERROR_OUTCOME_UNKNOWN when only the list can tell (the
 *   service fails here with 500 at times), and others
 *
 * Returns: what became of it; SUBLET_KEY_PLACEMENT_FAILED on error
 */
SubletKeyPlacement
sublet_client_attach_ssh_key_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  gssize placement;

  g_return_val_if_fail (g_task_is_valid (result, self), SUBLET_KEY_PLACEMENT_FAILED);

  placement = g_task_propagate_int (G_TASK (result), error);
  return placement < 0 ? SUBLET_KEY_PLACEMENT_FAILED : (SubletKeyPlacement) placement;
}

/**
 * sublet_client_detach_ssh_key_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @key_id: the key's number in the instance's list
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Source: fact sheet 6.2.
 */
void
sublet_client_detach_ssh_key_async (SubletClient *self,
                                    gint64 instance_id,
                                    gint64 key_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_DETACH_SSH_KEY,
                            .id = instance_id,
                            .key_id = key_id,
                            .body = SUBLET_CLIENT_EMPTY_BODY };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (key_id > 0);

  sublet_client_send_write (self,
                            &request,
                            sublet_client_detach_ssh_key_async,
                            cancellable,
                            callback,
                            user_data);
}

/**
 * sublet_client_detach_ssh_key_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when there is no such instance or it has no such key,
 *   SUBLET_ERROR_OUTCOME_UNKNOWN when only the list can tell, and others
 *
 * Returns: whether the instance no longer accepts it
 */
gboolean
sublet_client_detach_ssh_key_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
