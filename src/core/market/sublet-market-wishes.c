/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

/**
 * sublet_market_get_job:
 * @self: a market
 * @job: (out caller-allocates): what is to run
 */
void
sublet_market_get_job (SubletMarket *self, SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  *job = self->job;
}

/**
 * sublet_market_set_job:
 * @self: a market
 * @job: what is to run
 *
 * Prices follow at once. Another kind of price is asked for, and until the answer comes the old
 * kind is shown; a smaller disk is asked for when it has stopped changing, since the service left
 * out machines that now have room.
 */
void
sublet_market_set_job (SubletMarket *self, const SubletJob *job)
{
  SubletJob before;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (sublet_job_equal (&self->job, job))
    return;

  before = self->job;
  self->job = *job;
  self->dirty = TRUE;
  sublet_market_recalculate (self);
  sublet_market_follow_job (self, &before);
}

/**
 * sublet_market_get_filter:
 * @self: a market
 *
 * Returns: (transfer none): which offers are wanted, valid until the next change
 */
const SubletOfferFilter *
sublet_market_get_filter (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return self->filter;
}

/**
 * sublet_market_set_filter:
 * @self: a market
 * @filter: which offers are wanted; copied
 *
 * What is held is filtered at once. Where it was cut, or was asked for through filters that this
 * one is not within, the service is asked when the filter has stopped changing.
 */
void
sublet_market_set_filter (SubletMarket *self, const SubletOfferFilter *filter)
{
  SubletOfferFilter *copy;

  g_return_if_fail (SUBLET_IS_MARKET (self));
  g_return_if_fail (filter != NULL);

  if (sublet_offer_filter_equal (self->filter, filter))
    return;

  copy = sublet_offer_filter_copy (filter);
  sublet_offer_filter_free (self->filter);
  self->filter = copy;
  self->dirty = TRUE;
  sublet_market_follow_wish (self);
  sublet_market_follow_filter (self);
}

/**
 * sublet_market_get_order:
 * @self: a market
 * @order: (out caller-allocates): first by, then by
 */
void
sublet_market_get_order (SubletMarket *self, SubletOfferOrder *order)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  *order = self->order;
}

/**
 * sublet_market_set_order:
 * @self: a market
 * @order: first by, then by
 */
void
sublet_market_set_order (SubletMarket *self, const SubletOfferOrder *order)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (sublet_offer_order_equal (&self->order, order))
    return;

  self->order = *order;
  self->dirty = TRUE;
  sublet_market_follow_wish (self);
}

/**
 * sublet_market_set_held:
 * @self: a market
 * @held: whether nothing may move by itself
 *
 * Letting go shows what was held back.
 */
void
sublet_market_set_held (SubletMarket *self, gboolean held)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  self->held = !!held;
  if (!held)
    sublet_market_show_changes (self);
}

/**
 * sublet_market_get_changes:
 * @self: a market
 *
 * Returns: how many rows would come, go or move
 */
guint
sublet_market_get_changes (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->shown != NULL ? self->shown->n_changes : 0;
}

/**
 * sublet_market_show_changes:
 * @self: a market
 *
 * Shows what was held back so far, held or not.
 */
void
sublet_market_show_changes (SubletMarket *self)
{
  SubletMarketShown *before;

  g_return_if_fail (SUBLET_IS_MARKET (self));

  if (self->shown == NULL || self->shown->own_positions == NULL)
    return;

  before = sublet_market_exchange_shown (self, sublet_market_shown_new (self->shown->view));
  sublet_market_shown_unref (before);
  sublet_market_emit_view_changed (self);
}
