/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer-query.h"

G_BEGIN_DECLS

/**
 * SubletMarketPartLevel:
 * @SUBLET_MARKET_PART_PRICE: all offers of one price
 * @SUBLET_MARKET_PART_MODEL: those of one GPU, or of none that was named
 * @SUBLET_MARKET_PART_COUNTRY: those of one country, or of none that was named
 *
 * What tells a part from others; each is finer than the one before it.
 */
typedef enum
{
  SUBLET_MARKET_PART_PRICE,
  SUBLET_MARKET_PART_MODEL,
  SUBLET_MARKET_PART_COUNTRY,
} SubletMarketPartLevel;

/* Some of the offers of one price, where one page does not hold them all. */
typedef struct
{
  SubletOfferQuery *query; /* (owned) */
  SubletMarketPartLevel level;
  bool rest; /* all but what was named */
} SubletMarketPart;

SubletMarketPart *sublet_market_part_new (SubletOfferQuery *query,
                                          SubletMarketPartLevel level,
                                          bool rest);
void sublet_market_part_free (SubletMarketPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketPart, sublet_market_part_free)

bool sublet_market_part_split (const SubletMarketPart *part, GArray *rows, GQueue *parts);

G_END_DECLS
