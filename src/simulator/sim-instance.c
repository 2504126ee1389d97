/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-instance.h"

#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

/* How long a start waits before it asks again for GPUs that somebody else has. */
#define GPU_RETRY_US (30 * G_USEC_PER_SEC)

static void
free_env (gpointer data)
{
  SimEnv *env = data;

  g_free (env->name);
  g_free (env->value);
  g_free (env);
}

/**
 * sim_instance_new:
 *
 * Returns: (transfer full): a contract to be filled in and provisioned
 */
SimInstance *
sim_instance_new (void)
{
  SimInstance *self = g_new0 (SimInstance, 1);

  self->gpu_load = NAN;
  self->env = g_ptr_array_new_with_free_func (free_env);
  self->ports = g_array_new (FALSE, TRUE, sizeof (SimPort));
  self->ssh_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_ssh_key_free);
  self->history = g_array_new (FALSE, TRUE, sizeof (SimState));
  self->plan = g_array_new (FALSE, TRUE, sizeof (SimState));
  self->corrections = g_array_new (FALSE, TRUE, sizeof (SimCorrection));

  return self;
}

/**
 * sim_instance_free:
 * @self: (transfer full): a contract
 */
void
sim_instance_free (SimInstance *self)
{
  g_ptr_array_unref (self->env);
  g_array_unref (self->ports);
  g_ptr_array_unref (self->ssh_keys);
  g_array_unref (self->history);
  g_array_unref (self->plan);
  g_array_unref (self->corrections);
  g_clear_pointer (&self->prepaid.deposits, g_array_unref);
  g_free (self->image);
  g_free (self->runtype);
  g_free (self->onstart);
  g_free (self->args);
  g_free (self->image_login);
  g_free (self->template_hash);
  g_free (self->api_key);
  g_free (self->jupyter_token);
  g_free (self->label);
  g_free (self);
}

/**
 * sim_instance_get_state:
 * @self: a provisioned contract
 *
 * Returns: (transfer none): what it is in; valid until the next change
 */
const SimState *
sim_instance_get_state (SimInstance *self)
{
  g_assert (self->history->len > 0);

  return &g_array_index (self->history, SimState, self->history->len - 1);
}

/**
 * sim_instance_get_state_at:
 * @self: a provisioned contract
 * @at_us: service time, for a stale answer in the past
 *
 * Returns: (transfer none): what it was in then
 */
const SimState *
sim_instance_get_state_at (SimInstance *self, gint64 at_us)
{
  guint i = self->history->len;

  while (i > 1 && g_array_index (self->history, SimState, i - 1).since_us > at_us)
    i--;

  return &g_array_index (self->history, SimState, i - 1);
}

/**
 * sim_instance_is_alive:
 * @self: a contract
 *
 * Returns: whether it has not been destroyed
 */
bool
sim_instance_is_alive (SimInstance *self)
{
  return self->destroyed_us == 0;
}

/**
 * sim_instance_count_starts:
 * @self: a contract
 *
 * Returns: how often its container has begun to run
 */
guint
sim_instance_count_starts (SimInstance *self)
{
  guint count = 0;
  bool was_up = false;
  guint i;

  for (i = 0; i < self->history->len; i++)
    {
      bool up = g_array_index (self->history, SimState, i).up;

      count += up && !was_up;
      was_up = up;
    }

  return count;
}

/**
 * sim_instance_is_listed:
 * @self: a contract
 * @at_us: service time
 *
 * Returns: whether a list made at that moment has its row
 */
bool
sim_instance_is_listed (SimInstance *self, gint64 at_us)
{
  return at_us >= self->list_visible_us && (self->gone_us == 0 || at_us < self->gone_us);
}

static void
hold_gpus (SimInstance *self, bool hold)
{
  if (hold)
    self->machine->rented_gpus |= self->gpu_mask;
  else if (sim_instance_get_state (self)->holds_gpu)
    self->machine->rented_gpus &= ~self->gpu_mask;
}

/**
 * sim_instance_enter:
 * @self: a contract
 * @state: what begins now, at its since_us
 *
 * The one place where a contract's state changes: GPUs are taken or given back here.
 */
void
sim_instance_enter (SimInstance *self, SimState state)
{
  if (self->history->len > 0)
    hold_gpus (self, false);
  if (state.holds_gpu)
    hold_gpus (self, true);

  state.needs_gpu = false;
  g_array_append_val (self->history, state);
}

/**
 * sim_instance_get_next_us:
 * @self: a contract
 *
 * Returns: service time of the plan's next step, G_MAXINT64 when there is none
 */
gint64
sim_instance_get_next_us (SimInstance *self)
{
  return self->plan->len > 0 ? g_array_index (self->plan, SimState, 0).since_us : G_MAXINT64;
}

/**
 * sim_instance_do_next:
 * @self: a contract with a plan
 *
 * Does the plan's next step. A start whose GPUs are taken moves itself and what follows back.
 *
 * Returns: whether the state changed
 */
bool
sim_instance_do_next (SimInstance *self)
{
  SimState state = g_array_index (self->plan, SimState, 0);
  guint i;

  if (state.needs_gpu && (self->machine->rented_gpus & self->gpu_mask) != 0)
    {
      for (i = 0; i < self->plan->len; i++)
        g_array_index (self->plan, SimState, i).since_us += GPU_RETRY_US;
      return false;
    }

  g_array_remove_index (self->plan, 0);
  sim_instance_enter (self, state);
  return true;
}

/**
 * sim_instance_get_gpu_rate_nusd:
 * @self: a contract
 *
 * Returns: what its GPUs cost per hour while they run, in nano-dollars; less while it is prepaid
 */
gint64
sim_instance_get_gpu_rate_nusd (SimInstance *self)
{
  double discount = sim_instance_is_prepaid (self) ? self->prepaid.discount : 0;
  gint64 rate_nusd;

  sublet_money_nusd_from_usd (self->price * (1 - discount), &rate_nusd);
  return rate_nusd;
}

/**
 * sim_instance_get_disk_rate_nusd:
 * @self: a contract
 *
 * Returns: what its disk costs per hour from creation to destruction, in nano-dollars
 */
gint64
sim_instance_get_disk_rate_nusd (SimInstance *self)
{
  gint64 month_nusd;

  sublet_money_nusd_from_usd (sim_row_get_double (&self->row, SIM_FIELD_STORAGE_COST, 0),
                              &month_nusd);
  return sublet_money_disk_rate_nusd (month_nusd, self->disk_gb);
}

static gint64
get_traffic_uusd (SimInstance *self, SimField price, double gb)
{
  gint64 tb_nusd;

  sublet_money_nusd_from_usd (sim_row_get_double (&self->row, price, 0), &tb_nusd);
  return sublet_money_traffic_uusd (tb_nusd, gb);
}

static void
add_state_cost (SimInstance *self,
                const SimState *state,
                gint64 from_us,
                gint64 until_us,
                SimCost *cost)
{
  if (until_us > from_us)
    {
      cost->gpu_uusd += sublet_money_cost_uusd (state->gpu_rate_nusd, until_us - from_us);
      cost->disk_uusd += sublet_money_cost_uusd (state->disk_rate_nusd, until_us - from_us);
      cost->gpu_us += state->gpu_rate_nusd > 0 ? until_us - from_us : 0;
      cost->disk_us += state->disk_rate_nusd > 0 ? until_us - from_us : 0;
    }

  if (state->since_us < from_us || state->since_us >= until_us)
    return;
  if (state->download_gb > 0)
    cost->download_uusd +=
      get_traffic_uusd (self, SIM_FIELD_INTERNET_DOWN_COST_PER_TB, state->download_gb);
  if (state->upload_gb > 0)
    cost->upload_uusd +=
      get_traffic_uusd (self, SIM_FIELD_INTERNET_UP_COST_PER_TB, state->upload_gb);
}

/**
 * sim_instance_add_cost:
 * @self: a contract
 * @from_us: service time
 * @until_us: service time, not included
 * @cost: (inout): what that time cost is added here
 *
 * GPU by the second while a state bills it, disk from creation to destruction, traffic when it
 * happened (fact sheet 2.6); and what was corrected, which counts as the GPU's.
 */
void
sim_instance_add_cost (SimInstance *self, gint64 from_us, gint64 until_us, SimCost *cost)
{
  guint i;

  if (self->destroyed_us != 0)
    until_us = MIN (until_us, self->destroyed_us);

  for (i = 0; i < self->history->len; i++)
    {
      const SimState *state = &g_array_index (self->history, SimState, i);
      gint64 end_us = i + 1 < self->history->len
                        ? g_array_index (self->history, SimState, i + 1).since_us
                        : G_MAXINT64;

      add_state_cost (self, state, MAX (from_us, state->since_us), MIN (until_us, end_us), cost);
    }
  for (i = 0; i < self->corrections->len; i++)
    {
      const SimCorrection *correction = &g_array_index (self->corrections, SimCorrection, i);

      if (correction->at_us >= from_us && correction->at_us < until_us)
        cost->gpu_uusd += correction->amount_uusd;
    }
}

/**
 * sim_cost_get_total_uusd:
 * @cost: what something cost
 *
 * Returns: all of it
 */
gint64
sim_cost_get_total_uusd (const SimCost *cost)
{
  return cost->gpu_uusd + cost->disk_uusd + cost->download_uusd + cost->upload_uusd;
}

/**
 * sim_script_from_image:
 * @image: an image reference
 *
 * Failures are chosen by the image's name, so that any client can ask for one; the words are
 * listed in CONTROL.md.
 *
 * Returns: what will happen to the container
 */
SimScript
sim_script_from_image (const char *image)
{
  static const struct
  {
    const char *word;
    SimScript script;
  } scripts[] = {
    { "manifest-unknown", SIM_SCRIPT_MANIFEST_UNKNOWN },
    { "oci-failure", SIM_SCRIPT_OCI_FAILURE },
    { "exit-at-once", SIM_SCRIPT_EXIT_AT_ONCE },
    { "host-offline", SIM_SCRIPT_HOST_OFFLINE },
    { "hang-loading", SIM_SCRIPT_HANG_LOADING },
    { "never-reports", SIM_SCRIPT_NEVER_REPORTS },
    { "no-space", SIM_SCRIPT_NO_SPACE },
    { "pull-denied", SIM_SCRIPT_PULL_DENIED },
    { "registry-unauthorized", SIM_SCRIPT_UNAUTHORIZED },
    { "unresolved", SIM_SCRIPT_UNRESOLVED },
    { "slow-pull", SIM_SCRIPT_SLOW_PULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (strstr (image, scripts[i].word) != NULL)
      return scripts[i].script;

  return SIM_SCRIPT_NONE;
}
