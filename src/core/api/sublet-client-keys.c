/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"
#include "core/base/sublet-error.h"

/* What a delete of a key that is not there says. Source: fact sheet 6.1. */
#define NO_KEY_WORD "no_ssh_key"

/**
 * sublet_client_make_key_body: (skip)
 * @task: what asks for it
 * @public_key: what should be a public key
 *
 * Returns: (transfer full) (nullable): the body that carries it; NULL when it is no public key:
 *   @task has been answered then, and nothing may go out
 */
char *
sublet_client_make_key_body (GTask *task, const char *public_key)
{
  GError *error = NULL;
  g_autofree char *line = sublet_ssh_public_key_check (public_key, &error);

  if (line == NULL)
    {
      g_task_return_error (task, error);
      return NULL;
    }

  return sublet_encode_ssh_key (line);
}

/* The documents say 404 when there are none. Source: fact sheet 6.1. */
static void
on_keys (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletClient *self = g_task_get_source_object (task);
  g_autoptr (SubletReply) reply = NULL;
  SubletSshKeyListing *listing;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&reply->result), reply->free_result);
      return;
    }
  if (!g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  listing = g_new0 (SubletSshKeyListing, 1);
  listing->keys = g_ptr_array_new_with_free_func (g_object_unref);
  listing->known_at_us = sublet_clock_get_service_us (sublet_client_get_clock (self));
  g_task_return_pointer (task, listing, (GDestroyNotify) sublet_ssh_key_listing_free);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;
  SubletKeyPlacement placement;
  SubletAddedKey *added;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&reply->result), reply->free_result);
      return;
    }

  placement = sublet_decode_key_refusal (&reply->answer);
  if (placement == SUBLET_KEY_PLACEMENT_FAILED)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  added = g_new0 (SubletAddedKey, 1);
  added->placement = placement;
  g_task_return_pointer (task, added, (GDestroyNotify) sublet_added_key_free);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_INVALID) &&
      g_strcmp0 (reply->answer.error_code, NO_KEY_WORD) == 0)
    reply->error->code = SUBLET_ERROR_NOT_FOUND;
  g_task_return_error (task, g_steal_pointer (&reply->error));
}

/**
 * sublet_ssh_key_listing_contains:
 * @listing: a listing
 * @public_key: the line of a public key
 *
 * Returns: whether the key is in it, comments aside
 */
bool
sublet_ssh_key_listing_contains (const SubletSshKeyListing *listing, const char *public_key)
{
  guint i;

  for (i = 0; i < listing->keys->len; i++)
    {
      if (sublet_ssh_key_matches (g_ptr_array_index (listing->keys, i), public_key))
        return true;
    }

  return false;
}

/**
 * sublet_client_list_ssh_keys_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * What the account has registered: new instances accept these. Deleted ones are left out.
 * Source: fact sheet 6.1.
 */
void
sublet_client_list_ssh_keys_async (SubletClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_SSH_KEYS,
                            .ordered = true,
                            .decoding = &sublet_decode_ssh_keys };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_list_ssh_keys_async);
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_keys,
                               task);
}

/**
 * sublet_client_list_ssh_keys_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_FORBIDDEN when the key lacks user_read, and others
 *
 * Returns: (transfer full): the listing, NULL on error; none at all is an empty listing
 */
SubletSshKeyListing *
sublet_client_list_ssh_keys_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_add_ssh_key_async:
 * @self: a client with a key
 * @public_key: the line of a public key; anything else is refused before it is sent
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Registers a key: instances made from now on accept it. Whether those that run get it is not
 * certain: attach it. Source: fact sheet 6.1, 6.3.
 */
void
sublet_client_add_ssh_key_async (SubletClient *self,
                                 const char *public_key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_ADD_SSH_KEY,
                            .decoding = &sublet_decode_added_key };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (public_key != NULL);

  task = sublet_client_new_write_task (self,
                                       sublet_client_add_ssh_key_async,
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
                               on_added,
                               g_steal_pointer (&task));
}

/**
 * sublet_client_add_ssh_key_finish:
 * @self: a client
 * @result: what the callback got
 * @key: (out) (optional) (nullable) (transfer full): the key as the service has it; NULL when it
 *   was there before or the answer does not show it
 * @error: SUBLET_ERROR_INVALID when it is no public key, SUBLET_ERROR_FORBIDDEN when the key lacks
 *   user_write, SUBLET_ERROR_OUTCOME_UNKNOWN when only the list can tell, and others
 *
 * Returns: what became of it; SUBLET_KEY_PLACEMENT_FAILED on error
 */
SubletKeyPlacement
sublet_client_add_ssh_key_finish (SubletClient *self,
                                  GAsyncResult *result,
                                  SubletSshKey **key,
                                  GError **error)
{
  g_autoptr (SubletAddedKey) added = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), SUBLET_KEY_PLACEMENT_FAILED);

  added = g_task_propagate_pointer (G_TASK (result), error);
  if (key != NULL)
    *key = added != NULL ? g_steal_pointer (&added->key) : NULL;

  return added != NULL ? added->placement : SUBLET_KEY_PLACEMENT_FAILED;
}

/**
 * sublet_client_delete_ssh_key_async:
 * @self: a client with a key
 * @key_id: the key's number in the account's list
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Instances that have the key keep it. Source: fact sheet 6.1.
 */
void
sublet_client_delete_ssh_key_async (SubletClient *self,
                                    gint64 key_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_DELETE_SSH_KEY,
                            .key_id = key_id,
                            .body = SUBLET_CLIENT_EMPTY_BODY };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (key_id > 0);

  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_deleted,
                               sublet_client_new_write_task (self,
                                                             sublet_client_delete_ssh_key_async,
                                                             cancellable,
                                                             callback,
                                                             user_data));
}

/**
 * sublet_client_delete_ssh_key_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when the account has no such key, SUBLET_ERROR_FORBIDDEN for a
 *   team's account, SUBLET_ERROR_OUTCOME_UNKNOWN when only the list can tell, and others
 *
 * Returns: whether it was deleted
 */
gboolean
sublet_client_delete_ssh_key_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
