/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/market/sublet-market-fetch.h"

#define REFRESH_MS (60 * 1000)

/* What a pending request or wait knows: not enough to keep the market alive. */
typedef struct
{
  GWeakRef market;
  GCancellable *cancellable; /* (owned) */
} Pending;

static Pending *
pending_new (SubletMarket *self, GCancellable *cancellable)
{
  Pending *pending = g_new0 (Pending, 1);

  g_weak_ref_init (&pending->market, self);
  pending->cancellable = g_object_ref (cancellable);

  return pending;
}

static void
pending_free (Pending *pending)
{
  g_weak_ref_clear (&pending->market);
  g_object_unref (pending->cancellable);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

void
sublet_market_forget_offers (SubletMarket *self)
{
  SubletMarketShown *before;

  self->generation++;
  self->working = FALSE;
  self->dirty = FALSE;
  g_clear_pointer (&self->page, sublet_offer_page_free);

  g_object_freeze_notify (G_OBJECT (self));
  before = sublet_market_exchange_shown (self, NULL);
  sublet_market_set_known_at_us (self, 0);
  sublet_market_set_truncated (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));

  if (before != NULL)
    {
      sublet_market_shown_unref (before);
      sublet_market_emit_view_changed (self);
    }
}

void
sublet_market_stop_fetching (SubletMarket *self)
{
  if (self->fetching == NULL)
    return;

  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_object_notify (G_OBJECT (self), "refreshing");
}

void
sublet_market_stop_waiting (SubletMarket *self)
{
  g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
}

static gboolean
is_of_other_kind (SubletMarket *self)
{
  return self->shown != NULL && self->shown->view->index->table->kind != self->job.kind;
}

static void
take_failure (SubletMarket *self, GError *error)
{
  g_info ("Offers are not known: %s", error->message);
  sublet_market_take_error (self, error);
  /* Prices of another kind are not what was asked for. */
  if (is_of_other_kind (self))
    sublet_market_forget_offers (self);
  if (self->shown == NULL && !self->working)
    sublet_market_set_state (self, SUBLET_MARKET_STATE_ERROR);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage) page = NULL;

  page = sublet_market_fetch_finish (SUBLET_CLIENT (source), result, &error);
  /* Whoever gave this request up has asked anew, or wants no answer. */
  if (self == NULL || self->fetching != pending->cancellable)
    return;

  g_clear_object (&self->fetching);
  g_object_notify (G_OBJECT (self), "refreshing");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The client gave it up: the key has changed meanwhile. */
      if (self->state == SUBLET_MARKET_STATE_LOADING)
        sublet_market_set_state (self, SUBLET_MARKET_STATE_NEVER);
      return;
    }

  if (page == NULL)
    {
      take_failure (self, g_steal_pointer (&error));
    }
  else
    {
      sublet_market_take_error (self, NULL);
      g_clear_pointer (&self->page, sublet_offer_page_free);
      self->page = g_steal_pointer (&page);
      self->known_disk_gb = self->fetched_disk_gb;
      sublet_market_recalculate (self);
    }
  sublet_market_wait_for_refresh (self, REFRESH_MS);
}

void
sublet_market_fetch_now (SubletMarket *self)
{
  if (self->n_freezes > 0)
    {
      self->ask_wanted = TRUE;
      return;
    }

  sublet_market_stop_waiting (self);
  sublet_market_stop_fetching (self);

  self->fetching = g_cancellable_new ();
  self->fetched_kind = self->job.kind;
  self->fetched_disk_gb = self->job.disk_gb;
  g_object_notify (G_OBJECT (self), "refreshing");
  if (self->shown == NULL)
    sublet_market_set_state (self, SUBLET_MARKET_STATE_LOADING);

  sublet_market_fetch_async (self->client,
                             self->fetched_kind,
                             self->fetched_disk_gb,
                             self->n_pages,
                             self->fetching,
                             on_fetched,
                             pending_new (self, self->fetching));
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = g_steal_pointer (&user_data);
  g_autoptr (SubletMarket) self = g_weak_ref_get (&pending->market);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) || self == NULL ||
      self->waiting != pending->cancellable)
    return;

  g_clear_object (&self->waiting);
  sublet_market_fetch_now (self);
}

void
sublet_market_wait_for_refresh (SubletMarket *self, gint64 duration_ms)
{
  sublet_market_stop_waiting (self);
  if (!self->visible)
    return;

  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_market_get_clock (self),
                           duration_ms,
                           self->waiting,
                           on_waited,
                           pending_new (self, self->waiting));
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
 * sublet_market_load_more:
 * @self: a market
 *
 * After a list that was cut: asks for one page more than so far, now and at each refresh.
 */
void
sublet_market_load_more (SubletMarket *self)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (!self->truncated)
    return;

  self->n_pages++;
  sublet_market_fetch_now (self);
}

/**
 * sublet_market_set_visible:
 * @self: a market
 * @visible: whether anybody looks at it
 *
 * While visible it refreshes every 60 s, and at once if what it knows is older.
 */
void
sublet_market_set_visible (SubletMarket *self, gboolean visible)
{
  gint64 age_us;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  visible = !!visible;
  if (self->visible == visible)
    return;

  self->visible = visible;
  if (!visible)
    {
      sublet_market_stop_waiting (self);
      return;
    }
  if (self->fetching != NULL)
    return;

  age_us = sublet_clock_get_service_us (sublet_market_get_clock (self)) - self->known_at_us;
  if (self->shown == NULL || self->job.disk_gb < self->fetched_disk_gb || age_us < 0 ||
      age_us / 1000 >= REFRESH_MS)
    sublet_market_fetch_now (self);
  else
    sublet_market_wait_for_refresh (self, REFRESH_MS - age_us / 1000);
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
  sublet_market_forget_offers (self);
  self->n_pages = 1;
  sublet_market_take_error (self, NULL);
  sublet_market_set_state (self, SUBLET_MARKET_STATE_NEVER);
}
