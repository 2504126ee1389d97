/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "core/rental/sublet-rental-engine-reading.h"
#include "core/rental/sublet-rental-enums-private.h"

/**
 * sublet_engine_prepare:
 * @self: an engine
 * @track: a rental
 * @input: what happened
 * @reason: why, for refused and failed ones
 * @offer_id: which offer is asked for, else 0
 * @rate_nusd: its running rate, else SUBLET_MONEY_UNKNOWN
 * @batch: gets the rental and the event
 * @event: (out caller-allocates): the transition
 *
 * The record changes at once, so that what happens next is judged by it; nothing is shown yet.
 *
 * Returns: whether there is a transition
 */
bool
sublet_engine_prepare (SubletRentalEngine *self,
                       SubletRentalTrack *track,
                       SubletRentalInput input,
                       SubletRentalReason reason,
                       gint64 offer_id,
                       gint64 rate_nusd,
                       SubletJournalBatch *batch,
                       SubletRentalEvent *event)
{
  SubletRentalRecord *record = track->record;
  SubletRentalState next;
  gint64 now_us = sublet_engine_now_us (self);

  if (input == SUBLET_RENTAL_INPUT_STOP_ORDERED || input == SUBLET_RENTAL_INPUT_DESTROY_ORDERED)
    track->bid_overtaken = true;
  if (input == SUBLET_RENTAL_INPUT_DESTROY_ORDERED)
    sublet_rental_track_drop_key (track);
  if (!sublet_rental_machine_next (record->state, input, &next))
    return false;
  /* Each sending is an event of its own. */
  if (next == record->state && reason == record->reason && input != SUBLET_RENTAL_INPUT_SEND)
    return false;

  if (next != record->state)
    {
      record->state_since_us = now_us;
      record->ended_us = sublet_rental_machine_is_ended (next) ? now_us : 0;
    }
  record->state = next;
  record->reason = reason;
  if (!sublet_rental_machine_is_up (next))
    track->reach = SUBLET_REACH_NONE;
  if (sublet_rental_machine_is_ended (next))
    {
      sublet_engine_end_paid (self, &track->prepay, batch);
      sublet_engine_end_paid (self, &track->bid, batch);
      sublet_engine_end_paid (self, &track->increase, batch);
      sublet_rental_track_drop_key (track);
    }
  *event = (SubletRentalEvent){
    .at_us = now_us,
    .state = next,
    .reason = reason,
    .offer_id = offer_id,
    .rate_nusd = rate_nusd,
  };
  if (track->ours)
    {
      sublet_journal_batch_put_rental (batch, record);
      sublet_journal_batch_add_event (batch, record, event);
    }

  return true;
}

/**
 * sublet_engine_show_event:
 * @self: an engine
 * @track: a rental
 * @event: a transition that is in the journal, or cannot be written and must be seen all the same
 */
void
sublet_engine_show_event (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          const SubletRentalEvent *event)
{
  SubletRental *rental = track->rental;
  bool known = track->written_state == event->state;

  g_object_freeze_notify (G_OBJECT (rental));
  sublet_rental_add_event (rental, event);
  track->written_state = event->state;
  track->written_reason = event->reason;
  if (!known)
    track->written_since_us = event->at_us;
  sublet_rental_track_show_facts (track);
  if (sublet_rental_machine_is_ended (event->state))
    sublet_rental_set_rates (rental,
                             0,
                             sublet_rental_get_rate_running_nusd (rental),
                             sublet_rental_get_rate_stopped_nusd (rental));
  sublet_engine_show_state (self, track);
  sublet_engine_show_lease (self, track);
  sublet_engine_show_settling (self, track);
  g_object_thaw_notify (G_OBJECT (rental));

  g_info ("%s: %s%s%s",
          sublet_rental_get_id (rental),
          sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_STATE, event->state),
          event->reason != SUBLET_RENTAL_REASON_NONE ? ", " : "",
          event->reason != SUBLET_RENTAL_REASON_NONE
            ? sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_REASON, event->reason)
            : "");
  sublet_engine_recount (self);
}

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  bool has_event;
} Commit;

static void
commit_free (Commit *commit)
{
  sublet_rental_track_unref (commit->track);
  g_free (commit);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  Commit *commit = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!sublet_journal_commit_finish (SUBLET_JOURNAL (source), result, &error))
    {
      /* Once, until something can be written again. That a window only shows was said before. */
      if (!self->store_failed && !self->read_only)
        {
          self->store_failed = true;
          sublet_engine_notice (self, error);
        }
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->store_failed = false;
  if (commit->has_event)
    sublet_engine_show_event (self, commit->track, &commit->event);
  g_task_return_boolean (task, TRUE);
}

/* A window that only shows writes nothing, and knows nothing that would have to be written. */
static bool
can_write (SubletRentalEngine *self)
{
  const SubletDatabaseReport *report = sublet_database_get_report (self->database);

  return report != NULL && report->writable;
}

/**
 * sublet_engine_commit_async:
 * @self: an engine
 * @track: a rental
 * @batch: (transfer full): what is to be written
 * @event: (nullable): the transition to show once it is
 * @callback: called when it is on the disk and shown
 * @user_data: for @callback
 */
void
sublet_engine_commit_async (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletJournalBatch *batch,
                            const SubletRentalEvent *event,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Commit *commit = g_new0 (Commit, 1);

  commit->track = sublet_rental_track_ref (track);
  if (event != NULL)
    {
      commit->event = *event;
      commit->has_event = true;
    }
  g_task_set_source_tag (task, sublet_engine_commit_async);
  g_task_set_task_data (task, commit, (GDestroyNotify) commit_free);
  sublet_journal_commit_async (self->journal, batch, on_committed, task);
}

/**
 * sublet_engine_commit_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE: nothing was written, and nothing is shown
 *
 * Returns: whether it is on the disk
 */
gboolean
sublet_engine_commit_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Commit *commit = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (sublet_engine_commit_finish (self, result, &error))
    return;

  /* It has happened, and a person who pays must see it: a journal that cannot be written is no
   * reason to hide a machine. What it says is written as soon as it can be. */
  commit->track->unwritten = true;
  if (commit->has_event)
    sublet_engine_show_event (self, commit->track, &commit->event);
}

/**
 * sublet_engine_apply:
 * @self: an engine
 * @track: a rental
 * @input: what has happened
 * @reason: why, for refused and failed ones
 * @batch: (transfer full) (nullable): what else is to be written with it
 *
 * For what has happened and cannot be taken back. Shown when it is written.
 *
 * Returns: whether there is a transition
 */
bool
sublet_engine_apply (SubletRentalEngine *self,
                     SubletRentalTrack *track,
                     SubletRentalInput input,
                     SubletRentalReason reason,
                     SubletJournalBatch *batch)
{
  g_autoptr (SubletJournalBatch) owned = batch != NULL ? batch : sublet_journal_batch_new ();
  SubletRentalEvent event;
  bool transition =
    sublet_engine_prepare (self, track, input, reason, 0, SUBLET_MONEY_UNKNOWN, owned, &event);

  if (!transition && batch == NULL)
    return false;

  if (can_write (self) && (track->ours || batch != NULL))
    sublet_engine_commit_async (self,
                                track,
                                g_steal_pointer (&owned),
                                transition ? &event : NULL,
                                on_applied,
                                NULL);
  else if (transition)
    sublet_engine_show_event (self, track, &event);

  return transition;
}

static void
write_track (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  if (track->ours)
    {
      sublet_journal_batch_put_rental (batch, track->record);
      if (track->request != NULL)
        sublet_journal_batch_put_request (batch, track->record, track->request);
    }
  if (track->ours && track->unwritten)
    {
      const SubletRentalEvent event = {
        .at_us = sublet_engine_now_us (self),
        .state = track->record->state,
        .reason = track->record->reason,
        .rate_nusd = SUBLET_MONEY_UNKNOWN,
      };

      sublet_journal_batch_add_event (batch, track->record, &event);
    }
  if (track->order != NULL)
    sublet_journal_batch_put_order (batch, track->order);
  if (track->destroy != NULL)
    sublet_journal_batch_put_order (batch, track->destroy);
  if (track->prepay.order != NULL)
    sublet_journal_batch_put_order (batch, track->prepay.order);
  if (track->bid.order != NULL)
    sublet_journal_batch_put_order (batch, track->bid.order);
  if (track->increase.order != NULL)
    sublet_journal_batch_put_order (batch, track->increase.order);

  track->unwritten = false;
  track->dirty = false;
  sublet_engine_commit_async (self, track, batch, NULL, on_applied, NULL);
}

/**
 * sublet_engine_write_again:
 * @self: an engine
 *
 * Figures that changed, and what could not be written, are written as they are now.
 */
void
sublet_engine_write_again (SubletRentalEngine *self)
{
  guint i;

  for (i = 0; can_write (self) && i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->unwritten || track->dirty)
        write_track (self, track);
    }
}
