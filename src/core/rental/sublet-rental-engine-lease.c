/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-reading.h"

/*
 * A lease is kept: when it has ended, what it says is done, once. It is written down in service
 * time, and a `Date` that is wrong must not end a machine. So two clocks are asked, the service's
 * and our own, which cannot be set: the later of the two decides. What one of them says alone is
 * believed when it has said so for ten minutes, for a computer that was frozen does not know how
 * long. Nothing is done unless the service has answered a short while ago: after a sleep past the
 * end it is asked first.
 *
 * Its stop stands in the file beside (`-lease-stop`); its destroy is like any other.
 */
#define SOON_US (30 * G_TIME_SPAN_MINUTE)
#define LAST_US (5 * G_TIME_SPAN_MINUTE)

#define DOUBT_US (10 * G_TIME_SPAN_MINUTE)

/* Longer than between two lists that nobody looks at. */
#define FRESH_US (6 * G_TIME_SPAN_MINUTE)

/* ---- when ---- */

/* Monotonic time of the end by our own clock. Of a lease that an earlier process began, the
 * service's clock and this computer's say how much is left: the one that says more is believed. */
static gint64
get_own_end_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gint64 now_us = MIN (sublet_engine_now_us (self), sublet_clock_get_wall_us (self->clock));
  gint64 end_us;

  if (track->lease_mono_us != 0)
    return track->lease_mono_us;

  end_us = sublet_engine_mono_us (self) + track->record->lease_end_us - now_us;
  if (sublet_clock_get_heard_us (self->clock) != 0)
    track->lease_mono_us = end_us;

  return end_us;
}

/* Monotonic time of the end by the service's clock. */
static gint64
get_service_end_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return sublet_engine_mono_us (self) + track->record->lease_end_us - sublet_engine_now_us (self);
}

/* Monotonic time of the end, as far as is known now. */
static gint64
reckon_end_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gint64 now_us = sublet_engine_mono_us (self);
  gint64 service_us = get_service_end_us (self, track);
  gint64 own_us = get_own_end_us (self, track);
  gint64 earlier_us = MIN (service_us, own_us);
  gint64 later_us = MAX (service_us, own_us);

  if (now_us < earlier_us || now_us >= later_us)
    {
      track->lease_doubt_mono_us = 0;
      return now_us < earlier_us ? MIN (later_us, earlier_us + DOUBT_US) : later_us;
    }
  if (track->lease_doubt_mono_us == 0)
    track->lease_doubt_mono_us = now_us;

  return MIN (later_us, track->lease_doubt_mono_us + DOUBT_US);
}

/* There is an end to come, or to be carried out. */
static bool
is_kept (SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;

  return track->ours && r->lease_end_us > 0 && r->lease_done_us == 0 && track->destroy == NULL &&
         sublet_rental_machine_is_held (r->state);
}

/**
 * sublet_engine_is_lease_over:
 * @self: an engine
 * @track: a rental
 *
 * Returns: whether its lease has ended and what it says was not done yet
 */
bool
sublet_engine_is_lease_over (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return is_kept (track) && reckon_end_us (self, track) <= sublet_engine_mono_us (self);
}

/**
 * sublet_engine_is_lease_put_off:
 * @self: an engine
 * @track: a rental
 *
 * Not the opposite of being over: where one clock alone says that it has ended it is neither.
 *
 * Returns: whether it has no end, or one that is to come by every clock
 */
bool
sublet_engine_is_lease_put_off (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return !is_kept (track) || MIN (get_service_end_us (self, track), get_own_end_us (self, track)) >
                               sublet_engine_mono_us (self);
}

static bool
is_answered (SubletRentalEngine *self)
{
  gint64 heard_us = sublet_clock_get_heard_us (self->clock);

  return heard_us != 0 && sublet_engine_mono_us (self) - heard_us <= FRESH_US;
}

/* It answered since the end, and its answers say no time. */
static bool
is_timeless (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return self->failures == 0 && !is_answered (self) &&
         self->walked_mono_us >= reckon_end_us (self, track);
}

/* ---- how it stands ---- */

/* What its end says was tried, or cannot be. */
static bool
is_blocked (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return (self->read_only && !self->another_process) || track->lease_failures > 0 ||
         is_timeless (self, track) || (track->destroy != NULL && track->destroy_failures > 0) ||
         (self->account_decided && !sublet_engine_has_key_for (self, track));
}

static SubletLeaseState
get_state (SubletRentalEngine *self, SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;
  gint64 left_us;

  if (!track->ours || r->lease_end_us == 0 || !sublet_rental_machine_is_held (r->state))
    return SUBLET_LEASE_STATE_NONE;
  /* The person ends it. */
  if (track->destroy != NULL && !track->destroy->by_lease)
    return SUBLET_LEASE_STATE_NONE;
  if (track->destroy != NULL && track->destroy->accepted_us == 0)
    return is_blocked (self, track) ? SUBLET_LEASE_STATE_WAITING : SUBLET_LEASE_STATE_DUE;
  if (!is_kept (track))
    return SUBLET_LEASE_STATE_OVER;

  left_us = reckon_end_us (self, track) - sublet_engine_mono_us (self);
  if (left_us <= 0)
    return is_blocked (self, track) ? SUBLET_LEASE_STATE_WAITING : SUBLET_LEASE_STATE_DUE;
  if (left_us <= LAST_US)
    return SUBLET_LEASE_STATE_LAST;

  return left_us <= SOON_US && track->lease_doubt_mono_us == 0 ? SUBLET_LEASE_STATE_SOON
                                                               : SUBLET_LEASE_STATE_RUNNING;
}

/**
 * sublet_engine_show_lease:
 * @self: an engine
 * @track: one of its rentals
 *
 * How its lease stands, to the rental.
 */
void
sublet_engine_show_lease (SubletRentalEngine *self, SubletRentalTrack *track)
{
  sublet_rental_set_lease_state (track->rental, get_state (self, track));
}

/**
 * sublet_engine_is_halted:
 * @instance: a reading
 *
 * Returns: whether the contract is meant to stand still, so that nothing starts it by itself
 */
bool
sublet_engine_is_halted (SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);

  return data->intended_status == SUBLET_CONTRACT_STATUS_STOPPED ||
         data->phase == SUBLET_INSTANCE_PHASE_STOPPED ||
         data->phase == SUBLET_INSTANCE_PHASE_STOPPING;
}

/* ---- its end ---- */

/* By a reading of the last minutes, and nothing else: who knows what was started from elsewhere. */
static bool
stands_still (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletInstance *instance = sublet_rental_get_instance (track->rental);

  return instance != NULL && sublet_engine_is_halted (instance) &&
         sublet_engine_now_us (self) - sublet_instance_get_known_at_us (instance) <= FRESH_US;
}

/* Nothing is to be ended: it is only said, or it stands still already. */
static bool
has_nothing_to_do (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return track->record->lease_at_end == SUBLET_LEASE_END_WARN ||
         (track->record->lease_at_end == SUBLET_LEASE_END_STOP && stands_still (self, track));
}

static void
carry_out (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (has_nothing_to_do (self, track))
    {
      track->record->lease_done_us = sublet_engine_now_us (self);
      sublet_engine_add_note (self, track, SUBLET_RENTAL_REASON_LEASE_OVER);
    }
  else if (track->record->lease_at_end == SUBLET_LEASE_END_DESTROY)
    sublet_engine_order_destroy (self, track, NULL);
  /* What a person ordered a moment ago comes to its end first. */
  else if (track->order == NULL)
    sublet_engine_order_lease_stop (self, track);
}

static void
keep (SubletRentalEngine *self, SubletRentalTrack *track)
{
  sublet_engine_review_lease_stop (self, track);
  if (sublet_engine_is_lease_over (self, track) && !sublet_engine_has_lease_stop (track) &&
      !self->read_only && sublet_engine_has_key_for (self, track))
    {
      if (is_answered (self))
        {
          carry_out (self, track);
          return;
        }
      if (self->failures == 0 && !is_timeless (self, track))
        sublet_engine_want_walk (self);
    }
  sublet_engine_show_lease (self, track);
}

/**
 * sublet_engine_keep_leases:
 * @self: an engine
 *
 * Does what is due now: of ours alone, with the key of their account, in the one process that may
 * write. Of what ends later, says so.
 */
void
sublet_engine_keep_leases (SubletRentalEngine *self)
{
  g_autoptr (GPtrArray) tracks = NULL;
  guint i;

  if (!self->opened)
    return;

  tracks = sublet_engine_copy_tracks (self);
  for (i = 0; i < tracks->len; i++)
    keep (self, g_ptr_array_index (tracks, i));
  sublet_engine_recount (self);
}

/* When it is to be looked at again because of time. What waits for an answer or a key is looked at
 * when that comes. */
static gint64
get_next_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gint64 now_us = sublet_engine_mono_us (self);
  gint64 end_us;

  if (sublet_engine_has_lease_stop (track))
    return sublet_engine_is_lease_stop_due (self, track) ? track->lease_due_mono_us : G_MAXINT64;
  if (!is_kept (track))
    return G_MAXINT64;

  end_us = reckon_end_us (self, track);
  if (now_us < end_us - SOON_US)
    return end_us - SOON_US;
  if (now_us < end_us - LAST_US)
    return end_us - LAST_US;

  return now_us < end_us ? end_us : G_MAXINT64;
}

/**
 * sublet_engine_get_lease_mono_us:
 * @self: an engine
 *
 * Returns: monotonic time at which leases are to be looked at again, G_MAXINT64: not because of
 *   time
 */
gint64
sublet_engine_get_lease_mono_us (SubletRentalEngine *self)
{
  gint64 due_us = G_MAXINT64;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    due_us = MIN (due_us, get_next_us (self, g_ptr_array_index (self->tracks, i)));

  return due_us;
}
