/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/market/sublet-market-private.h"

/* What is known, without asking for it. */

/**
 * sublet_market_get_state:
 * @self: a market
 *
 * Returns: what is known at all
 */
SubletMarketState
sublet_market_get_state (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_MARKET_STATE_NEVER);

  return self->state;
}

/**
 * sublet_market_get_error:
 * @self: a market
 *
 * Returns: (transfer none) (nullable): why the last request failed, NULL after an answer
 */
const GError *
sublet_market_get_error (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return self->error;
}

/**
 * sublet_market_get_known_at_us:
 * @self: a market
 *
 * Returns: service time of the answer that is shown, Unix µs; 0 for none
 */
gint64
sublet_market_get_known_at_us (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->known_at_us;
}

/**
 * sublet_market_get_refreshing:
 * @self: a market
 *
 * Returns: whether an answer is awaited
 */
gboolean
sublet_market_get_refreshing (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), FALSE);

  return self->fetching != NULL;
}

/**
 * sublet_market_get_total:
 * @self: a market
 *
 * Returns: offers that can be rented for the job, before any filter
 */
guint
sublet_market_get_total (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->shown != NULL ? self->shown->view->index->n_eligible : 0;
}

/**
 * sublet_market_get_shown:
 * @self: a market
 *
 * Returns: how many positions the view has
 */
guint
sublet_market_get_shown (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->shown != NULL ? self->shown->n_positions : 0;
}

/**
 * sublet_market_get_hidden:
 * @self: a market
 *
 * Returns: how many offers the filters keep from the list, of the latest answer; while the list is
 *   held it may show others than that answer has
 */
guint
sublet_market_get_hidden (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->shown != NULL ? self->shown->view->index->n_eligible - self->shown->view->n_rows : 0;
}

/**
 * sublet_market_get_cut:
 * @self: a market
 *
 * Returns: why there may be more offers than are known
 */
SubletMarketCut
sublet_market_get_cut (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_MARKET_CUT_NONE);

  return self->cut;
}

/**
 * sublet_market_get_skipped:
 * @self: a market
 *
 * Returns: how many offers of the answer that is shown could not be read, and are not known
 */
guint
sublet_market_get_skipped (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);

  return self->skipped_rows;
}

const SubletMarketShown *
sublet_market_get_shown_data (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return self->shown;
}
