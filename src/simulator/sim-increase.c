/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-instance.h"

#include <math.h>

/*
 * A host's wish for a higher rate (fact sheet 5.10): it holds from the contract's end on. That an
 * accepted one makes the contract go on, and for how long, is a guess; so is that without an answer
 * it ends as it would have.
 */
#define NEXT_TERM_US (30 * G_TIME_SPAN_DAY)

/**
 * sim_increase_state_get_name:
 * @state: what became of one
 *
 * Returns: (transfer none) (nullable): what the ledger calls it; NULL: there was none
 */
const char *
sim_increase_state_get_name (SimIncreaseState state)
{
  static const char *const names[] = {
    NULL, "pending", "accepted", "rejected", "withdrawn", "applied",
  };

  return names[state];
}

/**
 * sim_instance_announce_increase:
 * @self: a living contract
 * @id: the number of the increase
 * @now_us: service time
 * @price: $/h of the GPU part from the contract's end on; NAN: as now
 * @storage_cost: $/GB and month of its disk from then on; NAN: as now
 *
 * One that is still pending is withdrawn; one that was accepted holds unless this one is accepted
 * too (a guess).
 */
void
sim_instance_announce_increase (SimInstance *self,
                                gint64 id,
                                gint64 now_us,
                                double price,
                                double storage_cost)
{
  if (self->increase.state == SIM_INCREASE_ACCEPTED)
    self->agreed = self->increase;
  self->increase = (SimIncrease){
    .state = SIM_INCREASE_PENDING,
    .id = id,
    .created_us = now_us,
    .old_price = self->price,
    .new_price = price,
    .old_storage_cost = sim_row_get_double (&self->row, SIM_FIELD_STORAGE_COST, 0),
    .new_storage_cost = storage_cost,
  };
}

static void
go_on (SimInstance *self, gint64 now_us, SimIncrease *increase)
{
  if (!isnan (increase->new_price))
    self->price = increase->new_price;
  if (!isnan (increase->new_storage_cost))
    self->row.values[SIM_FIELD_STORAGE_COST] = SIM_DOUBLE (increase->new_storage_cost);
  increase->state = SIM_INCREASE_APPLIED;
  self->end_us += NEXT_TERM_US;
  sim_instance_reprice (self, now_us);
}

/**
 * sim_instance_end_term:
 * @self: a living contract whose term has ended
 * @now_us: service time
 * @speed: divides every wait
 *
 * It stops, unless a higher rate was accepted for what follows.
 */
void
sim_instance_end_term (SimInstance *self, gint64 now_us, double speed)
{
  SimIncrease *accepted = self->increase.state == SIM_INCREASE_ACCEPTED ? &self->increase
                                                                        : &self->agreed;

  if (self->increase.state == SIM_INCREASE_PENDING)
    self->increase.state = SIM_INCREASE_WITHDRAWN;
  if (accepted->state == SIM_INCREASE_ACCEPTED)
    {
      go_on (self, now_us, accepted);
      self->agreed.state = SIM_INCREASE_NONE;
      return;
    }

  sim_instance_stop (self, now_us, speed);
}
