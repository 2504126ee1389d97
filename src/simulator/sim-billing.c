/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-world.h"

#include "core/base/sublet-money.h"

/*
 * How time passes for contracts: their plans, the end of their terms, and what happens when an
 * account's credit is used up.
 */

static gint64
get_volumes_uusd (SimWorld *self, SimAccount *account, gint64 until_us)
{
  gint64 uusd = 0;
  guint i;

  for (i = 0; i < self->volumes->len; i++)
    {
      const SimVolume *volume = g_ptr_array_index (self->volumes, i);

      if (volume->account == account)
        uusd += sim_volume_get_cost_uusd (volume, 0, until_us);
    }

  return uusd;
}

/**
 * sim_world_get_spent_uusd:
 * @self: a world, caught up with its clock
 * @account: one of its accounts
 *
 * Returns: what its contracts have cost since the start, whoever paid it: credit or deposit
 */
gint64
sim_world_get_spent_uusd (SimWorld *self, SimAccount *account)
{
  gint64 until_us = sim_world_now_us (self) + 1;
  SimCost cost = { 0 };
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);

      if (instance->account == account && instance->of_run)
        sim_instance_add_cost (instance, instance->created_us, until_us, &cost);
    }

  return sim_cost_get_total_uusd (&cost) + get_volumes_uusd (self, account, until_us);
}

static gint64
get_drawn_until (SimWorld *self, SimAccount *account, gint64 until_us)
{
  gint64 uusd = 0;
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);

      if (instance->account == account && instance->of_run)
        uusd += sim_instance_get_drawn_uusd (instance, until_us);
    }

  return uusd + get_volumes_uusd (self, account, until_us);
}

/**
 * sim_world_get_drawn_uusd:
 * @self: a world, caught up with its clock
 * @account: one of its accounts
 *
 * Returns: what has left its credit since the start: costs and deposits
 */
gint64
sim_world_get_drawn_uusd (SimWorld *self, SimAccount *account)
{
  return get_drawn_until (self, account, sim_world_now_us (self) + 1);
}

/**
 * sim_world_get_credit_uusd:
 * @self: a world, caught up with its clock
 * @account: one of its accounts
 *
 * Returns: what it can still spend; below 0 while disks are billed on
 */
gint64
sim_world_get_credit_uusd (SimWorld *self, SimAccount *account)
{
  return account->credit_uusd - sim_world_get_drawn_uusd (self, account);
}

/* When the account's credit ends if nothing changes after @at_us; G_MAXINT64 when no GPU runs. */
static gint64
find_credit_end (SimWorld *self, SimAccount *account, gint64 at_us)
{
  gint64 left_uusd = account->credit_uusd - get_drawn_until (self, account, at_us);
  gint64 rate_nusd = 0;
  bool gpu_runs = false;
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);
      const SimState *state = sim_instance_get_state (instance);

      if (instance->account != account || !sim_instance_is_alive (instance) ||
          sim_instance_is_prepaid (instance))
        continue;

      rate_nusd += state->gpu_rate_nusd + state->disk_rate_nusd;
      gpu_runs = gpu_runs || state->gpu_rate_nusd > 0;
    }

  if (!gpu_runs || rate_nusd <= 0)
    return G_MAXINT64;
  if (left_uusd <= 0)
    return at_us;

  return at_us +
         sublet_money_multiply_divide (left_uusd, (gint64) G_TIME_SPAN_HOUR * 1000, rate_nusd) + 1;
}

static void
stop_account (SimWorld *self, SimAccount *account, gint64 at_us)
{
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);
      SimState state = *sim_instance_get_state (instance);

      if (instance->account != account || !sim_instance_is_alive (instance) ||
          sim_instance_is_prepaid (instance))
        continue;
      if (state.gpu_rate_nusd == 0 && g_str_equal (state.intended, "stopped"))
        continue;

      sim_instance_stop (instance, at_us, self->options.speed);
      /* Nothing is lent: the container ends at once. */
      g_array_index (instance->plan, SimState, 0).since_us = at_us;
      sim_instance_do_next (instance);
    }
}

typedef struct
{
  gint64 at_us;
  SimInstance *instance; /* (nullable): whose plan goes on, whose term or deposit ends */
  SimAccount *account;   /* (nullable): whose credit ends */
  bool term_ends;
  bool prepaid_ends;
} Event;

static Event
find_next_event (SimWorld *self, gint64 at_us)
{
  Event next = { .at_us = G_MAXINT64 };
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);
      gint64 step_us = sim_instance_get_next_us (instance);
      gint64 used_up_us = sim_instance_get_prepaid_end_us (instance, at_us);

      if (step_us < next.at_us)
        next = (Event){ .at_us = step_us, .instance = instance };
      if (used_up_us < next.at_us)
        next = (Event){ .at_us = used_up_us, .instance = instance, .prepaid_ends = true };
      if (sim_instance_is_alive (instance) && instance->end_us < next.at_us &&
          g_str_equal (sim_instance_get_state (instance)->intended, "running"))
        next = (Event){ .at_us = instance->end_us, .instance = instance, .term_ends = true };
    }

  for (i = 0; i < self->accounts->len; i++)
    {
      SimAccount *account = g_ptr_array_index (self->accounts, i);
      gint64 end_us = find_credit_end (self, account, at_us);

      if (end_us < next.at_us)
        next = (Event){ .at_us = end_us, .account = account };
    }

  return next;
}

/**
 * sim_world_advance:
 * @self: a world
 *
 * Catches up with the clock: what became due since the last call happens now, each thing at the
 * moment it was due and in that order.
 */
void
sim_world_advance (SimWorld *self)
{
  gint64 now_us = sim_world_now_us (self);
  Event event;

  while ((event = find_next_event (self, self->advanced_us)).at_us <= now_us)
    {
      self->advanced_us = MAX (self->advanced_us, event.at_us);
      if (event.account != NULL)
        stop_account (self, event.account, self->advanced_us);
      else if (event.prepaid_ends)
        sim_instance_end_prepaid (event.instance, self->advanced_us);
      else if (event.term_ends)
        sim_instance_end_term (event.instance, self->advanced_us, self->options.speed);
      else
        sim_instance_do_next (event.instance);
    }

  self->advanced_us = now_us;
}
