/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/rental/sublet-rental-engine-reading.h"

/*
 * A request whose answer was lost may have rented or not. It is never sent again; three complete
 * lists tell, asked for at least so long after the request ended. Source: design, "The life of a
 * rental"; fact sheet 3.4, contracts have appeared "seconds and more" after a failed answer.
 */
static const gint64 looks_us[] = {
  30 * G_TIME_SPAN_SECOND,
  90 * G_TIME_SPAN_SECOND,
  180 * G_TIME_SPAN_SECOND,
};

/* Lists that only look for it, and prove nothing by its absence: most are found by these. */
static const gint64 glances_us[] = {
  3 * G_TIME_SPAN_SECOND,
  10 * G_TIME_SPAN_SECOND,
};

/* After a restart the moments may all be past: one stale list must not be counted thrice. */
#define LOOK_GAP_US (30 * G_TIME_SPAN_SECOND)

/* The second witness: a contract's start may lie so far before the request's row, since clocks
 * differ and `Date` has whole seconds, and so far behind its end. */
#define WITNESS_BEFORE_US (5 * G_TIME_SPAN_SECOND)
#define WITNESS_AFTER_US (5 * G_TIME_SPAN_MINUTE)

/* How long a refusal by lists can still turn out to be wrong without a token. */
#define LATE_US G_TIME_SPAN_DAY

/* Whether it is known by our own clock when the request ended. Of another process's it is when a
 * list has come, which says what time it is. */
static bool
note_end (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (!track->ended_noted && track->request != NULL && track->request->ended_us != 0 &&
      self->knowledge == SUBLET_KNOWLEDGE_KNOWN)
    {
      track->ended_mono_us = sublet_engine_get_mono_of_us (self, track->request->ended_us);
      track->ended_noted = true;
    }

  return track->ended_noted;
}

/* Monotonic time from which on a list counts as the next look. */
static gint64
get_due_mono_us (SubletRentalTrack *track)
{
  gint64 due_us = track->ended_mono_us + looks_us[track->looks_done];

  return track->last_look_mono_us > 0 ? MAX (due_us, track->last_look_mono_us + LOOK_GAP_US)
                                      : due_us;
}

/**
 * sublet_engine_get_look_mono_us:
 * @self: an engine
 * @track: a rental
 *
 * Returns: monotonic time of the next list that is worth asking for; G_MAXINT64 when there is
 *   nothing to settle, or not with this key
 */
gint64
sublet_engine_get_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gsize i;

  if (track->record->state != SUBLET_RENTAL_STATE_UNCLEAR || !self->settlement ||
      !sublet_engine_is_proven (self, track) || track->looks_done >= (int) G_N_ELEMENTS (looks_us))
    return G_MAXINT64;
  if (!note_end (self, track))
    return sublet_engine_mono_us (self);

  for (i = 0; i < G_N_ELEMENTS (glances_us); i++)
    {
      if (self->asked_mono_us < track->ended_mono_us + glances_us[i])
        return MIN (get_due_mono_us (track), track->ended_mono_us + glances_us[i]);
    }

  return get_due_mono_us (track);
}

/**
 * sublet_engine_is_witness:
 * @self: an engine
 * @track: a rental
 * @listing: the list
 * @instance: one of its rows, which has no track of ours and no token of ours
 *
 * The second witness, for rows whose environment the service leaves out: a new contract on that
 * machine, with that GPU count, started while the request was on its way. Only from the first
 * counted look on: until then a token may still show up. A row with any token has its own first
 * witness, and one that lists variables, ours not among them, is somebody else's.
 *
 * Returns: whether @instance is what the lost request rented
 */
bool
sublet_engine_is_witness (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          const SubletInstanceListing *listing,
                          SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  const SubletRentalRecord *r = track->record;
  const SubletRequestRecord *request = track->request;
  SubletRentalTrack *known;
  bool late = r->state == SUBLET_RENTAL_STATE_REFUSED &&
              r->reason == SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS &&
              sublet_engine_now_us (self) - r->ended_us < LATE_US;

  if (!track->ours || request == NULL || request->ended_us == 0 || r->contract_id != 0 ||
      !(late || r->state == SUBLET_RENTAL_STATE_UNCLEAR) ||
      !sublet_engine_has_key_for (self, track))
    return false;
  if (!note_end (self, track) || listing->requested_mono_us < track->ended_mono_us + looks_us[0])
    return false;
  if (data->rental_token != NULL || data->env_listed || data->machine_id != r->machine_id ||
      data->num_gpus != r->num_gpus)
    return false;
  /* Seen before the request was written, it is not what the request made. */
  known = sublet_engine_find_contract (self, data->id);
  if (known != NULL && known->first_known_us > 0 && known->first_known_us < request->written_us)
    return false;

  return data->start_us == 0 || (data->start_us >= request->written_us - WITNESS_BEFORE_US &&
                                 data->start_us <= request->ended_us + WITNESS_AFTER_US);
}

/**
 * sublet_engine_show_settling:
 * @self: an engine
 * @track: a rental
 *
 * Which look comes next, and when.
 */
void
sublet_engine_show_settling (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->written_state != SUBLET_RENTAL_STATE_UNCLEAR)
    sublet_rental_set_settling (track->rental, 0, 0, 0);
  else if (!note_end (self, track))
    sublet_rental_set_settling (track->rental, 1, G_N_ELEMENTS (looks_us), 0);
  else if (track->looks_done < (int) G_N_ELEMENTS (looks_us))
    sublet_rental_set_settling (track->rental,
                                track->looks_done + 1,
                                G_N_ELEMENTS (looks_us),
                                sublet_engine_now_us (self) + get_due_mono_us (track) -
                                  sublet_engine_mono_us (self));
}

/**
 * sublet_engine_settle:
 * @self: an engine
 * @track: an unclear rental
 * @listing: a complete list in which nothing was found that is its
 *
 * Counts the list if it was asked for late enough, by our own clock: a `Date` that jumps must not
 * make three looks of one. The third that counts proves that nothing was rented.
 */
void
sublet_engine_settle (SubletRentalEngine *self,
                      SubletRentalTrack *track,
                      const SubletInstanceListing *listing)
{
  SubletRequestRecord *request = track->request;

  /* A list of another account would prove nothing. */
  if (!self->settlement || !sublet_engine_is_proven (self, track) || request == NULL)
    return;

  if (request->ended_us == 0)
    {
      request->ended_us = listing->requested_at_us;
      track->ended_mono_us = listing->requested_mono_us;
      track->ended_noted = true;
      track->dirty = true;
      sublet_engine_show_settling (self, track);
      return;
    }
  if (!track->ended_noted)
    {
      track->ended_mono_us = sublet_engine_get_mono_of_us (self, request->ended_us);
      track->ended_noted = true;
    }
  if (listing->requested_mono_us < get_due_mono_us (track))
    return;

  track->looks_done++;
  track->last_look_mono_us = listing->requested_mono_us;
  if (track->looks_done == (int) G_N_ELEMENTS (looks_us))
    sublet_engine_apply (self,
                         track,
                         SUBLET_RENTAL_INPUT_NOT_FOUND,
                         SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS,
                         NULL);
  else
    sublet_engine_show_settling (self, track);
}
