/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-instance.h"

G_BEGIN_DECLS

/*
 * How contracts go through their states (fact sheet 4.4 and 11). Every order first enters a state
 * that says what is wanted, then plans what the host will do about it.
 */

/* While a plan is written: where it has got to. */
typedef struct
{
  SimInstance *instance;
  SimState state; /* the last state planned, and what the next one starts from */
  double speed;
} SimPlanner;

SimPlanner sim_planner_start (SimInstance *self, SimState state, double speed);
void sim_planner_add (SimPlanner *planner, double after_s, const char *actual, const char *message);
void sim_planner_add_running (SimPlanner *planner, double after_s, double download_gb);
void sim_planner_add_offline (SimPlanner *planner, gint64 at_us);
const char *sim_planner_intern (char *text);
double sim_planner_draw (SimInstance *self, guint64 what);

SimState sim_state_make (SimInstance *self, gint64 now_us, const char *actual);
bool sim_instance_bid_is_too_low (SimInstance *self);
void sim_instance_enter_outbid (SimInstance *self, gint64 now_us, const char *actual);

G_END_DECLS
