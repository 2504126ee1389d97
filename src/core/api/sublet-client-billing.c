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
  SubletPageWalk pages;
  gint64 from_us;
  gint64 until_us;
  GPtrArray *rows; /* (owned) (nullable) */
} Walk;

static void
walk_free (Walk *walk)
{
  sublet_page_walk_clear (&walk->pages);
  g_clear_pointer (&walk->rows, g_ptr_array_unref);
  g_free (walk);
}

static void
finish (GTask *task, bool at_end)
{
  Walk *walk = g_task_get_task_data (task);
  const SubletPageWalk *pages = &walk->pages;
  SubletBillingListing *listing = g_new0 (SubletBillingListing, 1);

  listing->rows = g_steal_pointer (&walk->rows);
  listing->skipped_rows = pages->n_skipped;
  listing->known_at_us = pages->received_at_us;
  listing->complete = at_end && pages->consistent && pages->n_skipped == 0 &&
                      (pages->total < 0 || pages->total == (gint64) listing->rows->len);
  g_task_return_pointer (task, listing, (GDestroyNotify) sublet_billing_listing_free);
}

static void
take_rows (SubletPageWalk *pages, SubletPage *page)
{
  Walk *walk = (Walk *) pages;
  GPtrArray *results = ((SubletBillingPage *) page)->results;
  guint i;

  for (i = 0; i < results->len; i++)
    g_ptr_array_add (walk->rows, g_object_ref (g_ptr_array_index (results, i)));
}

static char *
dup_charges_query (SubletPageWalk *pages, const char *after_token)
{
  const Walk *walk = (const Walk *) pages;

  return sublet_encode_charges_query (walk->from_us, walk->until_us, PAGE_ROWS, after_token);
}

static char *
dup_invoices_query (SubletPageWalk *pages, const char *after_token)
{
  const Walk *walk = (const Walk *) pages;

  return sublet_encode_invoices_query (walk->from_us, walk->until_us, PAGE_ROWS, after_token);
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
  walk->pages.max_pages = MAX_PAGES;
  walk->pages.take_rows = take_rows;
  walk->pages.finish = finish;
  walk->rows = g_ptr_array_new_with_free_func (g_object_unref);
  sublet_page_walk_init (&walk->pages);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  sublet_page_walk_ask (task, NULL);
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
  const Walk what = { .pages = { .endpoint = SUBLET_ENDPOINT_LIST_CHARGES,
                                 .decoding = &sublet_decode_charges,
                                 .dup_query = dup_charges_query },
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
  const Walk what = { .pages = { .endpoint = SUBLET_ENDPOINT_LIST_INVOICES,
                                 .decoding = &sublet_decode_invoices,
                                 .dup_query = dup_invoices_query },
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
