/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-index.h"

#include "core/base/sublet-money.h"

/* What the job costs in other kinds of price than the table's. */

static void
fill_kind_rates (SubletMarketIndex *self, SubletPriceKind kind)
{
  const SubletKindList *list = self->kind_lists[kind];
  SubletJob job = self->job;
  guint i;

  job.kind = kind;
  self->kind_rates[kind] = g_new (SubletSortKey, MAX (self->table->n_rows, 1));
  for (i = 0; i < self->table->n_rows; i++)
    {
      const SubletOfferRow *row =
        sublet_kind_list_find (list, sublet_offer_table_get_row (self->table, i), &job);
      SubletQuote quote;

      if (row != NULL)
        sublet_quote_for_row (row, &job, &quote);
      self->kind_rates[kind][i] = row != NULL ? sublet_sort_key_from_money (quote.job_rate_nusd)
                                              : SUBLET_SORT_KEY_MISSING;
    }
}

/**
 * sublet_market_index_join:
 * @self: an index that nobody else has yet
 * @lists: (array fixed-size=4) (element-type SubletKindList): by kind, each (nullable); that of the
 *   table's own kind is ignored
 *
 * Adds what the job costs in other kinds.
 */
void
sublet_market_index_join (SubletMarketIndex *self, SubletKindList *const *lists)
{
  guint kind;

  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (lists[kind] != NULL && kind != self->table->kind)
      {
        g_assert (self->kind_lists[kind] == NULL);
        self->kind_lists[kind] = sublet_kind_list_ref (lists[kind]);
        fill_kind_rates (self, (SubletPriceKind) kind);
      }
}

/**
 * sublet_market_index_is_joined:
 * @self: an index
 * @lists: (array fixed-size=4) (element-type SubletKindList): as for sublet_market_index_join()
 *
 * Returns: whether those are the lists that it was joined with
 */
bool
sublet_market_index_is_joined (const SubletMarketIndex *self, SubletKindList *const *lists)
{
  guint kind;

  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (kind != self->table->kind && self->kind_lists[kind] != lists[kind])
      return false;

  return true;
}

/**
 * sublet_market_index_get_kind_keys:
 * @self: an index
 * @kind: a kind of price
 *
 * Returns: (transfer none) (nullable): the key of each row's rate in that kind; NULL: not joined
 */
const SubletSortKey *
sublet_market_index_get_kind_keys (const SubletMarketIndex *self, SubletPriceKind kind)
{
  return kind == self->table->kind ? self->job_rates : self->kind_rates[kind];
}

/**
 * sublet_market_index_get_kind_rate_nusd:
 * @self: an index
 * @row: a row of its table
 * @kind: a kind of price
 *
 * Returns: what the job costs per hour there in that kind, SUBLET_MONEY_UNKNOWN when not known
 */
gint64
sublet_market_index_get_kind_rate_nusd (const SubletMarketIndex *self,
                                        guint row,
                                        SubletPriceKind kind)
{
  const SubletSortKey *keys = sublet_market_index_get_kind_keys (self, kind);

  return keys != NULL ? sublet_sort_key_to_money (keys[row]) : SUBLET_MONEY_UNKNOWN;
}
