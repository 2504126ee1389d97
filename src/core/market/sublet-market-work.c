/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-work.h"

static SubletOfferTable *
make_table (SubletMarketWork *work)
{
  if (work->rows == NULL)
    return sublet_offer_table_ref (work->before->view->index->table);

  return sublet_offer_table_new (work->rows, work->kind, work->known_at_us, work->place_namer);
}

static SubletMarketIndex *
make_index (SubletMarketWork *work, SubletOfferTable *table)
{
  SubletMarketIndex *previous = work->before != NULL ? work->before->view->index : NULL;
  SubletMarketIndex *index;
  SubletJob job = work->job;

  job.kind = table->kind;
  if (previous != NULL && previous->table == table && sublet_job_equal (&previous->job, &job) &&
      sublet_market_index_is_joined (previous, work->kind_lists))
    return sublet_market_index_ref (previous);

  index = sublet_market_index_new (table, &job, previous);
  sublet_market_index_join (index, work->kind_lists);

  return index;
}

/**
 * sublet_market_work_run:
 * @work: (inout): filled but for its output
 *
 * Any thread.
 */
void
sublet_market_work_run (SubletMarketWork *work)
{
  g_autoptr (SubletOfferTable) table = make_table (work);
  g_autoptr (SubletMarketIndex) index = make_index (work, table);
  g_autoptr (SubletMarketView) view = NULL;

  view = sublet_market_view_new (index,
                                 work->filter,
                                 &work->order,
                                 work->before != NULL ? work->before->view : NULL);
  work->after = work->held ? sublet_market_shown_new_held (view, work->before)
                           : sublet_market_shown_new (view);
}

/**
 * sublet_market_work_free:
 * @work: (transfer full): a work
 *
 * May free a whole answer, which takes milliseconds when it is long.
 */
void
sublet_market_work_free (SubletMarketWork *work)
{
  guint kind;

  g_clear_pointer (&work->rows, g_array_unref);
  g_clear_object (&work->query);
  g_clear_pointer (&work->before, sublet_market_shown_unref);
  g_clear_pointer (&work->after, sublet_market_shown_unref);
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    g_clear_pointer (&work->kind_lists[kind], sublet_kind_list_unref);
  sublet_offer_filter_free (work->filter);
  g_free (work);
}
