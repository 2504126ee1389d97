/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/* What a person reads of a kind of price. */

const char *sublet_kind_get_title (SubletPriceKind kind);
const char *sublet_kind_get_gpu_title (SubletPriceKind kind);
char *sublet_kind_dup_prices (const SubletOfferRow *row,
                              const SubletQuote *quote,
                              const SubletQuote *chosen);
char *sublet_kind_dup_reason (SubletMarket *market, SubletPriceKind kind);
char *sublet_kind_dup_age (SubletMarket *market, SubletPriceKind kind);

G_END_DECLS
