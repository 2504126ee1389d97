/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-timeline-private.h"

#include "simulator/sim-random.h"

#include <math.h>

#define SECOND_US ((double) G_USEC_PER_SEC)

/**
 * sim_planner_draw:
 * @self: a contract
 * @what: which draw
 *
 * Returns: from 0 to below 1, the same for a contract, draw and start
 */
double
sim_planner_draw (SimInstance *self, guint64 what)
{
  return sim_hash_unit ((guint64) self->id, what, (guint64) self->starts);
}

/**
 * sim_planner_start:
 * @self: a contract, whose plan is dropped
 * @state: what the plan goes on from
 * @speed: divides every wait
 *
 * Returns: a planner
 */
SimPlanner
sim_planner_start (SimInstance *self, SimState state, double speed)
{
  g_array_set_size (self->plan, 0);

  return (SimPlanner){ .instance = self, .state = state, .speed = speed };
}

/**
 * sim_planner_add:
 * @planner: a planner
 * @after_s: seconds after the last state, at speed 1
 * @actual: (nullable): actual_status
 * @message: (nullable): status_msg; a literal or interned
 */
void
sim_planner_add (SimPlanner *planner, double after_s, const char *actual, const char *message)
{
  planner->state.since_us += llround (after_s / planner->speed * SECOND_US);
  planner->state.actual = actual;
  planner->state.message = message;
  planner->state.download_gb = 0;
  g_array_append_val (planner->instance->plan, planner->state);
  planner->state.needs_gpu = false;
}

/**
 * sim_planner_intern:
 * @text: (transfer full): a message
 *
 * Returns: (transfer none): the same for good
 */
const char *
sim_planner_intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

/**
 * sim_state_make:
 * @self: a contract
 * @now_us: service time
 * @actual: (nullable): actual_status
 *
 * Returns: what every state of a living contract has in common
 */
SimState
sim_state_make (SimInstance *self, gint64 now_us, const char *actual)
{
  return (SimState){
    .since_us = now_us,
    .actual = actual,
    .intended = "running",
    .current = "running",
    .next = "running",
    .disk_rate_nusd = sim_instance_get_disk_rate_nusd (self),
  };
}

/**
 * sim_planner_add_running:
 * @planner: a planner
 * @after_s: seconds after the last state, at speed 1
 * @download_gb: what was pulled, billed now
 */
void
sim_planner_add_running (SimPlanner *planner, double after_s, double download_gb)
{
  SimInstance *self = planner->instance;

  planner->state.current = "running";
  planner->state.up = true;
  planner->state.holds_gpu = true;
  planner->state.gpu_rate_nusd = sim_instance_get_gpu_rate_nusd (self);
  sim_planner_add (planner,
                   after_s,
                   "running",
                   sim_planner_intern (
                     g_strdup_printf ("success, running %s/%s\n", self->image, "ssh")));
  g_array_index (self->plan, SimState, self->plan->len - 1).download_gb = download_gb;
}

/**
 * sim_planner_add_offline:
 * @planner: a planner
 * @at_us: service time at which the host stops reporting; what was planned later is dropped
 *
 * Neither GPU nor disk is billed then (fact sheet 4.4).
 */
void
sim_planner_add_offline (SimPlanner *planner, gint64 at_us)
{
  GArray *steps = planner->instance->plan;

  while (steps->len > 0 && g_array_index (steps, SimState, steps->len - 1).since_us >= at_us)
    g_array_set_size (steps, steps->len - 1);

  planner->state.since_us = at_us;
  planner->state.gpu_rate_nusd = 0;
  planner->state.disk_rate_nusd = 0;
  planner->state.up = false;
  sim_planner_add (planner, 0, "offline", "host is not reporting\n");
}

/**
 * sim_instance_bid_is_too_low:
 * @self: a contract
 *
 * Returns: whether it is interruptible and somebody bids more
 */
bool
sim_instance_bid_is_too_low (SimInstance *self)
{
  return self->bid && self->price < self->min_bid;
}

/**
 * sim_instance_enter_outbid:
 * @self: a contract
 * @now_us: service time
 * @actual: actual_status
 *
 * Wanted running, but the GPUs are somebody else's.
 */
void
sim_instance_enter_outbid (SimInstance *self, gint64 now_us, const char *actual)
{
  SimState state = sim_state_make (self, now_us, actual);

  g_array_set_size (self->plan, 0);
  state.current = "stopped";
  state.message = "outbid\n";
  sim_instance_enter (self, state);
}
