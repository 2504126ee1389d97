/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

/**
 * sublet_market_follow_wish: (skip)
 * @self: a market whose filter or order somebody changed
 *
 * Shows it, unless frozen.
 */
void
sublet_market_follow_wish (SubletMarket *self)
{
  if (self->n_freezes > 0)
    return;

  if (self->shown == NULL)
    sublet_market_emit_view_changed (self);
  else
    sublet_market_recalculate (self);
}

/**
 * sublet_market_follow_job: (skip)
 * @self: a market whose job somebody changed
 * @before: the job before it
 *
 * Asks for what is not held, unless frozen.
 */
void
sublet_market_follow_job (SubletMarket *self, const SubletJob *before)
{
  if (self->n_freezes > 0 || self->state == SUBLET_MARKET_STATE_NEVER)
    return;

  if (self->job.kind != before->kind)
    {
      self->wanted_rows = 0;
      sublet_market_fetch_now (self);
    }
  else if (self->job.disk_gb < self->fetched_disk_gb)
    {
      sublet_market_stop_fetching (self);
      sublet_market_wait_to_settle (self);
    }
}

/**
 * sublet_market_freeze:
 * @self: a market
 *
 * Until as many thaws, job, filter and order can be set without anything being calculated or asked.
 */
void
sublet_market_freeze (SubletMarket *self)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (self->n_freezes++ == 0)
    self->frozen_job = self->job;
}

/**
 * sublet_market_thaw:
 * @self: a frozen market
 *
 * The last thaw shows in one calculation what was set meanwhile, and asks once for what it takes.
 */
void
sublet_market_thaw (SubletMarket *self)
{
  gboolean ask;

  g_return_if_fail (SUBLET_IS_MARKET (self));
  g_return_if_fail (self->n_freezes > 0);

  if (--self->n_freezes > 0)
    return;

  ask = self->ask_wanted;
  self->ask_wanted = FALSE;
  if (self->dirty || self->kinds_dirty || self->page != NULL)
    sublet_market_follow_wish (self);
  sublet_market_follow_job (self, &self->frozen_job);
  sublet_market_follow_filter (self);
  if (ask)
    sublet_market_refresh (self);
}
