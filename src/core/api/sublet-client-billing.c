/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* The most rows of a page that the official client asks for. Source: fact sheet 7.2. */
#define PAGE_ROWS 100

/* A hundred thousand rows; more are cut, and the listing says so. */
#define MAX_PAGES 1000

/* A walk over all pages of charges or invoices. */
typedef struct
{
  SubletEndpointId endpoint;
  const SubletDecoding *decoding;
  gint64 from_us;
  gint64 until_us;

  GHashTable *tokens; /* (owned) (element-type utf8): those already followed */
  guint n_pages;
  gint64 total; /* of the first page */
  bool consistent;

  SubletBillingListing *listing; /* (owned) (nullable) */
} Walk;

static void
walk_free (Walk *walk)
{
  g_hash_table_unref (walk->tokens);
  g_clear_pointer (&walk->listing, sublet_billing_listing_free);
  g_free (walk);
}

static void
finish (GTask *task, bool at_end)
{
  Walk *walk = g_task_get_task_data (task);
  SubletBillingListing *listing = g_steal_pointer (&walk->listing);

  listing->complete = at_end && walk->consistent && listing->skipped_rows == 0 &&
                      (walk->total < 0 || walk->total == (gint64) listing->rows->len);
  g_task_return_pointer (task, listing, (GDestroyNotify) sublet_billing_listing_free);
}

static void
take_page (Walk *walk, SubletBillingPage *page)
{
  guint i;

  if (walk->n_pages == 0)
    walk->total = page->total;
  walk->consistent = walk->consistent && page->total == walk->total;
  walk->listing->skipped_rows += page->n_skipped;
  walk->listing->known_at_us = page->received_at_us;
  walk->n_pages++;
  for (i = 0; i < page->results->len; i++)
    g_ptr_array_add (walk->listing->rows, g_object_ref (g_ptr_array_index (page->results, i)));
}

static void ask_page (GTask *task, const char *after_token);

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;
  SubletBillingPage *page;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  page = reply->result;
  take_page (walk, page);
  if (page->next_token == NULL)
    finish (task, page->last);
  else if (walk->n_pages >= MAX_PAGES ||
           !g_hash_table_add (walk->tokens, g_strdup (page->next_token)))
    finish (task, false);
  else
    ask_page (task, page->next_token);
}

static void
ask_page (GTask *task, const char *after_token)
{
  SubletClient *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  g_autofree char *query = NULL;
  SubletRequest request = { .endpoint = walk->endpoint, .decoding = walk->decoding };

  query = walk->endpoint == SUBLET_ENDPOINT_LIST_CHARGES
            ? sublet_encode_charges_query (walk->from_us, walk->until_us, PAGE_ROWS, after_token)
            : sublet_encode_invoices_query (walk->from_us, walk->until_us, PAGE_ROWS, after_token);
  request.query = query;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               g_task_get_cancellable (task),
                               on_page,
                               g_object_ref (task));
}

static void
start (SubletClient *self,
       const Walk *what,
       GCancellable *cancellable,
       gpointer tag,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  *walk = *what;
  walk->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->consistent = true;
  walk->listing = g_new0 (SubletBillingListing, 1);
  walk->listing->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  ask_page (task, NULL);
}

/**
 * sublet_billing_listing_free:
 * @listing: (transfer full): a listing
 */
void
sublet_billing_listing_free (SubletBillingListing *listing)
{
  g_ptr_array_unref (listing->rows);
  g_free (listing);
}

/**
 * sublet_client_list_charges_async:
 * @self: a client with a key
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, not before @from_us
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * Walks all pages, latest first. The service bills by whole UTC days and asks for a range. Source:
 * fact sheet 7.2.
 */
void
sublet_client_list_charges_async (SubletClient *self,
                                  gint64 from_us,
                                  gint64 until_us,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const Walk what = { .endpoint = SUBLET_ENDPOINT_LIST_CHARGES,
                      .decoding = &sublet_decode_charges,
                      .from_us = from_us,
                      .until_us = until_us };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (from_us > 0 && until_us >= from_us);

  start (self, &what, cancellable, sublet_client_list_charges_async, callback, user_data);
}

/**
 * sublet_client_list_charges_finish:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong; a failure of any page is a failure of the walk
 *
 * Returns: (transfer full): SubletCharge rows, NULL on error
 */
SubletBillingListing *
sublet_client_list_charges_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_list_invoices_async:
 * @self: a client with a key
 * @from_us: the earliest moment, service time in Unix microseconds
 * @until_us: the latest one, not before @from_us
 * @cancellable: (nullable): gives up
 * @callback: called with the listing
 * @user_data: for @callback
 *
 * Walks all pages, latest first. Source: fact sheet 7.3.
 */
void
sublet_client_list_invoices_async (SubletClient *self,
                                   gint64 from_us,
                                   gint64 until_us,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const Walk what = { .endpoint = SUBLET_ENDPOINT_LIST_INVOICES,
                      .decoding = &sublet_decode_invoices,
                      .from_us = from_us,
                      .until_us = until_us };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (from_us > 0 && until_us >= from_us);

  start (self, &what, cancellable, sublet_client_list_invoices_async, callback, user_data);
}

/**
 * sublet_client_list_invoices_finish:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong; a failure of any page is a failure of the walk
 *
 * Returns: (transfer full): SubletInvoice rows, NULL on error
 */
SubletBillingListing *
sublet_client_list_invoices_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
