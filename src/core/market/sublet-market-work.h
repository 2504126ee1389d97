/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-shown.h"
#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/*
 * One recalculation of the market: what goes into it and what comes out. It shares nothing that
 * changes with the market, so it runs on any thread; only one thread has it at a time.
 */
typedef struct
{
  /* input */
  GArray *rows; /* (owned) (nullable): a new answer; NULL keeps the one of `before` */
  SubletPriceKind kind;
  gint64 known_at_us;
  SubletOfferQuery *query; /* (owned) (nullable): what they answer */
  SubletMarketCut cut;
  guint skipped_rows;
  bool held;                 /* keep the positions of `before` */
  SubletMarketShown *before; /* (owned) (nullable): what is shown now */
  SubletJob job;
  SubletKindList *kind_lists[SUBLET_N_PRICE_KINDS]; /* (owned) (nullable) */
  SubletOfferFilter *filter;                        /* (owned) */
  SubletOfferOrder order;
  SubletPlaceNamer place_namer; /* (nullable) */
  guint generation;             /* of the market that asked */

  /* output */
  SubletMarketShown *after; /* (owned) (nullable) */
} SubletMarketWork;

void sublet_market_work_run (SubletMarketWork *work);
void sublet_market_work_free (SubletMarketWork *work);

G_END_DECLS
