/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-image-needs.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-reading.h"

#include <math.h>

/*
 * What readings tell beside the state: whether it costs what was accepted, whether it comes up,
 * whose it is, whether two instances carry one token. Each is an event in the journal, once, before
 * it shows; none of them ends anything.
 */

/* Of a price with many digits. */
#define ROUNDING_PART 1000

#define DISK_SLACK_GB 0.5

/* Progress that never comes to an end: the third time its patience is over, it is. */
#define MOST_PATIENCE 3

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  SubletRentalDifferences differences;
  gint64 accepted_nusd;
} Note;

static void
note_free (Note *note)
{
  sublet_rental_track_unref (note->track);
  g_free (note);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Note, note_free)

static void
show_note (SubletRentalEngine *self, Note *note)
{
  SubletRental *rental = note->track->rental;

  sublet_rental_add_event (rental, &note->event);
  if (note->event.reason == SUBLET_RENTAL_REASON_PRICE_DIFFERS)
    sublet_rental_set_differences (rental, note->differences, note->accepted_nusd);
  else if (note->event.reason == SUBLET_RENTAL_REASON_STUCK)
    sublet_rental_set_patience (rental, sublet_rental_get_gives_up_at_us (rental), TRUE);
  sublet_engine_show_lease (self, note->track);
  sublet_engine_recount (self);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  g_autoptr (GError) error = NULL;

  /* A person who pays must see it all the same. */
  if (!sublet_engine_commit_finish (self, result, &error))
    g_info ("a note was not written: %s", error->message);
  show_note (self, note);
}

/* An event that changes no state. */
static void
write_note (SubletRentalEngine *self, Note *note)
{
  SubletRentalTrack *track = note->track;
  SubletJournalBatch *batch;

  if (self->read_only)
    {
      show_note (self, note);
      note_free (note);
      return;
    }

  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_rental (batch, track->record);
  sublet_journal_batch_add_event (batch, track->record, &note->event);
  sublet_engine_commit_async (self, track, batch, NULL, on_noted, note);
}

static Note *
note_new (SubletRentalEngine *self,
          SubletRentalTrack *track,
          SubletRentalReason reason,
          gint64 rate_nusd)
{
  Note *note = g_new0 (Note, 1);

  note->track = sublet_rental_track_ref (track);
  note->event = (SubletRentalEvent){
    .at_us = sublet_engine_now_us (self),
    .state = track->record->state,
    .reason = reason,
    .rate_nusd = rate_nusd,
  };

  return note;
}

static bool
has_event (SubletRentalTrack *track, SubletRentalReason reason, gint64 rate_nusd)
{
  const GArray *events = sublet_rental_get_events (track->rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->reason == reason && event->rate_nusd == rate_nusd)
        return true;
    }

  return false;
}

/**
 * sublet_engine_add_note:
 * @self: an engine
 * @track: one of ours whose record has changed, but for its state
 * @reason: what is to be told of it
 *
 * An event of its own, written with the record.
 */
void
sublet_engine_add_note (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        SubletRentalReason reason)
{
  write_note (self, note_new (self, track, reason, SUBLET_MONEY_UNKNOWN));
}

/* ---- the price ---- */

static bool
differs (gint64 real_nusd, gint64 accepted_nusd)
{
  if (real_nusd == SUBLET_MONEY_UNKNOWN || accepted_nusd == SUBLET_MONEY_UNKNOWN)
    return false;

  return ABS (real_nusd - accepted_nusd) >
         MAX (SUBLET_ENGINE_ROUNDING_NUSD, accepted_nusd / ROUNDING_PART);
}

static SubletRentalDifferences
get_differences (SubletRentalTrack *track, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletRentalDifferences differences = SUBLET_RENTAL_DIFFERENCE_NONE;
  SubletPriceKind kind = track->record->price_kind;
  gint64 accepted_nusd = sublet_rental_track_get_accepted_nusd (track);
  /* What a deposit takes off is no surprise. */
  bool is_prepaid = track->record->deposit_state == SUBLET_DEPOSIT_STATE_PAID;

  if (differs (sublet_instance_get_rate_running_nusd (instance), accepted_nusd) &&
      !(is_prepaid && sublet_instance_get_rate_running_nusd (instance) < accepted_nusd))
    differences |= SUBLET_RENTAL_DIFFERENCE_RATE;
  if (differs (sublet_instance_get_rate_stopped_nusd (instance),
               sublet_rental_track_get_accepted_stopped_nusd (track)))
    differences |= SUBLET_RENTAL_DIFFERENCE_DISK_RATE;
  if (isfinite (data->disk_space_gb) && data->disk_space_gb > 0 &&
      fabs (data->disk_space_gb - track->intent->disk_gb) > DISK_SLACK_GB)
    differences |= SUBLET_RENTAL_DIFFERENCE_DISK_SIZE;
  if (((kind == SUBLET_PRICE_KIND_ON_DEMAND || kind == SUBLET_PRICE_KIND_RESERVED) &&
       data->is_bid) ||
      (kind == SUBLET_PRICE_KIND_INTERRUPTIBLE && !data->is_bid))
    differences |= SUBLET_RENTAL_DIFFERENCE_KIND;

  return differences;
}

/* With every reading, so with the first list that shows it. */
static void
compare_price (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  gint64 rate_nusd = sublet_instance_get_rate_running_nusd (instance);
  SubletRentalDifferences differences;
  Note *note;

  /* Which of two bids holds is not known: what was said stands. */
  if (!track->ours || track->intent == NULL || track->bid.order != NULL)
    return;

  differences = get_differences (track, instance);
  if (differences == SUBLET_RENTAL_DIFFERENCE_NONE || track->noted_rate_nusd == rate_nusd ||
      has_event (track, SUBLET_RENTAL_REASON_PRICE_DIFFERS, rate_nusd))
    {
      /* Still on its way to the journal: it shows when it is there. */
      if (differences == SUBLET_RENTAL_DIFFERENCE_NONE ||
          has_event (track, SUBLET_RENTAL_REASON_PRICE_DIFFERS, rate_nusd))
        sublet_rental_set_differences (track->rental,
                                       differences,
                                       sublet_rental_track_get_accepted_nusd (track));
      return;
    }

  track->noted_rate_nusd = rate_nusd;
  note = note_new (self, track, SUBLET_RENTAL_REASON_PRICE_DIFFERS, rate_nusd);
  note->differences = differences;
  note->accepted_nusd = sublet_rental_track_get_accepted_nusd (track);
  write_note (self, note);
}

/* ---- progress ---- */

/* The larger the image and the slower the link, the longer. */
static gint64
get_patience_us (SubletRentalEngine *self, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletImageNeeds needs;
  gint64 pull_us = 0;

  if (sublet_image_needs_find (data->image, &needs))
    pull_us = sublet_image_needs_get_pull_us (&needs, data->inet_down_mbps);

  return MAX (self->patience_us, 2 * pull_us);
}

static void
watch_progress (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  gint64 known_us = sublet_instance_get_known_at_us (instance);
  gint64 patience_us = get_patience_us (self, instance);
  g_autofree char *progress = NULL;
  gint64 gives_up_us;

  if (track->record->state != SUBLET_RENTAL_STATE_PROVISIONING &&
      track->record->state != SUBLET_RENTAL_STATE_STARTING)
    {
      g_clear_pointer (&track->progress, g_free);
      track->stuck_noted = false;
      sublet_rental_set_patience (track->rental, 0, FALSE);
      return;
    }

  progress = g_strdup_printf ("%d %s",
                              (int) data->actual_status,
                              data->status_msg != NULL ? data->status_msg : "");
  if (g_strcmp0 (track->progress, progress) != 0)
    {
      g_free (track->progress);
      track->progress = g_steal_pointer (&progress);
      track->progress_us = known_us;
    }

  gives_up_us = MIN (track->progress_us + patience_us,
                     track->record->state_since_us + MOST_PATIENCE * patience_us);
  if (known_us < gives_up_us)
    {
      track->stuck_noted = false;
      sublet_rental_set_patience (track->rental, gives_up_us, FALSE);
      return;
    }

  sublet_rental_set_patience (track->rental, gives_up_us, sublet_rental_get_stuck (track->rental));
  if (track->stuck_noted || sublet_rental_get_stuck (track->rental))
    return;
  track->stuck_noted = true;
  if (track->ours)
    write_note (self, note_new (self, track, SUBLET_RENTAL_REASON_STUCK, SUBLET_MONEY_UNKNOWN));
  else
    sublet_rental_set_patience (track->rental, gives_up_us, TRUE);
}

/**
 * sublet_engine_take_notes:
 * @self: an engine
 * @track: a rental
 * @instance: its latest reading, which was applied
 *
 * Compares the price with the one that was accepted, and watches how it comes up.
 */
void
sublet_engine_take_notes (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletInstance *instance)
{
  compare_price (self, track, instance);
  watch_progress (self, track, instance);
}

/* ---- two of one token ---- */

static bool
is_twin (SubletRentalTrack *a, SubletRentalTrack *b)
{
  return a != b && a->record->contract_id != b->record->contract_id &&
         sublet_rental_machine_is_held (a->record->state) &&
         sublet_rental_machine_is_held (b->record->state) &&
         g_strcmp0 (a->record->token, b->record->token) == 0;
}

static SubletRentalTrack *
find_twin (SubletRentalEngine *self, SubletRentalTrack *track)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *other = g_ptr_array_index (self->tracks, i);

      if (is_twin (track, other))
        return other;
    }

  return NULL;
}

/**
 * sublet_engine_look_for_twins:
 * @self: an engine that took a list
 *
 * Two instances that carry one token of this installation are two machines that are paid for, one
 * of which nobody asked for: both are shown, and the person is told.
 */
void
sublet_engine_look_for_twins (SubletRentalEngine *self)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);
      SubletRentalTrack *twin =
        sublet_engine_is_our_token (self, track->record->token) ? find_twin (self, track) : NULL;
      gint64 before = sublet_rental_get_twin_id (track->rental);
      g_autoptr (GError) notice = NULL;

      sublet_rental_set_twin_id (track->rental, twin != NULL ? twin->record->contract_id : 0);
      /* Once for both, by the one that is in the journal or came first. */
      if (twin == NULL || before != 0 || sublet_rental_get_twin_id (twin->rental) != 0)
        continue;
      notice = g_error_new (SUBLET_ERROR,
                            SUBLET_ERROR_RENTED_TWICE,
                            "instances %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT
                            " carry one token",
                            track->record->contract_id,
                            twin->record->contract_id);
      sublet_engine_notice (self, notice);
    }
}

/**
 * sublet_rental_engine_set_patience:
 * @self: an engine
 * @patience_us: how long an instance may come up without any progress before it counts as stuck;
 *   at least a minute
 *
 * Longer where a large image comes over a slow link. Nothing is ended then.
 */
void
sublet_rental_engine_set_patience (SubletRentalEngine *self, gint64 patience_us)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));

  self->patience_us = MAX (patience_us, G_TIME_SPAN_MINUTE);
}
