/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-world.h"

G_BEGIN_DECLS

void sim_ledger_write (SimWorld *world, SimJson *json, gint64 after);

G_END_DECLS
