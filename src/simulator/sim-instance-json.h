/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-instance.h"

G_BEGIN_DECLS

void sim_instance_write (SimInstance *self,
                         gint64 at_us,
                         gint64 now_us,
                         bool in_list,
                         SimJson *json,
                         const char *name);
SimValue sim_instance_get_column (SimInstance *self, const char *column, gint64 at_us, bool *known);

G_END_DECLS
