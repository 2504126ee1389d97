/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-track.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-machine.h"

/* What an hour of one rental costs, and what it may come to cost. */

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
 * sublet_rental_track_get_accepted_stopped_nusd:
 * @self: a track
 *
 * Returns: what an hour of the disk alone was quoted at, or costs with the price increase that
 *   holds since; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_track_get_accepted_stopped_nusd (SubletRentalTrack *self)
{
  return self->record->stopped_rate_nusd > 0 ? self->record->stopped_rate_nusd
                                             : self->record->quoted_stopped_nusd;
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
