/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* A walk over all pages. */
typedef struct
{
  /* input */
  GHashTable *wanted; /* (owned) (nullable) (element-type gint64): only these; never complete */

  /* in progress */
  GHashTable *tokens; /* (owned) (element-type utf8): those already followed */
  GHashTable *by_id;  /* (owned) (element-type gint64 SubletInstance): the latest reading of each */
  guint n_pages;
  gint64 total;    /* of the first page */
  bool consistent; /* so far: every page says the same total */

  /* output */
  SubletInstanceListing *listing; /* (owned) (nullable) */
} Walk;

static void
walk_free (Walk *walk)
{
  g_clear_pointer (&walk->wanted, g_hash_table_unref);
  g_hash_table_unref (walk->tokens);
  g_hash_table_unref (walk->by_id);
  g_clear_pointer (&walk->listing, sublet_instance_listing_free);
  g_free (walk);
}

static GHashTable *
new_id_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static gint64 *
dup_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static Walk *
walk_new (void)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->by_id = new_id_table (g_object_unref);
  walk->consistent = true;
  walk->listing = g_new0 (SubletInstanceListing, 1);
  walk->listing->instances = g_ptr_array_new_with_free_func (g_object_unref);

  return walk;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = sublet_instance_get_data (*(SubletInstance *const *) a)->id;
  gint64 right = sublet_instance_get_data (*(SubletInstance *const *) b)->id;

  return (left > right) - (left < right);
}

/* Complete: all pages, last token null, none skipped, as many as the service says there are, and it
 * said the same on every page. */
static void
finish_walk (GTask *task, bool at_end)
{
  Walk *walk = g_task_get_task_data (task);
  SubletInstanceListing *listing = g_steal_pointer (&walk->listing);
  GHashTableIter iter;
  gpointer id;
  gpointer instance;

  listing->complete = at_end && walk->wanted == NULL && walk->consistent &&
                      listing->skipped_rows == 0 &&
                      walk->total == (gint64) g_hash_table_size (walk->by_id);
  g_hash_table_iter_init (&iter, walk->by_id);
  while (g_hash_table_iter_next (&iter, &id, &instance))
    {
      if (walk->wanted == NULL || g_hash_table_contains (walk->wanted, id))
        g_ptr_array_add (listing->instances, g_object_ref (instance));
    }
  g_ptr_array_sort (listing->instances, compare_ids);

  g_task_return_pointer (task, listing, (GDestroyNotify) sublet_instance_listing_free);
}

static void
take_page (Walk *walk, SubletInstancePage *page)
{
  guint i;

  if (walk->n_pages == 0)
    {
      walk->total = page->total;
      walk->listing->requested_at_us = page->requested_at_us;
    }
  walk->consistent = walk->consistent && page->total == walk->total;
  walk->listing->known_at_us = page->received_at_us;
  walk->listing->skipped_rows += page->n_skipped;
  walk->n_pages++;

  /* Rows can move between pages: the latest reading of each counts. */
  for (i = 0; i < page->instances->len; i++)
    {
      SubletInstance *instance = g_ptr_array_index (page->instances, i);

      g_hash_table_replace (walk->by_id,
                            dup_id (sublet_instance_get_data (instance)->id),
                            g_object_ref (instance));
    }
}

static void ask_page (GTask *task, const char *after_token);

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;
  SubletInstancePage *page;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  page = reply->result;
  take_page (walk, page);
  if (page->next_token == NULL)
    finish_walk (task, page->last);
  else if (walk->n_pages >= SUBLET_CLIENT_MAX_PAGES ||
           !g_hash_table_add (walk->tokens, g_strdup (page->next_token)))
    finish_walk (task, false);
  else
    ask_page (task, page->next_token);
}

static void
ask_page (GTask *task, const char *after_token)
{
  SubletClient *self = g_task_get_source_object (task);
  g_autofree char *query = sublet_encode_list_query (SUBLET_CLIENT_PAGE_ROWS, after_token);
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_INSTANCES,
                            .query = query,
                            .decoding = &sublet_decode_instance_page };

  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               g_task_get_cancellable (task),
                               on_page,
                               g_object_ref (task));
}

/* One page of chosen instances. */
static void
on_some (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  take_page (walk, reply->result);
  finish_walk (task, false);
}

/**
 * sublet_instance_listing_free:
 * @listing: (transfer full): a listing
 */
void
sublet_instance_listing_free (SubletInstanceListing *listing)
{
  g_clear_pointer (&listing->instances, g_ptr_array_unref);
  g_free (listing);
}

/**
 * sublet_client_list_instances_async:
 * @self: a client with a key
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * Walks all pages. Only a listing that is complete proves that something is not there.
 */
void
sublet_client_list_instances_async (SubletClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_list_instances_async);
  g_task_set_task_data (task, walk_new (), (GDestroyNotify) walk_free);
  ask_page (task, NULL);
}

/**
 * sublet_client_list_instances_finish:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong; a failure of any page is a failure of the walk
 *
 * Returns: (transfer full): the listing, NULL on error
 */
SubletInstanceListing *
sublet_client_list_instances_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_list_some_instances_async:
 * @self: a client with a key
 * @ids: the instances wanted; copied
 * @n_ids: how many, 1 or more; more than a page has (25) are looked up in the whole list
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * Never complete: proves no absence. Source: fact sheet 4.1, `select_filters` on the stored column
 * `id`.
 */
void
sublet_client_list_some_instances_async (SubletClient *self,
                                         const gint64 *ids,
                                         gsize n_ids,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *query = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_LIST_INSTANCES,
                            .decoding = &sublet_decode_instance_page };
  Walk *walk;
  gsize i;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (n_ids > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_list_some_instances_async);
  walk = walk_new ();
  walk->wanted = new_id_table (NULL);
  for (i = 0; i < n_ids; i++)
    g_hash_table_add (walk->wanted, dup_id (ids[i]));
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);

  if (n_ids > SUBLET_CLIENT_PAGE_ROWS)
    {
      ask_page (task, NULL);
      return;
    }

  query = sublet_encode_ids_query (ids, n_ids, SUBLET_CLIENT_PAGE_ROWS);
  request.query = query;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_some,
                               g_steal_pointer (&task));
}

/**
 * sublet_client_list_some_instances_finish:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong
 *
 * Returns: (transfer full): the listing, NULL on error
 */
SubletInstanceListing *
sublet_client_list_some_instances_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_get_instance_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called with the instance
 * @user_data: for @callback
 *
 * Source: fact sheet 4.2.
 */
void
sublet_client_get_instance_async (SubletClient *self,
                                  gint64 instance_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_GET_INSTANCE,
                            .id = instance_id,
                            .decoding = &sublet_decode_instance };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_get_instance_async);
  sublet_client_send_read (self, &request, task);
}

/**
 * sublet_client_get_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when the service does not know it, which proves nothing right
 *   after a create, and others
 *
 * Returns: (transfer full): the instance, NULL on error
 */
SubletInstance *
sublet_client_get_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
