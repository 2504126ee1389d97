/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-money.h"

/* What the market says about a position and about its counts; nothing here changes it. */

static const SubletMarketShown *
get_shown_at (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);

  return shown != NULL && position < shown->n_positions ? shown : NULL;
}

static const SubletMarketView *
get_view (SubletMarket *self)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);

  return shown != NULL ? shown->view : NULL;
}

/**
 * sublet_market_get_row:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: (transfer none) (nullable): the offer there, valid until the next "view-changed"; NULL
 *   beyond the end
 */
const SubletOfferRow *
sublet_market_get_row (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = get_shown_at (self, position);

  return shown != NULL ? sublet_market_shown_get_row (shown, position) : NULL;
}

/**
 * sublet_market_dup_offer:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: (transfer full) (nullable): the offer there, NULL when it is gone or beyond the end
 */
SubletOffer *
sublet_market_dup_offer (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = get_shown_at (self, position);
  const SubletOfferTable *table;

  if (shown == NULL || sublet_market_shown_is_gone (shown, position))
    return NULL;

  table = shown->view->index->table;

  return sublet_offer_new (sublet_market_shown_get_row (shown, position),
                           table->kind,
                           table->known_at_us);
}

/**
 * sublet_market_is_gone:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: whether the offer there is gone and stays only because the list is held
 */
gboolean
sublet_market_is_gone (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = get_shown_at (self, position);

  return shown != NULL && sublet_market_shown_is_gone (shown, position);
}

/**
 * sublet_market_get_quote:
 * @self: a market
 * @position: a position of the view
 * @quote: (out caller-allocates): what the job costs there
 *
 * While another kind of price is being asked for, this is still the price of the kind that is
 * shown.
 */
void
sublet_market_get_quote (SubletMarket *self, guint position, SubletQuote *quote)
{
  const SubletMarketShown *shown = get_shown_at (self, position);

  g_return_if_fail (shown != NULL);

  sublet_quote_for_row (sublet_market_shown_get_row (shown, position),
                        &shown->view->index->job,
                        quote);
}

/**
 * sublet_market_get_warnings:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: what speaks against the offer there
 */
SubletOfferWarnings
sublet_market_get_warnings (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = get_shown_at (self, position);

  g_return_val_if_fail (shown != NULL, SUBLET_OFFER_WARNING_NONE);

  return sublet_offer_row_get_warnings (sublet_market_shown_get_row (shown, position),
                                        &shown->view->index->job,
                                        shown->view->index->table->known_at_us,
                                        sublet_clock_get_service_us (
                                          sublet_market_get_clock (self)));
}

/**
 * sublet_market_get_ends_us:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: until when the offer there can be rented, Unix µs of the service; 0 when not known
 */
gint64
sublet_market_get_ends_us (SubletMarket *self, guint position)
{
  const SubletMarketShown *shown = get_shown_at (self, position);

  g_return_val_if_fail (shown != NULL, 0);

  return sublet_offer_row_get_ends_us (sublet_market_shown_get_row (shown, position),
                                       shown->view->index->table->known_at_us);
}

/**
 * sublet_market_get_old_rate:
 * @self: a market
 * @position: a position of the view
 * @job_rate_nusd: (out): what the same job cost per hour before
 * @known_at_us: (out): when that was last seen, service time
 *
 * Returns: whether the price changed in the last ten minutes and both prices are known
 */
gboolean
sublet_market_get_old_rate (SubletMarket *self,
                            guint position,
                            gint64 *job_rate_nusd,
                            gint64 *known_at_us)
{
  const SubletMarketShown *shown = get_shown_at (self, position);
  const SubletOldPrice *old;
  SubletOfferRow row;
  SubletQuote quote;
  gint64 now_us = sublet_clock_get_service_us (sublet_market_get_clock (self));

  if (shown == NULL || sublet_market_shown_is_gone (shown, position))
    return FALSE;

  old = sublet_market_index_get_old_price (shown->view->index, shown->positions[position]);
  if (old == NULL || now_us - old->changed_at_us > SUBLET_OLD_PRICE_AGE_US)
    return FALSE;

  sublet_offer_row_init (&row);
  row.dph_base_nusd = old->dph_base_nusd;
  row.dph_total_nusd = old->dph_total_nusd;
  row.discounted_dph_nusd = old->discounted_dph_nusd;
  row.storage_nusd_per_gb_month = old->storage_nusd_per_gb_month;
  row.inet_up_nusd_per_tb = old->inet_up_nusd_per_tb;
  row.inet_down_nusd_per_tb = old->inet_down_nusd_per_tb;
  row.min_bid_nusd = old->min_bid_nusd;
  sublet_quote_for_row (&row, &shown->view->index->job, &quote);
  *job_rate_nusd = quote.job_rate_nusd;
  *known_at_us = old->known_at_us;

  sublet_market_get_quote (self, position, &quote);

  return *job_rate_nusd != SUBLET_MONEY_UNKNOWN && quote.job_rate_nusd != SUBLET_MONEY_UNKNOWN &&
         *job_rate_nusd != quote.job_rate_nusd;
}

/**
 * sublet_market_find_offer:
 * @self: a market
 * @offer_id: an offer
 *
 * Returns: its position in the view, G_MAXUINT when it is not there
 */
guint
sublet_market_find_offer (SubletMarket *self, gint64 offer_id)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  guint row;
  guint i;

  if (shown == NULL)
    return G_MAXUINT;

  row = sublet_offer_table_find (shown->view->index->table, offer_id);
  for (i = 0; i < shown->n_positions; i++)
    if (shown->positions[i] == row || (sublet_market_shown_is_gone (shown, i) &&
                                       sublet_market_shown_get_row (shown, i)->id == offer_id))
      return i;

  return G_MAXUINT;
}

/**
 * sublet_market_find_on_machine:
 * @self: a market
 * @machine_id: a machine; nothing is found on one that is not known
 * @num_gpus: how many of its GPUs
 * @from: the first position to look at
 *
 * A machine offers the same again under another number; one with several GPUs may offer as many of
 * them more than once.
 *
 * Returns: the next position of the view with an offer of that many GPUs there that is not gone,
 *   G_MAXUINT when there is none
 */
guint
sublet_market_find_on_machine (SubletMarket *self, gint64 machine_id, int num_gpus, guint from)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  guint i;

  if (shown == NULL || machine_id < 0)
    return G_MAXUINT;

  for (i = from; i < shown->n_positions; i++)
    {
      const SubletOfferRow *row = sublet_market_shown_get_row (shown, i);

      if (row->machine_id == machine_id && row->num_gpus == num_gpus &&
          !sublet_market_shown_is_gone (shown, i))
        return i;
    }

  return G_MAXUINT;
}

/**
 * sublet_market_has_offer:
 * @self: a market
 * @offer_id: an offer
 *
 * Returns: whether the last answer has it and it can be rented, hidden by a filter or not
 */
gboolean
sublet_market_has_offer (SubletMarket *self, gint64 offer_id)
{
  const SubletMarketView *view = get_view (self);
  guint row;

  if (view == NULL)
    return FALSE;

  row = sublet_offer_table_find (view->index->table, offer_id);

  return row != G_MAXUINT && sublet_market_index_is_eligible (view->index, row);
}

/**
 * sublet_market_choose:
 * @self: a market
 * @policy: how
 *
 * Chooses as sublet_policy_choose() does, never an offer that is gone.
 *
 * Returns: a position of the view, G_MAXUINT when there is nothing to choose
 */
guint
sublet_market_choose (SubletMarket *self, SubletPolicy policy)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  const SubletPolicyTerms terms = sublet_market_get_policy_terms (self, policy);
  g_autofree guint32 *rows = NULL;
  guint n_rows = 0;
  guint chosen;
  guint i;

  if (shown == NULL)
    return G_MAXUINT;

  rows = g_new (guint32, MAX (shown->n_positions, 1));
  for (i = 0; i < shown->n_positions; i++)
    if (!sublet_market_shown_is_gone (shown, i))
      rows[n_rows++] = shown->positions[i];

  chosen = sublet_policy_choose (&terms,
                                 shown->view->index,
                                 rows,
                                 n_rows,
                                 sublet_clock_get_service_us (sublet_market_get_clock (self)));
  if (chosen == G_MAXUINT)
    return G_MAXUINT;

  for (i = 0; shown->positions[i] != rows[chosen]; i++)
    ;

  return i;
}
