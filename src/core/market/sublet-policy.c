/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-policy.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-offer-warnings.h"

/* What a person who does not look at the offer must not be given while there is another. */
#define AVOIDED                                                               \
  (SUBLET_OFFER_WARNING_ENDS_EARLY | SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE | \
   SUBLET_OFFER_WARNING_CUDA_OLD | SUBLET_OFFER_WARNING_DEVERIFIED)

G_DEFINE_ENUM_TYPE (SubletPolicy,
                    sublet_policy,
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_CHEAPEST, "cheapest"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_SECOND_CHEAPEST, "second-cheapest"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_BEST_VALUE, "best-value"),
                    G_DEFINE_ENUM_VALUE (SUBLET_POLICY_MOST_RELIABLE, "most-reliable"))

static bool
is_avoided (const SubletMarketIndex *index, guint row, gint64 now_us)
{
  SubletOfferWarnings warnings =
    sublet_offer_row_get_warnings (sublet_offer_table_get_row (index->table, row),
                                   &index->job,
                                   index->table->known_at_us,
                                   now_us);

  return (warnings & AVOIDED) != 0;
}

/* What is missing is worth nothing, so it is the least in this direction. */
static SubletSortKey
get_merit (const SubletSortKey *keys, guint row)
{
  return keys[row] == SUBLET_SORT_KEY_MISSING ? 0 : keys[row];
}

static bool
is_better (SubletPolicy policy, const SubletMarketIndex *index, guint a, guint b)
{
  const SubletSortKey *merits = NULL;

  if (policy == SUBLET_POLICY_BEST_VALUE)
    merits = sublet_market_index_get_keys (index, SUBLET_OFFER_KEY_VALUE);
  else if (policy == SUBLET_POLICY_MOST_RELIABLE)
    merits = sublet_market_index_get_keys (index, SUBLET_OFFER_KEY_RELIABILITY);

  if (merits != NULL && get_merit (merits, a) != get_merit (merits, b))
    return get_merit (merits, a) > get_merit (merits, b);

  return index->job_rates[a] < index->job_rates[b];
}

static guint
choose (const SubletPolicyTerms *terms,
        const SubletMarketIndex *index,
        const guint32 *rows,
        guint n_rows,
        gint64 now_us,
        bool avoid)
{
  SubletPolicy policy = terms->policy;
  SubletSortKey highest = SUBLET_SORT_KEY_MISSING;
  guint best = G_MAXUINT;
  guint second = G_MAXUINT;
  guint i;

  if (policy == SUBLET_POLICY_MOST_RELIABLE && terms->max_rate_nusd != SUBLET_MONEY_UNKNOWN)
    highest = sublet_sort_key_from_int (terms->max_rate_nusd);

  for (i = 0; i < n_rows; i++)
    {
      bool is_best;

      if (index->job_rates[rows[i]] == SUBLET_SORT_KEY_MISSING ||
          index->job_rates[rows[i]] > highest)
        continue;

      is_best = best == G_MAXUINT || is_better (policy, index, rows[i], rows[best]);
      if (!is_best && second != G_MAXUINT && !is_better (policy, index, rows[i], rows[second]))
        continue;
      /* Last: it is worked out, and few come so far. */
      if (avoid && is_avoided (index, rows[i], now_us))
        continue;

      if (is_best)
        {
          second = best;
          best = i;
        }
      else
        {
          second = i;
        }
    }

  return policy == SUBLET_POLICY_SECOND_CHEAPEST && second != G_MAXUINT ? second : best;
}

/**
 * sublet_policy_choose:
 * @terms: how
 * @index: the offers and their prices
 * @rows: (array length=n_rows): what to choose from, rows of the index's table
 * @n_rows: how many
 * @now_us: the service's time now
 *
 * An offer whose price is not known is never chosen; one that ends before the job does, or whose
 * machine failed the service's tests or has too old a CUDA for the image, only when there is no
 * other. Of equal ones the first.
 *
 * Returns: a position in @rows, G_MAXUINT when there is none to choose
 */
guint
sublet_policy_choose (const SubletPolicyTerms *terms,
                      const SubletMarketIndex *index,
                      const guint32 *rows,
                      guint n_rows,
                      gint64 now_us)
{
  guint position = choose (terms, index, rows, n_rows, now_us, true);

  return position != G_MAXUINT ? position : choose (terms, index, rows, n_rows, now_us, false);
}
