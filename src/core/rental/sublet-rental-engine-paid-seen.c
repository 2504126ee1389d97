/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-money.h"

/*
 * What became of a deposit or another bid, as answers and lists tell.
 */

/* At least so long after the request ended. */
#define N_LOOKS 3

static const gint64 looks_us[N_LOOKS] = {
  30 * G_TIME_SPAN_SECOND,
  90 * G_TIME_SPAN_SECOND,
  180 * G_TIME_SPAN_SECOND,
};

#define LOOK_GAP_US (5 * G_TIME_SPAN_SECOND)

/* ---- into the journal ---- */

typedef struct
{
  SubletRentalTrack *track;   /* (owned) */
  const SubletPaidKind *kind; /* (borrowed): of static storage */
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
      g_info ("what became of an order was not written: %s", error->message);
      note->track->dirty = true;
    }
  note->kind->show (self, note->track, &note->event);
}

static void
close_order (SubletRentalEngine *self,
             SubletOrderRecord *order,
             const char *outcome,
             const char *detail)
{
  order->closed_us = sublet_engine_now_us (self);
  g_free (order->outcome);
  order->outcome = g_strdup (outcome);
  g_free (order->detail);
  order->detail = g_strdup (detail);
}

static void
set_detail (SubletRentalTrack *track, const char *detail)
{
  g_free (track->record->detail);
  track->record->detail = g_strdup (detail);
  sublet_rental_set_detail (track->rental, detail);
}

/**
 * sublet_engine_note_paid:
 * @self: an engine
 * @track: a rental whose record has what became of it
 * @kind: of what
 * @reason: what is told of it in the journal; NONE: nothing
 * @rate_nusd: for that event; SUBLET_MONEY_UNKNOWN: none
 * @outcome: (nullable): of the open order, which is closed with it; NULL: it stays open
 * @detail: (nullable): the service's words
 */
void
sublet_engine_note_paid (SubletRentalEngine *self,
                         SubletRentalTrack *track,
                         const SubletPaidKind *kind,
                         SubletRentalReason reason,
                         gint64 rate_nusd,
                         const char *outcome,
                         const char *detail)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  SubletPaidChange *change = kind->get_change (track);
  Note *note = g_new0 (Note, 1);

  if (detail != NULL)
    set_detail (track, detail);
  note->track = sublet_rental_track_ref (track);
  note->kind = kind;
  note->event = (SubletRentalEvent){
    .at_us = sublet_engine_now_us (self),
    .state = track->record->state,
    .reason = reason,
    .rate_nusd = rate_nusd,
  };

  if (track->ours)
    sublet_journal_batch_put_rental (batch, track->record);
  if (track->ours && reason != SUBLET_RENTAL_REASON_NONE)
    sublet_journal_batch_add_event (batch, track->record, &note->event);
  if (change->order != NULL && outcome != NULL)
    close_order (self, change->order, outcome, detail);
  if (change->order != NULL)
    sublet_journal_batch_put_order (batch, change->order);
  if (outcome != NULL)
    g_clear_pointer (&change->order, sublet_order_record_free);
  sublet_engine_commit_async (self, track, batch, NULL, on_noted, note);
}

/**
 * sublet_engine_end_paid:
 * @self: an engine
 * @change: of a rental that has just ended
 * @batch: gets the open order, closed
 *
 * What became of it nobody can read any more. One that is on its way is closed by its answer.
 */
void
sublet_engine_end_paid (SubletRentalEngine *self,
                        SubletPaidChange *change,
                        SubletJournalBatch *batch)
{
  if (change->order == NULL || change->asking)
    return;

  close_order (self, change->order, "gone", NULL);
  sublet_journal_batch_put_order (batch, change->order);
  g_clear_pointer (&change->order, sublet_order_record_free);
}

/* ---- looking ---- */

/**
 * sublet_engine_is_at_rate:
 * @real_nusd: a rate that a list shows, or SUBLET_MONEY_UNKNOWN
 * @asked_nusd: the one that was asked for, or SUBLET_MONEY_UNKNOWN
 * @before_nusd: the one before, or SUBLET_MONEY_UNKNOWN
 * @slack_nusd: how far it may lie beside what was asked for and still be it
 *
 * Returns: whether the real one is what was asked for, and no nearer to the one before
 */
bool
sublet_engine_is_at_rate (gint64 real_nusd,
                          gint64 asked_nusd,
                          gint64 before_nusd,
                          gint64 slack_nusd)
{
  if (real_nusd == SUBLET_MONEY_UNKNOWN || asked_nusd == SUBLET_MONEY_UNKNOWN)
    return false;

  return ABS (real_nusd - asked_nusd) <= slack_nusd &&
         (before_nusd == SUBLET_MONEY_UNKNOWN ||
          ABS (real_nusd - asked_nusd) < ABS (real_nusd - before_nusd));
}

/**
 * sublet_engine_get_paid_look_mono_us:
 * @self: an engine
 * @track: a rental
 * @change: one of its
 *
 * Returns: monotonic time of the next list that is worth asking for because of it; G_MAXINT64: none
 */
gint64
sublet_engine_get_paid_look_mono_us (SubletRentalEngine *self,
                                     SubletRentalTrack *track,
                                     const SubletPaidChange *change)
{
  if (change->order == NULL || change->asking || change->answered_mono_us == 0 ||
      change->looks >= N_LOOKS || !sublet_rental_machine_is_held (track->record->state))
    return G_MAXINT64;

  return MAX (change->answered_mono_us + looks_us[change->looks],
              self->walked_mono_us + LOOK_GAP_US);
}

/**
 * sublet_paid_change_is_look:
 * @change: one whose order is open
 * @requested_mono_us: when a list was asked for, monotonic
 *
 * Of an order of another process the first list begins the time, for it says what time it is.
 *
 * Returns: whether it was asked for late enough to say something
 */
bool
sublet_paid_change_is_look (SubletPaidChange *change, gint64 requested_mono_us)
{
  if (change->answered_mono_us == 0)
    change->answered_mono_us = requested_mono_us;

  return requested_mono_us >= change->answered_mono_us + looks_us[MIN (change->looks, N_LOOKS - 1)];
}

/**
 * sublet_paid_change_count_look:
 * @change: one whose order is open
 *
 * A list that counts shows nothing of it, or did not come: a service that never tells is not asked
 * without end.
 *
 * Returns: whether it was the last one
 */
bool
sublet_paid_change_count_look (SubletPaidChange *change)
{
  return ++change->looks >= N_LOOKS;
}
