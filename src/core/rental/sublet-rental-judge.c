/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-machine.h"

/* What follows from a rental's state: what it costs, and what may be done to it. */

/* A set of states as bits: the tables below read like sentences. */
#define IN(state) (1u << SUBLET_RENTAL_STATE_##state)

G_STATIC_ASSERT (SUBLET_RENTAL_STATE_GONE < 32);

#define OPEN                                                                           \
  (IN (UNKNOWN) | IN (INTENDED) | IN (REQUESTING) | IN (UNCLEAR) | IN (PROVISIONING) | \
   IN (RUNNING) | IN (CONNECTING) | IN (READY) | IN (RESTARTING) | IN (RECYCLING) |    \
   IN (WAITING_FOR_GPU) | IN (OUTBID) | IN (STOPPING) | IN (STOPPED) | IN (STARTING) | \
   IN (EXITED) | IN (FAILED) | IN (OFFLINE) | IN (DESTROYING) | IN (STILL_LISTED))

#define CAN_START (IN (STOPPED) | IN (EXITED))

#define CAN_STOP                                                                       \
  (IN (PROVISIONING) | IN (RUNNING) | IN (CONNECTING) | IN (READY) | IN (RESTARTING) | \
   IN (RECYCLING) | IN (WAITING_FOR_GPU) | IN (OUTBID) | IN (STARTING) | IN (EXITED) | \
   IN (FAILED) | IN (OFFLINE))

#define CAN_REBOOT (IN (RUNNING) | IN (CONNECTING) | IN (READY) | IN (EXITED))

/* Again while it is still listed; once more while it is being destroyed would say nothing new. */
#define CAN_DESTROY (CAN_STOP | IN (STOPPING) | IN (STOPPED) | IN (STILL_LISTED))

/* What is meant to run or may be started again. */
#define CAN_CHANGE_BID (CAN_STOP | IN (STOPPED))

/* There is a contract, and its end was not ordered. */
#define CAN_ANSWER_INCREASE (CAN_STOP | IN (STOPPING) | IN (STOPPED))

/* The same; UNKNOWN: by whoever has its key. */
#define CAN_SET_LEASE (IN (UNKNOWN) | CAN_STOP | IN (STOPPING) | IN (STOPPED))

static gboolean
is_in (SubletRental *self, guint states)
{
  return (states & (1u << self->state)) != 0;
}

/**
 * sublet_rental_get_cost_uusd:
 * @self: a rental
 * @service_us: a moment, service time in Unix microseconds
 *
 * What it has cost by then, about: its rates between the starts and stops that were seen, traffic
 * excluded. While nothing is seen the last rate is taken to hold.
 *
 * Returns: micro-dollars, SUBLET_MONEY_UNKNOWN when a rate is not known
 */
gint64
sublet_rental_get_cost_uusd (SubletRental *self, gint64 service_us)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  if (service_us <= self->meter_at_us)
    return self->meter_uusd;

  return sublet_money_add (self->meter_uusd,
                           sublet_money_cost_uusd (self->meter_rate_nusd,
                                                   service_us - self->meter_at_us));
}

/**
 * sublet_rental_is_open:
 * @self: a rental
 *
 * Returns: whether it may be paid for: everything between an intent and *gone* or *refused*,
 *   doubtful ones included
 */
gboolean
sublet_rental_is_open (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return is_in (self, OPEN);
}

/**
 * sublet_rental_is_up:
 * @self: a rental
 *
 * Returns: whether its latest reading says that it runs: running, connecting or ready
 */
gboolean
sublet_rental_is_up (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return sublet_rental_machine_is_up (self->state);
}

/**
 * sublet_rental_get_renewed_us:
 * @self: a rental
 *
 * Returns: service time at which an order to make its container anew was seen to be carried out;
 *   0: none was since the program started
 */
gint64
sublet_rental_get_renewed_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->renewed_us;
}

/**
 * sublet_rental_can_start:
 * @self: a rental
 *
 * Returns: whether *Start* is offered: never on an unknown list, since it raises the bill
 */
gboolean
sublet_rental_can_start (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && is_in (self, CAN_START) && !self->busy && !self->stale;
}

/**
 * sublet_rental_can_stop:
 * @self: a rental
 *
 * Returns: whether *Stop* is offered; on an unknown list too
 */
gboolean
sublet_rental_can_stop (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && is_in (self, CAN_STOP) && !self->busy;
}

/**
 * sublet_rental_can_reboot:
 * @self: a rental
 *
 * Returns: whether *Reboot* is offered; not on an unknown list
 */
gboolean
sublet_rental_can_reboot (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && is_in (self, CAN_REBOOT) && !self->busy && !self->stale;
}

/**
 * sublet_rental_can_recycle:
 * @self: a rental
 *
 * Returns: whether *Recycle* is offered: as *Reboot* is
 */
gboolean
sublet_rental_can_recycle (SubletRental *self)
{
  return sublet_rental_can_reboot (self);
}

/**
 * sublet_rental_can_update_software:
 * @self: a rental
 *
 * Returns: whether other software is offered: of ours only, and where it is known what they were
 *   started with; of somebody else's neither the environment is known nor whose token is in it
 */
gboolean
sublet_rental_can_update_software (SubletRental *self)
{
  return sublet_rental_can_recycle (self) && self->origin == SUBLET_RENTAL_ORIGIN_OURS &&
         self->launch_known;
}

/**
 * sublet_rental_can_destroy:
 * @self: a rental
 *
 * Returns: whether *Destroy* is offered; on an unknown list and while another order is on its way
 *   too
 */
gboolean
sublet_rental_can_destroy (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && is_in (self, CAN_DESTROY);
}

/**
 * sublet_rental_can_prepay:
 * @self: a rental
 *
 * Returns: whether a deposit may be ordered by hand: of ours, while it runs, never on an unknown
 *   list, nor while it is not settled what became of another one
 */
gboolean
sublet_rental_can_prepay (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && self->origin == SUBLET_RENTAL_ORIGIN_OURS &&
         sublet_rental_machine_is_up (self->state) && !self->busy && !self->stale &&
         self->deposit_state != SUBLET_DEPOSIT_STATE_WANTED &&
         self->deposit_state != SUBLET_DEPOSIT_STATE_ASKED &&
         self->deposit_state != SUBLET_DEPOSIT_STATE_UNCLEAR && self->instance != NULL &&
         !sublet_instance_get_data (self->instance)->is_bid;
}

/**
 * sublet_rental_is_reserved:
 * @self: a rental
 *
 * Returns: whether something of a deposit is on it; as long as no reading says how much is left,
 *   whether one was paid
 */
gboolean
sublet_rental_is_reserved (SubletRental *self)
{
  gint64 left_uusd;

  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  left_uusd = self->instance != NULL
                ? sublet_instance_get_data (self->instance)->credit_balance_uusd
                : SUBLET_MONEY_UNKNOWN;

  return left_uusd == SUBLET_MONEY_UNKNOWN ? self->deposit_state == SUBLET_DEPOSIT_STATE_PAID
                                           : left_uusd > 0;
}

/**
 * sublet_rental_can_change_bid:
 * @self: a rental
 *
 * Returns: whether another bid may be ordered: of an interruptible one, whoever rented it, never on
 *   an unknown list, nor while it is not settled what became of the bid before
 */
gboolean
sublet_rental_can_change_bid (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && is_in (self, CAN_CHANGE_BID) && !self->busy && !self->stale &&
         self->bid_state != SUBLET_BID_STATE_ASKED && self->bid_state != SUBLET_BID_STATE_TAKEN &&
         self->bid_state != SUBLET_BID_STATE_UNCLEAR && self->instance != NULL &&
         sublet_instance_get_data (self->instance)->is_bid;
}

/**
 * sublet_rental_can_answer_increase:
 * @self: a rental
 *
 * Returns: whether a price increase waits for an answer that may be ordered: whoever rented it,
 *   never on an unknown list, nor while it is not settled what became of an answer before
 */
gboolean
sublet_rental_can_answer_increase (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && self->increase != NULL && is_in (self, CAN_ANSWER_INCREASE) &&
         !self->stale && self->increase_state != SUBLET_INCREASE_STATE_ASKED &&
         self->increase_state != SUBLET_INCREASE_STATE_TAKEN &&
         self->increase_state != SUBLET_INCREASE_STATE_UNCLEAR;
}

/**
 * sublet_rental_can_set_lease:
 * @self: a rental
 *
 * Returns: whether its lease may be changed: of ours, on an unknown list and without its key too,
 *   since nothing is asked of the service
 */
gboolean
sublet_rental_can_set_lease (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->instance_id > 0 && self->origin == SUBLET_RENTAL_ORIGIN_OURS &&
         is_in (self, CAN_SET_LEASE);
}

/**
 * sublet_rental_can_set_ssh_key:
 * @self: a rental
 *
 * Returns: whether it may be given another SSH key: of ours whose end was not ordered, that runs
 *   with SSH, and whose launch this version can read
 */
gboolean
sublet_rental_can_set_ssh_key (SubletRental *self)
{
  return sublet_rental_can_set_lease (self) && self->takes_ssh_key;
}

/**
 * sublet_rental_can_extend:
 * @self: a rental
 *
 * Returns: whether it has a lease that can be put off: what one that is over did to it is done
 */
gboolean
sublet_rental_can_extend (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return sublet_rental_can_set_lease (self) && self->lease_state != SUBLET_LEASE_STATE_NONE &&
         (self->lease_state != SUBLET_LEASE_STATE_OVER ||
          self->lease_at_end == SUBLET_LEASE_END_WARN);
}
