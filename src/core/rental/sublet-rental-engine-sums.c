/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-money.h"

/* What all of them cost and how many there are. */

static bool
counts (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return !sublet_rental_machine_is_ended (track->record->state) &&
         sublet_engine_has_key_for (self, track);
}

/**
 * sublet_engine_get_committed_nusd:
 * @self: an engine
 * @except: (nullable): a rental to leave out
 *
 * What an hour may come to cost without anything more being ordered, for the caps.
 *
 * Returns: nano-dollars per hour, SUBLET_MONEY_UNKNOWN when one of them is not known
 */
gint64
sublet_engine_get_committed_nusd (SubletRentalEngine *self, SubletRentalTrack *except)
{
  gint64 sum_nusd = 0;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track != except && counts (self, track))
        sum_nusd = sublet_money_add (sum_nusd, sublet_rental_track_get_committed_nusd (track));
    }

  return sum_nusd;
}

#define RUNNING                                                           \
  (SUBLET_RENTAL_STATES (PROVISIONING) | SUBLET_RENTAL_STATES (RUNNING) | \
   SUBLET_RENTAL_STATES (CONNECTING) | SUBLET_RENTAL_STATES (READY) |     \
   SUBLET_RENTAL_STATES (RESTARTING) | SUBLET_RENTAL_STATES (RECYCLING) | \
   SUBLET_RENTAL_STATES (STARTING) | SUBLET_RENTAL_STATES (WAITING_FOR_GPU))

#define ATTENTION                                                   \
  (SUBLET_RENTAL_STATES (FAILED) | SUBLET_RENTAL_STATES (UNCLEAR) | \
   SUBLET_RENTAL_STATES (STILL_LISTED))

/**
 * sublet_engine_recount:
 * @self: an engine
 *
 * Burn rate and counts, of what is shown and the present key pays for; of all that is shown while
 * it is not known whose key it is.
 */
void
sublet_engine_recount (SubletRentalEngine *self)
{
  gint64 burn_nusd = 0;
  guint running = 0;
  guint attention = 0;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);
      guint state = 1u << track->written_state;
      gint64 rate_nusd = sublet_rental_get_rate_now_nusd (track->rental);

      if (!track->shown || (self->account_decided && !sublet_engine_has_key_for (self, track)))
        continue;
      if (sublet_rental_machine_is_held (track->written_state) && rate_nusd != SUBLET_MONEY_UNKNOWN)
        burn_nusd += rate_nusd;
      running += (state & RUNNING) != 0;
      attention +=
        (state & ATTENTION) != 0 || sublet_rental_get_stuck (track->rental) ||
        sublet_rental_get_twin_id (track->rental) != 0 ||
        sublet_rental_get_lease_state (track->rental) == SUBLET_LEASE_STATE_WAITING ||
        sublet_rental_get_deposit_state (track->rental) == SUBLET_DEPOSIT_STATE_UNCLEAR ||
        sublet_rental_get_bid_state (track->rental) == SUBLET_BID_STATE_UNCLEAR ||
        sublet_rental_get_increase_state (track->rental) == SUBLET_INCREASE_STATE_UNCLEAR;
    }

  g_object_freeze_notify (G_OBJECT (self));
  if (self->burn_rate_nusd != burn_nusd)
    {
      self->burn_rate_nusd = burn_nusd;
      sublet_engine_notify (self, "burn-rate-nusd");
    }
  if (self->running_count != running)
    {
      self->running_count = running;
      sublet_engine_notify (self, "running-count");
    }
  if (self->attention_count != attention)
    {
      self->attention_count = attention;
      sublet_engine_notify (self, "attention-count");
    }
  g_object_thaw_notify (G_OBJECT (self));
}
