/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SubletMarketFaceKind:
 * @SUBLET_MARKET_FACE_CONTENT: there are offers to show
 * @SUBLET_MARKET_FACE_LOADING: nothing was ever known
 * @SUBLET_MARKET_FACE_NONE: the service has none of this kind
 * @SUBLET_MARKET_FACE_EMPTY: no offer passes the filters
 * @SUBLET_MARKET_FACE_ERROR: nothing is known, and why
 */
typedef enum
{
  SUBLET_MARKET_FACE_CONTENT,
  SUBLET_MARKET_FACE_LOADING,
  SUBLET_MARKET_FACE_NONE,
  SUBLET_MARKET_FACE_EMPTY,
  SUBLET_MARKET_FACE_ERROR,
} SubletMarketFaceKind;

SubletMarketFaceKind sublet_market_face_choose (SubletMarket *market);

#define SUBLET_TYPE_MARKET_FACE (sublet_market_face_get_type ())

/* What stands where the offers would: words, and the one next step as an action of the page. */
G_DECLARE_FINAL_TYPE (SubletMarketFace, sublet_market_face, SUBLET, MARKET_FACE, AdwBin)

void sublet_market_face_update (SubletMarketFace *self, SubletMarket *market);

/* The filter that hides the most; SUBLET_N_FILTER_PARTS when none is set. */
guint sublet_market_face_find_strictest (SubletMarket *market);

G_END_DECLS
