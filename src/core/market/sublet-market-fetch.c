/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-fetch.h"

#include "core/base/sublet-money.h"

typedef struct
{
  /* input */
  SubletOfferQuery *query; /* (owned) */
  guint n_pages;

  /* in progress and output */
  SubletOfferPage *page; /* (owned) (nullable): all pages so far */
  GHashTable *ids;       /* (owned) (nullable): of the offers so far, made for the second page */
  guint n_fetched;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->query);
  g_clear_pointer (&fetch->page, sublet_offer_page_free);
  g_clear_pointer (&fetch->ids, g_hash_table_unref);
  g_free (fetch);
}

static void
remember_ids (Fetch *fetch)
{
  guint i;

  fetch->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (i = 0; i < fetch->page->rows->len; i++)
    g_hash_table_add (fetch->ids,
                      g_memdup2 (&g_array_index (fetch->page->rows, SubletOfferRow, i).id,
                                 sizeof (gint64)));
}

/* Returns how many offers were new. */
static guint
add_page (Fetch *fetch, SubletOfferPage *page)
{
  GArray *rows = fetch->page->rows;
  guint n_new = 0;
  guint i;

  if (fetch->ids == NULL)
    remember_ids (fetch);

  for (i = 0; i < page->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (page->rows, SubletOfferRow, i);

      if (!g_hash_table_add (fetch->ids, g_memdup2 (&row->id, sizeof row->id)))
        continue;

      g_array_set_size (rows, rows->len + 1);
      sublet_offer_row_copy (row, &g_array_index (rows, SubletOfferRow, rows->len - 1));
      n_new++;
    }
  fetch->page->skipped_rows += page->skipped_rows;
  fetch->page->truncated = page->truncated;
  fetch->page->known_at_us = page->known_at_us;

  return n_new;
}

/* What the service sorts and cuts by. Returns 0 when no price is known. */
static gint64
get_highest_rate_nusd (const SubletOfferPage *page)
{
  gint64 highest_nusd = 0;
  guint i;

  for (i = 0; i < page->rows->len; i++)
    highest_nusd = MAX (highest_nusd, g_array_index (page->rows, SubletOfferRow, i).dph_total_nusd);

  return highest_nusd;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  SubletClient *client = SUBLET_CLIENT (source);
  Fetch *fetch = g_task_get_task_data (task);
  gint64 highest_nusd;
  guint n_new;

  page = sublet_client_search_offers_finish (client, result, &error);
  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (fetch->page == NULL)
    {
      fetch->page = g_steal_pointer (&page);
      n_new = fetch->page->rows->len;
    }
  else
    {
      n_new = add_page (fetch, page);
    }

  fetch->n_fetched++;
  highest_nusd = get_highest_rate_nusd (fetch->page);
  if (fetch->page->truncated && fetch->n_fetched < fetch->n_pages && n_new > 0 && highest_nusd > 0)
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      sublet_offer_query_set_min_dph_nusd (fetch->query, highest_nusd);
      sublet_client_search_offers_async (client,
                                         fetch->query,
                                         cancellable,
                                         on_page,
                                         g_steal_pointer (&task));
      return;
    }

  g_task_return_pointer (task,
                         g_steal_pointer (&fetch->page),
                         (GDestroyNotify) sublet_offer_page_free);
}

/**
 * sublet_market_fetch_async:
 * @client: the client
 * @kind: what to search for
 * @disk_gb: how much room a machine must have
 * @n_pages: the most requests to make, 1 or more
 * @cancellable: (nullable): ends the search
 * @callback: called with all offers
 * @user_data: for @callback
 *
 * Verified machines and others: which of them are seen is a filter's matter.
 */
void
sublet_market_fetch_async (SubletClient *client,
                           SubletPriceKind kind,
                           double disk_gb,
                           guint n_pages,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  g_return_if_fail (SUBLET_IS_CLIENT (client));
  g_return_if_fail (n_pages > 0);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_market_fetch_async);

  fetch = g_new0 (Fetch, 1);
  fetch->n_pages = n_pages;
  fetch->query = sublet_offer_query_new ();
  sublet_offer_query_set_kind (fetch->query, kind);
  sublet_offer_query_set_disk_gb (fetch->query, disk_gb);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);

  sublet_client_search_offers_async (client,
                                     fetch->query,
                                     cancellable,
                                     on_page,
                                     g_steal_pointer (&task));
}

/**
 * sublet_market_fetch_finish:
 * @client: the client
 * @result: what the callback got
 * @error: as of sublet_client_search_offers_finish(); one page that fails spoils all
 *
 * Returns: (transfer full): the offers, each once; `truncated` when there are more
 */
SubletOfferPage *
sublet_market_fetch_finish (SubletClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
