/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* Offers: a page of them. */

/* A ceiling that was measured whatever the limit says; so many rows are taken for a cut list.
 * Source: fact sheet 2.3. */
#define SILENT_CEILING 64

/**
 * sublet_offer_page_free:
 * @page: (transfer full): a page
 */
void
sublet_offer_page_free (SubletOfferPage *page)
{
  g_clear_pointer (&page->rows, g_array_unref);
  g_clear_error (&page->cut_error);
  g_free (page);
}

static void
on_offers (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletOfferQuery *query = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;
  SubletOfferPage *page;
  guint n_rows;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->result == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  page = g_steal_pointer (&reply->result);
  page->kind = sublet_offer_query_get_kind (query);
  page->wire_bytes = reply->wire_bytes;
  page->cut_error = g_steal_pointer (&reply->error);
  n_rows = page->rows->len + page->skipped_rows;
  page->truncated = page->truncated || n_rows >= (guint) sublet_offer_query_get_limit (query) ||
                    n_rows == SILENT_CEILING;
  g_task_return_pointer (task, page, (GDestroyNotify) sublet_offer_page_free);
}

/**
 * sublet_client_search_offers_async:
 * @self: a client with a key
 * @query: what is wanted; copied
 * @cancellable: (nullable): gives up
 * @callback: called with a page of offers
 * @user_data: for @callback
 *
 * The service does not honour its filters exactly; check each row again.
 */
void
sublet_client_search_offers_async (SubletClient *self,
                                   SubletOfferQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_SEARCH_OFFERS,
                            .decoding = &sublet_decode_offers };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (query));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_search_offers_async);
  g_task_set_task_data (task, sublet_offer_query_copy (query), g_object_unref);
  body = sublet_encode_search (query);
  request.body = body;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_offers,
                               task);
}

/**
 * sublet_client_search_offers_finish:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong
 *
 * Returns: (transfer full): the page, NULL on error
 */
SubletOfferPage *
sublet_client_search_offers_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (SubletOfferPage) page = sublet_client_search_offers_finish_cut (self, result, error);

  if (page == NULL || page->cut_error == NULL)
    return g_steal_pointer (&page);

  g_propagate_error (error, g_steal_pointer (&page->cut_error));
  return NULL;
}

/**
 * sublet_client_search_offers_finish_cut:
 * @self: a client
 * @result: what the callback got
 * @error: what went wrong before any offer came
 *
 * For whoever shows what there is: of a reply that ended in the middle, that could not be read on,
 * or that was larger than is read, the offers before that.
 *
 * Returns: (transfer full): the page, with @cut_error where it is not all of it; NULL on error
 */
SubletOfferPage *
sublet_client_search_offers_finish_cut (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
