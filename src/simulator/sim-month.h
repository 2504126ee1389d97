/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-world.h"

G_BEGIN_DECLS

typedef enum
{
  SIM_MONTH_PLANTED, /* of every eighth each something costs more than was said */
  SIM_MONTH_LIVED,   /* one person's with a card or two at a time, who paid for it; three such */
} SimMonthKind;

bool sim_world_add_month (SimWorld *self, SimAccount *account, SimMonthKind kind);

G_END_DECLS
