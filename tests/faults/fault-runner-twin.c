/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "core/rental/sublet-rental-engine-create.h"

/*
 * What clients do that know no doubt: the answer to a create was lost, so it is sent again, and
 * what comes back is believed as if it had been sent once: an offer that is gone by then is
 * replaced by the next. Nothing of this is in the engine.
 */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletRentalEngine *engine = SUBLET_RENTAL_ENGINE (source);
  SubletRentalTrack *track = user_data;

  if (sublet_engine_commit_finish (engine, result, NULL))
    {
      track->record->state = SUBLET_RENTAL_STATE_REQUESTING;
      track->n_requests = 0;
      g_clear_pointer (&track->request, sublet_request_record_free);
      sublet_engine_send_create (engine, track);
    }
  sublet_rental_track_unref (track);
}

static void
on_state (SubletRental *rental, GParamSpec *pspec, gpointer user_data)
{
  Runner *self = user_data;
  SubletRentalTrack *track = sublet_engine_find_rental (self->engine, rental);
  SubletJournalBatch *batch;

  if (track == NULL || track->written_state != SUBLET_RENTAL_STATE_UNCLEAR)
    return;

  /* An intent of its own, that counts its sendings from one; not a next candidate. */
  g_free (track->intent->id);
  track->intent->id = g_uuid_string_random ();
  track->intent->number = MIN (track->intent->number, 0) - 1;
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_add_intent (batch, track->record, track->intent);
  sublet_engine_commit_async (self->engine,
                              track,
                              batch,
                              NULL,
                              on_written,
                              sublet_rental_track_ref (track));
}

static void
on_added (SubletRentalEngine *engine, SubletRental *rental, gpointer user_data)
{
  g_signal_connect (rental, "notify::state", G_CALLBACK (on_state), user_data);
}

void
fault_runner_repeat_creates (Runner *self)
{
  g_signal_connect (self->engine, "rental-added", G_CALLBACK (on_added), self);
}

/* ---- deposits ---- */

static void
on_deposit_state (SubletRental *rental, GParamSpec *pspec, gpointer user_data)
{
  Runner *self = user_data;
  SubletRentalTrack *track = sublet_engine_find_rental (self->engine, rental);

  if (track == NULL || sublet_rental_get_deposit_state (rental) != SUBLET_DEPOSIT_STATE_UNCLEAR)
    return;

  track->record->deposit_state = SUBLET_DEPOSIT_STATE_WANTED;
  track->prepay.asking = false;
}

static void
on_added_with_deposit (SubletRentalEngine *engine, SubletRental *rental, gpointer user_data)
{
  g_signal_connect (rental, "notify::deposit-state", G_CALLBACK (on_deposit_state), user_data);
}

void
fault_runner_repeat_deposits (Runner *self)
{
  g_signal_connect (self->engine, "rental-added", G_CALLBACK (on_added_with_deposit), self);
}
