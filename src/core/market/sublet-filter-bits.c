/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-filter-bits.h"

#include "core/market/sublet-filter-words.h"

typedef guint64 *Bits;

static inline void
put_bit (Bits bits, guint row, bool value)
{
  bits[row / 64] |= (guint64) value << (row % 64);
}

static void
pass_words (Bits bits, guint n_rows, const SubletDictionary *words, const bool *passes)
{
  guint row;

  for (row = 0; row < n_rows; row++)
    {
      guint32 word = words->of_row[row];

      put_bit (bits, row, word != SUBLET_DICTIONARY_MISSING && passes[word]);
    }
}

static void
pass_models (Bits bits, const SubletOfferTable *table, const SubletOfferFilter *filter)
{
  GPtrArray *words = table->models.words;
  g_autofree bool *passes = g_new0 (bool, words->len + 1);
  guint i;

  for (i = 0; i < words->len; i++)
    passes[i] = sublet_offer_filter_passes_model (filter, g_ptr_array_index (words, i));
  pass_words (bits, table->n_rows, &table->models, passes);
}

static void
pass_places (Bits bits, const SubletOfferTable *table, const SubletOfferFilter *filter)
{
  GPtrArray *words = table->countries.words;
  g_autofree bool *passes = g_new0 (bool, words->len + 1);
  guint i;

  for (i = 0; i < words->len; i++)
    passes[i] = sublet_offer_filter_passes_place (filter, g_ptr_array_index (words, i));
  pass_words (bits, table->n_rows, &table->countries, passes);
}

/* Keys sort as their values do, so bounds on values are bounds on keys; what is missing is above
 * every value. */
static void
pass_range (Bits bits,
            const SubletMarketIndex *index,
            const SubletOfferFilter *filter,
            const SubletFilterRange *range)
{
  const SubletOfferTable *table = index->table;
  const SubletSortKey *keys = sublet_filter_bits_get_keys (index, range->part);
  gint64 lower = sublet_offer_filter_get_lower (filter, range->part);
  gint64 upper = sublet_offer_filter_get_upper (filter, range->part);
  SubletSortKey lowest = 0;
  SubletSortKey highest = SUBLET_SORT_KEY_MISSING - 1;
  guint row;

  if (lower != SUBLET_FILTER_NO_BOUND)
    lowest = sublet_filter_range_get_lower_key (range, lower, table->known_at_us);
  if (upper != SUBLET_FILTER_NO_BOUND)
    highest = sublet_filter_range_get_upper_key (range, upper, table->known_at_us);

  for (row = 0; row < table->n_rows; row++)
    put_bit (bits, row, keys[row] >= lowest && keys[row] <= highest);
}

static void
pass_text (Bits bits, const SubletOfferTable *table, const SubletOfferFilter *filter)
{
  g_autoptr (SubletFilterWords)
    words = sublet_filter_words_new (sublet_offer_filter_get_text (filter));
  guint row;

  for (row = 0; row < table->n_rows; row++)
    put_bit (bits,
             row,
             sublet_filter_words_occur_in (words, sublet_offer_table_get_row (table, row)));
}

static void
pass_rows (Bits bits,
           const SubletOfferTable *table,
           const SubletOfferFilter *filter,
           SubletFilterPart part)
{
  guint row;

  for (row = 0; row < table->n_rows; row++)
    put_bit (bits,
             row,
             sublet_offer_filter_passes_row (filter,
                                             part,
                                             sublet_offer_table_get_row (table, row)));
}

/**
 * sublet_filter_bits_get_keys:
 * @index: the offers and their prices
 * @part: a range
 *
 * Returns: (transfer none): what each row's value is, as a key
 */
const SubletSortKey *
sublet_filter_bits_get_keys (const SubletMarketIndex *index, SubletFilterPart part)
{
  const SubletFilterRange *range = sublet_filter_range_of_part (part);

  return range->key >= 0 ? sublet_market_index_get_keys (index, (SubletOfferKey) range->key)
                         : index->table->range_keys[part];
}

/**
 * sublet_filter_bits_new:
 * @index: the offers and their prices
 * @filter: what is wanted
 * @part: one of its parts, set
 *
 * Any thread.
 *
 * Returns: (transfer full) (array): a bit per row of the table, reference-counted
 */
guint64 *
sublet_filter_bits_new (const SubletMarketIndex *index,
                        const SubletOfferFilter *filter,
                        SubletFilterPart part)
{
  const SubletOfferTable *table = index->table;
  Bits bits = g_atomic_rc_box_alloc0 (MAX (index->n_words, 1) * sizeof *bits);

  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      pass_models (bits, table, filter);
      break;
    case SUBLET_FILTER_KIND_PLACES:
      pass_places (bits, table, filter);
      break;
    case SUBLET_FILTER_KIND_RANGE:
      pass_range (bits, index, filter, sublet_filter_range_of_part (part));
      break;
    case SUBLET_FILTER_KIND_TEXT:
      pass_text (bits, table, filter);
      break;
    case SUBLET_FILTER_KIND_COUNT:
    case SUBLET_FILTER_KIND_CHOICES:
    case SUBLET_FILTER_KIND_FLAG:
    case SUBLET_FILTER_KIND_IDS:
    default:
      pass_rows (bits, table, filter, part);
      break;
    }

  return bits;
}

/**
 * sublet_filter_bits_ref:
 * @bits: bits
 *
 * Any thread.
 *
 * Returns: (transfer full): @bits, which nobody changes
 */
guint64 *
sublet_filter_bits_ref (guint64 *bits)
{
  return g_atomic_rc_box_acquire (bits);
}

/**
 * sublet_filter_bits_unref:
 * @bits: (transfer full): bits
 */
void
sublet_filter_bits_unref (guint64 *bits)
{
  g_atomic_rc_box_release (bits);
}
