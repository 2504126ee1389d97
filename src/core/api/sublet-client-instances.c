/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* A walk over all pages. */
typedef struct
{
  SubletPageWalk pages;
  GHashTable *wanted; /* (owned) (nullable) (element-type gint64): only these; never complete */
  GHashTable *by_id;  /* (owned) (element-type gint64 SubletInstance): the latest reading of each */
} Walk;

static void
walk_free (Walk *walk)
{
  sublet_page_walk_clear (&walk->pages);
  g_clear_pointer (&walk->wanted, g_hash_table_unref);
  g_hash_table_unref (walk->by_id);
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
  const SubletPageWalk *pages = &walk->pages;
  SubletInstanceListing *listing = g_new0 (SubletInstanceListing, 1);
  GHashTableIter iter;
  gpointer id;
  gpointer instance;

  listing->instances = g_ptr_array_new_with_free_func (g_object_unref);
  listing->skipped_rows = pages->n_skipped;
  listing->requested_at_us = pages->requested_at_us;
  listing->requested_mono_us = pages->requested_mono_us;
  listing->known_at_us = pages->received_at_us;
  listing->complete = at_end && walk->wanted == NULL && pages->consistent &&
                      pages->n_skipped == 0 &&
                      pages->total == (gint64) g_hash_table_size (walk->by_id);
  g_hash_table_iter_init (&iter, walk->by_id);
  while (g_hash_table_iter_next (&iter, &id, &instance))
    {
      if (walk->wanted == NULL || g_hash_table_contains (walk->wanted, id))
        g_ptr_array_add (listing->instances, g_object_ref (instance));
    }
  g_ptr_array_sort (listing->instances, compare_ids);

  g_task_return_pointer (task, listing, (GDestroyNotify) sublet_instance_listing_free);
}

/* Rows can move between pages: the latest reading of each counts. */
static void
take_rows (SubletPageWalk *pages, SubletPage *page)
{
  Walk *walk = (Walk *) pages;
  GPtrArray *instances = ((SubletInstancePage *) page)->instances;
  guint i;

  for (i = 0; i < instances->len; i++)
    {
      SubletInstance *instance = g_ptr_array_index (instances, i);

      g_hash_table_replace (walk->by_id,
                            dup_id (sublet_instance_get_data (instance)->id),
                            g_object_ref (instance));
    }
}

static char *
dup_query (SubletPageWalk *pages, const char *after_token)
{
  return sublet_encode_list_query (SUBLET_CLIENT_PAGE_ROWS, after_token);
}

static Walk *
walk_new (void)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->pages = (SubletPageWalk){
    .endpoint = SUBLET_ENDPOINT_LIST_INSTANCES,
    .decoding = &sublet_decode_instance_page,
    .max_pages = SUBLET_CLIENT_MAX_PAGES,
    .dup_query = dup_query,
    .take_rows = take_rows,
    .finish = finish_walk,
  };
  sublet_page_walk_init (&walk->pages);
  walk->by_id = new_id_table (g_object_unref);

  return walk;
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

  sublet_page_walk_take (&walk->pages, reply->result);
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
  sublet_page_walk_ask (task, NULL);
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
      sublet_page_walk_ask (task, NULL);
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
