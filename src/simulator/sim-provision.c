/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-timeline-private.h"

#include "simulator/sim-random.h"

#include <math.h>

#define SECOND_US ((double) G_USEC_PER_SEC)

/* Three hours in steps of two minutes. */
#define SLOW_STEPS 90
#define SLOW_STEP_S 120

static void
plan_pull (SimPlanner *planner, bool stalls)
{
  SimInstance *self = planner->instance;
  int layers = 5 + (int) (sim_planner_draw (self, 11) * 6);
  int i;

  sim_planner_add (planner,
                   1.5 + 2 * sim_planner_draw (self, 12),
                   "loading",
                   sim_planner_intern (g_strdup_printf ("Pulling from %s\n", self->image)));

  for (i = 0; i < layers; i++)
    {
      guint32 layer = (guint32) sim_hash ((guint64) self->id, 13, (guint64) i);
      int megabytes = 80 + (int) (layer % 1900);

      sim_planner_add (planner,
                       0.8 + 1.4 * sim_planner_draw (self, 100 + (guint64) i),
                       "loading",
                       sim_planner_intern (g_strdup_printf ("%08x: Downloading %d MB/%d MB\n",
                                                            layer,
                                                            (int) (megabytes * 0.6),
                                                            megabytes)));
      if (stalls && i == 2)
        return;

      sim_planner_add (planner,
                       0.5 + 1.2 * sim_planner_draw (self, 200 + (guint64) i),
                       "loading",
                       sim_planner_intern (g_strdup_printf ("%08x: Pull complete\n", layer)));
    }

  sim_planner_add (planner, 1, "loading", "Starting container\n");
}

static void
plan_slow_pull (SimPlanner *planner)
{
  int i;

  for (i = 0; i < SLOW_STEPS; i++)
    sim_planner_add (planner,
                     SLOW_STEP_S,
                     "loading",
                     sim_planner_intern (
                       g_strdup_printf ("5f1c7a20: Downloading %d MB/%d MB\n", i, SLOW_STEPS)));
}

static void
plan_failed_pull (SimPlanner *planner, const char *format)
{
  const char *image = planner->instance->image;

  sim_planner_add (planner,
                   3,
                   "loading",
                   sim_planner_intern (g_strdup_printf ("Pulling from %s\n", image)));
  sim_planner_add (planner,
                   3,
                   "loading",
                   sim_planner_intern (
                     g_strconcat ("Error response from daemon: ", format, image, "\n", NULL)));
}

/**
 * sim_instance_provision:
 * @self: a contract that was just made
 * @now_us: service time
 * @speed: divides every wait
 * @stopped: the renter asked for target_state stopped
 *
 * null, created, loading with changing messages, running: 30 to 60 s at speed 1.
 */
void
sim_instance_provision (SimInstance *self, gint64 now_us, double speed, bool stopped)
{
  SimState state = sim_state_make (self, now_us, NULL);
  SimPlanner planner;

  if (sim_instance_bid_is_too_low (self))
    {
      sim_instance_enter_outbid (self, now_us, "stopped");
      return;
    }

  state.current = "unloaded";
  state.holds_gpu = true;
  if (stopped)
    {
      state.intended = state.next = "stopped";
      state.holds_gpu = false;
    }
  sim_instance_enter (self, state);
  planner = sim_planner_start (self, state, speed);

  if (self->script == SIM_SCRIPT_NEVER_REPORTS)
    return;

  planner.state.current = stopped ? "stopped" : "running";
  sim_planner_add (&planner, 3 + sim_planner_draw (self, 1), "created", NULL);

  if (stopped)
    return;

  switch (self->script)
    {
    case SIM_SCRIPT_MANIFEST_UNKNOWN:
      plan_failed_pull (&planner, "manifest unknown: manifest unknown: ");
      return;

    case SIM_SCRIPT_NO_SPACE:
      plan_failed_pull (&planner, "failed to register layer: no space left on device: ");
      return;

    case SIM_SCRIPT_PULL_DENIED:
      plan_failed_pull (&planner,
                        "pull access denied, repository does not exist or may require 'docker "
                        "login': denied: requested access to the resource is denied: ");
      return;

    case SIM_SCRIPT_UNAUTHORIZED:
      plan_failed_pull (&planner, "unauthorized: authentication required: ");
      return;

    case SIM_SCRIPT_UNRESOLVED:
      plan_failed_pull (&planner, "failed to resolve reference: not found: ");
      return;

    case SIM_SCRIPT_SLOW_PULL:
      plan_slow_pull (&planner);
      return;

    case SIM_SCRIPT_OCI_FAILURE:
      sim_planner_add (
        &planner,
        2,
        "created",
        "Error response from daemon: failed to create task for container: failed to create "
        "shim task: OCI runtime create failed: runc create failed: unable to start container "
        "process\n");
      return;

    case SIM_SCRIPT_HANG_LOADING:
      plan_pull (&planner, true);
      return;

    case SIM_SCRIPT_NONE:
    case SIM_SCRIPT_EXIT_AT_ONCE:
    case SIM_SCRIPT_HOST_OFFLINE:
    case SIM_SCRIPT_NEVER_REPORTS:
    default:
      break;
    }

  plan_pull (&planner, false);
  sim_planner_add_running (&planner,
                           3 + 9 * sim_planner_draw (self, 2),
                           2.5 + 6 * sim_planner_draw (self, 3));

  if (self->script == SIM_SCRIPT_EXIT_AT_ONCE)
    {
      planner.state.up = false;
      planner.state.gpu_rate_nusd = 0;
      sim_planner_add (&planner, 2, "exited", "container exited with code 1\n");
    }
  else if (self->script == SIM_SCRIPT_HOST_OFFLINE)
    sim_planner_add_offline (&planner, now_us + llround (60 / speed * SECOND_US));
}
