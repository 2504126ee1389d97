/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-timeline-private.h"

#include <math.h>

#define SECOND_US ((double) G_USEC_PER_SEC)

/**
 * sim_instance_stop:
 * @self: a living contract
 * @now_us: service time
 * @speed: divides every wait
 *
 * The GPUs are given away when the container has ended; the disk is billed on.
 */
void
sim_instance_stop (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);
  SimPlanner planner;
  bool was_up = state.up;

  state.since_us = now_us;
  state.download_gb = 0;
  state.intended = state.next = "stopped";
  sim_instance_enter (self, state);

  planner = sim_planner_start (self, state, speed);
  planner.state.current = "stopped";
  planner.state.up = false;
  planner.state.holds_gpu = false;
  planner.state.gpu_rate_nusd = 0;
  sim_planner_add (&planner, was_up ? 2.5 : 1, was_up ? "exited" : "stopped", NULL);
}

/**
 * sim_instance_start:
 * @self: a stopped contract
 * @now_us: service time
 * @speed: divides every wait
 * @at_once: the GPUs are free; otherwise the start is queued and happens later by itself
 */
void
sim_instance_start (SimInstance *self, gint64 now_us, double speed, bool at_once)
{
  SimState state = sim_state_make (self, now_us, sim_instance_get_state (self)->actual);
  SimPlanner planner;

  self->starts++;
  if (sim_instance_bid_is_too_low (self))
    {
      sim_instance_enter_outbid (self, now_us, state.actual);
      return;
    }

  state.current = "stopped";
  state.holds_gpu = at_once;
  sim_instance_enter (self, state);

  planner = sim_planner_start (self, state, speed);
  planner.state.current = "running";
  planner.state.holds_gpu = true;
  planner.state.needs_gpu = !at_once;
  sim_planner_add (&planner,
                   at_once ? 1 : 25 + 20 * sim_planner_draw (self, 4),
                   "loading",
                   "Starting container\n");
  sim_planner_add_running (&planner, 3 + 3 * sim_planner_draw (self, 5), 0);
}

/**
 * sim_instance_reboot:
 * @self: a running contract
 * @now_us: service time
 * @speed: divides every wait
 */
void
sim_instance_reboot (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);
  SimPlanner planner;

  state.since_us = now_us;
  state.download_gb = 0;
  state.actual = "rebooting";
  state.message = NULL;
  state.up = false;
  sim_instance_enter (self, state);

  planner = sim_planner_start (self, state, speed);
  sim_planner_add_running (&planner, 5, 0);
}

/**
 * sim_instance_recycle:
 * @self: a running contract
 * @now_us: service time
 * @speed: divides every wait
 *
 * The container is made anew, and its server's host key with it.
 */
void
sim_instance_recycle (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);
  SimPlanner planner;

  state.since_us = now_us;
  state.download_gb = 0;
  state.actual = "recycling";
  state.message = NULL;
  state.up = false;
  sim_instance_enter (self, state);
  self->host_key_number++;

  planner = sim_planner_start (self, state, speed);
  planner.state.gpu_rate_nusd = 0;
  sim_planner_add (&planner, 1, "loading", "Pulling the image again\n");
  sim_planner_add_running (&planner, 10, 1 + sim_planner_draw (self, 6));
}

/**
 * sim_instance_destroy:
 * @self: a living contract
 * @now_us: service time
 * @speed: divides every wait
 *
 * Billing ends and the GPUs are free at once; the row stays a while with its status unchanged.
 */
void
sim_instance_destroy (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);

  g_array_set_size (self->plan, 0);
  state.since_us = now_us;
  state.gpu_rate_nusd = 0;
  state.disk_rate_nusd = 0;
  state.download_gb = 0;
  state.holds_gpu = false;
  sim_instance_enter (self, state);
  self->destroyed_us = now_us;
  self->gone_us = now_us + llround (5 / speed * SECOND_US);
}

/**
 * sim_instance_go_offline:
 * @self: a living contract
 * @now_us: service time
 *
 * Its host stopped reporting: neither GPU nor disk is billed (fact sheet 4.4).
 */
void
sim_instance_go_offline (SimInstance *self, gint64 now_us)
{
  SimPlanner planner = sim_planner_start (self, *sim_instance_get_state (self), 1);

  sim_planner_add_offline (&planner, now_us);
  sim_instance_do_next (self);
}

/**
 * sim_instance_come_back:
 * @self: a contract whose host was offline
 * @now_us: service time
 * @speed: divides every wait
 */
void
sim_instance_come_back (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);
  SimPlanner planner;

  state.since_us = now_us;
  state.actual = g_str_equal (state.intended, "running") ? "loading" : "exited";
  state.message = NULL;
  state.disk_rate_nusd = sim_instance_get_disk_rate_nusd (self);
  sim_instance_enter (self, state);

  planner = sim_planner_start (self, state, speed);
  if (g_str_equal (state.intended, "running"))
    sim_planner_add_running (&planner, 3, 0);
}

/**
 * sim_instance_exit:
 * @self: a running contract
 * @now_us: service time
 *
 * The container ends by itself: exited, though running is wanted.
 */
void
sim_instance_exit (SimInstance *self, gint64 now_us)
{
  SimState state = *sim_instance_get_state (self);

  g_array_set_size (self->plan, 0);
  state.since_us = now_us;
  state.actual = "exited";
  state.message = "container exited with code 137\n";
  state.download_gb = 0;
  state.up = false;
  state.gpu_rate_nusd = 0;
  sim_instance_enter (self, state);
}

/**
 * sim_instance_reprice:
 * @self: a living contract whose price changed
 * @now_us: service time
 *
 * What is billed, and what will be, is billed at the new price from now on.
 */
void
sim_instance_reprice (SimInstance *self, gint64 now_us)
{
  SimState state = *sim_instance_get_state (self);
  gint64 rate_nusd = sim_instance_get_gpu_rate_nusd (self);
  gint64 disk_nusd = sim_instance_get_disk_rate_nusd (self);
  bool gpu_changes = state.gpu_rate_nusd > 0;
  bool disk_changes = state.disk_rate_nusd > 0 && state.disk_rate_nusd != disk_nusd;
  guint i;

  for (i = 0; i < self->plan->len; i++)
    {
      SimState *planned = &g_array_index (self->plan, SimState, i);

      if (planned->gpu_rate_nusd > 0)
        planned->gpu_rate_nusd = rate_nusd;
      if (planned->disk_rate_nusd > 0)
        planned->disk_rate_nusd = disk_nusd;
    }

  if (gpu_changes || disk_changes)
    {
      state.since_us = now_us;
      state.download_gb = 0;
      state.gpu_rate_nusd = gpu_changes ? rate_nusd : 0;
      state.disk_rate_nusd = disk_changes ? disk_nusd : state.disk_rate_nusd;
      sim_instance_enter (self, state);
    }
}

/**
 * sim_instance_check_bid:
 * @self: a living interruptible contract whose bid or floor changed
 * @now_us: service time
 * @speed: divides every wait
 *
 * A bid under the floor pauses it, one at the floor resumes it (fact sheet 2.6).
 */
void
sim_instance_check_bid (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);

  if (g_str_equal (state.intended, "stopped"))
    return;

  if (sim_instance_bid_is_too_low (self))
    sim_instance_enter_outbid (self, now_us, state.up ? "exited" : "stopped");
  else if (!state.holds_gpu)
    sim_instance_start (self, now_us, speed, (self->machine->rented_gpus & self->gpu_mask) == 0);
  else
    sim_instance_reprice (self, now_us);
}
