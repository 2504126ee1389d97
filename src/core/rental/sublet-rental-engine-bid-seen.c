/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-money.h"

/*
 * What became of a changed bid. Only a list says that the instance bids so: after an answer that
 * took it and after one that was lost alike. From then on the price that was accepted is the new
 * one. Three readings that show the old one, as late as with a deposit, are told to the person;
 * what shows up after that is believed all the same.
 */

/**
 * sublet_engine_show_bid:
 * @self: an engine
 * @track: a rental
 * @note: (nullable): what is in the journal of it by now; without a reason there is nothing to tell
 *
 * Between two sendings it is still being asked for.
 */
void
sublet_engine_show_bid (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        const SubletRentalEvent *note)
{
  const SubletRentalRecord *r = track->record;

  if (note != NULL && note->reason != SUBLET_RENTAL_REASON_NONE)
    sublet_rental_add_event (track->rental, note);
  sublet_rental_set_bid (track->rental,
                         r->bid_asked_nusd,
                         track->bidding ? SUBLET_BID_STATE_ASKED : r->bid_state);
  sublet_engine_recount (self);
}

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
} Note;

static void
note_free (Note *note)
{
  sublet_rental_track_unref (note->track);
  g_free (note);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Note, note_free)

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  g_autoptr (GError) error = NULL;

  /* It has happened: a person must see it, and it is written as soon as it can be. */
  if (!sublet_engine_commit_finish (self, result, &error))
    {
      g_info ("what became of a bid was not written: %s", error->message);
      note->track->dirty = true;
    }
  sublet_engine_show_bid (self, note->track, &note->event);
}

static void
close_order (SubletRentalEngine *self,
             SubletRentalTrack *track,
             const char *outcome,
             const char *detail)
{
  track->bid->closed_us = sublet_engine_now_us (self);
  track->bid->outcome = g_strdup (outcome);
  g_free (track->bid->detail);
  track->bid->detail = g_strdup (detail);
}

/**
 * sublet_engine_note_bid:
 * @self: an engine
 * @track: a rental
 * @state: what became of its bid
 * @reason: what is told of it in the journal; NONE: nothing
 * @outcome: (nullable): of the open order, which is closed with it; NULL: it stays open
 * @detail: (nullable): the service's words
 */
void
sublet_engine_note_bid (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        SubletBidState state,
                        SubletRentalReason reason,
                        const char *outcome,
                        const char *detail)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  SubletRentalRecord *r = track->record;
  Note *note = g_new0 (Note, 1);

  r->bid_state = state;
  if (detail != NULL)
    {
      g_free (r->detail);
      r->detail = g_strdup (detail);
      sublet_rental_set_detail (track->rental, detail);
    }
  note->track = sublet_rental_track_ref (track);
  note->event = (SubletRentalEvent){
    .at_us = sublet_engine_now_us (self),
    .state = r->state,
    .reason = reason,
    .rate_nusd = r->bid_asked_nusd,
  };

  if (track->ours)
    sublet_journal_batch_put_rental (batch, r);
  if (track->ours && reason != SUBLET_RENTAL_REASON_NONE)
    sublet_journal_batch_add_event (batch, r, &note->event);
  if (track->bid != NULL && outcome != NULL)
    close_order (self, track, outcome, detail);
  if (track->bid != NULL)
    sublet_journal_batch_put_order (batch, track->bid);
  if (outcome != NULL)
    g_clear_pointer (&track->bid, sublet_order_record_free);
  sublet_engine_commit_async (self, track, batch, NULL, on_noted, note);
}

/**
 * sublet_engine_end_bid:
 * @self: an engine
 * @track: a rental that has just ended
 * @batch: gets the order to change its bid, closed
 *
 * What became of it nobody can read any more. One that is on its way is closed by its answer.
 */
void
sublet_engine_end_bid (SubletRentalEngine *self,
                       SubletRentalTrack *track,
                       SubletJournalBatch *batch)
{
  if (track->bid == NULL || track->bidding)
    return;

  close_order (self, track, "gone", NULL);
  sublet_journal_batch_put_order (batch, track->bid);
  g_clear_pointer (&track->bid, sublet_order_record_free);
}

static bool
is_open (SubletBidState state)
{
  return state == SUBLET_BID_STATE_ASKED || state == SUBLET_BID_STATE_TAKEN ||
         state == SUBLET_BID_STATE_UNCLEAR;
}

/**
 * sublet_engine_resume_bid:
 * @self: an engine
 * @track: one of ours
 * @order: an order to change its bid that the process before this one left open
 *
 * Returns: whether it is still to be settled, and was taken; else the order stays the caller's
 */
bool
sublet_engine_resume_bid (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletOrderRecord *order)
{
  SubletBidState state = track->record->bid_state;

  if (!is_open (state) || sublet_rental_machine_is_ended (track->record->state))
    return false;

  g_clear_pointer (&track->bid, sublet_order_record_free);
  track->bid = order;
  /* It may have left, or not: nobody knows any more. */
  if (state == SUBLET_BID_STATE_ASKED)
    sublet_engine_note_bid (self,
                            track,
                            SUBLET_BID_STATE_UNCLEAR,
                            SUBLET_RENTAL_REASON_BID_UNCLEAR,
                            NULL,
                            NULL);

  return true;
}

/* ---- looking ---- */

/**
 * sublet_engine_get_bid_look_mono_us:
 * @self: an engine
 * @track: a rental
 *
 * Returns: monotonic time of the next list that is worth asking for because of its bid;
 *   G_MAXINT64: none
 */
gint64
sublet_engine_get_bid_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->bid == NULL || track->bidding || track->bid_mono_us == 0 ||
      track->bid_looks >= SUBLET_ENGINE_N_LOOKS ||
      !sublet_rental_machine_is_held (track->record->state))
    return G_MAXINT64;

  return MAX (track->bid_mono_us + sublet_engine_looks_us[track->bid_looks],
              self->walked_mono_us + SUBLET_ENGINE_LOOK_GAP_US);
}

/* As it is shown, and no nearer to what it was before. */
static bool
is_at (gint64 real_nusd, gint64 asked_nusd, gint64 before_nusd)
{
  if (real_nusd == SUBLET_MONEY_UNKNOWN || asked_nusd == SUBLET_MONEY_UNKNOWN)
    return false;

  return ABS (real_nusd - asked_nusd) <= SUBLET_ENGINE_ROUNDING_NUSD &&
         (before_nusd == SUBLET_MONEY_UNKNOWN ||
          ABS (real_nusd - asked_nusd) < ABS (real_nusd - before_nusd));
}

/* The price of the GPUs, or where the list leaves it out what it costs while it runs. */
static bool
shows (const SubletRentalRecord *r, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  gint64 disk_nusd = sublet_instance_get_rate_stopped_nusd (instance);

  if (data->dph_base_nusd != SUBLET_MONEY_UNKNOWN)
    return is_at (data->dph_base_nusd, r->bid_asked_nusd, r->bid_before_nusd);

  return is_at (data->dph_total_nusd,
                sublet_money_add (r->bid_asked_nusd, disk_nusd),
                sublet_money_add (r->bid_before_nusd, disk_nusd));
}

/**
 * sublet_engine_look_for_bid:
 * @self: an engine
 * @track: a rental
 * @instance: a reading of it
 * @requested_mono_us: when its list was asked for, monotonic
 *
 * Before its price is compared with the one that was accepted.
 */
void
sublet_engine_look_for_bid (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletInstance *instance,
                            gint64 requested_mono_us)
{
  SubletRentalRecord *r = track->record;

  if (self->read_only || track->bidding ||
      (!is_open (r->bid_state) && r->bid_state != SUBLET_BID_STATE_NOT_SEEN))
    return;

  if (shows (r, instance))
    {
      r->bid_nusd = r->bid_asked_nusd;
      r->bid_rate_nusd = sublet_instance_get_rate_at_bid_nusd (instance, r->bid_asked_nusd);
      sublet_engine_note_bid (self,
                              track,
                              SUBLET_BID_STATE_CHANGED,
                              SUBLET_RENTAL_REASON_BID_CHANGED,
                              "done",
                              NULL);
      return;
    }
  if (track->bid == NULL)
    return;

  /* Of another process: from the first list on, which says what time it is. */
  if (track->bid_mono_us == 0)
    track->bid_mono_us = requested_mono_us;
  if (requested_mono_us < track->bid_mono_us + sublet_engine_looks_us[track->bid_looks] ||
      ++track->bid_looks < SUBLET_ENGINE_N_LOOKS)
    return;

  sublet_engine_note_bid (self,
                          track,
                          SUBLET_BID_STATE_NOT_SEEN,
                          SUBLET_RENTAL_REASON_BID_NOT_SEEN,
                          "not-seen",
                          NULL);
}
