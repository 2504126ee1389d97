/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* A price increase in words; each needs one that waits, and all text is new. */

bool sublet_increase_text_is_told (SubletRental *rental);
/* "From 3 Dec 12:40 $0.349/h instead of $0.310/h, +$0.94 a day" */
char *sublet_increase_text_dup_line (SubletRental *rental, SubletClock *clock);
/* The same, and whether an answer came to nothing. */
char *sublet_increase_text_dup_foot (SubletRental *rental, SubletClock *clock);
/* "From 3 Dec 12:40 ada-1 costs $0.349/h", and what there is to do. */
char *sublet_increase_text_dup_alert (SubletRental *rental, SubletClock *clock);
char *sublet_increase_text_dup_alert_body (SubletRental *rental);
/* What it means to accept it, or not to. */
char *sublet_increase_text_dup_acceptance (SubletRental *rental, SubletClock *clock);
char *sublet_increase_text_dup_rejection (SubletRental *rental, SubletClock *clock);

G_END_DECLS
