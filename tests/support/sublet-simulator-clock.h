/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "support/sublet-test-simulator.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_SIMULATOR_CLOCK (sublet_simulator_clock_get_type ())

G_DECLARE_FINAL_TYPE (SubletSimulatorClock,
                      sublet_simulator_clock,
                      SUBLET,
                      SIMULATOR_CLOCK,
                      SubletClock)

void sublet_simulator_clock_set_peer (SubletSimulatorClock *self, const char *process_id);
void sublet_simulator_clock_set_rest_ms (SubletSimulatorClock *self, guint rest_ms);
void sublet_simulator_clock_set_wall_offset_us (SubletSimulatorClock *self, gint64 offset_us);

SubletSimulatorClock *sublet_simulator_clock_new (const char *url, const char *name);

G_END_DECLS
