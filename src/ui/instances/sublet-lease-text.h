/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* A lease in words: pure functions of a rental and a clock. */

/* "3 h 48 min", of one that has a lease. */
char *sublet_lease_text_dup_rest (SubletRental *rental, SubletClock *clock);
/* "3 h 48 min left", with seconds in the last five minutes; (nullable). */
char *sublet_lease_text_dup_left (SubletRental *rental, SubletClock *clock);
/* When it ends and what happens then; (nullable). */
char *sublet_lease_text_dup_end (SubletRental *rental, SubletClock *clock);
/* What is to be said of it now; (nullable). @read_only: its engine orders nothing. */
char *sublet_lease_text_dup_notice (SubletRental *rental, SubletClock *clock, bool read_only);
/* It can still be put off, and is said to be near. */
bool sublet_lease_text_is_near (SubletRental *rental);
/* "ada-1 ends today 18:58, about $0.33 more"; without a cost where it is not longer. */
char *sublet_lease_text_dup_extended (SubletRental *rental, SubletClock *clock, gint64 more_us);
/* The title of a notification, and its body; each (nullable). */
char *sublet_lease_text_dup_alert (SubletRental *rental, SubletClock *clock);
char *sublet_lease_text_dup_alert_body (SubletRental *rental, bool read_only);

/* Service time at which the first of them changes by itself; G_MAXINT64: never. */
gint64 sublet_lease_text_get_next_change_us (SubletRental *rental, SubletClock *clock);

G_END_DECLS
