/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-view.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-filter-bits.h"

#include <string.h>

typedef guint64 *Bits;

static inline bool
get_bit (const guint64 *bits, guint row)
{
  return (bits[row / 64] >> (row % 64) & 1) != 0;
}

static guint
count_hidden (const SubletMarketIndex *index, const guint64 *bits)
{
  guint n_hidden = 0;
  guint i;

  for (i = 0; i < index->n_words; i++)
    n_hidden += (guint) __builtin_popcountll (index->eligible[i] & ~bits[i]);

  return n_hidden;
}

static guint
count_unknown (const SubletMarketIndex *index, SubletFilterPart part)
{
  const SubletSortKey *keys;
  guint n_unknown = 0;
  guint row;

  if (sublet_filter_part_get_kind (part) != SUBLET_FILTER_KIND_RANGE)
    return 0;

  keys = sublet_filter_bits_get_keys (index, part);
  for (row = 0; row < index->table->n_rows; row++)
    n_unknown += keys[row] == SUBLET_SORT_KEY_MISSING && get_bit (index->eligible, row);

  return n_unknown;
}

/* Eligible and passed by all filters but one; SUBLET_N_FILTER_PARTS leaves none out. */
static Bits
combine (const SubletMarketIndex *index, Bits *parts, guint left_out)
{
  Bits bits = g_new0 (guint64, MAX (index->n_words, 1));
  guint part;
  guint i;

  memcpy (bits, index->eligible, index->n_words * sizeof *bits);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (parts[part] != NULL && part != left_out)
      for (i = 0; i < index->n_words; i++)
        bits[i] &= parts[part][i];

  return bits;
}

/* One bit per row of the table: whether it is eligible and passes the filter. */
static Bits
pass_all (const SubletMarketIndex *index, const SubletOfferFilter *filter)
{
  Bits parts[SUBLET_N_FILTER_PARTS] = { NULL };
  Bits all;
  guint part;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (filter, (SubletFilterPart) part))
      parts[part] = sublet_filter_bits_new (index, filter, (SubletFilterPart) part);
  all = combine (index, parts, SUBLET_N_FILTER_PARTS);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    g_clear_pointer (&parts[part], sublet_filter_bits_unref);

  return all;
}

static guint *
count_words (const SubletDictionary *words, guint n_rows, const guint64 *bits)
{
  guint *counts = g_new0 (guint, words->words->len + 1);
  guint row;

  for (row = 0; row < n_rows; row++)
    if (get_bit (bits, row) && words->of_row[row] != SUBLET_DICTIONARY_MISSING)
      counts[words->of_row[row]]++;

  return counts;
}

static void
count_choices (SubletMarketView *self)
{
  const SubletOfferTable *table = self->index->table;
  g_autofree guint64 *by_model = combine (self->index, self->parts, SUBLET_FILTER_PART_MODEL);
  g_autofree guint64 *by_place = combine (self->index, self->parts, SUBLET_FILTER_PART_PLACE);
  guint i;

  self->n_by_model = count_words (&table->models, table->n_rows, by_model);
  self->n_by_country = count_words (&table->countries, table->n_rows, by_place);
  for (i = 0; i < table->countries.words->len; i++)
    {
      const char *country = g_ptr_array_index (table->countries.words, i);

      self->n_by_region[sublet_region_from_country (country)] += self->n_by_country[i];
    }
}

static void
sort_by (SubletMarketView *self, SubletOfferKey key, bool descending)
{
  const SubletSortKey *keys = sublet_market_index_get_keys (self->index, key);

  /* What is known of no row leaves them as they stand. */
  if (keys != NULL)
    sublet_radix_sort (self->sorted, self->index->n_eligible, keys, descending);
}

static void
sort_all (SubletMarketView *self, SubletMarketView *previous)
{
  const SubletMarketIndex *index = self->index;
  const SubletOfferOrder *order = &self->order;
  guint n = 0;
  guint i;

  self->sorted = g_new (guint32, MAX (index->n_eligible, 1));
  if (previous != NULL && previous->index == index &&
      sublet_offer_order_equal (&previous->order, order))
    {
      memcpy (self->sorted, previous->sorted, index->n_eligible * sizeof *self->sorted);
      return;
    }

  /* By id first: what is equal in both keys stands where it stood in the last answer too. */
  for (i = 0; i < index->table->n_by_id; i++)
    if (sublet_market_index_is_eligible (index, index->table->by_id[i]))
      self->sorted[n++] = index->table->by_id[i];
  g_assert (n == index->n_eligible);

  if (order->second != order->first)
    sort_by (self, order->second, order->second_descending);
  sort_by (self, order->first, order->first_descending);
}

static void
take_passing (SubletMarketView *self, const guint64 *bits)
{
  SubletSortKey lowest = SUBLET_SORT_KEY_MISSING;
  guint32 lowest_row = 0;
  guint i;

  self->rows = g_new (guint32, MAX (self->index->n_eligible, 1));
  for (i = 0; i < self->index->n_eligible; i++)
    {
      guint32 row = self->sorted[i];

      if (!get_bit (bits, row))
        continue;

      self->rows[self->n_rows++] = row;
      if (self->index->job_rates[row] < lowest)
        {
          lowest = self->index->job_rates[row];
          lowest_row = row;
        }
    }

  self->lowest_rate_nusd = lowest == SUBLET_SORT_KEY_MISSING
                             ? SUBLET_MONEY_UNKNOWN
                             : sublet_market_index_get_job_rate_nusd (self->index, lowest_row);
}

static void
fill_part (SubletMarketView *self, SubletFilterPart part, SubletMarketView *previous)
{
  if (previous != NULL && previous->parts[part] != NULL && previous->index == self->index &&
      sublet_offer_filter_part_equal (previous->filter, self->filter, part))
    {
      self->parts[part] = sublet_filter_bits_ref (previous->parts[part]);
      self->n_hidden[part] = previous->n_hidden[part];
      self->n_unknown[part] = previous->n_unknown[part];
      return;
    }

  self->parts[part] = sublet_filter_bits_new (self->index, self->filter, part);
  self->n_hidden[part] = count_hidden (self->index, self->parts[part]);
  self->n_unknown[part] = count_unknown (self->index, part);
}

static void
view_clear (gpointer data)
{
  SubletMarketView *self = data;
  guint part;

  sublet_offer_filter_free (self->filter);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    g_clear_pointer (&self->parts[part], sublet_filter_bits_unref);
  sublet_market_index_unref (self->index);
  g_free (self->sorted);
  g_free (self->rows);
  g_free (self->n_by_model);
  g_free (self->n_by_country);
}

/**
 * sublet_market_view_new:
 * @index: the offers and their prices
 * @filter: what is wanted
 * @order: in which order
 * @previous: (nullable): a view whose order and bits may be used again
 *
 * Any thread.
 *
 * Returns: (transfer full): the view
 */
SubletMarketView *
sublet_market_view_new (SubletMarketIndex *index,
                        const SubletOfferFilter *filter,
                        const SubletOfferOrder *order,
                        SubletMarketView *previous)
{
  SubletMarketView *self = g_atomic_rc_box_new0 (SubletMarketView);
  g_autofree guint64 *all = NULL;
  guint part;

  self->index = sublet_market_index_ref (index);
  self->filter = sublet_offer_filter_copy (filter);
  self->order = *order;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (filter, (SubletFilterPart) part))
      fill_part (self, (SubletFilterPart) part, previous);
  all = combine (index, self->parts, SUBLET_N_FILTER_PARTS);

  count_choices (self);
  sort_all (self, previous);
  take_passing (self, all);

  return self;
}

/**
 * sublet_market_view_ref:
 * @self: a view
 *
 * Returns: (transfer full): @self
 */
SubletMarketView *
sublet_market_view_ref (SubletMarketView *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sublet_market_view_unref:
 * @self: (transfer full): a view
 */
void
sublet_market_view_unref (SubletMarketView *self)
{
  g_atomic_rc_box_release_full (self, view_clear);
}

/**
 * sublet_market_index_find_lowest_nusd:
 * @index: the offers and their prices
 * @filter: what is wanted
 *
 * Any thread.
 *
 * Returns: the lowest rate of the job among what passes, nano-dollars per hour;
 *   SUBLET_MONEY_UNKNOWN when nothing passes
 */
gint64
sublet_market_index_find_lowest_nusd (const SubletMarketIndex *index,
                                      const SubletOfferFilter *filter)
{
  g_autofree guint64 *all = NULL;
  gint64 lowest_nusd = SUBLET_MONEY_UNKNOWN;
  guint row;

  all = pass_all (index, filter);
  for (row = 0; row < index->table->n_rows; row++)
    {
      gint64 rate_nusd = sublet_market_index_get_job_rate_nusd (index, row);

      if (get_bit (all, row) && rate_nusd != SUBLET_MONEY_UNKNOWN &&
          (lowest_nusd == SUBLET_MONEY_UNKNOWN || rate_nusd < lowest_nusd))
        lowest_nusd = rate_nusd;
    }

  return lowest_nusd;
}
