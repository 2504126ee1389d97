/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-instance.h"

#include "simulator/sim-random.h"

#include <math.h>

/*
 * How contracts go through their states (fact sheet 4.4 and 11). Every order first enters a state
 * that says what is wanted, then plans what the host will do about it.
 */

#define SECOND_US ((double) G_USEC_PER_SEC)

/* While a plan is written: where it has got to. */
typedef struct
{
  SimInstance *instance;
  SimState state; /* the last state planned, and what the next one starts from */
  double speed;
} Planner;

static double
chance (SimInstance *self, guint64 what)
{
  return sim_hash_unit ((guint64) self->id, what, (guint64) self->starts);
}

static Planner
plan_from (SimInstance *self, SimState state, double speed)
{
  g_array_set_size (self->plan, 0);

  return (Planner){ .instance = self, .state = state, .speed = speed };
}

/* The next state, so many seconds (at speed 1) after the last. */
static void
plan (Planner *planner, double after_s, const char *actual, const char *message)
{
  planner->state.since_us += llround (after_s / planner->speed * SECOND_US);
  planner->state.actual = actual;
  planner->state.message = message;
  planner->state.download_gb = 0;
  g_array_append_val (planner->instance->plan, planner->state);
  planner->state.needs_gpu = false;
}

static const char *
intern (char *text)
{
  const char *interned = g_intern_string (text);

  g_free (text);
  return interned;
}

/* What every state of a living contract has in common. */
static SimState
make_state (SimInstance *self, gint64 now_us, const char *actual)
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

static void
plan_running (Planner *planner, double after_s, double download_gb)
{
  SimInstance *self = planner->instance;

  planner->state.current = "running";
  planner->state.up = true;
  planner->state.holds_gpu = true;
  planner->state.gpu_rate_nusd = sim_instance_get_gpu_rate_nusd (self);
  plan (planner,
        after_s,
        "running",
        intern (g_strdup_printf ("success, running %s/%s\n", self->image, "ssh")));
  g_array_index (self->plan, SimState, self->plan->len - 1).download_gb = download_gb;
}

static void
plan_pull (Planner *planner, bool stalls)
{
  SimInstance *self = planner->instance;
  int layers = 5 + (int) (chance (self, 11) * 6);
  int i;

  plan (planner,
        1.5 + 2 * chance (self, 12),
        "loading",
        intern (g_strdup_printf ("Pulling from %s\n", self->image)));

  for (i = 0; i < layers; i++)
    {
      guint32 layer = (guint32) sim_hash ((guint64) self->id, 13, (guint64) i);
      int megabytes = 80 + (int) (layer % 1900);

      plan (planner,
            0.8 + 1.4 * chance (self, 100 + (guint64) i),
            "loading",
            intern (g_strdup_printf ("%08x: Downloading %d MB/%d MB\n",
                                     layer,
                                     (int) (megabytes * 0.6),
                                     megabytes)));
      if (stalls && i == 2)
        return;

      plan (planner,
            0.5 + 1.2 * chance (self, 200 + (guint64) i),
            "loading",
            intern (g_strdup_printf ("%08x: Pull complete\n", layer)));
    }

  plan (planner, 1, "loading", "Starting container\n");
}

static void
plan_failed_pull (Planner *planner, const char *format)
{
  const char *image = planner->instance->image;

  plan (planner, 3, "loading", intern (g_strdup_printf ("Pulling from %s\n", image)));
  plan (planner,
        3,
        "loading",
        intern (g_strconcat ("Error response from daemon: ", format, image, "\n", NULL)));
}

static void
plan_offline (Planner *planner, gint64 at_us)
{
  GArray *steps = planner->instance->plan;

  while (steps->len > 0 && g_array_index (steps, SimState, steps->len - 1).since_us >= at_us)
    g_array_set_size (steps, steps->len - 1);

  planner->state.since_us = at_us;
  planner->state.gpu_rate_nusd = 0;
  planner->state.disk_rate_nusd = 0;
  planner->state.up = false;
  plan (planner, 0, "offline", "host is not reporting\n");
}

static bool
bid_is_too_low (SimInstance *self)
{
  return self->bid && self->price < self->min_bid;
}

/* A bid under the floor: wanted running, but the GPUs are somebody else's. */
static void
enter_outbid (SimInstance *self, gint64 now_us, const char *actual)
{
  SimState state = make_state (self, now_us, actual);

  g_array_set_size (self->plan, 0);
  state.current = "stopped";
  state.message = "outbid\n";
  sim_instance_enter (self, state);
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
  SimState state = make_state (self, now_us, NULL);
  Planner planner;

  if (bid_is_too_low (self))
    {
      enter_outbid (self, now_us, "stopped");
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
  planner = plan_from (self, state, speed);

  if (self->script == SIM_SCRIPT_NEVER_REPORTS)
    return;

  planner.state.current = stopped ? "stopped" : "running";
  plan (&planner, 3 + chance (self, 1), "created", NULL);

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

    case SIM_SCRIPT_OCI_FAILURE:
      plan (&planner,
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
  plan_running (&planner, 3 + 9 * chance (self, 2), 2.5 + 6 * chance (self, 3));

  if (self->script == SIM_SCRIPT_EXIT_AT_ONCE)
    {
      planner.state.up = false;
      planner.state.gpu_rate_nusd = 0;
      plan (&planner, 2, "exited", "container exited with code 1\n");
    }
  else if (self->script == SIM_SCRIPT_HOST_OFFLINE)
    plan_offline (&planner, now_us + llround (60 / speed * SECOND_US));
}

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
  Planner planner;
  bool was_up = state.up;

  state.since_us = now_us;
  state.download_gb = 0;
  state.intended = state.next = "stopped";
  sim_instance_enter (self, state);

  planner = plan_from (self, state, speed);
  planner.state.current = "stopped";
  planner.state.up = false;
  planner.state.holds_gpu = false;
  planner.state.gpu_rate_nusd = 0;
  plan (&planner, was_up ? 2.5 : 1, was_up ? "exited" : "stopped", NULL);
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
  SimState state = make_state (self, now_us, sim_instance_get_state (self)->actual);
  Planner planner;

  self->starts++;
  if (bid_is_too_low (self))
    {
      enter_outbid (self, now_us, state.actual);
      return;
    }

  state.current = "stopped";
  state.holds_gpu = at_once;
  sim_instance_enter (self, state);

  planner = plan_from (self, state, speed);
  planner.state.current = "running";
  planner.state.holds_gpu = true;
  planner.state.needs_gpu = !at_once;
  plan (&planner, at_once ? 1 : 25 + 20 * chance (self, 4), "loading", "Starting container\n");
  plan_running (&planner, 3 + 3 * chance (self, 5), 0);
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
  Planner planner;

  state.since_us = now_us;
  state.download_gb = 0;
  state.actual = "rebooting";
  state.message = NULL;
  state.up = false;
  sim_instance_enter (self, state);

  planner = plan_from (self, state, speed);
  plan_running (&planner, 5, 0);
}

/**
 * sim_instance_recycle:
 * @self: a running contract
 * @now_us: service time
 * @speed: divides every wait
 */
void
sim_instance_recycle (SimInstance *self, gint64 now_us, double speed)
{
  SimState state = *sim_instance_get_state (self);
  Planner planner;

  state.since_us = now_us;
  state.download_gb = 0;
  state.actual = "recycling";
  state.message = NULL;
  state.up = false;
  sim_instance_enter (self, state);

  planner = plan_from (self, state, speed);
  planner.state.gpu_rate_nusd = 0;
  plan (&planner, 1, "loading", "Pulling the image again\n");
  plan_running (&planner, 10, 1 + chance (self, 6));
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
  Planner planner = plan_from (self, *sim_instance_get_state (self), 1);

  plan_offline (&planner, now_us);
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
  Planner planner;

  state.since_us = now_us;
  state.actual = g_str_equal (state.intended, "running") ? "loading" : "exited";
  state.message = NULL;
  state.disk_rate_nusd = sim_instance_get_disk_rate_nusd (self);
  sim_instance_enter (self, state);

  planner = plan_from (self, state, speed);
  if (g_str_equal (state.intended, "running"))
    plan_running (&planner, 3, 0);
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

  if (bid_is_too_low (self))
    enter_outbid (self, now_us, state.up ? "exited" : "stopped");
  else if (!state.holds_gpu)
    sim_instance_start (self, now_us, speed, (self->machine->rented_gpus & self->gpu_mask) == 0);
  else if (state.gpu_rate_nusd > 0)
    {
      state.since_us = now_us;
      state.download_gb = 0;
      state.gpu_rate_nusd = sim_instance_get_gpu_rate_nusd (self);
      sim_instance_enter (self, state);
    }
}
