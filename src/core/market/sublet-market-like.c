/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

typedef struct
{
  /* input */
  SubletPolicyTerms terms;
  SubletJob job;
  char *gpu_name; /* (owned) (nullable) */
  int num_gpus;
  SubletOfferFilter *filter; /* (owned): without what the wish itself names */

  /* in progress */
  SubletMarketWalk *walk; /* (owned) (nullable) */

  /* output */
  bool passes;
} Like;

static void
like_free (Like *like)
{
  g_free (like->gpu_name);
  sublet_offer_filter_free (like->filter);
  g_clear_pointer (&like->walk, sublet_market_walk_free);
  g_free (like);
}

/* Model and number are the wish's own, and a text looks for others; how good it must be stays. */
static SubletOfferFilter *
make_filter (SubletMarket *self)
{
  SubletOfferFilter *filter = sublet_offer_filter_copy (self->filter);

  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_MODEL);
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_COUNT);
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_TEXT);

  return filter;
}

/* (transfer full) (nullable): of what a filter lets through of an answer. */
static SubletOffer *
choose (const Like *like, SubletMarketIndex *index, const SubletOfferFilter *filter, gint64 now_us)
{
  g_autoptr (SubletMarketView) view = NULL;
  SubletOfferOrder order;
  guint chosen;

  sublet_offer_order_init (&order);
  view = sublet_market_view_new (index, filter, &order, NULL);
  chosen = sublet_policy_choose (&like->terms, index, view->rows, view->n_rows, now_us);
  if (chosen == G_MAXUINT)
    return NULL;

  return sublet_offer_new (sublet_offer_table_get_row (index->table, view->rows[chosen]),
                           index->table->kind,
                           index->table->known_at_us);
}

/* What came so far, at the prices of the wish's own job. */
static SubletMarketIndex *
make_index (const Like *like)
{
  g_autoptr (SubletOfferPage) page = sublet_market_walk_dup_page (like->walk);
  g_autoptr (SubletOfferTable)
    table = sublet_offer_table_new (page->rows, page->kind, page->known_at_us, NULL);

  return sublet_market_index_new (table, &like->job, NULL);
}

/* Whether what is shown is of the job's kind of price, and with room for it. */
static bool
is_shown_for (SubletMarket *self, const SubletJob *job)
{
  const SubletMarketIndex *index = self->shown != NULL ? self->shown->view->index : NULL;

  return index != NULL && index->table->kind == job->kind && index->job.disk_gb >= job->disk_gb;
}

/* ---- asking; read from top to bottom ---- */

static void on_page (GObject *source, GAsyncResult *result, gpointer user_data);

/* With a filter it is asked for page by page, for what passes may stand on any of them. Without one
 * the first page has what is cheapest. */
static void
begin (Like *like, const SubletOfferFilter *filter)
{
  g_autoptr (SubletOfferQuery) query = sublet_market_question_new (&like->job, filter);
  const char *names[] = { like->gpu_name, NULL };

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, like->num_gpus);
  g_clear_pointer (&like->walk, sublet_market_walk_free);
  like->walk = sublet_market_walk_new (query, filter != NULL ? SUBLET_MARKET_MAX_ROWS : 0);
}

/* Whether there is a page still to ask for. */
static bool
ask (SubletClient *client, GTask *task)
{
  Like *like = g_task_get_task_data (task);
  g_autoptr (SubletOfferQuery) query = sublet_market_walk_dup_query (like->walk);

  if (query == NULL)
    return false;

  sublet_client_search_offers_async (client,
                                     query,
                                     g_task_get_cancellable (task),
                                     on_page,
                                     g_object_ref (task));
  return true;
}

static bool
asks_through_filters (const Like *like)
{
  return sublet_offer_query_get_conditions (sublet_market_walk_get_wanted (like->walk))->len > 0;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage)
    page = sublet_client_search_offers_finish (SUBLET_CLIENT (source), result, &error);
  Like *like = g_task_get_task_data (task);
  g_autoptr (SubletMarketIndex) index = NULL;
  g_autoptr (SubletOfferFilter) none = NULL;
  SubletOffer *offer;
  gint64 now_us;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  now_us = sublet_clock_get_service_us (sublet_client_get_clock (SUBLET_CLIENT (source)));
  sublet_market_walk_take_page (like->walk, page);
  index = make_index (like);
  offer = choose (like, index, like->filter, now_us);
  like->passes = offer != NULL;
  if (offer == NULL)
    {
      if (ask (SUBLET_CLIENT (source), task))
        return;
      if (asks_through_filters (like))
        {
          begin (like, NULL);
          ask (SUBLET_CLIENT (source), task);
          return;
        }
      none = sublet_offer_filter_new ();
      offer = choose (like, index, none, now_us);
    }
  g_task_return_pointer (task, offer, g_object_unref);
}

/**
 * sublet_market_find_like_async:
 * @self: a market
 * @policy: how
 * @job: what is to run; its kind is the price's
 * @gpu_name: (nullable): the model, in the service's spelling; NULL: any
 * @num_gpus: of how many; 0: any
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is found
 * @user_data: for @callback
 *
 * To rent again what was rented before. What the list shows is chosen from first; where it has
 * none, be it because it is filtered, the service is asked for what passes the filters, and only
 * when there is none of that for any.
 */
void
sublet_market_find_like_async (SubletMarket *self,
                               SubletPolicy policy,
                               const SubletJob *job,
                               const char *gpu_name,
                               int num_gpus,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SubletOffer) offer = NULL;
  Like *like;

  g_return_if_fail (SUBLET_IS_MARKET (self));
  g_return_if_fail (job != NULL);

  like = g_new0 (Like, 1);
  like->terms = sublet_market_get_policy_terms (self, policy);
  like->job = *job;
  like->gpu_name = g_strdup (gpu_name);
  like->num_gpus = num_gpus;
  like->filter = make_filter (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_market_find_like_async);
  g_task_set_task_data (task, like, (GDestroyNotify) like_free);

  if (is_shown_for (self, job))
    offer = sublet_market_pick_like (self, policy, job, gpu_name, num_gpus);
  if (offer != NULL)
    {
      like->passes = true;
      g_task_return_pointer (task, g_steal_pointer (&offer), g_object_unref);
      return;
    }

  begin (like, like->filter);
  ask (self->client, task);
}

/**
 * sublet_market_find_like_finish:
 * @self: a market
 * @result: what the callback got
 * @passes: (out): whether it passes the filters, but for those on model, number and text
 * @error: what the client reports
 *
 * Returns: (transfer full) (nullable): the offer; NULL without an error: there is none
 */
SubletOffer *
sublet_market_find_like_finish (SubletMarket *self,
                                GAsyncResult *result,
                                gboolean *passes,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  *passes = ((Like *) g_task_get_task_data (G_TASK (result)))->passes;

  return g_task_propagate_pointer (G_TASK (result), error);
}
