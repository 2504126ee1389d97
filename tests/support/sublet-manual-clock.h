/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_MANUAL_CLOCK (sublet_manual_clock_get_type ())

G_DECLARE_FINAL_TYPE (SubletManualClock, sublet_manual_clock, SUBLET, MANUAL_CLOCK, SubletClock)

SubletManualClock *sublet_manual_clock_new (void);

void sublet_manual_clock_set_wall_us (SubletManualClock *self, gint64 wall_us);
void sublet_manual_clock_advance (SubletManualClock *self, gint64 duration_ms);

guint sublet_manual_clock_get_n_waiting (SubletManualClock *self);
gint64 sublet_manual_clock_get_next_due_ms (SubletManualClock *self);
void sublet_manual_clock_await_waiting (SubletManualClock *self, guint n_waiting);

G_END_DECLS
