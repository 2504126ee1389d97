/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/* What speaks against an offer, in words: a line each; NULL for nothing. Pure. */

char *sublet_offer_row_dup_warnings (const SubletOfferRow *row,
                                     const SubletJob *job,
                                     gint64 known_at_us,
                                     gint64 now_us);
char *sublet_offer_dup_warnings (SubletMarket *market, guint position);

G_END_DECLS
