/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

/* The setters, for the engine alone: the journal comes first, then these. Meanings stand at the
 * getters. */

static void
notify (SubletRental *self, SubletRentalProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), sublet_rental_get_pspec (property));
}

static void
set_int64 (SubletRental *self, gint64 *field, gint64 value, SubletRentalProperty property)
{
  if (*field == value)
    return;
  *field = value;
  notify (self, property);
}

static void
set_int (SubletRental *self, int *field, int value, SubletRentalProperty property)
{
  if (*field == value)
    return;
  *field = value;
  notify (self, property);
}

static void
set_string (SubletRental *self, char **field, const char *value, SubletRentalProperty property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  notify (self, property);
}

/**
 * sublet_rental_set_state:
 * @self: a rental
 * @state: where it stands
 * @reason: why, for refused and failed ones
 * @since_us: service time at which it came to hold
 */
void
sublet_rental_set_state (SubletRental *self,
                         SubletRentalState state,
                         SubletRentalReason reason,
                         gint64 since_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  /* One consistent change: nobody sees the new state with the old reason. */
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      notify (self, PROP_STATE);
    }
  if (self->reason != reason)
    {
      self->reason = reason;
      notify (self, PROP_REASON);
    }
  set_int64 (self, &self->state_since_us, since_us, PROP_STATE_SINCE_US);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_origin:
 * @self: a rental
 * @origin: who started it
 */
void
sublet_rental_set_origin (SubletRental *self, SubletRentalOrigin origin)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  if (self->origin == origin)
    return;
  self->origin = origin;
  notify (self, PROP_ORIGIN);
}

/**
 * sublet_rental_set_instance_id:
 * @self: a rental
 * @instance_id: the contract's number
 */
void
sublet_rental_set_instance_id (SubletRental *self, gint64 instance_id)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int64 (self, &self->instance_id, instance_id, PROP_INSTANCE_ID);
}

/**
 * sublet_rental_set_label:
 * @self: a rental
 * @label: (nullable): its name
 */
void
sublet_rental_set_label (SubletRental *self, const char *label)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_string (self, &self->label, label, PROP_LABEL);
}

/**
 * sublet_rental_set_gpu:
 * @self: a rental
 * @gpu_name: (nullable): the model, in the service's spelling
 * @num_gpus: how many, 0 when not known
 */
void
sublet_rental_set_gpu (SubletRental *self, const char *gpu_name, int num_gpus)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_string (self, &self->gpu_name, gpu_name, PROP_GPU_NAME);
  set_int (self, &self->num_gpus, num_gpus, PROP_NUM_GPUS);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_place:
 * @self: a rental
 * @place: (nullable): region and country
 */
void
sublet_rental_set_place (SubletRental *self, const char *place)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_string (self, &self->place, place, PROP_PLACE);
}

/**
 * sublet_rental_set_image:
 * @self: a rental
 * @image: (nullable): the image's reference
 */
void
sublet_rental_set_image (SubletRental *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_string (self, &self->image, image, PROP_IMAGE);
}

/**
 * sublet_rental_set_launch_known:
 * @self: a rental
 * @launch_known: whether what it was started with is in the journal, but for what is secret
 */
void
sublet_rental_set_launch_known (SubletRental *self, gboolean launch_known)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  self->launch_known = launch_known;
}

/**
 * sublet_rental_set_takes_ssh_key:
 * @self: a rental
 * @takes_ssh_key: whether it runs with SSH, and the journal can have another key for it
 */
void
sublet_rental_set_takes_ssh_key (SubletRental *self, gboolean takes_ssh_key)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  self->takes_ssh_key = takes_ssh_key;
}

/**
 * sublet_rental_set_status_message:
 * @self: a rental
 * @status_message: (nullable): the host's words
 */
void
sublet_rental_set_status_message (SubletRental *self, const char *status_message)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_string (self, &self->status_message, status_message, PROP_STATUS_MESSAGE);
}

/**
 * sublet_rental_set_detail:
 * @self: a rental
 * @detail: (nullable): the service's words
 */
void
sublet_rental_set_detail (SubletRental *self, const char *detail)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_string (self, &self->detail, detail, PROP_DETAIL);
}

/**
 * sublet_rental_set_instance:
 * @self: a rental
 * @instance: the latest reading
 *
 * Takes over what the reading has: label, GPU, place, image, the host's words, the time and the
 * rates. What it lacks stays as it was.
 */
void
sublet_rental_set_instance (SubletRental *self, SubletInstance *instance)
{
  const SubletInstanceData *data;

  g_return_if_fail (SUBLET_IS_RENTAL (self));
  g_return_if_fail (SUBLET_IS_INSTANCE (instance));

  if (self->instance == instance)
    return;

  data = sublet_instance_get_data (instance);
  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->instance, instance);
  notify (self, PROP_INSTANCE);
  sublet_rental_set_instance_id (self, data->id);
  if (data->label != NULL)
    sublet_rental_set_label (self, data->label);
  if (data->gpu_name != NULL)
    sublet_rental_set_gpu (self, data->gpu_name, MAX (data->num_gpus, 0));
  if (data->region != NULL || data->country[0] != '\0')
    {
      g_autofree char *place = sublet_rental_dup_place (data->region, data->country);

      sublet_rental_set_place (self, place);
    }
  if (data->image != NULL)
    sublet_rental_set_image (self, data->image);
  sublet_rental_set_status_message (self, data->status_msg);
  sublet_rental_set_known_at_us (self, sublet_instance_get_known_at_us (instance));
  sublet_rental_set_rates (self,
                           sublet_instance_get_rate_now_nusd (instance),
                           sublet_instance_get_rate_running_nusd (instance),
                           sublet_instance_get_rate_stopped_nusd (instance));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_rates:
 * @self: a rental
 * @now_nusd: what an hour costs now
 * @running_nusd: what an hour costs while it runs
 * @stopped_nusd: what an hour costs while it is stopped
 *
 * Each may be SUBLET_MONEY_UNKNOWN.
 */
void
sublet_rental_set_rates (SubletRental *self,
                         gint64 now_nusd,
                         gint64 running_nusd,
                         gint64 stopped_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_int64 (self, &self->rate_now_nusd, now_nusd, PROP_RATE_NOW_NUSD);
  set_int64 (self, &self->rate_running_nusd, running_nusd, PROP_RATE_RUNNING_NUSD);
  set_int64 (self, &self->rate_stopped_nusd, stopped_nusd, PROP_RATE_STOPPED_NUSD);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_quoted_rate_nusd:
 * @self: a rental
 * @quoted_rate_nusd: the running rate that was accepted, per hour
 */
void
sublet_rental_set_quoted_rate_nusd (SubletRental *self, gint64 quoted_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int64 (self, &self->quoted_rate_nusd, quoted_rate_nusd, PROP_QUOTED_RATE_NUSD);
}

/**
 * sublet_rental_set_next:
 * @self: a rental
 * @next_offer: (nullable): what could be rented instead
 * @next_rate_nusd: its running rate per hour, or SUBLET_MONEY_UNKNOWN
 */
void
sublet_rental_set_next (SubletRental *self, SubletOffer *next_offer, gint64 next_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_set_object (&self->next_offer, next_offer);
  set_int64 (self, &self->next_rate_nusd, next_rate_nusd, PROP_NEXT_RATE_NUSD);
}

/**
 * sublet_rental_set_known_at_us:
 * @self: a rental
 * @known_at_us: when it was last seen, service time
 */
void
sublet_rental_set_known_at_us (SubletRental *self, gint64 known_at_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int64 (self, &self->known_at_us, known_at_us, PROP_KNOWN_AT_US);
}

/**
 * sublet_rental_set_lease_end_us:
 * @self: a rental
 * @lease_end_us: when the lease ends, service time; 0: none
 */
void
sublet_rental_set_lease_end_us (SubletRental *self, gint64 lease_end_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int64 (self, &self->lease_end_us, lease_end_us, PROP_LEASE_END_US);
}

/**
 * sublet_rental_set_settling:
 * @self: a rental
 * @look: which look comes next, from 1; 0 when nothing is being settled
 * @looks: how many it takes; 0 when nothing is being settled
 * @next_look_us: when, service time
 */
void
sublet_rental_set_settling (SubletRental *self, int look, int looks, gint64 next_look_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_int (self, &self->look, look, PROP_LOOK);
  set_int (self, &self->looks, looks, PROP_LOOKS);
  set_int64 (self, &self->next_look_us, next_look_us, PROP_NEXT_LOOK_US);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_set_gone_looks:
 * @self: a rental
 * @gone_looks: how many complete lists in a row did not show it
 */
void
sublet_rental_set_gone_looks (SubletRental *self, int gone_looks)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int (self, &self->gone_looks, gone_looks, PROP_GONE_LOOKS);
}

/**
 * sublet_rental_set_stale:
 * @self: a rental
 * @stale: whether this is what was known once
 */
void
sublet_rental_set_stale (SubletRental *self, gboolean stale)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int (self, &self->stale, stale, PROP_STALE);
}

/**
 * sublet_rental_set_busy:
 * @self: a rental
 * @busy: whether an order is on its way
 */
void
sublet_rental_set_busy (SubletRental *self, gboolean busy)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  set_int (self, &self->busy, busy, PROP_BUSY);
}

/**
 * sublet_rental_set_meter:
 * @self: a rental
 * @counted_uusd: what it had cost by then, or SUBLET_MONEY_UNKNOWN
 * @counted_at_us: then, service time
 * @rate_since_nusd: what an hour costs since, or SUBLET_MONEY_UNKNOWN
 */
void
sublet_rental_set_meter (SubletRental *self,
                         gint64 counted_uusd,
                         gint64 counted_at_us,
                         gint64 rate_since_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  self->meter_uusd = counted_uusd;
  self->meter_at_us = counted_at_us;
  self->meter_rate_nusd = rate_since_nusd;
}

/**
 * sublet_rental_add_event:
 * @self: a rental
 * @event: what was written to the journal
 */
void
sublet_rental_add_event (SubletRental *self, const SubletRentalEvent *event)
{
  g_return_if_fail (SUBLET_IS_RENTAL (self));

  g_array_append_vals (self->events, event, 1);
}

/**
 * sublet_rental_dup_place:
 * @region: (nullable): "Uusimaa"
 * @country: (nullable): "FI" or ""
 *
 * Returns: (transfer full) (nullable): "Uusimaa, FI", as much of it as there is
 */
char *
sublet_rental_dup_place (const char *region, const char *country)
{
  gboolean has_region = region != NULL && *region != '\0';
  gboolean has_country = country != NULL && *country != '\0';

  if (has_region && has_country)
    return g_strdup_printf ("%s, %s", region, country);

  return has_region ? g_strdup (region) : has_country ? g_strdup (country) : NULL;
}
