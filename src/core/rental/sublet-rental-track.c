/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-track.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-machine.h"

static void
track_clear (gpointer data)
{
  SubletRentalTrack *self = data;

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
  sublet_rental_set_launch_known (rental, r->launch_json != NULL);
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

      sublet_rental_set_rates (rental, r->meter_rate_nusd, running_nusd, r->quoted_stopped_nusd);
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

static gint64
larger (gint64 a, gint64 b)
{
  return a == SUBLET_MONEY_UNKNOWN ? b : b == SUBLET_MONEY_UNKNOWN ? a : MAX (a, b);
}

/* The contract is meant to run, so its host may start it at any moment. */
static bool
is_meant_to_run (SubletRentalTrack *self)
{
  SubletInstance *instance = sublet_rental_get_instance (self->rental);

  return instance == NULL ||
         sublet_instance_get_data (instance)->intended_status == SUBLET_CONTRACT_STATUS_RUNNING;
}

/* Of the offer that was asked for last, of the instance alone. */
static gint64
get_quoted_nusd (SubletRentalTrack *self)
{
  return self->intent->number == 1 ? self->record->quoted_running_nusd
                                   : self->record->next_rate_nusd;
}

/**
 * sublet_rental_track_get_accepted_nusd:
 * @self: a track with an intent
 *
 * Returns: the running rate of the offer that was asked for last, of the instance alone, or the one
 *   with the bid or price increase that holds since; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_track_get_accepted_nusd (SubletRentalTrack *self)
{
  return self->record->bid_rate_nusd > 0 ? self->record->bid_rate_nusd : get_quoted_nusd (self);
}

/**
 * sublet_rental_track_get_volume_nusd:
 * @self: a track
 *
 * No reading shows it: it is what its intent counts beside the instance.
 *
 * Returns: what an hour of the volume that is made along costs; 0: none is
 */
gint64
sublet_rental_track_get_volume_nusd (SubletRentalTrack *self)
{
  gint64 quoted_nusd;

  if (self->intent == NULL || self->intent->running_nusd == SUBLET_MONEY_UNKNOWN)
    return 0;
  quoted_nusd = get_quoted_nusd (self);

  return quoted_nusd != SUBLET_MONEY_UNKNOWN ? MAX (self->intent->running_nusd - quoted_nusd, 0)
                                             : 0;
}

/* An acceptance that is on its way, in doubt or done, and no list shows the rate with it yet. */
static bool
awaits_latest (const SubletRentalRecord *r)
{
  return r->increase_accepts && (r->increase_state == SUBLET_INCREASE_STATE_ASKED ||
                                 r->increase_state == SUBLET_INCREASE_STATE_TAKEN ||
                                 r->increase_state == SUBLET_INCREASE_STATE_UNCLEAR ||
                                 r->increase_state == SUBLET_INCREASE_STATE_DONE ||
                                 r->increase_state == SUBLET_INCREASE_STATE_NOT_KNOWN);
}

/**
 * sublet_rental_track_get_awaited_nusd:
 * @self: a track
 *
 * Returns: the running rate, of the instance alone, with the dearest price increase that was
 *   accepted, or may have been, and does not hold yet; SUBLET_MONEY_UNKNOWN: there is none
 */
gint64
sublet_rental_track_get_awaited_nusd (SubletRentalTrack *self)
{
  const SubletRentalRecord *r = self->record;

  return larger (awaits_latest (r) ? r->increase_rate_nusd : SUBLET_MONEY_UNKNOWN,
                 r->agreed_id != 0 ? r->agreed_rate_nusd : SUBLET_MONEY_UNKNOWN);
}

/**
 * sublet_rental_track_keep_awaited:
 * @self: a track of which another answer to a price increase is about to be written
 *
 * Nothing that is answered about another one takes back what was accepted: it comes all the same.
 */
void
sublet_rental_track_keep_awaited (SubletRentalTrack *self)
{
  SubletRentalRecord *r = self->record;

  if (!awaits_latest (r) || sublet_rental_track_get_awaited_nusd (self) != r->increase_rate_nusd)
    return;

  r->agreed_id = r->increase_id;
  r->agreed_before_nusd = r->increase_before_nusd;
  r->agreed_rate_nusd = r->increase_rate_nusd;
}

/* Of the instance alone. As long as it is open which of two bids holds, the higher; with a price
 * increase that was accepted, though it comes later. */
static gint64
get_running_nusd (SubletRentalTrack *self)
{
  SubletInstance *instance = sublet_rental_get_instance (self->rental);
  gint64 running_nusd = larger (sublet_rental_get_rate_running_nusd (self->rental),
                                sublet_rental_track_get_awaited_nusd (self));

  if (self->bid.order == NULL || instance == NULL)
    return running_nusd;

  return larger (running_nusd,
                 sublet_instance_get_rate_at_bid_nusd (instance, self->bid.order->rate_nusd));
}

/**
 * sublet_rental_track_get_running_nusd:
 * @self: a track with a contract
 *
 * Returns: what an hour costs while it runs, the volume that is made along included, and the higher
 *   of two bids while it is open which one holds; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_track_get_running_nusd (SubletRentalTrack *self)
{
  return sublet_money_add (get_running_nusd (self), sublet_rental_track_get_volume_nusd (self));
}

/* Of the instance alone. */
static gint64
get_instance_nusd (SubletRentalTrack *self)
{
  gint64 now_nusd = sublet_rental_get_rate_now_nusd (self->rental);
  gint64 running_nusd = get_running_nusd (self);

  switch (self->record->state)
    {
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
      return larger (self->record->quoted_running_nusd, self->record->next_rate_nusd);

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_OFFLINE:
      return larger (now_nusd, running_nusd);

    case SUBLET_RENTAL_STATE_FAILED:
      if (is_meant_to_run (self))
        return larger (now_nusd, running_nusd);
      return now_nusd != SUBLET_MONEY_UNKNOWN ? now_nusd : running_nusd;

    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      if ((self->destroy == NULL || self->destroy->accepted_us == 0) && is_meant_to_run (self))
        return larger (now_nusd, running_nusd);
      return now_nusd != SUBLET_MONEY_UNKNOWN ? now_nusd : running_nusd;

    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_EXITED:
      return now_nusd != SUBLET_MONEY_UNKNOWN ? now_nusd : running_nusd;

    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return 0;
    }
}

/**
 * sublet_rental_track_get_committed_nusd:
 * @self: a track
 *
 * What an hour may come to cost without anything more being ordered: what is asked for and what is
 * coming up counts as running, what failed to come up too while it is meant to run, what is stopped
 * as its disk. What is being destroyed counts as it stood until the service took the order, then as
 * what it bills until it is gone. A volume that was made along counts as long as the rental does.
 *
 * Returns: nano-dollars per hour, SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_track_get_committed_nusd (SubletRentalTrack *self)
{
  if (sublet_rental_machine_is_ended (self->record->state))
    return 0;

  return sublet_money_add (get_instance_nusd (self), sublet_rental_track_get_volume_nusd (self));
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
