/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"
#include "core/base/sublet-money.h"

/**
 * sublet_market_get_policy_max_rate_nusd:
 * @self: a market
 *
 * Returns: what the job may cost at the most where the most reliable offer is chosen, in
 *   nano-dollars per hour; SUBLET_MONEY_UNKNOWN for any
 */
gint64
sublet_market_get_policy_max_rate_nusd (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_MONEY_UNKNOWN);

  return self->policy_max_rate_nusd;
}

/**
 * sublet_market_set_policy_max_rate_nusd:
 * @self: a market
 * @max_rate_nusd: the most the job may cost in an hour where the most reliable offer is chosen;
 *   0 or below for any
 */
void
sublet_market_set_policy_max_rate_nusd (SubletMarket *self, gint64 max_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_MARKET (self));

  self->policy_max_rate_nusd = max_rate_nusd > 0 ? max_rate_nusd : SUBLET_MONEY_UNKNOWN;
}

/* What a policy goes by in this market. */
SubletPolicyTerms
sublet_market_get_policy_terms (SubletMarket *self, SubletPolicy policy)
{
  return (SubletPolicyTerms){ .policy = policy, .max_rate_nusd = self->policy_max_rate_nusd };
}

static bool
has_machine (GPtrArray *offers, const SubletOfferRow *row)
{
  guint i;

  for (i = 0; i < offers->len; i++)
    {
      const SubletOfferRow *other = sublet_offer_get_row (g_ptr_array_index (offers, i));

      if (other->id == row->id || (row->machine_id > 0 && other->machine_id == row->machine_id))
        return true;
    }

  return false;
}

/* Those that are offered still, of a model; (transfer full), @n_rows of them. */
static guint32 *
list_rows (const SubletMarketShown *shown, const char *gpu_name, int num_gpus, guint *n_rows)
{
  guint32 *rows = g_new (guint32, MAX (shown->n_positions, 1));
  guint i;

  *n_rows = 0;
  for (i = 0; i < shown->n_positions; i++)
    {
      const SubletOfferRow *row = sublet_market_shown_get_row (shown, i);

      if (!sublet_market_shown_is_gone (shown, i) &&
          (gpu_name == NULL || g_strcmp0 (row->gpu_name, gpu_name) == 0) &&
          (num_gpus <= 0 || row->num_gpus == num_gpus))
        rows[(*n_rows)++] = shown->positions[i];
    }

  return rows;
}

static SubletOffer *
make_offer (const SubletMarketShown *shown, guint32 row)
{
  const SubletOfferTable *table = shown->view->index->table;

  return sublet_offer_new (sublet_offer_table_get_row (table, row),
                           table->kind,
                           table->known_at_us);
}

/**
 * sublet_market_pick_like: (skip)
 * @self: a market
 * @policy: how
 * @job: what is to run: its own prices decide
 * @gpu_name: (nullable): its model; NULL: any
 * @num_gpus: of how many; 0: any
 *
 * Returns: (transfer full) (nullable): the offer among those that are shown; NULL: there is none,
 * or the market is not known
 */
SubletOffer *
sublet_market_pick_like (SubletMarket *self,
                         SubletPolicy policy,
                         const SubletJob *job,
                         const char *gpu_name,
                         int num_gpus)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  gint64 now_us = sublet_clock_get_service_us (sublet_market_get_clock (self));
  g_autofree guint32 *rows = NULL;
  const SubletPolicyTerms terms = sublet_market_get_policy_terms (self, policy);
  g_autoptr (SubletMarketIndex) index = NULL;
  guint n_rows = 0;
  guint chosen;

  if (shown == NULL || sublet_market_get_state (self) != SUBLET_MARKET_STATE_KNOWN)
    return NULL;

  rows = list_rows (shown, gpu_name, num_gpus, &n_rows);
  index = sublet_market_index_ref_for (shown->view->index, job);
  chosen = sublet_policy_choose (&terms, index, rows, n_rows, now_us);

  return chosen != G_MAXUINT ? make_offer (shown, rows[chosen]) : NULL;
}

/**
 * sublet_market_pick:
 * @self: a market
 * @policy: how
 * @first: (nullable): the one that was chosen already; the rest have its model and number of GPUs
 * @count: how many are wanted
 *
 * For several rentals of one wish. A machine that fails takes no two of them along, so each is of
 * another one.
 *
 * Returns: (transfer full) (element-type SubletOffer): at most @count offers, fewer when there are
 *   not so many
 */
GPtrArray *
sublet_market_pick (SubletMarket *self, SubletPolicy policy, SubletOffer *first, guint count)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);
  gint64 now_us = sublet_clock_get_service_us (sublet_market_get_clock (self));
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  const SubletOfferRow *model = first != NULL ? sublet_offer_get_row (first) : NULL;
  const SubletPolicyTerms terms = sublet_market_get_policy_terms (self, policy);
  g_autofree guint32 *rows = NULL;
  guint n_rows = 0;
  guint i;

  if (first != NULL && count > 0)
    g_ptr_array_add (offers, g_object_ref (first));
  if (shown == NULL)
    return g_steal_pointer (&offers);

  rows = list_rows (shown,
                    model != NULL ? model->gpu_name : NULL,
                    model != NULL ? model->num_gpus : 0,
                    &n_rows);
  while (offers->len < count)
    {
      guint chosen;
      guint n_left = 0;

      /* Without the machines that are in it. */
      for (i = 0; i < n_rows; i++)
        {
          if (!has_machine (offers,
                            sublet_offer_table_get_row (shown->view->index->table, rows[i])))
            rows[n_left++] = rows[i];
        }
      n_rows = n_left;
      chosen = sublet_policy_choose (&terms, shown->view->index, rows, n_rows, now_us);
      if (chosen == G_MAXUINT)
        break;
      g_ptr_array_add (offers, make_offer (shown, rows[chosen]));
    }

  return g_steal_pointer (&offers);
}
