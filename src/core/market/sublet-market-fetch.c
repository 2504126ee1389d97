/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

/* Older than this, the cheap end may be another by now: more is loaded from the beginning. */
#define MAX_AGE_TO_GO_ON_US (60 * G_TIME_SPAN_SECOND)

static void ask (SubletMarket *self);

static void
notify_progress (SubletMarket *self)
{
  g_object_notify (G_OBJECT (self), "progress");
}

static void
end_fetching (SubletMarket *self)
{
  g_clear_object (&self->fetching);
  g_clear_pointer (&self->walk, sublet_market_walk_free);
  self->loading_more = FALSE;
  g_object_notify (G_OBJECT (self), "refreshing");
  notify_progress (self);
}

void
sublet_market_stop_fetching (SubletMarket *self)
{
  sublet_market_stop_kinds (self);
  if (self->fetching == NULL)
    return;

  g_cancellable_cancel (self->fetching);
  end_fetching (self);
}

/* ---- what came ---- */

static const SubletOfferTable *
get_table (SubletMarket *self)
{
  return self->shown != NULL ? self->shown->view->index->table : NULL;
}

static gboolean
is_of_other_kind (SubletMarket *self)
{
  const SubletOfferTable *table = get_table (self);

  return table != NULL && table->kind != self->job.kind;
}

/* Before its end a walk may have less than is known already; that is not thrown away for it. */
static gboolean
is_worth_showing (SubletMarket *self, gboolean at_end)
{
  guint n_rows = sublet_market_walk_get_n_rows (self->walk);

  if (at_end)
    return TRUE;

  return sublet_market_walk_get_n_pages (self->walk) > 0 &&
         (!sublet_market_holds (self, sublet_market_walk_get_wanted (self->walk)) ||
          n_rows >= get_table (self)->n_rows);
}

static void
take_walk (SubletMarket *self, gboolean at_end)
{
  if (!is_worth_showing (self, at_end))
    return;

  if (self->loading_more)
    self->wanted_rows = at_end ? self->max_rows : sublet_market_walk_get_n_rows (self->walk);
  self->dirty = self->dirty || self->wish_asked;
  self->wish_asked = FALSE;
  sublet_market_take_page (self,
                           sublet_market_walk_dup_page (self->walk),
                           sublet_market_walk_get_wanted (self->walk),
                           sublet_market_walk_get_cut (self->walk));
  sublet_market_want_kinds (self);
}

static void
take_failure (SubletMarket *self, GError *error)
{
  g_info ("Offers are not known: %s", error->message);
  sublet_market_fail_kinds (self, error);
  sublet_market_take_error (self, error);
  /* Prices of another kind are not what was asked for. */
  if (is_of_other_kind (self))
    sublet_market_forget_offers (self);
  if (self->shown == NULL && !self->working)
    sublet_market_set_state (self, SUBLET_MARKET_STATE_ERROR);
}

/* An answer failed, or ended early. */
static void
end_early (SubletMarket *self, GError *error, gboolean cut)
{
  gboolean worth_showing = is_worth_showing (self, FALSE);

  take_walk (self, FALSE);
  self->wire_bytes = sublet_market_walk_get_wire_bytes (self->walk);
  sublet_market_note_end (self);
  end_fetching (self);
  if (worth_showing)
    {
      g_info ("Not all offers are known: %s", error->message);
      sublet_market_take_error (self, error);
    }
  else
    {
      take_failure (self, error);
      sublet_market_set_cut (self, cut ? SUBLET_MARKET_CUT_KEPT : self->shown_cut);
    }
  sublet_market_wait_for_next (self);
}

/* ---- one page after the other; read from top to bottom ---- */

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage) page = NULL;

  page = sublet_client_search_offers_finish_cut (SUBLET_CLIENT (source), result, &error);
  /* Whoever gave this request up has asked anew, or wants no answer. */
  if (self == NULL || self->fetching != pending->cancellable)
    return;

  if (page != NULL)
    {
      sublet_market_walk_take_page (self->walk, page);
      notify_progress (self);
      if (page->cut_error == NULL)
        ask (self);
      else
        end_early (self, g_steal_pointer (&page->cut_error), TRUE);
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The client gave it up: the key has changed meanwhile. */
      end_fetching (self);
      if (self->state == SUBLET_MARKET_STATE_LOADING)
        sublet_market_set_state (self, SUBLET_MARKET_STATE_NEVER);
      return;
    }

  end_early (self, g_steal_pointer (&error), FALSE);
}

static void
ask (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = sublet_market_walk_dup_query (self->walk);

  if (query != NULL)
    {
      sublet_client_search_offers_async (self->client,
                                         query,
                                         self->fetching,
                                         on_page,
                                         sublet_market_pending_new (self, self->fetching));
      return;
    }

  sublet_market_take_error (self, NULL);
  take_walk (self, TRUE);
  self->wire_bytes = sublet_market_walk_get_wire_bytes (self->walk);
  sublet_market_note_end (self);
  end_fetching (self);
  sublet_market_wait_for_next (self);
  sublet_market_follow_filter (self);
}

static void
begin (SubletMarket *self, SubletMarketWalk *walk)
{
  sublet_market_stop_waiting (self);
  sublet_market_stop_fetching (self);

  self->fetching = g_cancellable_new ();
  self->walk = walk;
  self->begun_us = sublet_clock_get_monotonic_us (sublet_market_get_clock (self));
  self->fetched_kind = self->job.kind;
  self->fetched_disk_gb = self->job.disk_gb;
  g_object_notify (G_OBJECT (self), "refreshing");
  notify_progress (self);
  if (self->shown == NULL)
    sublet_market_set_state (self, SUBLET_MARKET_STATE_LOADING);

  ask (self);
}

void
sublet_market_fetch_now (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (self->n_freezes > 0)
    {
      self->ask_wanted = TRUE;
      return;
    }

  query = sublet_market_dup_question (self);
  begin (self, sublet_market_walk_new (query, self->wanted_rows));
}

/* ---- more, up to a number ---- */

/**
 * sublet_market_set_max_rows:
 * @self: a market
 * @max_rows: how many offers sublet_market_load_more() loads at most
 */
void
sublet_market_set_max_rows (SubletMarket *self, guint max_rows)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));
  g_return_if_fail (max_rows > 0);

  if (self->max_rows == max_rows)
    return;

  self->max_rows = max_rows;
  g_object_notify (G_OBJECT (self), "max-rows");
}

/**
 * sublet_market_get_max_rows:
 * @self: a market
 *
 * Returns: how many offers sublet_market_load_more() loads at most
 */
guint
sublet_market_get_max_rows (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->max_rows;
}

/**
 * sublet_market_can_load_more:
 * @self: a market
 *
 * Returns: whether there are more offers, fewer are known than may be loaded, and nothing is asked
 */
gboolean
sublet_market_can_load_more (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), FALSE);

  return self->cut == SUBLET_MARKET_CUT_MORE && self->fetching == NULL &&
         get_table (self) != NULL && get_table (self)->n_rows < self->max_rows;
}

/**
 * sublet_market_load_more:
 * @self: a market
 *
 * After a list that was cut: asks for what comes after it, page by page, up to the chosen number of
 * offers. They are shown when all are there, or sublet_market_stop() is called. Each refresh asks
 * for as many from then on.
 */
void
sublet_market_load_more (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;
  SubletMarketWalk *walk;
  gint64 age_us;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (!sublet_market_can_load_more (self))
    return;

  query = sublet_market_dup_question (self);
  walk = sublet_market_walk_new (query, self->max_rows);
  age_us = sublet_clock_get_service_us (sublet_market_get_clock (self)) - self->known_at_us;
  if (self->known_query != NULL && sublet_offer_query_equal (self->known_query, query) &&
      !self->working && age_us >= 0 && age_us < MAX_AGE_TO_GO_ON_US)
    sublet_market_walk_start_after (walk, get_table (self)->rows, self->known_at_us);

  begin (self, walk);
  self->loading_more = TRUE;
}

/**
 * sublet_market_get_progress:
 * @self: a market
 * @n_rows: (out) (optional): offers that came so far
 * @n_pages: (out) (optional): answers that came so far
 *
 * Returns: whether a list of several pages is coming
 */
gboolean
sublet_market_get_progress (SubletMarket *self, guint *n_rows, guint *n_pages)
{
  gboolean comes;

  g_return_val_if_fail (SUBLET_IS_MARKET (self), FALSE);

  comes = self->walk != NULL && sublet_market_walk_get_max_rows (self->walk) > 0;
  if (n_rows != NULL)
    *n_rows = comes ? sublet_market_walk_get_n_rows (self->walk) : 0;
  if (n_pages != NULL)
    *n_pages = comes ? sublet_market_walk_get_n_pages (self->walk) : 0;

  return comes;
}

/**
 * sublet_market_stop:
 * @self: a market
 *
 * Ends a list of several pages early. What came is shown, unless more is known already.
 */
void
sublet_market_stop (SubletMarket *self)
{
  guint n_pages;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  /* Without anything to show it would be loading still. */
  if (!sublet_market_get_progress (self, NULL, &n_pages) || (self->shown == NULL && n_pages == 0))
    return;

  take_walk (self, FALSE);
  self->wire_bytes = sublet_market_walk_get_wire_bytes (self->walk);
  sublet_market_note_end (self);
  sublet_market_stop_fetching (self);
  sublet_market_wait_for_next (self);
  sublet_market_follow_filter (self);
}
