/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* More than a person looks through. */
#define TEMPLATE_LIMIT 100

static void
ask (SubletClient *self,
     const SubletRequest *request,
     gpointer source_tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  sublet_client_send_read (self, request, task);
}

/**
 * sublet_client_list_templates_async:
 * @self: a client with a key
 * @scope: whose
 * @account_id: the account's number, for SUBLET_TEMPLATE_SCOPE_OWN
 * @words: (nullable): part of the name
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * Those that are used most come first, a hundred at most. Source: fact sheet 8.1.
 */
void
sublet_client_list_templates_async (SubletClient *self,
                                    SubletTemplateScope scope,
                                    gint64 account_id,
                                    const char *words,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *query = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_TEMPLATES,
                            .decoding = &sublet_decode_templates,
                            .ordered = true };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  query = sublet_encode_templates_query (scope, account_id, words, TEMPLATE_LIMIT);
  request.query = query;
  ask (self, &request, sublet_client_list_templates_async, cancellable, callback, user_data);
}

/**
 * sublet_client_list_volumes_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * The account's volumes, each on one machine. Source: fact sheet 8.2.
 */
void
sublet_client_list_volumes_async (SubletClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_VOLUMES,
                            .query = "owner=me&type=local_volume",
                            .decoding = &sublet_decode_volumes,
                            .ordered = true };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  ask (self, &request, sublet_client_list_volumes_async, cancellable, callback, user_data);
}

/**
 * sublet_client_list_price_increases_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * What hosts ask for of the account's instances, and waits for an answer. Source: fact sheet 5.10.
 */
void
sublet_client_list_price_increases_async (SubletClient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_PRICE_INCREASES,
                            .decoding = &sublet_decode_increases };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  ask (self, &request, sublet_client_list_price_increases_async, cancellable, callback, user_data);
}

/**
 * sublet_client_search_volumes_async:
 * @self: a client with a key
 * @machine_id: the machine of the offer that is to be rented
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * What of its disk a machine offers as volumes. Source: fact sheet 8.2.
 */
void
sublet_client_search_volumes_async (SubletClient *self,
                                    gint64 machine_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_SEARCH_VOLUMES,
                            .decoding = &sublet_decode_volume_offers,
                            .ordered = true };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  body = sublet_encode_volume_search (machine_id);
  request.body = body;
  ask (self, &request, sublet_client_search_volumes_async, cancellable, callback, user_data);
}

/**
 * sublet_client_list_catalogue_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_FORBIDDEN when the key lacks a permission, and others
 *
 * Returns: (transfer full): the listing, NULL on error
 */
SubletCatalogueListing *
sublet_client_list_catalogue_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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

  sublet_client_send_write (self,
                            &request,
                            sublet_client_delete_volume_async,
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

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_client_list_secrets_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the names
 * @user_data: for @callback
 *
 * Source: fact sheet 8.3.
 */
void
sublet_client_list_secrets_async (SubletClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_SECRETS,
                            .decoding = &sublet_decode_secret_names,
                            .ordered = true };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  ask (self, &request, sublet_client_list_secrets_async, cancellable, callback, user_data);
}

/**
 * sublet_client_list_secrets_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_FORBIDDEN when the key lacks user_read, and others
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, NULL on error
 */
char **
sublet_client_list_secrets_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_list_gpu_names_async:
 * @self: a client
 * @cancellable: (nullable): gives up
 * @callback: called with the names
 * @user_data: for @callback
 *
 * The models that the service knows, offered now or not. Nobody waits for it, so whatever a person
 * ordered goes first. Source: fact sheet 2.4; undocumented.
 */
void
sublet_client_list_gpu_names_async (SubletClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_GPU_NAMES,
                            .decoding = &sublet_decode_gpu_names };

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  ask (self, &request, sublet_client_list_gpu_names_async, cancellable, callback, user_data);
}

/**
 * sublet_client_list_gpu_names_finish:
 * @self: a client
 * @result: what the callback got
 * @error: why they are not known
 *
 * Returns: (transfer full) (array zero-terminated=1): the names in the wire's spelling, NULL on
 *   error
 */
char **
sublet_client_list_gpu_names_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
