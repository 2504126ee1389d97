/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-history.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_CHARGE_WATCH (sublet_charge_watch_get_type ())

/*
 * One who looks at a range of UTC days. As long as it is held, the history asks for those of them
 * that are missing or due; what several want is asked for once. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletChargeWatch, sublet_charge_watch, SUBLET, CHARGE_WATCH, GObject)

/* Moments of the first and the last UTC day, service time in Unix microseconds. */
SubletChargeWatch *sublet_charge_watch_new (SubletChargeHistory *history,
                                            gint64 from_us,
                                            gint64 until_us);
void sublet_charge_watch_set_range (SubletChargeWatch *self, gint64 from_us, gint64 until_us);

G_END_DECLS
