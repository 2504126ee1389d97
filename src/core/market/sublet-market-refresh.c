/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"

#define REFRESH_MS (60 * 1000)

/* A spin button that is held down asks once, when it is let go; so do filters. */
#define SETTLE_MS 500

/* What refreshes by themselves may take of the network. */
#define BYTES_PER_MINUTE (5 * 1000 * 1000)

SubletMarketPending *
sublet_market_pending_new (SubletMarket *self, GCancellable *cancellable)
{
  SubletMarketPending *pending = g_new0 (SubletMarketPending, 1);

  g_weak_ref_init (&pending->market, self);
  pending->cancellable = g_object_ref (cancellable);

  return pending;
}

void
sublet_market_pending_free (SubletMarketPending *pending)
{
  g_weak_ref_clear (&pending->market);
  g_object_unref (pending->cancellable);
  g_free (pending);
}

void
sublet_market_forget_offers (SubletMarket *self)
{
  SubletMarketShown *before;

  self->generation++;
  self->working = FALSE;
  self->dirty = FALSE;
  g_clear_pointer (&self->page, sublet_offer_page_free);
  g_clear_object (&self->page_query);
  g_clear_object (&self->known_query);

  g_object_freeze_notify (G_OBJECT (self));
  before = sublet_market_exchange_shown (self, NULL);
  sublet_market_set_known_at_us (self, 0);
  self->skipped_rows = 0;
  self->shown_cut = SUBLET_MARKET_CUT_NONE;
  sublet_market_set_cut (self, SUBLET_MARKET_CUT_NONE);
  g_object_thaw_notify (G_OBJECT (self));

  if (before != NULL)
    {
      sublet_market_shown_unref (before);
      sublet_market_emit_view_changed (self);
    }
}

void
sublet_market_stop_waiting (SubletMarket *self)
{
  sublet_cancel_clear (&self->waiting);
  self->settling = FALSE;
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) || self == NULL ||
      self->waiting != pending->cancellable)
    return;

  g_clear_object (&self->waiting);
  sublet_market_fetch_now (self);
}

static void
wait_for_refresh (SubletMarket *self, gint64 duration_ms)
{
  sublet_market_stop_waiting (self);
  if (!self->visible)
    return;

  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_market_get_clock (self),
                           duration_ms,
                           self->waiting,
                           on_waited,
                           sublet_market_pending_new (self, self->waiting));
}

void
sublet_market_wait_to_settle (SubletMarket *self)
{
  wait_for_refresh (self, SETTLE_MS);
  self->settling = self->waiting != NULL;
}

/* A long list is asked for less often: it takes no more of the network than is fair, and not all
 * searches that the service allows in a minute. */
void
sublet_market_note_end (SubletMarket *self)
{
  gint64 now_us = sublet_clock_get_monotonic_us (sublet_market_get_clock (self));
  gint64 pause_ms =
    sublet_money_multiply_divide ((gint64) self->wire_bytes, REFRESH_MS, BYTES_PER_MINUTE);

  self->refresh_ms = MAX (REFRESH_MS, MAX (pause_ms, (now_us - self->begun_us) / 1000));
  self->ended_us = now_us;
}

void
sublet_market_wait_for_next (SubletMarket *self)
{
  if (!sublet_market_begin_kinds (self))
    wait_for_refresh (self, self->refresh_ms);
}

static gint64
get_age_ms (SubletMarket *self)
{
  return (sublet_clock_get_monotonic_us (sublet_market_get_clock (self)) - self->ended_us) / 1000;
}

void
sublet_market_wait_for_rest (SubletMarket *self)
{
  wait_for_refresh (self, CLAMP (self->refresh_ms - get_age_ms (self), 0, self->refresh_ms));
}

/**
 * sublet_market_refresh:
 * @self: a market
 *
 * Asks the service now, unless it is being asked already. What was known stays until the answer
 * comes, and after it if it fails.
 */
void
sublet_market_refresh (SubletMarket *self)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (self->fetching == NULL || self->fetched_kind != self->job.kind)
    sublet_market_fetch_now (self);
}

/**
 * sublet_market_set_visible:
 * @self: a market
 * @visible: whether anybody looks at it
 *
 * While visible it refreshes every 60 s, a long list less often, and at once if what it knows is
 * older.
 */
void
sublet_market_set_visible (SubletMarket *self, gboolean visible)
{
  gint64 age_ms;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  visible = !!visible;
  if (self->visible == visible)
    return;

  self->visible = visible;
  if (!visible)
    {
      sublet_market_stop_waiting (self);
      sublet_market_stop_kinds (self);
      /* Nobody looks at what it brings, and it may take minutes; unless somebody ordered it. */
      if (self->wanted_rows > 0 && !self->loading_more)
        sublet_market_stop_fetching (self);
      return;
    }
  if (self->fetching != NULL || self->kinds_fetching != NULL)
    return;

  age_ms = get_age_ms (self);
  if (self->shown == NULL || self->job.disk_gb < self->fetched_disk_gb ||
      sublet_market_lacks_offers (self) || age_ms < 0 || age_ms >= self->refresh_ms)
    sublet_market_fetch_now (self);
  else if (!sublet_market_begin_kinds (self))
    sublet_market_wait_for_rest (self);
}

/**
 * sublet_market_clear:
 * @self: a market
 *
 * Forgets what was known and what was being asked. The job, the filter and the order stay. While
 * visible it asks again only when it is told to.
 */
void
sublet_market_clear (SubletMarket *self)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  self->ask_wanted = FALSE;
  sublet_market_stop_waiting (self);
  sublet_market_stop_fetching (self);
  sublet_market_forget_kinds (self);
  sublet_market_forget_offers (self);
  self->wanted_rows = 0;
  self->whole_was_cut = FALSE;
  sublet_market_forget_names (self);
  sublet_market_take_error (self, NULL);
  sublet_market_set_state (self, SUBLET_MARKET_STATE_NEVER);
  g_signal_emit_by_name (self, "kinds-changed");
}
