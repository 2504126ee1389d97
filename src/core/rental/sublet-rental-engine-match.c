/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "core/rental/sublet-rental-engine-reading.h"

/*
 * What a list says. Each row belongs to the rental that has its contract, else to the one whose
 * token it carries, else to the one whose second witness it is (machine, GPU count, start). What
 * belongs to none is somebody else's and only watched.
 *
 * A row that no track knows is looked up in the journal first, however old its rental is, so the
 * work on one list may take a turn of the main loop or two; no other list is asked for meanwhile.
 */
typedef struct
{
  SubletRentalEngine *engine;     /* (owned) */
  SubletInstanceListing *listing; /* (owned) */
  bool walked;
  guint generation;
  guint lookups; /* still on their way, and one for the start */
  void (*done) (SubletRentalEngine *self);
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->engine);
  sublet_instance_listing_free (work->listing);
  g_free (work);
}

/* Whose token is copied, as when an instance is rented again from a web page with the same
 * environment, is known by the machine: an offer is of one machine. */
static bool
is_of_machine (const SubletRentalRecord *record, const SubletInstanceData *data)
{
  return record->contract_id == data->id || record->machine_id <= 0 || data->machine_id <= 0 ||
         record->machine_id == data->machine_id;
}

static SubletRentalTrack *
find_token (SubletRentalEngine *self, const SubletInstanceData *data)
{
  const char *token = data->rental_token;
  guint i;

  if (token == NULL)
    return NULL;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      /* One that has another contract is not the one: this is a second machine. */
      if (track->ours && g_strcmp0 (track->record->token, token) == 0 &&
          (track->record->contract_id == 0 || track->record->contract_id == data->id) &&
          is_of_machine (track->record, data))
        return track;
    }

  return NULL;
}

static SubletRentalTrack *
find_witnessed (SubletRentalEngine *self,
                const SubletInstanceListing *listing,
                SubletInstance *instance)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (sublet_engine_is_witness (self, track, listing, instance))
        return track;
    }

  return NULL;
}

/**
 * sublet_engine_is_our_token:
 * @self: an engine
 * @token: (nullable): what an instance carries
 *
 * Several copies of Sublet on one account leave each other's rentals alone: only this
 * installation's are its own.
 *
 * Returns: whether this installation made it
 */
bool
sublet_engine_is_our_token (SubletRentalEngine *self, const char *token)
{
  const char *install_id = sublet_profile_get_install_id (self->profile);

  return token != NULL && g_str_has_prefix (token, install_id) && token[strlen (install_id)] == '/';
}

/* ---- what is not ours ---- */

static const SubletMeterRecord *
find_meter (SubletRentalEngine *self, gint64 contract_id)
{
  guint i;

  for (i = 0; self->meters != NULL && i < self->meters->len; i++)
    {
      const SubletMeterRecord *meter = &g_array_index (self->meters, SubletMeterRecord, i);

      if (meter->contract_id == contract_id)
        return meter;
    }

  return NULL;
}

/* What it has cost before it was seen: as the cache remembers it, else at its present rate since
 * its start, else nobody knows. */
static void
start_meter (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  const SubletMeterRecord *kept = find_meter (self, data->id);
  SubletRentalRecord *r = track->record;

  if (kept != NULL)
    {
      r->meter_uusd = kept->meter_uusd;
      r->meter_at_us = kept->meter_at_us;
      r->meter_rate_nusd = kept->meter_rate_nusd;
    }
  else
    {
      r->meter_uusd = data->start_us > 0 ? 0 : SUBLET_MONEY_UNKNOWN;
      r->meter_at_us = data->start_us;
      r->meter_rate_nusd = sublet_instance_get_rate_now_nusd (instance);
    }
}

static SubletRentalTrack *
add_foreign (SubletRentalEngine *self, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);
  SubletRentalTrack *track;

  record->id = g_strdup_printf ("elsewhere-%" G_GINT64_FORMAT, data->id);
  record->owner.server = g_strdup (self->owner.server);
  record->owner.account_id = self->owner.account_id;
  record->key_print = g_strdup (self->key_print);
  record->token = g_strdup (data->rental_token != NULL ? data->rental_token : "");
  record->contract_id = data->id;
  record->machine_id = data->machine_id;
  record->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  record->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  record->quoted_traffic_uusd = SUBLET_MONEY_UNKNOWN;
  record->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  record->made_us = data->start_us;
  track = sublet_rental_track_new (record,
                                   sublet_engine_is_our_token (self, data->rental_token)
                                     ? SUBLET_RENTAL_ORIGIN_ADOPTABLE
                                     : SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  start_meter (self, track, instance);
  sublet_engine_add_track (self, track, false);

  return track;
}

static void
keep_meter (SubletRentalEngine *self, SubletRentalTrack *track)
{
  const SubletMeterRecord meter = {
    .contract_id = track->record->contract_id,
    .meter_uusd = track->record->meter_uusd,
    .meter_at_us = track->record->meter_at_us,
    .meter_rate_nusd = track->record->meter_rate_nusd,
  };

  if (!self->read_only)
    sublet_journal_put_meter (self->journal, &track->record->owner, &meter);
}

/* ---- one reading ---- */

static SubletRentalReason
get_reason (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  SubletInstancePhase phase = sublet_instance_get_data (instance)->phase;
  bool halted = phase == SUBLET_INSTANCE_PHASE_STOPPED || phase == SUBLET_INSTANCE_PHASE_STOPPING;

  /* It stays so, or is seen so at last. */
  if (halted && (track->record->reason == SUBLET_RENTAL_REASON_LEASE || track->lease_not_seen))
    return SUBLET_RENTAL_REASON_LEASE;
  /* Nobody here stopped it, and there is nothing to pay it with. Source: fact sheet 7.1, "Zero
   * credit: instances are stopped automatically". */
  if ((halted || phase == SUBLET_INSTANCE_PHASE_EXITED) && !track->stop_ordered &&
      self->account != NULL && sublet_account_get_data (self->account)->credit_uusd <= 0)
    return SUBLET_RENTAL_REASON_CREDIT_USED_UP;

  return sublet_rental_machine_reason_for_reading (instance);
}

/* A list shows what nobody could be sure of, or what was thought to be over. */
static void
note_found (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletRentalRecord *r = track->record;
  bool gone = r->state == SUBLET_RENTAL_STATE_GONE;

  r->contract_id = data->id;
  track->held_since_us = sublet_engine_now_us (self);
  track->held_mono_us = sublet_engine_mono_us (self);
  if (!gone)
    {
      /* Paid for since it was asked for. */
      r->meter_uusd = 0;
      r->meter_at_us = data->start_us > 0 ? data->start_us : r->made_us;
      r->meter_rate_nusd = sublet_instance_get_rate_now_nusd (instance);
      sublet_engine_begin_lease (self, track, r->meter_at_us);
    }

  if (gone && sublet_rental_track_was_destroyed (track))
    sublet_engine_note_still_there (self, track);
  else
    sublet_engine_apply (self, track, SUBLET_RENTAL_INPUT_FOUND, SUBLET_RENTAL_REASON_NONE, NULL);
}

static void
note_reading (SubletRentalEngine *self,
              SubletRentalTrack *track,
              const SubletInstanceListing *listing,
              SubletInstance *instance)
{
  SubletRentalState before = track->record->state;
  SubletRentalInput input;
  bool changed;

  track->absent_looks = 0;
  track->last_absent_us = 0;
  track->last_absent_mono_us = 0;
  sublet_rental_set_gone_looks (track->rental, 0);
  if (track->first_known_us == 0)
    track->first_known_us = listing->known_at_us;
  sublet_engine_take_ownership (self, track);

  if (!sublet_rental_machine_is_held (track->record->state))
    note_found (self, track, instance);

  changed = sublet_rental_track_read (track, instance);
  if (changed && !track->ours)
    keep_meter (self, track);

  if (track->destroy != NULL)
    sublet_engine_note_still_there (self, track);
  else if (sublet_engine_check_order (self, track, instance, listing->requested_mono_us) &&
           sublet_engine_get_reading_input (track, instance, &input))
    {
      sublet_engine_renew_lease (self, track, before, instance);
      if (sublet_engine_apply (self, track, input, get_reason (self, track, instance), NULL))
        changed = false;
    }

  track->dirty |= changed && track->ours;
  sublet_engine_look_for_bid (self, track, instance, listing->requested_mono_us);
  sublet_engine_look_for_increased_rate (self, track, instance);
  sublet_engine_take_notes (self, track, instance);
  sublet_engine_watch_idle (self, track, instance, listing->requested_mono_us);
  sublet_engine_look_for_deposit (self, track, instance, listing->requested_mono_us);
  sublet_engine_prepay_if_due (self, track);
  sublet_engine_show_track (self, track);
}

/* ---- one list ---- */

static void
match_row (Work *work, SubletInstance *instance)
{
  SubletRentalEngine *self = work->engine;
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  SubletRentalTrack *track = sublet_engine_find_contract (self, data->id);
  SubletRentalTrack *ours = NULL;

  if (track == NULL || !track->ours)
    {
      if (self->settlement)
        ours = find_token (self, data);
      if (ours == NULL && self->settlement)
        ours = find_witnessed (self, work->listing, instance);
    }
  /* Taken for somebody else's while its token was not to be seen. */
  if (ours != NULL && track != NULL)
    sublet_engine_remove_track (self, track);
  if (ours != NULL)
    track = ours;
  if (track == NULL)
    track = add_foreign (self, instance);

  note_reading (self, track, work->listing, instance);
}

static bool
is_listed (const SubletInstanceListing *listing, gint64 contract_id)
{
  guint i;

  for (i = 0; i < listing->instances->len; i++)
    {
      SubletInstance *instance = g_ptr_array_index (listing->instances, i);

      if (sublet_instance_get_data (instance)->id == contract_id)
        return true;
    }

  return false;
}

/* Only a complete list tells what is not there, and only of those whose key it is. */
static void
note_absences (Work *work)
{
  SubletRentalEngine *self = work->engine;
  g_autoptr (GPtrArray) tracks = sublet_engine_copy_tracks (self);
  guint i;

  for (i = 0; i < tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (tracks, i);

      if (!sublet_engine_has_key_for (self, track))
        continue;
      if (track->record->state == SUBLET_RENTAL_STATE_UNCLEAR)
        sublet_engine_settle (self, track, work->listing);
      else if (sublet_rental_machine_is_held (track->record->state) &&
               !is_listed (work->listing, track->record->contract_id))
        sublet_engine_note_absent (self, track, work->listing);
    }
}

static void
finish_work (Work *work)
{
  SubletRentalEngine *self = work->engine;
  guint i;

  if (work->generation == self->generation && self->journal != NULL)
    {
      for (i = 0; i < work->listing->instances->len; i++)
        match_row (work, g_ptr_array_index (work->listing->instances, i));
      sublet_engine_look_for_twins (self);
      if (work->walked && work->listing->complete)
        {
          note_absences (work);
          sublet_engine_set_known (self, work->listing);
        }
      work->done (self);
    }
  work_free (work);
}

static void
end_lookup (Work *work)
{
  if (--work->lookups == 0)
    finish_work (work);
}

static bool
has_track (SubletRentalEngine *self, const char *rental_id)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (g_strcmp0 (track->record->id, rental_id) == 0)
        return true;
    }

  return false;
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  SubletRentalEngine *self = work->engine;
  g_autoptr (GError) error = NULL;
  SubletJournalRental *stored =
    sublet_journal_find_finish (SUBLET_JOURNAL (source), result, &error);

  if (error != NULL)
    g_info ("the journal was not searched: %s", error->message);
  /* Two rows may have asked for the same one. */
  if (stored != NULL && work->generation == self->generation &&
      !has_track (self, stored->record->id))
    sublet_engine_add_track (self, sublet_rental_track_new_from_journal (stored), false);
  else
    g_clear_pointer (&stored, sublet_journal_rental_free);

  end_lookup (work);
}

/**
 * sublet_engine_take_listing:
 * @self: an engine
 * @listing: (transfer full): what the service listed for the present key
 * @walked: whether everything was asked for
 * @done: called when all it says is applied, unless the key has changed meanwhile
 *
 * Rows of an incomplete list count as well: what is seen is there.
 */
void
sublet_engine_take_listing (SubletRentalEngine *self,
                            SubletInstanceListing *listing,
                            bool walked,
                            void (*done) (SubletRentalEngine *self))
{
  Work *work = g_new0 (Work, 1);
  guint i;

  work->engine = g_object_ref (self);
  work->listing = listing;
  work->walked = walked;
  work->generation = self->generation;
  work->done = done;
  work->lookups = 1;
  for (i = 0; i < listing->instances->len; i++)
    {
      const SubletInstanceData *data =
        sublet_instance_get_data (g_ptr_array_index (listing->instances, i));

      if (sublet_engine_find_contract (self, data->id) != NULL || find_token (self, data) != NULL)
        continue;
      work->lookups++;
      sublet_journal_find_async (self->journal,
                                 self->owner.server,
                                 data->id,
                                 data->rental_token,
                                 on_looked_up,
                                 work);
    }

  end_lookup (work);
}
