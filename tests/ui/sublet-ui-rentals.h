/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/*
 * Rentals in chosen states, with the figures of the screens' page: RTX 4090 at $0.310/h, 64 GB
 * disk, $1.44 so far.
 */

/* (transfer full) */
SubletRental *sublet_ui_make_rental (SubletClock *clock,
                                     const char *label,
                                     SubletRentalState state);
/* Readings of the last ten minutes, so that charts have something to draw. */
void sublet_ui_count_cost (SubletClock *clock, SubletRental *rental, int hours);
void sublet_ui_add_readings (SubletClock *clock, SubletRental *rental);

/* Its host wants so much more an hour for the GPUs, in so many hours; 0: when is not said. */
void sublet_ui_add_increase (SubletClock *clock, SubletRental *rental, gint64 more_nusd, int hours);

G_END_DECLS
