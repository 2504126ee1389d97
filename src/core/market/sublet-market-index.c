/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-index.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-job-fit.h"

/* DLPerf or TFLOPS per dollar that nothing reaches; beyond it the table shows a dash. */
#define MAX_VALUE 1e14

static void
fill_eligible (SubletMarketIndex *self)
{
  const SubletOfferTable *table = self->table;
  guint i;

  self->n_words = (table->n_rows + 63) / 64;
  self->eligible = g_new0 (guint64, MAX (self->n_words, 1));
  self->n_by_model = g_new0 (guint, MAX (table->models.words->len, 1));

  for (i = 0; i < table->n_by_id; i++)
    {
      guint32 row = table->by_id[i];
      guint32 model = table->models.of_row[row];
      const SubletOfferRow *offer = sublet_offer_table_get_row (table, row);

      if (!sublet_job_fits_row (&self->job, offer))
        continue;

      self->eligible[row / 64] |= G_GUINT64_CONSTANT (1) << (row % 64);
      self->n_eligible++;
      if (model != SUBLET_DICTIONARY_MISSING)
        self->n_by_model[model]++;
    }
}

static SubletSortKey
make_value (double figure, gint64 job_rate_nusd)
{
  if (job_rate_nusd == SUBLET_MONEY_UNKNOWN || job_rate_nusd <= 0)
    return SUBLET_SORT_KEY_MISSING;

  return sublet_sort_key_from_figure (figure / sublet_money_usd_from_nusd (job_rate_nusd),
                                      -MAX_VALUE,
                                      MAX_VALUE);
}

static void
fill_keys (SubletMarketIndex *self)
{
  guint n_rows = self->table->n_rows;
  guint i;

  self->job_rates = g_new (SubletSortKey, MAX (n_rows, 1));
  self->job_costs = g_new (SubletSortKey, MAX (n_rows, 1));
  self->gpu_rates = g_new (SubletSortKey, MAX (n_rows, 1));
  self->values = g_new (SubletSortKey, MAX (n_rows, 1));
  self->flops_values = g_new (SubletSortKey, MAX (n_rows, 1));

  for (i = 0; i < n_rows; i++)
    {
      const SubletOfferRow *offer = sublet_offer_table_get_row (self->table, i);
      SubletQuote quote;

      sublet_quote_for_row (offer, &self->job, &quote);
      self->job_rates[i] = sublet_sort_key_from_money (quote.job_rate_nusd);
      self->job_costs[i] = sublet_sort_key_from_money (quote.job_uusd);
      self->gpu_rates[i] = sublet_sort_key_from_money (quote.gpu_rate_nusd);
      self->values[i] = make_value (offer->dlperf, quote.job_rate_nusd);
      self->flops_values[i] = make_value (offer->total_flops, quote.job_rate_nusd);
    }
}

static bool
has_same_price (const SubletOfferRow *a, const SubletOfferRow *b)
{
  return a->dph_base_nusd == b->dph_base_nusd && a->discounted_dph_nusd == b->discounted_dph_nusd &&
         a->storage_nusd_per_gb_month == b->storage_nusd_per_gb_month &&
         a->inet_up_nusd_per_tb == b->inet_up_nusd_per_tb &&
         a->inet_down_nusd_per_tb == b->inet_down_nusd_per_tb && a->min_bid_nusd == b->min_bid_nusd;
}

static void
add_old_price (SubletMarketIndex *self,
               guint32 row,
               const SubletOfferRow *old,
               gint64 old_known_at_us)
{
  SubletOldPrice price = {
    .row = row,
    .offer_id = old->id,
    .changed_at_us = self->table->known_at_us,
    .known_at_us = old_known_at_us,
    .dph_base_nusd = old->dph_base_nusd,
    .dph_total_nusd = old->dph_total_nusd,
    .discounted_dph_nusd = old->discounted_dph_nusd,
    .storage_nusd_per_gb_month = old->storage_nusd_per_gb_month,
    .inet_up_nusd_per_tb = old->inet_up_nusd_per_tb,
    .inet_down_nusd_per_tb = old->inet_down_nusd_per_tb,
    .min_bid_nusd = old->min_bid_nusd,
  };

  g_array_append_val (self->old_prices, price);
}

static void
carry_over (SubletMarketIndex *self, guint32 row, const SubletOldPrice *old)
{
  SubletOldPrice price = *old;

  if (self->table->known_at_us - old->changed_at_us > SUBLET_OLD_PRICE_AGE_US)
    return;

  price.row = row;
  g_array_append_val (self->old_prices, price);
}

static int
compare_old_prices (gconstpointer a, gconstpointer b)
{
  guint32 row_a = ((const SubletOldPrice *) a)->row;
  guint32 row_b = ((const SubletOldPrice *) b)->row;

  return (row_a > row_b) - (row_a < row_b);
}

/* Both tables are sorted by id, so one walk through both meets every offer that is in both. */
static void
compare_prices (SubletMarketIndex *self, const SubletMarketIndex *previous)
{
  const SubletOfferTable *before = previous->table;
  const SubletOfferTable *now = self->table;
  guint i = 0;
  guint j = 0;

  while (i < before->n_by_id && j < now->n_by_id)
    {
      const SubletOfferRow *old = sublet_offer_table_get_row (before, before->by_id[i]);
      const SubletOfferRow *new = sublet_offer_table_get_row (now, now->by_id[j]);

      if (old->id == new->id)
        {
          const SubletOldPrice *price;

          if (!has_same_price (old, new))
            add_old_price (self, now->by_id[j], old, before->known_at_us);
          else if ((price = sublet_market_index_get_old_price (previous, before->by_id[i])) != NULL)
            carry_over (self, now->by_id[j], price);
        }
      i += old->id <= new->id;
      j += new->id <= old->id;
    }

  g_array_sort (self->old_prices, compare_old_prices);
}

static void
index_clear (gpointer data)
{
  SubletMarketIndex *self = data;
  guint kind;

  sublet_offer_table_unref (self->table);
  g_free (self->eligible);
  g_free (self->n_by_model);
  g_array_unref (self->old_prices);
  g_free (self->job_rates);
  g_free (self->job_costs);
  g_free (self->gpu_rates);
  g_free (self->values);
  g_free (self->flops_values);
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    {
      g_clear_pointer (&self->kind_lists[kind], sublet_kind_list_unref);
      g_free (self->kind_rates[kind]);
    }
}

/**
 * sublet_market_index_new:
 * @table: the offers
 * @job: what is to run; its kind is ignored, the table has one
 * @previous: (nullable): what was known before, to tell which prices changed; of the same kind
 *
 * Any thread.
 *
 * Returns: (transfer full): the index
 */
SubletMarketIndex *
sublet_market_index_new (SubletOfferTable *table, const SubletJob *job, SubletMarketIndex *previous)
{
  SubletMarketIndex *self = g_atomic_rc_box_new0 (SubletMarketIndex);

  self->table = sublet_offer_table_ref (table);
  self->job = *job;
  self->job.kind = table->kind;
  self->old_prices = g_array_new (FALSE, FALSE, sizeof (SubletOldPrice));
  fill_eligible (self);
  fill_keys (self);

  if (previous == NULL || previous->table->kind != table->kind)
    return self;

  if (previous->table == table)
    g_array_append_vals (self->old_prices, previous->old_prices->data, previous->old_prices->len);
  else
    compare_prices (self, previous);

  return self;
}

/**
 * sublet_market_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self
 */
SubletMarketIndex *
sublet_market_index_ref (SubletMarketIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sublet_market_index_ref_for:
 * @self: an index
 * @job: another job, perhaps; its kind is ignored, the table has one
 *
 * Any thread.
 *
 * Returns: (transfer full): the same offers at that job's prices: @self where it has those, else a
 *   new index, which is joined with no other kind
 */
SubletMarketIndex *
sublet_market_index_ref_for (SubletMarketIndex *self, const SubletJob *job)
{
  SubletJob priced = *job;

  priced.kind = self->table->kind;
  if (sublet_job_equal (&self->job, &priced))
    return sublet_market_index_ref (self);

  return sublet_market_index_new (self->table, &priced, NULL);
}

/**
 * sublet_market_index_unref:
 * @self: (transfer full): an index
 */
void
sublet_market_index_unref (SubletMarketIndex *self)
{
  g_atomic_rc_box_release_full (self, index_clear);
}

/**
 * sublet_market_index_get_keys:
 * @self: an index
 * @key: what to order by
 *
 * Returns: (transfer none) (nullable): the key of each row of the table; NULL: of none it is known,
 *   which is so only of kinds that are not joined
 */
const SubletSortKey *
sublet_market_index_get_keys (const SubletMarketIndex *self, SubletOfferKey key)
{
  if (key == SUBLET_OFFER_KEY_JOB_RATE)
    return self->job_rates;
  if (key == SUBLET_OFFER_KEY_JOB_COST)
    return self->job_costs;
  if (key == SUBLET_OFFER_KEY_GPU_RATE)
    return self->gpu_rates;
  if (key == SUBLET_OFFER_KEY_VALUE)
    return self->values;
  if (key == SUBLET_OFFER_KEY_FLOPS_VALUE)
    return self->flops_values;
  if (sublet_offer_key_get_price_kind (key) != SUBLET_PRICE_KIND_UNKNOWN)
    return sublet_market_index_get_kind_keys (self, sublet_offer_key_get_price_kind (key));

  return self->table->keys[key];
}

/**
 * sublet_market_index_get_job_rate_nusd:
 * @self: an index
 * @row: a row of its table
 *
 * Returns: what the job costs per hour there, SUBLET_MONEY_UNKNOWN when not known
 */
gint64
sublet_market_index_get_job_rate_nusd (const SubletMarketIndex *self, guint row)
{
  return sublet_sort_key_to_money (self->job_rates[row]);
}

/**
 * sublet_market_index_is_eligible:
 * @self: an index
 * @row: a row of its table
 *
 * Returns: whether it can be rented for the job
 */
bool
sublet_market_index_is_eligible (const SubletMarketIndex *self, guint row)
{
  return (self->eligible[row / 64] >> (row % 64) & 1) != 0;
}

/**
 * sublet_market_index_get_old_price:
 * @self: an index
 * @row: a row of its table
 *
 * Returns: (transfer none) (nullable): its price before the last change
 */
const SubletOldPrice *
sublet_market_index_get_old_price (const SubletMarketIndex *self, guint row)
{
  SubletOldPrice wanted = { .row = row };
  guint found;

  if (!g_array_binary_search (self->old_prices, &wanted, compare_old_prices, &found))
    return NULL;

  return &g_array_index (self->old_prices, SubletOldPrice, found);
}
