/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-burn.h"

G_BEGIN_DECLS

/* The service tells a contract's end in two places, to the second in one of them. */
#define SUBLET_BURN_SAME_END_US G_TIME_SPAN_MINUTE

/* After its rates and its contract's end. */
void sublet_burn_item_read_increase (SubletBurnItem *item, SubletRental *rental);

G_END_DECLS
