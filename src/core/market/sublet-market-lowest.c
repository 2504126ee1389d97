/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-saved-search.h"

/* One search, on its way to the worker. */
typedef struct
{
  SubletOfferFilter *filter; /* (owned) */
  SubletJob job;
  bool covered;
} Wanted;

typedef struct
{
  /* input */
  SubletMarketIndex *index; /* (owned) (nullable): nothing is covered */
  GArray *wanted;           /* (owned) (element-type Wanted) */

  /* output */
  GArray *found; /* (owned) (element-type SubletLowest) */
} Search;

static void
wanted_clear (gpointer data)
{
  sublet_offer_filter_free (((Wanted *) data)->filter);
}

static void
search_free (Search *search)
{
  g_clear_pointer (&search->index, sublet_market_index_unref);
  g_array_unref (search->wanted);
  g_array_unref (search->found);
  g_free (search);
}

/* Of a list that was cut, or asked for through other filters, what is cheapest may be in the part
 * that did not come. */
static bool
covers (SubletMarket *self, const SubletSearchTerms *terms)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (self->shown == NULL || self->state != SUBLET_MARKET_STATE_KNOWN ||
      self->cut != SUBLET_MARKET_CUT_NONE)
    return false;

  query = sublet_market_question_new (&terms->job, terms->filter);

  return sublet_offer_query_covers (self->known_query, query);
}

/* What a job needs beside its price makes nothing cheaper. */
static SubletMarketIndex *
ref_prices (SubletMarketIndex *index, const SubletJob *job)
{
  SubletJob priced = *job;

  priced.lease_hours = index->job.lease_hours;
  priced.cuda = index->job.cuda;

  return sublet_market_index_ref_for (index, &priced);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  guint i;

  for (i = 0; i < search->wanted->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const Wanted *wanted = &g_array_index (search->wanted, Wanted, i);
      SubletLowest lowest = { wanted->covered, SUBLET_MONEY_UNKNOWN };

      if (wanted->covered)
        {
          g_autoptr (SubletMarketIndex) index = ref_prices (search->index, &wanted->job);

          lowest.rate_nusd = sublet_market_index_find_lowest_nusd (index, wanted->filter);
        }
      g_array_append_val (search->found, lowest);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_market_find_lowest_async:
 * @self: a market
 * @searches: (element-type SubletSavedSearch): what somebody might look for
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is found
 * @user_data: for @callback
 *
 * Among what is held, whatever is set; the service is not asked. On a worker.
 */
void
sublet_market_find_lowest_async (SubletMarket *self,
                                 GListModel *searches,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;
  guint i;

  g_return_if_fail (SUBLET_IS_MARKET (self));
  g_return_if_fail (G_IS_LIST_MODEL (searches));

  search = g_new0 (Search, 1);
  search->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_array_set_clear_func (search->wanted, wanted_clear);
  search->found = g_array_new (FALSE, FALSE, sizeof (SubletLowest));
  if (self->shown != NULL)
    search->index = sublet_market_index_ref (self->shown->view->index);
  for (i = 0; i < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr (SubletSavedSearch) saved = g_list_model_get_item (searches, i);
      const SubletSearchTerms *terms = sublet_saved_search_get_terms (saved);
      Wanted wanted = {
        .filter = sublet_offer_filter_copy (terms->filter),
        .job = terms->job,
        .covered = sublet_saved_search_get_reading (saved) == SUBLET_SEARCH_READING_WHOLLY &&
                   covers (self, terms),
      };

      g_array_append_val (search->wanted, wanted);
    }

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_market_find_lowest_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * sublet_market_find_lowest_finish:
 * @self: a market
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type SubletLowest): one for each search, in their
 *   order
 */
GArray *
sublet_market_find_lowest_finish (SubletMarket *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_array_ref (((Search *) g_task_get_task_data (G_TASK (result)))->found);
}
