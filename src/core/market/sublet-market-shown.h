/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-view.h"

G_BEGIN_DECLS

/** Set in a position whose offer is not there any more. */
#define SUBLET_MARKET_GONE (1u << 31)

/*
 * What stands at each position of the list. Usually the rows of the view; while the list is held,
 * the offers that stood there before with what is known of them now. Immutable, counted by
 * reference, any thread. The members are for this folder only.
 */
typedef struct
{
  SubletMarketView *view; /* (owned): the newest */

  const guint32 *positions; /* (array length=n_positions): rows of the view's table, or of gone */
  guint n_positions;
  guint n_changes; /* how far the view is from what is shown */

  guint32 *own_positions; /* (owned) (nullable): what positions points at while held */
  GArray *gone;           /* (owned) (nullable) (element-type SubletOfferRow) */
} SubletMarketShown;

SubletMarketShown *sublet_market_shown_new (SubletMarketView *view);
SubletMarketShown *sublet_market_shown_new_held (SubletMarketView *view,
                                                 const SubletMarketShown *before);
SubletMarketShown *sublet_market_shown_ref (SubletMarketShown *self);
void sublet_market_shown_unref (SubletMarketShown *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketShown, sublet_market_shown_unref)

bool sublet_market_shown_is_gone (const SubletMarketShown *self, guint position);
const SubletOfferRow *sublet_market_shown_get_row (const SubletMarketShown *self, guint position);

G_END_DECLS
