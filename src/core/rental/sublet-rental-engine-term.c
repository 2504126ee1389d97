/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-reading.h"

/*
 * How long a lease goes: when it begins, and what a person makes of it.
 */

/* What nobody means; and sums of times stay sums. */
#define LONGEST_US (10 * 366 * G_TIME_SPAN_DAY)

/* From now on it ends then. */
static void
set_end (SubletRentalEngine *self, SubletRentalTrack *track, gint64 lease_end_us)
{
  SubletRentalRecord *r = track->record;

  r->lease_end_us = lease_end_us;
  r->lease_done_us = 0;
  track->lease_mono_us = sublet_engine_mono_us (self) + lease_end_us - sublet_engine_now_us (self);
  track->lease_doubt_mono_us = 0;
  track->lease_not_seen = false;
}

/**
 * sublet_engine_begin_lease:
 * @self: an engine
 * @track: a rental of ours
 * @from_us: since when it is paid for, service time
 *
 * Its lease runs from then on, unless it has none.
 */
void
sublet_engine_begin_lease (SubletRentalEngine *self, SubletRentalTrack *track, gint64 from_us)
{
  if (track->record->lease_us > 0)
    set_end (self, track, from_us + track->record->lease_us);
}

/**
 * sublet_engine_renew_lease:
 * @self: an engine
 * @track: a rental
 * @before: its state until now
 * @instance: a reading that counts
 *
 * The end of a lease is carried out once. What is started again after that, by whomever, has
 * another one of the same length. Where the end only was to be told, or was over before leases were
 * kept (the journal says then that it was done in the moment it came), it runs on: there starting
 * is what a state tells.
 */
void
sublet_engine_renew_lease (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           SubletRentalState before,
                           SubletInstance *instance)
{
  SubletRentalRecord *r = track->record;
  bool was_halted = before == SUBLET_RENTAL_STATE_STOPPED ||
                    before == SUBLET_RENTAL_STATE_STARTING ||
                    before == SUBLET_RENTAL_STATE_WAITING_FOR_GPU;

  bool runs_on = r->lease_at_end == SUBLET_LEASE_END_WARN || r->lease_done_us == r->lease_end_us;

  if (!track->ours || r->lease_done_us == 0 || r->lease_us == 0 ||
      sublet_engine_is_halted (instance) || (runs_on && !was_halted))
    return;

  sublet_engine_begin_lease (self, track, sublet_engine_now_us (self));
  sublet_engine_add_note (self, track, SUBLET_RENTAL_REASON_LEASE_BEGUN);
}

/* ---- by the person ---- */

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  SubletLeaseTerm term; /* what is set */
} Setting;

static void
setting_free (Setting *setting)
{
  sublet_rental_track_unref (setting->track);
  g_free (setting);
}

static SubletLeaseTerm
get_term (SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;

  return (SubletLeaseTerm){ .lease_us = r->lease_us,
                            .at_end = r->lease_at_end,
                            .end_us = r->lease_end_us,
                            .done_us = r->lease_done_us,
                            .mono_us = track->lease_mono_us };
}

/* What could not be written is not so, unless another one is on its way: that one decides. */
static void
settle (Setting *setting, bool written)
{
  SubletRentalTrack *track = setting->track;
  SubletRentalRecord *r = track->record;
  const SubletLeaseTerm *kept = &track->lease_kept;

  track->lease_settings--;
  if (written)
    track->lease_kept = setting->term;
  if (written || track->lease_settings > 0)
    return;

  r->lease_us = kept->lease_us;
  r->lease_at_end = kept->at_end;
  r->lease_end_us = kept->end_us;
  r->lease_done_us = kept->done_us;
  track->lease_mono_us = kept->mono_us;
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Setting *setting = g_task_get_task_data (task);
  SubletRentalTrack *track = setting->track;
  GError *error = NULL;
  bool written = sublet_engine_commit_finish (self, result, &error);

  settle (setting, written);
  g_object_freeze_notify (G_OBJECT (track->rental));
  if (written)
    sublet_rental_add_event (track->rental, &setting->event);
  /* Else the record has what is not written yet. */
  if (track->lease_settings == 0)
    sublet_rental_track_show_facts (track);
  sublet_engine_show_lease (self, track);
  g_object_thaw_notify (G_OBJECT (track->rental));
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  sublet_engine_keep_leases (self);
  sublet_engine_schedule (self);
}

static bool
check (SubletRentalEngine *self, SubletRentalTrack *track, gint64 lease_end_us, GError **error)
{
  gint64 now_us = sublet_engine_now_us (self);

  if (!sublet_engine_check_writable (self, error))
    return false;
  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (!track->ours || track->destroy != NULL ||
           !sublet_rental_machine_is_held (track->record->state))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "lease: not in this state");
  else if (lease_end_us != 0 && (lease_end_us <= now_us || lease_end_us - now_us > LONGEST_US))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "lease: must end later than now");
  else
    return true;

  return false;
}

/**
 * sublet_rental_engine_set_lease_async:
 * @self: an engine
 * @rental: a rental of ours with a contract whose end was not ordered
 * @lease_end_us: when its lease is to end, service time in Unix microseconds, later than now; 0: it
 *   is to have none
 * @at_end: what is to be done then
 * @cancellable: (nullable): for the callback only
 * @callback: called when it is in the journal and shown
 * @user_data: for @callback
 *
 * A lease that has ended already and could not be carried out yet runs again. A stop that is on its
 * way cannot be called back.
 */
void
sublet_rental_engine_set_lease_async (SubletRentalEngine *self,
                                      SubletRental *rental,
                                      gint64 lease_end_us,
                                      SubletLeaseEnd at_end,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletJournalBatch *batch;
  SubletRentalTrack *track;
  SubletRentalRecord *r;
  Setting *setting;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_set_lease_async);
  track = sublet_engine_find_rental (self, rental);
  if (!check (self, track, lease_end_us, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  r = track->record;
  setting = g_new0 (Setting, 1);
  *setting = (Setting){
    .track = sublet_rental_track_ref (track),
    .event = { .at_us = sublet_engine_now_us (self),
               .state = r->state,
               .reason = SUBLET_RENTAL_REASON_LEASE_CHANGED,
               .rate_nusd = SUBLET_MONEY_UNKNOWN },
  };
  g_task_set_task_data (task, setting, (GDestroyNotify) setting_free);

  if (track->lease_settings++ == 0)
    track->lease_kept = get_term (track);
  /* The length that another start gets, unless it has one: also while there is no end, which may be
   * taken back. */
  if (lease_end_us != 0 && r->lease_us == 0)
    r->lease_us = lease_end_us - sublet_engine_now_us (self);
  r->lease_at_end = at_end;
  set_end (self, track, lease_end_us);
  setting->term = get_term (track);
  sublet_engine_withdraw_lease_stop (self, track);
  track->lease_stop_outdated = sublet_engine_has_lease_stop (track);
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_rental (batch, r);
  sublet_journal_batch_add_event (batch, r, &setting->event);
  sublet_engine_commit_async (self, track, batch, NULL, on_set, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_set_lease_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_STORE;
 *   the lease is as it was
 *
 * Returns: whether it is so now
 */
gboolean
sublet_rental_engine_set_lease_finish (SubletRentalEngine *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
