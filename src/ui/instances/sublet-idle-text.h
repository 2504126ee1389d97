/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What runs for nothing, in words. */

/* It works, and its GPU does nothing. */
bool sublet_idle_text_is_idle (SubletRental *rental);
/* "Its GPU does nothing, $0.13 spent idle." */
char *sublet_idle_text_dup_line (SubletRental *rental, SubletClock *clock);
/* The title of a notification, and its body; the latter (nullable). */
char *sublet_idle_text_dup_alert (SubletRental *rental, SubletClock *clock);
char *sublet_idle_text_dup_alert_body (SubletRental *rental, SubletClock *clock);

G_END_DECLS
