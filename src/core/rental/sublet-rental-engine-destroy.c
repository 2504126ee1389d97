/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * A destroy is journalled when it is confirmed, sent at once, by id, whatever the list says, sent
 * again until the service accepts it, and done when two complete lists in a row do not show the
 * contract. It outlives the process: the next start goes on with it before anything else.
 */
#define RETRY_FIRST_US (2 * G_TIME_SPAN_SECOND)
#define RETRY_MOST_US (60 * G_TIME_SPAN_SECOND)

/* Source: fact sheet 5.3, "Row can linger up to about 2 minutes". */
#define LINGER_US (2 * G_TIME_SPAN_MINUTE)

/* Two lists that show the same moment are one. */
#define ABSENT_GAP_US (4 * G_TIME_SPAN_SECOND)

/* Nobody ordered it away here: that the service shows an old list twice is likelier. */
#define MISSED_GAP_US (25 * G_TIME_SPAN_SECOND)

/* A new contract may be missing from lists for so long (fact sheet 3.4, and the settlement's last
 * look), so its absence says nothing before. */
#define APPEAR_US (180 * G_TIME_SPAN_SECOND)

/* ---- sending ---- */

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
  guint generation;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->engine);
  sublet_rental_track_unref (sending->track);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
put_destroy (SubletRentalEngine *self, SubletRentalTrack *track)
{
  track->dirty = true;
  sublet_engine_write_again (self);
}

static void
note_failure (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error)
{
  gint64 pause_us = MIN (RETRY_FIRST_US << MIN (track->destroy_failures, 10), RETRY_MOST_US);

  track->destroy_failures++;
  track->destroy_due_mono_us =
    sublet_engine_mono_us (self) + (gint64) (g_random_double_range (0.5, 1) * (double) pause_us);
  g_free (track->destroy->detail);
  track->destroy->detail = g_strdup (error->message);
  sublet_rental_set_detail (track->rental, error->message);
  sublet_engine_follow_too_late (self, track);
}

static void
on_destroyed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  SubletRentalEngine *self = sending->engine;
  SubletRentalTrack *track = sending->track;
  g_autoptr (GError) error = NULL;
  gboolean accepted =
    sublet_client_destroy_instance_finish (SUBLET_CLIENT (source), result, &error);

  track->destroy_in_flight = false;
  self->walk_not_before_us = 0;
  /* Seen gone meanwhile. */
  if (track->destroy == NULL)
    return;

  track->destroy_not_found = g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  if (accepted || track->destroy_not_found)
    {
      track->destroy->accepted_us = sublet_engine_now_us (self);
      track->destroyed_mono_us = sublet_engine_mono_us (self);
      track->destroy_failures = 0;
      sublet_rental_set_busy (track->rental, FALSE);
      sublet_engine_want_account (self);
      /* One that it does not know may only not have appeared yet: that it is gone, lists tell. */
      if (accepted)
        sublet_engine_follow (self, track);
    }
  else
    {
      g_info ("destroying %" G_GINT64_FORMAT ": %s", track->record->contract_id, error->message);
      note_failure (self, track, error);
    }
  put_destroy (self, track);
  sublet_engine_want_walk (self);
}

static void
send_destroy (SubletRentalEngine *self, SubletRentalTrack *track)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->engine = g_object_ref (self);
  sending->track = sublet_rental_track_ref (track);
  sending->generation = self->generation;
  track->destroy_in_flight = true;
  track->destroy->sent_us = sublet_engine_now_us (self);
  track->destroy->accepted_us = 0;
  /* Not cancelled with the engine: whoever closes the window still wants it gone. */
  sublet_client_destroy_instance_async (self->client,
                                        track->record->contract_id,
                                        NULL,
                                        on_destroyed,
                                        sending);
}

/**
 * sublet_engine_send_destroys:
 * @self: an engine
 *
 * Sends those that the service has not accepted yet and whose time has come.
 *
 * Returns: whether any is on its way, be it to the journal
 */
bool
sublet_engine_send_destroys (SubletRentalEngine *self)
{
  gint64 now_us = sublet_engine_mono_us (self);
  bool on_way = false;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->destroy == NULL || track->destroy->accepted_us != 0 ||
          !sublet_engine_has_key_for (self, track))
        continue;
      if (!track->destroy_in_flight && track->destroy_due_mono_us <= now_us)
        send_destroy (self, track);
      on_way |= track->destroy_in_flight || track->destroy_due_mono_us == G_MAXINT64;
    }

  return on_way;
}

/* ---- ordering ---- */

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  bool has_event;
} Ordering;

static void
ordering_free (Ordering *ordering)
{
  sublet_rental_track_unref (ordering->track);
  g_free (ordering);
}

/* What ends the bill goes out even if it cannot be written down; the person was told, and it is
 * written as soon as it can be. */
static void
send_ordered (SubletRentalEngine *self, Ordering *ordering, GAsyncResult *result)
{
  SubletRentalTrack *track = ordering->track;
  g_autoptr (GError) error = NULL;

  if (!sublet_engine_commit_finish (self, result, &error))
    {
      track->unwritten = true;
      if (ordering->has_event)
        sublet_engine_show_event (self, track, &ordering->event);
    }

  track->destroy_due_mono_us = 0;
  sublet_engine_send_destroys (self);
  sublet_engine_schedule (self);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  send_ordered (SUBLET_RENTAL_ENGINE (source), g_task_get_task_data (task), result);
  g_task_return_boolean (task, TRUE);
}

/* No person waits for it. */
static void
on_ordered_alone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ordering *ordering = user_data;

  send_ordered (SUBLET_RENTAL_ENGINE (source), ordering, result);
  ordering_free (ordering);
}

/**
 * sublet_engine_make_destroy:
 * @self: an engine
 * @track: a rental without an open destroy
 *
 * The order's row, due at once, still to be written.
 */
void
sublet_engine_make_destroy (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletOrderRecord *order = g_new0 (SubletOrderRecord, 1);

  order->id = g_uuid_string_random ();
  order->rental_id = track->ours ? g_strdup (track->record->id) : NULL;
  order->owner.server = g_strdup (track->record->owner.server);
  order->owner.account_id = track->record->owner.account_id;
  order->contract_id = track->record->contract_id;
  order->kind = SUBLET_ORDER_DESTROY;
  order->written_us = sublet_engine_now_us (self);
  track->destroy = order;
  track->destroy_mono_us = sublet_engine_mono_us (self);
  track->destroy_due_mono_us = 0;
  track->destroy_failures = 0;
}

/**
 * sublet_engine_order_destroy:
 * @self: an engine
 * @track: a rental with a contract
 * @task: (transfer full) (nullable): returns TRUE when the order is journalled; NULL: its lease
 *   ordered it
 */
void
sublet_engine_order_destroy (SubletRentalEngine *self, SubletRentalTrack *track, GTask *task)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  Ordering *ordering = g_new0 (Ordering, 1);

  /* Another order has lost its object. */
  if (track->order != NULL)
    {
      track->order->closed_us = sublet_engine_now_us (self);
      g_free (track->order->outcome);
      track->order->outcome = g_strdup ("overtaken");
      sublet_journal_batch_put_order (batch, track->order);
      sublet_rental_track_drop_order (track);
    }
  if (track->destroy == NULL)
    {
      sublet_engine_make_destroy (self, track);
      track->destroy->by_lease = task == NULL;
    }
  /* Ordered once more: two minutes from now. */
  track->destroy->written_us = sublet_engine_now_us (self);
  track->destroy_mono_us = sublet_engine_mono_us (self);
  track->destroy->accepted_us = 0;
  /* Not before it is written, whatever else falls due meanwhile. */
  track->destroy_due_mono_us = G_MAXINT64;
  track->destroy_failures = 0;
  track->absent_looks = 0;
  track->last_absent_us = 0;
  track->last_absent_mono_us = 0;

  ordering->track = sublet_rental_track_ref (track);
  ordering->has_event =
    sublet_engine_prepare (self,
                           track,
                           SUBLET_RENTAL_INPUT_DESTROY_ORDERED,
                           task == NULL ? SUBLET_RENTAL_REASON_LEASE : SUBLET_RENTAL_REASON_NONE,
                           0,
                           SUBLET_MONEY_UNKNOWN,
                           batch,
                           &ordering->event);
  sublet_journal_batch_put_order (batch, track->destroy);
  sublet_rental_set_busy (track->rental, TRUE);
  if (task != NULL)
    g_task_set_task_data (task, ordering, (GDestroyNotify) ordering_free);
  sublet_engine_commit_async (self,
                              track,
                              batch,
                              ordering->has_event ? &ordering->event : NULL,
                              task != NULL ? on_ordered : on_ordered_alone,
                              task != NULL ? (gpointer) task : ordering);
}

/**
 * sublet_engine_close_destroy:
 * @self: an engine
 * @track: a rental whose destroy is over
 * @batch: gets the order
 * @outcome: how it ended
 */
void
sublet_engine_close_destroy (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletJournalBatch *batch,
                             const char *outcome)
{
  if (track->destroy == NULL)
    return;

  track->destroy->closed_us = sublet_engine_now_us (self);
  g_free (track->destroy->outcome);
  track->destroy->outcome = g_strdup (outcome);
  sublet_journal_batch_put_order (batch, track->destroy);
  g_clear_pointer (&track->destroy, sublet_order_record_free);
  sublet_rental_set_busy (track->rental, FALSE);
  sublet_engine_follow (self, track);
}

/* ---- what lists say ---- */

/* What was gone is listed again: the person's order stands. */
static void
order_again (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  Ordering *ordering = g_new0 (Ordering, 1);

  sublet_engine_make_destroy (self, track);
  track->destroy_due_mono_us = G_MAXINT64;
  ordering->track = sublet_rental_track_ref (track);
  ordering->has_event = sublet_engine_prepare (self,
                                               track,
                                               SUBLET_RENTAL_INPUT_STILL_THERE,
                                               SUBLET_RENTAL_REASON_NONE,
                                               0,
                                               SUBLET_MONEY_UNKNOWN,
                                               batch,
                                               &ordering->event);
  sublet_journal_batch_put_order (batch, track->destroy);
  sublet_engine_commit_async (self,
                              track,
                              batch,
                              ordering->has_event ? &ordering->event : NULL,
                              on_ordered_alone,
                              ordering);
}

/**
 * sublet_engine_note_still_there:
 * @self: an engine
 * @track: a rental that was ordered away, and is listed
 *
 * For two minutes that is nothing special. Then it is said, and the order is sent again, every two
 * minutes; so it is when a list shows again what was thought to be gone.
 */
void
sublet_engine_note_still_there (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gint64 now_us = sublet_engine_mono_us (self);

  if (track->record->state == SUBLET_RENTAL_STATE_GONE)
    {
      order_again (self, track);
      return;
    }

  if (track->destroy_mono_us == 0)
    track->destroy_mono_us = sublet_engine_get_mono_of_us (self, track->destroy->written_us);
  if (now_us - track->destroy_mono_us < LINGER_US)
    return;
  sublet_engine_apply (self,
                       track,
                       SUBLET_RENTAL_INPUT_STILL_THERE,
                       SUBLET_RENTAL_REASON_NONE,
                       NULL);
  if (track->destroy->accepted_us > 0 && now_us - track->destroyed_mono_us >= LINGER_US)
    {
      track->destroy->accepted_us = 0;
      track->destroy_due_mono_us = 0;
    }
}

/* Its bill ended when the service took the order, else when it was first missed, or at any time
 * since a list showed it last: that may be long ago. */
static void
end_meter (SubletRentalTrack *track)
{
  bool ordered = track->destroy != NULL && track->destroy->accepted_us > 0 &&
                 !track->destroy_not_found;

  track->record->seen_us = ordered ? 0 : sublet_rental_get_known_at_us (track->rental);
  sublet_rental_track_meter (track,
                             0,
                             ordered ? track->destroy->accepted_us : track->last_absent_us);
}

/**
 * sublet_engine_note_absent:
 * @self: an engine
 * @track: a rental with a contract
 * @listing: a complete list that does not show it
 *
 * The second in a row, some seconds after the first, is the proof; half a minute when its end was
 * not ordered here.
 */
void
sublet_engine_note_absent (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           const SubletInstanceListing *listing)
{
  bool accepted = track->destroy != NULL && track->destroy->accepted_us > 0 &&
                  !track->destroy_not_found;
  gint64 asked_us = listing->requested_mono_us;
  gint64 gap_us = track->destroy != NULL ? ABSENT_GAP_US : MISSED_GAP_US;
  SubletJournalBatch *batch;

  /* A list of another account would prove nothing. */
  if (!sublet_engine_is_proven (self, track))
    return;
  if (track->held_mono_us == 0)
    track->held_mono_us = sublet_engine_get_mono_of_us (self, track->held_since_us);
  /* It may not have appeared yet. That the service took its destroy says that it had been there. */
  if (track->first_known_us == 0 && !accepted && asked_us < track->held_mono_us + APPEAR_US)
    return;
  if (accepted && asked_us < track->destroyed_mono_us)
    return;
  if (track->absent_looks > 0 && asked_us < track->last_absent_mono_us + gap_us)
    return;

  track->absent_looks++;
  track->last_absent_us = listing->requested_at_us;
  track->last_absent_mono_us = asked_us;
  sublet_rental_set_gone_looks (track->rental, MIN (track->absent_looks, 2));
  if (track->absent_looks < 2)
    return;

  batch = sublet_journal_batch_new ();
  end_meter (track);
  sublet_engine_close_destroy (self, track, batch, "gone");
  sublet_engine_apply (self,
                       track,
                       SUBLET_RENTAL_INPUT_ABSENT_TWICE,
                       SUBLET_RENTAL_REASON_NONE,
                       batch);
  sublet_engine_want_account (self);
}
