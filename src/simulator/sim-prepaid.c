/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-instance.h"

#include "core/base/sublet-money.h"

#include <math.h>

/*
 * Deposits (fact sheet 5.6). How long a deposit must last for the whole discount is not known: here
 * it grows up to three months. What a deposit pays, and that its fee is taken from what is left of
 * it, is a guess as well.
 */
#define FULL_DISCOUNT_MONTHS 3.0
#define FEE 0.05

/**
 * sim_instance_is_prepaid:
 * @self: a contract
 *
 * Returns: whether a deposit pays for it at the moment
 */
bool
sim_instance_is_prepaid (const SimInstance *self)
{
  return self->prepaid.since_us != 0 && self->prepaid.ended_us == 0;
}

static gint64
get_cost_uusd (SimInstance *self, gint64 from_us, gint64 until_us)
{
  SimCost cost = { 0 };

  sim_instance_add_cost (self, from_us, until_us, &cost);
  return sim_cost_get_total_uusd (&cost);
}

/**
 * sim_instance_get_balance_uusd:
 * @self: a contract
 * @until_us: service time, not included
 *
 * Returns: what is left of its deposits then
 */
gint64
sim_instance_get_balance_uusd (SimInstance *self, gint64 until_us)
{
  if (!sim_instance_is_prepaid (self))
    return 0;

  return MAX (self->prepaid.held_uusd - get_cost_uusd (self, self->prepaid.since_us, until_us), 0);
}

/**
 * sim_instance_get_drawn_uusd:
 * @self: a contract
 * @until_us: service time, not included
 *
 * Returns: what it has taken from its account's credit: deposits, and what it cost without them
 */
gint64
sim_instance_get_drawn_uusd (SimInstance *self, gint64 until_us)
{
  const SimPrepaid *prepaid = &self->prepaid;

  if (prepaid->since_us == 0)
    return get_cost_uusd (self, self->created_us, until_us);

  return prepaid->earlier_uusd +
         MAX (prepaid->held_uusd, get_cost_uusd (self, prepaid->since_us, until_us)) -
         prepaid->refund_uusd;
}

/**
 * sim_instance_get_saved_uusd:
 * @self: a contract
 * @until_us: service time, not included
 *
 * Returns: what its discount has been worth so far
 */
gint64
sim_instance_get_saved_uusd (SimInstance *self, gint64 until_us)
{
  const SimPrepaid *prepaid = &self->prepaid;
  SimCost cost = { 0 };

  if (prepaid->since_us == 0)
    return 0;
  if (prepaid->ended_us != 0)
    until_us = MIN (until_us, prepaid->ended_us);

  sim_instance_add_cost (self, prepaid->since_us, until_us, &cost);
  return prepaid->saved_uusd +
         llround ((double) cost.gpu_uusd * prepaid->discount / (1 - prepaid->discount));
}

/**
 * sim_instance_get_refundable_uusd:
 * @self: a contract
 * @until_us: service time, not included
 *
 * Returns: what the account would get back if it were destroyed then: what is left, less the
 *   discount that was given and the fee
 */
gint64
sim_instance_get_refundable_uusd (SimInstance *self, gint64 until_us)
{
  gint64 left_uusd = sim_instance_get_balance_uusd (self, until_us);

  return MAX (left_uusd - llround ((double) left_uusd * FEE) -
                sim_instance_get_saved_uusd (self, until_us),
              0);
}

/**
 * sim_instance_get_prepaid_end_us:
 * @self: a contract
 * @at_us: service time
 *
 * Returns: when its deposit is used up if nothing changes after @at_us; G_MAXINT64 for never
 */
gint64
sim_instance_get_prepaid_end_us (SimInstance *self, gint64 at_us)
{
  const SimState *state;
  gint64 left_uusd;

  if (!sim_instance_is_prepaid (self))
    return G_MAXINT64;

  state = sim_instance_get_state (self);
  left_uusd = sim_instance_get_balance_uusd (self, at_us);
  if (left_uusd <= 0)
    return at_us;
  if (state->gpu_rate_nusd + state->disk_rate_nusd <= 0)
    return G_MAXINT64;

  return at_us +
         sublet_money_multiply_divide (left_uusd,
                                       (gint64) G_TIME_SPAN_HOUR * 1000,
                                       state->gpu_rate_nusd + state->disk_rate_nusd) +
         1;
}

/* The discount that so much buys, and for how many months it lasts then. */
static void
buy (SimInstance *self, gint64 held_uusd)
{
  double most = sim_row_get_double (&self->row, SIM_FIELD_CREDIT_DISCOUNT_MAX, 0);
  double disk = sublet_money_usd_from_nusd (sim_instance_get_disk_rate_nusd (self));
  double held = sublet_money_usd_from_uusd (held_uusd) / SUBLET_HOURS_PER_MONTH;
  double discount = most * MIN (held / (self->price + disk) / FULL_DISCOUNT_MONTHS, 1);

  self->prepaid.discount = round (discount * 1e4) / 1e4;
  self->prepaid.months = held / (self->price * (1 - self->prepaid.discount) + disk);
}

/**
 * sim_instance_prepay:
 * @self: a living contract
 * @now_us: service time
 * @amount_uusd: more than 0; its account has it
 *
 * Moves so much of the account's credit to the contract, which is cheaper from now on.
 */
void
sim_instance_prepay (SimInstance *self, gint64 now_us, gint64 amount_uusd)
{
  SimPrepaid *prepaid = &self->prepaid;
  SimDeposit deposit = { .at_us = now_us, .amount_uusd = amount_uusd };
  gint64 left_uusd = sim_instance_get_balance_uusd (self, now_us);

  if (prepaid->deposits == NULL)
    prepaid->deposits = g_array_new (FALSE, FALSE, sizeof (SimDeposit));
  g_array_append_val (prepaid->deposits, deposit);

  prepaid->earlier_uusd = sim_instance_get_drawn_uusd (self, now_us) - left_uusd;
  prepaid->saved_uusd = sim_instance_get_saved_uusd (self, now_us);
  prepaid->held_uusd = left_uusd + amount_uusd;
  prepaid->since_us = now_us;
  prepaid->ended_us = 0;
  buy (self, prepaid->held_uusd);
  sim_instance_reprice (self, now_us);
}

/**
 * sim_instance_end_prepaid:
 * @self: a living contract
 * @now_us: service time
 *
 * It is destroyed, or its deposit is used up: what there is to be given back is, and it has its
 * full price again.
 */
void
sim_instance_end_prepaid (SimInstance *self, gint64 now_us)
{
  if (!sim_instance_is_prepaid (self))
    return;

  self->prepaid.refund_uusd = sim_instance_get_refundable_uusd (self, now_us);
  self->prepaid.ended_us = now_us;
  sim_instance_reprice (self, now_us);
}
