/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RANGE_ROW (sublet_range_row_get_type ())

/*
 * A filter with a lower and an upper bound: title, two fields, unit, and what is wrong with them.
 * Properties: "part" (SubletFilterPart, construct-only), "prominent" (boolean, construct-only: the
 * title is a heading). Signal: "changed" (part, lower, upper): the person gave it bounds that can
 * hold.
 */
G_DECLARE_FINAL_TYPE (SubletRangeRow, sublet_range_row, SUBLET, RANGE_ROW, GtkBox)

SubletFilterPart sublet_range_row_get_part (SubletRangeRow *self);
void sublet_range_row_update (SubletRangeRow *self,
                              const SubletOfferFilter *filter,
                              guint n_hidden,
                              guint n_unknown);

G_END_DECLS
