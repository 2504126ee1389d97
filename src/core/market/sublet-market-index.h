/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/market/sublet-kind-list.h"
#include "core/market/sublet-offer-table.h"

G_BEGIN_DECLS

/* A price that an offer had before the one it has now. */
typedef struct
{
  guint32 row;
  gint64 offer_id;
  gint64 changed_at_us; /* service time of the answer that brought the new price */
  gint64 known_at_us;   /* service time of the last answer with the old one */

  gint64 dph_base_nusd;
  gint64 dph_total_nusd;
  gint64 discounted_dph_nusd;
  gint64 storage_nusd_per_gb_month;
  gint64 inet_up_nusd_per_tb;
  gint64 inet_down_nusd_per_tb;
  gint64 min_bid_nusd;
} SubletOldPrice;

/** How long a changed price is worth a mark. */
#define SUBLET_OLD_PRICE_AGE_US (10 * G_TIME_SPAN_MINUTE)

/*
 * The offers of a table that can be rented for one job, with what they cost for it. Immutable,
 * counted by reference, any thread. The members are for this folder only.
 */
typedef struct
{
  SubletOfferTable *table; /* (owned) */
  SubletJob job;           /* its kind is the table's */

  guint64 *eligible;  /* (owned) (array): bit per row: rentable, not rented, room for the disk */
  guint n_words;      /* of 64 bits */
  guint n_eligible;   /* "total" */
  guint *n_by_model;  /* (owned) (array): eligible offers per word of the table's models */
  GArray *old_prices; /* (owned) (element-type SubletOldPrice): by row */

  SubletSortKey *job_rates;    /* (owned) (array) */
  SubletSortKey *job_costs;    /* (owned) (array) */
  SubletSortKey *gpu_rates;    /* (owned) (array) */
  SubletSortKey *values;       /* (owned) (array): DLPerf per dollar of the job's rate */
  SubletSortKey *flops_values; /* (owned) (array): TFLOPS likewise */

  /* By kind, but for the table's own; (owned) (nullable): not joined */
  SubletKindList *kind_lists[SUBLET_N_PRICE_KINDS];
  SubletSortKey *kind_rates[SUBLET_N_PRICE_KINDS]; /* (array): the job's rate */
} SubletMarketIndex;

SubletMarketIndex *sublet_market_index_new (SubletOfferTable *table,
                                            const SubletJob *job,
                                            SubletMarketIndex *previous);
void sublet_market_index_join (SubletMarketIndex *self, SubletKindList *const *lists);
bool sublet_market_index_is_joined (const SubletMarketIndex *self, SubletKindList *const *lists);
SubletMarketIndex *sublet_market_index_ref (SubletMarketIndex *self);
SubletMarketIndex *sublet_market_index_ref_for (SubletMarketIndex *self, const SubletJob *job);
void sublet_market_index_unref (SubletMarketIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketIndex, sublet_market_index_unref)

const SubletSortKey *sublet_market_index_get_keys (const SubletMarketIndex *self,
                                                   SubletOfferKey key);
gint64 sublet_market_index_get_job_rate_nusd (const SubletMarketIndex *self, guint row);
const SubletSortKey *sublet_market_index_get_kind_keys (const SubletMarketIndex *self,
                                                        SubletPriceKind kind);
gint64 sublet_market_index_get_kind_rate_nusd (const SubletMarketIndex *self,
                                               guint row,
                                               SubletPriceKind kind);
bool sublet_market_index_is_eligible (const SubletMarketIndex *self, guint row);
const SubletOldPrice *sublet_market_index_get_old_price (const SubletMarketIndex *self, guint row);

G_END_DECLS
