/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-track.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-machine.h"

static void
track_clear (gpointer data)
{
  SubletRentalTrack *self = data;

  sublet_rental_track_drop_key (self);
  g_clear_object (&self->rental);
  g_clear_pointer (&self->record, sublet_rental_record_free);
  g_clear_object (&self->asked);
  g_clear_object (&self->offer);
  g_clear_pointer (&self->intent, sublet_intent_record_free);
  g_clear_pointer (&self->request, sublet_request_record_free);
  g_clear_pointer (&self->tried, g_array_unref);
  g_clear_pointer (&self->order, sublet_order_record_free);
  g_clear_object (&self->update);
  g_clear_pointer (&self->destroy, sublet_order_record_free);
  g_clear_pointer (&self->prepay.order, sublet_order_record_free);
  g_clear_pointer (&self->bid.order, sublet_order_record_free);
  g_clear_pointer (&self->increase.order, sublet_order_record_free);
  g_clear_pointer (&self->progress, g_free);
  g_clear_pointer (&self->follower, sublet_rental_track_unref);
}

/**
 * sublet_rental_track_new:
 * @record: (transfer full): how it stands
 * @origin: who started it
 *
 * Returns: (transfer full): a track whose rental shows the record's figures and no state yet
 */
SubletRentalTrack *
sublet_rental_track_new (SubletRentalRecord *record, SubletRentalOrigin origin)
{
  SubletRentalTrack *self = g_rc_box_new0 (SubletRentalTrack);

  self->record = record;
  self->ours = origin == SUBLET_RENTAL_ORIGIN_OURS;
  self->noted_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->tried = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->written_state = record->state;
  self->written_reason = record->reason;
  self->written_since_us = record->state_since_us;
  self->rental = sublet_rental_new (record->id, origin);
  self->rental->made_us = record->made_us;
  sublet_rental_set_deposit (self->rental, record->deposit_uusd, record->deposit_state);
  sublet_rental_set_bid (self->rental, record->bid_asked_nusd, record->bid_state);
  sublet_rental_set_awaited_rate_nusd (self->rental, sublet_rental_track_get_awaited_nusd (self));
  sublet_rental_set_increase_answer (self->rental,
                                     record->increase_accepts,
                                     record->increase_state);
  sublet_rental_track_show_facts (self);

  return self;
}

/**
 * sublet_rental_track_new_from_journal:
 * @stored: (transfer full): what the journal holds of one rental
 *
 * Returns: (transfer full): a track that goes on where the journal ends
 */
SubletRentalTrack *
sublet_rental_track_new_from_journal (SubletJournalRental *stored)
{
  SubletRentalTrack *self =
    sublet_rental_track_new (g_steal_pointer (&stored->record), SUBLET_RENTAL_ORIGIN_OURS);
  guint i;

  for (i = 0; i < stored->events->len; i++)
    sublet_rental_add_event (self->rental, &g_array_index (stored->events, SubletRentalEvent, i));
  self->intent = g_steal_pointer (&stored->intent);
  self->request = g_steal_pointer (&stored->request);
  self->n_requests = stored->n_requests;
  self->held_since_us = self->record->state_since_us;
  sublet_journal_rental_free (stored);

  return self;
}

/**
 * sublet_rental_track_ref:
 * @self: a track
 *
 * Returns: (transfer full): the same
 */
SubletRentalTrack *
sublet_rental_track_ref (SubletRentalTrack *self)
{
  return g_rc_box_acquire (self);
}

/**
 * sublet_rental_track_unref:
 * @self: (transfer full): a track
 */
void
sublet_rental_track_unref (SubletRentalTrack *self)
{
  g_rc_box_release_full (self, track_clear);
}

/**
 * sublet_rental_track_show_facts:
 * @self: a track
 *
 * The record's figures to the rental. Rates are those of the quote until a reading says more.
 */
void
sublet_rental_track_show_facts (SubletRentalTrack *self)
{
  const SubletRentalRecord *r = self->record;
  SubletRental *rental = self->rental;

  g_object_freeze_notify (G_OBJECT (rental));
  sublet_rental_set_instance_id (rental, r->contract_id);
  sublet_rental_set_label (rental, r->label);
  sublet_rental_set_gpu (rental, r->gpu_name, r->num_gpus);
  sublet_rental_set_place (rental, r->place);
  sublet_rental_set_image (rental, r->image);
  sublet_rental_set_launch_known (rental, sublet_rental_record_knows_launch (r));
  sublet_rental_set_takes_ssh_key (rental, sublet_rental_record_takes_ssh_key (r));
  sublet_rental_set_detail (rental, r->detail);
  sublet_rental_set_quoted_rate_nusd (rental, r->quoted_running_nusd);
  sublet_rental_set_replaces (rental, r->replaces_id);
  sublet_rental_set_lease_end_us (rental, r->lease_end_us);
  sublet_rental_set_lease_at_end (rental, r->lease_at_end);
  sublet_rental_set_meter (rental, r->meter_uusd, r->meter_at_us, r->meter_rate_nusd);
  if (sublet_rental_get_next_rate_nusd (rental) != r->next_rate_nusd)
    sublet_rental_set_next (rental, sublet_rental_get_next_offer (rental), r->next_rate_nusd);
  if (sublet_rental_get_instance (rental) == NULL)
    {
      gint64 running_nusd = r->next_rate_nusd != SUBLET_MONEY_UNKNOWN && r->contract_id > 0
                              ? r->next_rate_nusd
                              : r->quoted_running_nusd;

      sublet_rental_set_rates (rental,
                               r->meter_rate_nusd,
                               running_nusd,
                               sublet_rental_track_get_accepted_stopped_nusd (self));
    }
  g_object_thaw_notify (G_OBJECT (rental));
}

/**
 * sublet_rental_track_meter:
 * @self: a track
 * @rate_nusd: what an hour costs from now on, or SUBLET_MONEY_UNKNOWN
 * @at_us: now, service time
 */
void
sublet_rental_track_meter (SubletRentalTrack *self, gint64 rate_nusd, gint64 at_us)
{
  SubletRentalRecord *r = self->record;

  if (at_us > r->meter_at_us)
    {
      r->meter_uusd =
        sublet_money_add (r->meter_uusd,
                          sublet_money_cost_uusd (r->meter_rate_nusd, at_us - r->meter_at_us));
      r->meter_at_us = at_us;
    }
  r->meter_rate_nusd = rate_nusd;
  sublet_rental_set_meter (self->rental, r->meter_uusd, r->meter_at_us, r->meter_rate_nusd);
}

static bool
take_text (char **field, const char *text)
{
  if (text == NULL || g_strcmp0 (*field, text) == 0)
    return false;
  g_free (*field);
  *field = g_strdup (text);

  return true;
}

/**
 * sublet_rental_track_read:
 * @self: a track
 * @instance: a reading
 *
 * Figures are no transition, so they show at once.
 *
 * Returns: whether something that is stored changed
 */
bool
sublet_rental_track_read (SubletRentalTrack *self, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletRentalRecord *r = self->record;
  gint64 rate_nusd = sublet_instance_get_rate_now_nusd (instance);
  g_autofree char *place = sublet_rental_dup_place (data->region, data->country);
  bool changed = false;

  changed |= take_text (&r->label, data->label);
  changed |= take_text (&r->gpu_name, data->gpu_name);
  changed |= take_text (&r->place, place);
  changed |= take_text (&r->image, data->image);
  if (data->num_gpus > 0 && r->num_gpus != data->num_gpus)
    {
      r->num_gpus = data->num_gpus;
      changed = true;
    }
  if (data->machine_id > 0 && r->machine_id != data->machine_id)
    {
      r->machine_id = data->machine_id;
      changed = true;
    }
  if (rate_nusd != SUBLET_MONEY_UNKNOWN && rate_nusd != r->meter_rate_nusd)
    {
      sublet_rental_track_meter (self, rate_nusd, sublet_instance_get_known_at_us (instance));
      changed = true;
    }
  sublet_rental_set_instance (self->rental, instance);

  return changed;
}

/**
 * sublet_rental_track_drop_key:
 * @self: a track
 *
 * A question for its passphrase stands as long as somebody else wants it.
 */
void
sublet_rental_track_drop_key (SubletRentalTrack *self)
{
  sublet_cancel_clear (&self->own_key_wish);
  g_clear_object (&self->own_key);
}

/**
 * sublet_rental_track_drop_order:
 * @self: a track whose open order is closed
 *
 * What was to run goes too: it has its secrets.
 */
void
sublet_rental_track_drop_order (SubletRentalTrack *self)
{
  g_clear_pointer (&self->order, sublet_order_record_free);
  g_clear_object (&self->update);
}

/**
 * sublet_rental_track_was_destroyed:
 * @self: a track
 *
 * Returns: whether its end was ordered here at some time
 */
bool
sublet_rental_track_was_destroyed (SubletRentalTrack *self)
{
  const GArray *events = sublet_rental_get_events (self->rental);
  guint i;

  if (self->destroy != NULL)
    return true;
  for (i = 0; i < events->len; i++)
    {
      if (g_array_index (events, SubletRentalEvent, i).state == SUBLET_RENTAL_STATE_DESTROYING)
        return true;
    }

  return false;
}
