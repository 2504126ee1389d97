/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/market/sublet-market-work.h"

/* Up to here a recalculation takes less than a handover to a worker is worth (bench-market). */
#define INLINE_ROWS 5000
/* Other kinds of price are looked up in their lists, row by row: with two it takes four times as
 * long. */
#define INLINE_JOINED_ROWS 1500

static void
free_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  sublet_market_work_free (task_data);
  g_task_return_boolean (task, TRUE);
}

/* A long answer takes longer to free than a frame has room for. */
static void
work_free_anywhere (SubletMarketWork *work)
{
  g_autoptr (GTask) task = NULL;

  if (work->before == NULL || work->before->view->index->table->n_rows <= INLINE_ROWS)
    {
      sublet_market_work_free (work);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, work_free_anywhere);
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

/* (transfer full): what is awaited of an answer and what the person changed is taken over by it. */
static SubletMarketWork *
make_work (SubletMarket *self)
{
  SubletMarketWork *work = g_new0 (SubletMarketWork, 1);
  guint kind;

  if (self->page != NULL)
    {
      if (self->shown != NULL && self->shown->view->index->table->kind != self->page->kind)
        sublet_market_keep_kind (self);
      work->rows = g_array_ref (self->page->rows);
      work->kind = self->page->kind;
      work->known_at_us = self->page->known_at_us;
      work->query = g_object_ref (self->page_query);
      work->cut = self->page_cut;
      work->skipped_rows = self->page->skipped_rows;
      g_clear_pointer (&self->page, sublet_offer_page_free);
    }
  if (self->shown != NULL)
    work->before = sublet_market_shown_ref (self->shown);

  work->held = self->held && !self->dirty && work->before != NULL &&
               work->before->n_positions > 0 &&
               (work->rows == NULL || work->before->view->index->table->kind == work->kind);
  work->job = self->job;
  work->filter = sublet_offer_filter_copy (self->filter);
  work->order = self->order;
  work->place_namer = self->place_namer;
  work->generation = self->generation;
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (self->kind_lists[kind] != NULL)
      work->kind_lists[kind] = sublet_kind_list_ref (self->kind_lists[kind]);
  self->dirty = FALSE;
  self->kinds_dirty = FALSE;

  return work;
}

static void
apply_work (SubletMarket *self, SubletMarketWork *work)
{
  SubletMarketShown *before;

  g_object_freeze_notify (G_OBJECT (self));
  before = sublet_market_exchange_shown (self, g_steal_pointer (&work->after));
  if (work->rows != NULL)
    {
      sublet_market_set_known_at_us (self, work->known_at_us);
      self->skipped_rows = work->skipped_rows;
      self->shown_cut = work->cut;
      sublet_market_note_answer (self, work->query, work->cut);
      sublet_market_set_cut (self, work->cut);
      sublet_market_set_state (self, SUBLET_MARKET_STATE_KNOWN);
    }
  g_object_thaw_notify (G_OBJECT (self));

  /* The work has a reference of its own. */
  g_clear_pointer (&before, sublet_market_shown_unref);
  sublet_market_emit_view_changed (self);
  if (work->rows != NULL)
    {
      sublet_market_follow_filter (self);
      sublet_market_ask_names (self);
    }
}

static gboolean
is_short (const SubletMarketWork *work)
{
  guint n_rows = work->rows != NULL ? work->rows->len : work->before->view->index->table->n_rows;
  guint kind;

  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (work->kind_lists[kind] != NULL)
      return n_rows <= INLINE_JOINED_ROWS;

  return n_rows <= INLINE_ROWS;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  sublet_market_work_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
on_work_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletMarket *self = SUBLET_MARKET (source);
  SubletMarketWork *work = g_task_get_task_data (G_TASK (result));

  if (work->generation != self->generation)
    {
      work_free_anywhere (work);
      return;
    }

  self->working = FALSE;
  apply_work (self, work);
  work_free_anywhere (work);
  sublet_market_recalculate (self);
}

void
sublet_market_recalculate (SubletMarket *self)
{
  g_autoptr (GTask) task = NULL;
  SubletMarketWork *work;

  if (self->n_freezes > 0 || self->working ||
      (self->page == NULL && ((!self->dirty && !self->kinds_dirty) || self->shown == NULL)))
    return;

  work = make_work (self);
  if (is_short (work))
    {
      sublet_market_work_run (work);
      apply_work (self, work);
      work_free_anywhere (work);
      return;
    }

  self->working = TRUE;
  task = g_task_new (self, NULL, on_work_done, NULL);
  g_task_set_source_tag (task, sublet_market_recalculate);
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, run_in_thread);
}

void
sublet_market_take_page (SubletMarket *self,
                         SubletOfferPage *page,
                         SubletOfferQuery *query,
                         SubletMarketCut cut)
{
  g_clear_pointer (&self->page, sublet_offer_page_free);
  self->page = page;
  g_set_object (&self->page_query, query);
  self->page_cut = cut;
  sublet_market_recalculate (self);
}
