/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

/**
 * sublet_rental_get_state:
 * @self: a rental
 *
 * Returns: where it stands
 */
SubletRentalState
sublet_rental_get_state (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_RENTAL_STATE_UNKNOWN);

  return self->state;
}

/**
 * sublet_rental_get_reason:
 * @self: a rental
 *
 * Returns: why it was refused or failed, else NONE
 */
SubletRentalReason
sublet_rental_get_reason (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_RENTAL_REASON_NONE);

  return self->reason;
}

/**
 * sublet_rental_get_origin:
 * @self: a rental
 *
 * Returns: who started it
 */
SubletRentalOrigin
sublet_rental_get_origin (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_RENTAL_ORIGIN_ELSEWHERE);

  return self->origin;
}

/**
 * sublet_rental_get_instance_id:
 * @self: a rental
 *
 * Returns: the contract's number, 0 while there is none
 */
gint64
sublet_rental_get_instance_id (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->instance_id;
}

/**
 * sublet_rental_get_label:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
sublet_rental_get_label (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->label;
}

/**
 * sublet_rental_get_gpu_name:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the GPU model, in the service's spelling
 */
const char *
sublet_rental_get_gpu_name (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->gpu_name;
}

/**
 * sublet_rental_get_num_gpus:
 * @self: a rental
 *
 * Returns: how many GPUs, 0 when not known
 */
int
sublet_rental_get_num_gpus (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->num_gpus;
}

/**
 * sublet_rental_get_place:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): "Uusimaa, FI"
 */
const char *
sublet_rental_get_place (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->place;
}

/**
 * sublet_rental_get_image:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the image's reference
 */
const char *
sublet_rental_get_image (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->image;
}

/**
 * sublet_rental_get_status_message:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the host's words, trimmed
 */
const char *
sublet_rental_get_status_message (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->status_message;
}

/**
 * sublet_rental_get_detail:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the service's words, for Details only
 */
const char *
sublet_rental_get_detail (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->detail;
}

/**
 * sublet_rental_get_instance:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): the latest reading
 */
SubletInstance *
sublet_rental_get_instance (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->instance;
}

/**
 * sublet_rental_get_next_offer:
 * @self: a rental
 *
 * Returns: (transfer none) (nullable): what could be rented instead, above the ceiling
 */
SubletOffer *
sublet_rental_get_next_offer (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->next_offer;
}

/**
 * sublet_rental_get_rate_now_nusd:
 * @self: a rental
 *
 * Returns: what an hour costs now, in nano-dollars; SUBLET_MONEY_UNKNOWN when not known
 */
gint64
sublet_rental_get_rate_now_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->rate_now_nusd;
}

/**
 * sublet_rental_get_rate_running_nusd:
 * @self: a rental
 *
 * Returns: what an hour costs while it runs, in nano-dollars; SUBLET_MONEY_UNKNOWN when not
 *   known
 */
gint64
sublet_rental_get_rate_running_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->rate_running_nusd;
}

/**
 * sublet_rental_get_rate_stopped_nusd:
 * @self: a rental
 *
 * Returns: what an hour costs while it is stopped, in nano-dollars; SUBLET_MONEY_UNKNOWN when
 *   not known
 */
gint64
sublet_rental_get_rate_stopped_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->rate_stopped_nusd;
}

/**
 * sublet_rental_get_quoted_rate_nusd:
 * @self: a rental
 *
 * Returns: the running rate that was accepted, in nano-dollars per hour; SUBLET_MONEY_UNKNOWN
 *   when it was not rented here
 */
gint64
sublet_rental_get_quoted_rate_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->quoted_rate_nusd;
}

/**
 * sublet_rental_get_next_rate_nusd:
 * @self: a rental
 *
 * Returns: the next candidate's running rate, in nano-dollars per hour: proposed, or taken;
 *   SUBLET_MONEY_UNKNOWN when there was none
 */
gint64
sublet_rental_get_next_rate_nusd (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), SUBLET_MONEY_UNKNOWN);

  return self->next_rate_nusd;
}

/**
 * sublet_rental_get_state_since_us:
 * @self: a rental
 *
 * Returns: since when the state holds, service time in Unix microseconds
 */
gint64
sublet_rental_get_state_since_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->state_since_us;
}

/**
 * sublet_rental_get_known_at_us:
 * @self: a rental
 *
 * Returns: when it was last seen in an answer, service time in Unix microseconds, 0: never
 */
gint64
sublet_rental_get_known_at_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->known_at_us;
}

/**
 * sublet_rental_get_lease_end_us:
 * @self: a rental
 *
 * Returns: service time at which the lease ends, 0: none
 */
gint64
sublet_rental_get_lease_end_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->lease_end_us;
}

/**
 * sublet_rental_get_next_look_us:
 * @self: a rental
 *
 * Returns: unclear: service time of the next look, else 0
 */
gint64
sublet_rental_get_next_look_us (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->next_look_us;
}

/**
 * sublet_rental_get_look:
 * @self: a rental
 *
 * Returns: unclear: which look comes next, from 1
 */
int
sublet_rental_get_look (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->look;
}

/**
 * sublet_rental_get_looks:
 * @self: a rental
 *
 * Returns: unclear: how many looks it takes, else 0
 */
int
sublet_rental_get_looks (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->looks;
}

/**
 * sublet_rental_get_gone_looks:
 * @self: a rental
 *
 * Returns: how many complete lists in a row did not show it, 0 to 2
 */
int
sublet_rental_get_gone_looks (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), 0);

  return self->gone_looks;
}

/**
 * sublet_rental_get_stale:
 * @self: a rental
 *
 * Returns: whether the list is unknown, so that this is what was known then
 */
gboolean
sublet_rental_get_stale (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->stale;
}

/**
 * sublet_rental_get_busy:
 * @self: a rental
 *
 * Returns: whether an order is on its way
 */
gboolean
sublet_rental_get_busy (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), FALSE);

  return self->busy;
}

/**
 * sublet_rental_get_id:
 * @self: a rental
 *
 * Returns: (transfer none): our own name for it, stable; `elsewhere-` and the contract's number for
 *   what is not in the journal
 */
const char *
sublet_rental_get_id (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->id;
}

/**
 * sublet_rental_get_events:
 * @self: a rental
 *
 * Returns: (transfer none) (element-type SubletRentalEvent): what the journal holds, in order;
 *   valid until the next turn of the main loop
 */
const GArray *
sublet_rental_get_events (SubletRental *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL (self), NULL);

  return self->events;
}
