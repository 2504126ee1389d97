/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

/* What is shown of a price increase. */

static void
notify (SubletRental *self, SubletRentalProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), sublet_rental_get_pspec (property));
}

/**
 * sublet_rental_get_increase:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the price increase that waits for an answer; NULL: none
 * does, or it is not known
 */
SubletPriceIncrease *
sublet_rental_get_increase (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->increase;
}

/**
 * sublet_rental_get_increase_known_at_us:
 * @self: a rental
 *
 * Returns: service time of the latest list that says so; 0: none ever did
 */
gint64
sublet_rental_get_increase_known_at_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->increase_known_at_us;
}

/**
 * sublet_rental_get_increase_state:
 * @self: a rental
 *
 * Returns: what became of the latest answer to a price increase
 */
SubletIncreaseState
sublet_rental_get_increase_state (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_INCREASE_STATE_NONE);

  return self->increase_state;
}

/**
 * sublet_rental_get_increase_accepts:
 * @self: a rental
 *
 * Returns: whether that answer was to accept it
 */
gboolean
sublet_rental_get_increase_accepts (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->increase_accepts;
}

/**
 * sublet_rental_get_increased_rate_nusd:
 * @self: a rental
 *
 * Returns: what an hour of running costs with the price increase that waits, traffic and fee aside;
 *   SUBLET_MONEY_UNKNOWN: there is none, or not enough is said
 */
gint64
sublet_rental_get_increased_rate_nusd (SubletRental *self)
{
  const SubletPriceIncreaseData *data;
  gint64 more_nusd;

  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  if (self->increase == NULL)
    return SUBLET_MONEY_UNKNOWN;
  more_nusd = sublet_price_increase_get_more_nusd (self->increase);
  if (more_nusd != SUBLET_MONEY_UNKNOWN)
    return sublet_money_add (self->rate_running_nusd, more_nusd);

  /* What it costs until then is not said, but what it costs then may be. */
  data = sublet_price_increase_get_data (self->increase);
  return data->new_gpu_nusd == SUBLET_MONEY_UNKNOWN
           ? SUBLET_MONEY_UNKNOWN
           : sublet_money_add (data->new_gpu_nusd,
                               data->new_disk_nusd != SUBLET_MONEY_UNKNOWN
                                 ? data->new_disk_nusd
                                 : self->rate_stopped_nusd);
}

/**
 * sublet_rental_get_awaited_rate_nusd:
 * @self: a rental
 *
 * Returns: what an hour of running costs with the price increase that was accepted, or may have
 *   been, and does not hold yet, of several the dearest; SUBLET_MONEY_UNKNOWN: there is none
 */
gint64
sublet_rental_get_awaited_rate_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->awaited_rate_nusd;
}

/**
 * sublet_rental_set_awaited_rate_nusd:
 * @self: a rental
 * @rate_nusd: what an hour of running will cost with what was accepted; SUBLET_MONEY_UNKNOWN:
 *   nothing was
 */
void
sublet_rental_set_awaited_rate_nusd (SubletRental *self, gint64 rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  self->awaited_rate_nusd = rate_nusd;
}

/**
 * sublet_rental_set_increase:
 * @self: a rental
 * @increase: (nullable): what waits for an answer; NULL: nothing does
 * @known_at_us: service time of the list that says so
 */
void
sublet_rental_set_increase (SubletRental *self, SubletPriceIncrease *increase, gint64 known_at_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (!sublet_price_increase_is_same (self->increase, increase))
    {
      g_set_object (&self->increase, increase);
      notify (self, PROP_INCREASE);
    }
  if (self->increase_known_at_us != known_at_us)
    {
      self->increase_known_at_us = known_at_us;
      notify (self, PROP_INCREASE_KNOWN_AT_US);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_increase_answer:
 * @self: a rental
 * @accepts: whether it was to accept
 * @state: what became of it
 */
void
sublet_rental_set_increase_answer (SubletRental *self, gboolean accepts, SubletIncreaseState state)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->increase_accepts != accepts)
    {
      self->increase_accepts = accepts;
      notify (self, PROP_INCREASE_ACCEPTS);
    }
  if (self->increase_state != state)
    {
      self->increase_state = state;
      notify (self, PROP_INCREASE_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
