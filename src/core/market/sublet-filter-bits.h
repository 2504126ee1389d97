/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-index.h"
#include "core/market/sublet-offer-filter.h"

G_BEGIN_DECLS

/* A bit per row of the table: whether it passes one filter. For this folder only. */

guint64 *sublet_filter_bits_new (const SubletMarketIndex *index,
                                 const SubletOfferFilter *filter,
                                 SubletFilterPart part);
const SubletSortKey *sublet_filter_bits_get_keys (const SubletMarketIndex *index,
                                                  SubletFilterPart part);
guint64 *sublet_filter_bits_ref (guint64 *bits);
void sublet_filter_bits_unref (guint64 *bits);

G_END_DECLS
