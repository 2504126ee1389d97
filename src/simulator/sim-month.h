/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-world.h"

G_BEGIN_DECLS

bool sim_world_add_month (SimWorld *self, SimAccount *account);

G_END_DECLS
