/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * The stop that a lease orders is one row in the journal, and open until a reading shows it,
 * however often it has to be sent and in however many processes.
 */
#define RETRY_FIRST_US (2 * G_TIME_SPAN_SECOND)
#define RETRY_MOST_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
  char *order_id;             /* (owned) */
  SubletRentalEvent event;
  bool has_event;
} Stopping;

static void
stopping_free (Stopping *stopping)
{
  g_object_unref (stopping->engine);
  sublet_rental_track_unref (stopping->track);
  g_free (stopping->order_id);
  g_free (stopping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stopping, stopping_free)

static Stopping *
stopping_new (SubletRentalEngine *self, SubletRentalTrack *track)
{
  Stopping *stopping = g_new0 (Stopping, 1);

  stopping->engine = g_object_ref (self);
  stopping->track = sublet_rental_track_ref (track);
  stopping->order_id = g_strdup (track->order->id);

  return stopping;
}

/* Not when a person has ordered something else meanwhile. */
static bool
is_current (Stopping *stopping)
{
  SubletOrderRecord *order = stopping->track->order;

  return order != NULL && g_strcmp0 (order->id, stopping->order_id) == 0;
}

/**
 * sublet_engine_has_lease_stop:
 * @track: a rental
 *
 * Returns: whether a stop that its lease ordered is open
 */
bool
sublet_engine_has_lease_stop (SubletRentalTrack *track)
{
  return track->order != NULL && track->order->by_lease;
}

/**
 * sublet_engine_note_not_stopped:
 * @self: an engine
 * @track: a rental with an open stop of its lease
 * @detail: why it does not stand still
 *
 * It is sent again, after a pause that grows, for as long as the lease is over.
 */
void
sublet_engine_note_not_stopped (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                const char *detail)
{
  gint64 pause_us = MIN (RETRY_FIRST_US << MIN (track->lease_failures, 10), RETRY_MOST_US);

  g_free (track->order->detail);
  track->order->detail = g_strdup (detail);
  sublet_rental_set_detail (track->rental, detail);
  if (track->lease_stop_outdated || !sublet_engine_is_lease_over (self, track))
    {
      sublet_engine_close_order (self, track, "refused");
      return;
    }

  track->order->accepted_us = 0;
  track->lease_failures++;
  track->lease_due_mono_us =
    sublet_engine_mono_us (self) + (gint64) (g_random_double_range (0.5, 1) * (double) pause_us);
  track->dirty = true;
}

/* It counts as failed until a reading shows it. What was taken once and not seen to be done is not
 * told again each time that it is taken. */
static void
note_taken (SubletRentalEngine *self, SubletRentalTrack *track)
{
  track->order->accepted_us = sublet_engine_now_us (self);
  track->order_mono_us = sublet_engine_mono_us (self);
  track->dirty = true;
  if (!track->lease_not_seen)
    sublet_engine_apply (self,
                         track,
                         SUBLET_RENTAL_INPUT_STOP_ORDERED,
                         SUBLET_RENTAL_REASON_LEASE,
                         NULL);
  sublet_engine_want_account (self);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Stopping) stopping = user_data;
  SubletRentalEngine *self = stopping->engine;
  SubletRentalTrack *track = stopping->track;
  g_autoptr (GError) error = NULL;
  gboolean accepted = sublet_client_stop_instance_finish (SUBLET_CLIENT (source), result, &error);

  track->lease_in_flight = false;
  self->walk_not_before_us = 0;
  if (!is_current (stopping))
    return;

  sublet_rental_set_busy (track->rental, FALSE);
  if (accepted || sublet_engine_is_outcome_unknown (error))
    note_taken (self, track);
  else
    {
      g_info ("stopping %" G_GINT64_FORMAT ": %s", track->record->contract_id, error->message);
      sublet_engine_note_not_stopped (self, track, error->message);
      sublet_engine_go_back (self, track);
    }
  sublet_engine_write_again (self);
  sublet_engine_show_lease (self, track);
  sublet_engine_recount (self);
  sublet_engine_want_walk (self);
}

static void
send_stop (SubletRentalEngine *self, SubletRentalTrack *track)
{
  track->lease_in_flight = true;
  track->order->sent_us = sublet_engine_now_us (self);
  /* Not cancelled with the engine: whoever closes the window still wants it stopped. */
  sublet_client_stop_instance_async (self->client,
                                     track->record->contract_id,
                                     NULL,
                                     on_stopped,
                                     stopping_new (self, track));
}

/**
 * sublet_engine_withdraw_lease_stop:
 * @self: an engine
 * @track: a rental
 *
 * One that the service has not got, or refused, where the lease has not ended any more. What the
 * service has got already goes on, and is not the end of any other lease.
 */
void
sublet_engine_withdraw_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track)
{
  track->lease_failures = 0;
  track->lease_not_seen = false;
  if (!sublet_engine_has_lease_stop (track) || track->lease_in_flight ||
      track->order->accepted_us != 0)
    return;

  track->stop_ordered = false;
  sublet_engine_close_order (self, track, "withdrawn");
}

/**
 * sublet_engine_review_lease_stop:
 * @self: an engine
 * @track: a rental
 *
 * Whether there still is something to stop, and a reason to.
 */
void
sublet_engine_review_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (!sublet_engine_has_lease_stop (track))
    return;

  /* It went by itself. */
  if (sublet_rental_machine_is_ended (track->record->state))
    sublet_engine_close_order (self, track, "gone");
  else if (track->order->accepted_us == 0 && !track->lease_in_flight &&
           (track->lease_stop_outdated || sublet_engine_is_lease_put_off (self, track)))
    sublet_engine_withdraw_lease_stop (self, track);
}

/* The person set another lease since. */
static bool
is_outdated (SubletRentalTrack *track, const SubletOrderRecord *order)
{
  const GArray *events = sublet_rental_get_events (track->rental);
  guint i;

  for (i = events->len; i-- > 0;)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->reason == SUBLET_RENTAL_REASON_LEASE_CHANGED)
        return event->at_us > order->written_us;
    }

  return false;
}

/**
 * sublet_engine_resume_lease_stop:
 * @track: a rental, as it was read from the journal
 * @order: (transfer full): an open stop; taken only with TRUE
 *
 * Returns: whether it is its lease's, and goes on
 */
bool
sublet_engine_resume_lease_stop (SubletRentalTrack *track, SubletOrderRecord *order)
{
  if (!order->by_lease || track->order != NULL ||
      !sublet_rental_machine_is_held (track->record->state))
    return false;

  track->order = order;
  track->order->accepted_us = 0;
  track->stop_ordered = true;
  track->lease_stop_outdated = is_outdated (track, order);

  return true;
}

/**
 * sublet_engine_is_lease_stop_due:
 * @self: an engine
 * @track: a rental
 *
 * Returns: whether its lease's stop is to be sent, now or after a pause
 */
bool
sublet_engine_is_lease_stop_due (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return sublet_engine_has_lease_stop (track) && track->order->accepted_us == 0 &&
         !track->lease_stop_outdated && !track->lease_in_flight &&
         sublet_rental_machine_is_held (track->record->state) &&
         sublet_engine_has_key_for (self, track);
}

/**
 * sublet_engine_send_lease_stops:
 * @self: an engine with a key
 *
 * Sends those that the service has not accepted yet and whose time has come.
 *
 * Returns: whether any is on its way
 */
bool
sublet_engine_send_lease_stops (SubletRentalEngine *self)
{
  gint64 now_us = sublet_engine_mono_us (self);
  bool on_way = false;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (sublet_engine_is_lease_stop_due (self, track) && track->lease_due_mono_us <= now_us)
        send_stop (self, track);
      on_way |= track->lease_in_flight;
    }

  return on_way;
}

/* A stop lowers the bill: it goes out even if it cannot be written down. */
static void
on_stop_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Stopping) stopping = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = stopping->track;
  g_autoptr (GError) error = NULL;

  track->lease_in_flight = false;
  if (!sublet_engine_commit_finish (self, result, &error))
    {
      track->unwritten = true;
      if (stopping->has_event)
        sublet_engine_show_event (self, track, &stopping->event);
    }
  if (!is_current (stopping))
    return;
  /* It was put off in this moment. */
  if (track->lease_stop_outdated || sublet_engine_is_lease_put_off (self, track))
    {
      sublet_engine_withdraw_lease_stop (self, track);
      sublet_engine_go_back (self, track);
    }
  else if (sublet_engine_has_key_for (self, track))
    send_stop (self, track);
}

/**
 * sublet_engine_order_lease_stop:
 * @self: an engine
 * @track: a rental whose lease is over and that has no open order
 *
 * Writes the order and sends it.
 */
void
sublet_engine_order_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  Stopping *stopping;

  track->order = sublet_engine_make_order (self, track, SUBLET_ORDER_STOP);
  track->order->by_lease = true;
  track->order->sent_us = sublet_engine_now_us (self);
  track->stop_ordered = true;
  track->lease_in_flight = true;
  track->lease_failures = 0;
  track->lease_not_seen = false;
  track->lease_stop_outdated = false;
  track->lease_due_mono_us = 0;
  sublet_rental_set_busy (track->rental, TRUE);
  stopping = stopping_new (self, track);
  stopping->has_event = sublet_engine_prepare (self,
                                               track,
                                               SUBLET_RENTAL_INPUT_STOP_ORDERED,
                                               SUBLET_RENTAL_REASON_LEASE,
                                               0,
                                               SUBLET_MONEY_UNKNOWN,
                                               batch,
                                               &stopping->event);
  sublet_journal_batch_put_order (batch, track->order);
  sublet_engine_commit_async (self,
                              track,
                              batch,
                              stopping->has_event ? &stopping->event : NULL,
                              on_stop_written,
                              stopping);
}
