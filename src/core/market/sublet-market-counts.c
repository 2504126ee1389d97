/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-money.h"

static const SubletMarketView *
get_view (SubletMarket *self)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);

  return shown != NULL ? shown->view : NULL;
}

/**
 * sublet_market_get_lowest_rate_nusd:
 * @self: a market
 *
 * Returns: what the cheapest offer that passes the filters costs for the job per hour,
 *   SUBLET_MONEY_UNKNOWN when there is none
 */
gint64
sublet_market_get_lowest_rate_nusd (SubletMarket *self)
{
  const SubletMarketView *view = get_view (self);

  return view != NULL ? view->lowest_rate_nusd : SUBLET_MONEY_UNKNOWN;
}

/**
 * sublet_market_get_n_hidden:
 * @self: a market
 * @part: a filter
 *
 * Returns: how many offers that filter hides by itself, whatever the others do
 */
guint
sublet_market_get_n_hidden (SubletMarket *self, SubletFilterPart part)
{
  const SubletMarketView *view = get_view (self);

  g_return_val_if_fail ((guint) part < SUBLET_N_FILTER_PARTS, 0);

  return view != NULL ? view->n_hidden[part] : 0;
}

/**
 * sublet_market_get_n_unknown:
 * @self: a market
 * @part: a filter
 *
 * Returns: how many of those that sublet_market_get_n_hidden() counts are hidden because the
 *   service does not tell what the filter asks for; 0 for what is no range
 */
guint
sublet_market_get_n_unknown (SubletMarket *self, SubletFilterPart part)
{
  const SubletMarketView *view = get_view (self);

  g_return_val_if_fail ((guint) part < SUBLET_N_FILTER_PARTS, 0);

  return view != NULL ? view->n_unknown[part] : 0;
}

/**
 * sublet_market_get_n_models:
 * @self: a market
 *
 * Returns: how many models the last answer names
 */
guint
sublet_market_get_n_models (SubletMarket *self)
{
  const SubletMarketView *view = get_view (self);

  return view != NULL ? view->index->table->models.words->len : 0;
}

/**
 * sublet_market_get_model:
 * @self: a market
 * @i: which, below sublet_market_get_n_models()
 * @n_total: (out) (optional): offers of that model that can be rented
 * @n_choosable: (out) (optional): those of them that pass all filters but the one on models
 *
 * Returns: (transfer none): the model as the service spells it; sorted by name
 */
const char *
sublet_market_get_model (SubletMarket *self, guint i, guint *n_total, guint *n_choosable)
{
  const SubletMarketView *view = get_view (self);

  g_return_val_if_fail (i < sublet_market_get_n_models (self), NULL);

  if (n_total != NULL)
    *n_total = view->index->n_by_model[i];
  if (n_choosable != NULL)
    *n_choosable = view->n_by_model[i];

  return g_ptr_array_index (view->index->table->models.words, i);
}

/**
 * sublet_market_get_n_countries:
 * @self: a market
 *
 * Returns: how many countries the last answer names
 */
guint
sublet_market_get_n_countries (SubletMarket *self)
{
  const SubletMarketView *view = get_view (self);

  return view != NULL ? view->index->table->countries.words->len : 0;
}

/**
 * sublet_market_get_country:
 * @self: a market
 * @i: which, below sublet_market_get_n_countries()
 * @n_choosable: (out) (optional): offers there that pass all filters but the one on places
 *
 * Returns: (transfer none): two capital letters; sorted
 */
const char *
sublet_market_get_country (SubletMarket *self, guint i, guint *n_choosable)
{
  const SubletMarketView *view = get_view (self);

  g_return_val_if_fail (i < sublet_market_get_n_countries (self), NULL);

  if (n_choosable != NULL)
    *n_choosable = view->n_by_country[i];

  return g_ptr_array_index (view->index->table->countries.words, i);
}

/**
 * sublet_market_get_n_in_region:
 * @self: a market
 * @region: a part of the world
 *
 * Returns: how many offers there pass all filters but the one on places
 */
guint
sublet_market_get_n_in_region (SubletMarket *self, SubletRegion region)
{
  const SubletMarketView *view = get_view (self);

  g_return_val_if_fail ((guint) region < SUBLET_N_REGIONS, 0);

  return view != NULL ? view->n_by_region[region] : 0;
}
