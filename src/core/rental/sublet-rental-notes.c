/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

/*
 * What is to be said of a rental beside its state: that it costs something else than was accepted,
 * that it makes no progress, that another instance carries its token, that it follows another one,
 * what is paid ahead for it, what is bid, that it is paid for nothing, how its lease stands.
 */

static void
notify (SubletRental *self, SubletRentalProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), sublet_rental_get_pspec (property));
}

/**
 * sublet_rental_get_differences:
 * @self: a rental
 *
 * Returns: in what the instance differs from what was accepted, as far as a reading tells
 */
SubletRentalDifferences
sublet_rental_get_differences (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_RENTAL_DIFFERENCE_NONE);

  return self->differences;
}

/**
 * sublet_rental_get_accepted_rate_nusd:
 * @self: a rental
 *
 * The one of the offer that was asked for in the end: of the next candidate, if that was taken.
 *
 * Returns: the running rate that was accepted, nano-dollars per hour; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_get_accepted_rate_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->accepted_rate_nusd;
}

/**
 * sublet_rental_get_gives_up_at_us:
 * @self: a rental
 *
 * While the image is loaded and the container started. Nothing is ended then: it only counts as
 * stuck.
 *
 * Returns: service time in Unix microseconds at which it counts as stuck unless there is progress;
 *   0 when it is not coming up, or was never seen
 */
gint64
sublet_rental_get_gives_up_at_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->gives_up_at_us;
}

/**
 * sublet_rental_get_stuck:
 * @self: a rental
 *
 * Returns: whether a reading showed it coming up without progress for too long
 */
gboolean
sublet_rental_get_stuck (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->stuck;
}

/**
 * sublet_rental_get_twin_id:
 * @self: a rental
 *
 * Returns: the instance that carries the same token as this one; 0: none
 */
gint64
sublet_rental_get_twin_id (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->twin_id;
}

/**
 * sublet_rental_get_replaces:
 * @self: a rental
 *
 * Returns: (nullable): the id of the rental that is ended for this one
 */
const char *
sublet_rental_get_replaces (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->replaces;
}

/**
 * sublet_rental_get_deposit_uusd:
 * @self: a rental
 *
 * Returns: what is to be paid ahead for it, or was, in micro-dollars; 0: nothing
 */
gint64
sublet_rental_get_deposit_uusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->deposit_uusd;
}

/**
 * sublet_rental_get_deposit_state:
 * @self: a rental
 *
 * Returns: what became of that; of the latest deposit, where there were several
 */
SubletDepositState
sublet_rental_get_deposit_state (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_DEPOSIT_STATE_NONE);

  return self->deposit_state;
}

/**
 * sublet_rental_get_bid_asked_nusd:
 * @self: a rental
 *
 * Returns: the other bid that was asked for latest, for its GPUs, nano-dollars per hour; 0: none
 */
gint64
sublet_rental_get_bid_asked_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->bid_asked_nusd;
}

/**
 * sublet_rental_get_bid_state:
 * @self: a rental
 *
 * Returns: what became of that
 */
SubletBidState
sublet_rental_get_bid_state (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_BID_STATE_NONE);

  return self->bid_state;
}

/**
 * sublet_rental_get_idle_since_us:
 * @self: a rental
 *
 * Returns: service time in Unix microseconds since which it runs and its GPU does nothing; 0: it
 *   works, does not run, or has not been unused for long enough
 */
gint64
sublet_rental_get_idle_since_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->idle_since_us;
}

/**
 * sublet_rental_get_idle_cost_uusd:
 * @self: a rental
 * @service_us: a moment, service time in Unix microseconds
 *
 * Returns: what it has cost while it did nothing, about, in micro-dollars; 0: it is not idle;
 *   SUBLET_MONEY_UNKNOWN when its rate is not known
 */
gint64
sublet_rental_get_idle_cost_uusd (SubletRental *self, gint64 service_us)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  if (self->idle_since_us == 0 || service_us <= self->idle_since_us)
    return 0;

  return sublet_money_cost_uusd (self->rate_now_nusd, service_us - self->idle_since_us);
}

/**
 * sublet_rental_get_lease_at_end:
 * @self: a rental
 *
 * Returns: what is done when its lease ends; means nothing without a lease
 */
SubletLeaseEnd
sublet_rental_get_lease_at_end (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_LEASE_END_STOP);

  return self->lease_at_end;
}

/**
 * sublet_rental_get_lease_state:
 * @self: a rental
 *
 * Returns: whether its lease runs, ends soon, or has ended and what became of that
 */
SubletLeaseState
sublet_rental_get_lease_state (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_LEASE_STATE_NONE);

  return self->lease_state;
}

/**
 * sublet_rental_set_differences:
 * @self: a rental
 * @differences: in what a reading differs from what was accepted
 * @accepted_rate_nusd: the running rate that was accepted
 */
void
sublet_rental_set_differences (SubletRental *self,
                               SubletRentalDifferences differences,
                               gint64 accepted_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->accepted_rate_nusd != accepted_rate_nusd)
    {
      self->accepted_rate_nusd = accepted_rate_nusd;
      notify (self, PROP_ACCEPTED_RATE_NUSD);
    }
  if (self->differences != differences)
    {
      self->differences = differences;
      notify (self, PROP_DIFFERENCES);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_patience:
 * @self: a rental
 * @gives_up_at_us: service time at which it counts as stuck; 0: not coming up
 * @stuck: whether it does already
 */
void
sublet_rental_set_patience (SubletRental *self, gint64 gives_up_at_us, gboolean stuck)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->gives_up_at_us != gives_up_at_us)
    {
      self->gives_up_at_us = gives_up_at_us;
      notify (self, PROP_GIVES_UP_AT_US);
    }
  if (self->stuck != stuck)
    {
      self->stuck = stuck;
      notify (self, PROP_STUCK);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_twin_id:
 * @self: a rental
 * @twin_id: the instance with the same token; 0: none
 */
void
sublet_rental_set_twin_id (SubletRental *self, gint64 twin_id)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (self->twin_id == twin_id)
    return;
  self->twin_id = twin_id;
  notify (self, PROP_TWIN_ID);
}

/**
 * sublet_rental_set_replaces:
 * @self: a rental
 * @replaces: (nullable): the id of the rental that is ended for this one
 */
void
sublet_rental_set_replaces (SubletRental *self, const char *replaces)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (g_strcmp0 (self->replaces, replaces) == 0)
    return;
  g_free (self->replaces);
  self->replaces = g_strdup (replaces);
  notify (self, PROP_REPLACES);
}

/**
 * sublet_rental_set_deposit:
 * @self: a rental
 * @deposit_uusd: what is to be paid ahead for it, or was; 0: nothing
 * @deposit_state: what became of that
 */
void
sublet_rental_set_deposit (SubletRental *self,
                           gint64 deposit_uusd,
                           SubletDepositState deposit_state)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->deposit_uusd != deposit_uusd)
    {
      self->deposit_uusd = deposit_uusd;
      notify (self, PROP_DEPOSIT_UUSD);
    }
  if (self->deposit_state != deposit_state)
    {
      self->deposit_state = deposit_state;
      notify (self, PROP_DEPOSIT_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_bid:
 * @self: a rental
 * @bid_asked_nusd: the other bid that was asked for; 0: none
 * @bid_state: what became of that
 */
void
sublet_rental_set_bid (SubletRental *self, gint64 bid_asked_nusd, SubletBidState bid_state)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->bid_asked_nusd != bid_asked_nusd)
    {
      self->bid_asked_nusd = bid_asked_nusd;
      notify (self, PROP_BID_ASKED_NUSD);
    }
  if (self->bid_state != bid_state)
    {
      self->bid_state = bid_state;
      notify (self, PROP_BID_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_idle_since_us:
 * @self: a rental
 * @idle_since_us: service time since which it runs for nothing; 0: it does not
 */
void
sublet_rental_set_idle_since_us (SubletRental *self, gint64 idle_since_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (self->idle_since_us == idle_since_us)
    return;
  self->idle_since_us = idle_since_us;
  notify (self, PROP_IDLE_SINCE_US);
}

/**
 * sublet_rental_set_lease_at_end:
 * @self: a rental
 * @lease_at_end: what is done when its lease ends
 */
void
sublet_rental_set_lease_at_end (SubletRental *self, SubletLeaseEnd lease_at_end)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (self->lease_at_end == lease_at_end)
    return;
  self->lease_at_end = lease_at_end;
  notify (self, PROP_LEASE_AT_END);
}

/**
 * sublet_rental_set_lease_state:
 * @self: a rental
 * @lease_state: how its lease stands
 */
void
sublet_rental_set_lease_state (SubletRental *self, SubletLeaseState lease_state)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (self->lease_state == lease_state)
    return;
  self->lease_state = lease_state;
  notify (self, PROP_LEASE_STATE);
}
