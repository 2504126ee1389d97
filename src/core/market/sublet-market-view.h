/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-index.h"
#include "core/market/sublet-offer-filter.h"
#include "core/market/sublet-offer-order.h"

G_BEGIN_DECLS

/*
 * What passes one filter, in one order, and how many rows each filter hides. Immutable, counted by
 * reference, any thread. The members are for this folder only.
 */
typedef struct
{
  SubletMarketIndex *index; /* (owned) */
  SubletOfferOrder order;

  guint32 *sorted; /* (owned) (array length=n_eligible): all eligible rows in order */
  guint32 *rows;   /* (owned) (array length=n_rows): those that pass, in order */
  guint n_rows;
  gint64 lowest_rate_nusd; /* of the rows; SUBLET_MONEY_UNKNOWN when none is known */

  SubletOfferFilter *filter; /* (owned) */
  /* (owned) (nullable) (array): reference-counted, a bit per row of the table; shared with views of
   * the same index and part, so that a sort filters nothing. NULL: that part is not set. */
  guint64 *parts[SUBLET_N_FILTER_PARTS];

  /* Rows that fail a filter, whatever the others say. */
  guint n_hidden[SUBLET_N_FILTER_PARTS];
  /* Those of them whose value is not known; of ranges. */
  guint n_unknown[SUBLET_N_FILTER_PARTS];

  /* Rows that pass all other filters: what choosing this would show. */
  guint *n_by_model;   /* (owned) (array): per word of the table's models */
  guint *n_by_country; /* (owned) (array): per word of the table's countries */
  guint n_by_region[SUBLET_N_REGIONS];
} SubletMarketView;

SubletMarketView *sublet_market_view_new (SubletMarketIndex *index,
                                          const SubletOfferFilter *filter,
                                          const SubletOfferOrder *order,
                                          SubletMarketView *previous);
SubletMarketView *sublet_market_view_ref (SubletMarketView *self);
void sublet_market_view_unref (SubletMarketView *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketView, sublet_market_view_unref)

/* Without the work of a view. */
gint64 sublet_market_index_find_lowest_nusd (const SubletMarketIndex *index,
                                             const SubletOfferFilter *filter);

G_END_DECLS
