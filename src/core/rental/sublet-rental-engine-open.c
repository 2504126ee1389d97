/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/* How long ago a refusal by lists may lie to be held against what lists show now. */
#define LATE_US G_TIME_SPAN_DAY

/* How long the first list waits for the answers to interrupted destroys. */
#define DESTROYS_FIRST_US (5 * G_TIME_SPAN_SECOND)

/* ---- what was interrupted ---- */

/* Asked for by a process that is gone. What its rows prove decides; a row without an outcome proves
 * nothing. */
static void
resume_request (SubletRentalEngine *self, SubletRentalTrack *track)
{
  const char *outcome = track->request != NULL ? track->request->outcome : NULL;

  if (track->request != NULL && (outcome == NULL || g_strcmp0 (outcome, "unclear") == 0))
    sublet_engine_apply (self,
                         track,
                         track->record->state == SUBLET_RENTAL_STATE_REQUESTING
                           ? SUBLET_RENTAL_INPUT_LOST
                           : SUBLET_RENTAL_N_INPUTS,
                         SUBLET_RENTAL_REASON_NONE,
                         NULL);
  else if (g_strcmp0 (outcome, "offer-gone") == 0)
    sublet_engine_apply (self,
                         track,
                         track->n_requests == 1 ? SUBLET_RENTAL_INPUT_REFUSED
                                                : SUBLET_RENTAL_INPUT_LOST,
                         track->n_requests == 1 ? SUBLET_RENTAL_REASON_OFFER_GONE
                                                : SUBLET_RENTAL_REASON_NONE,
                         NULL);
  else
    sublet_engine_apply (self,
                         track,
                         SUBLET_RENTAL_INPUT_REFUSED,
                         SUBLET_RENTAL_REASON_NOT_SENT,
                         NULL);
}

static SubletRentalTrack *
find_id (SubletRentalEngine *self, const char *rental_id)
{
  guint i;

  for (i = 0; rental_id != NULL && i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (g_strcmp0 (track->record->id, rental_id) == 0)
        return track;
    }

  return NULL;
}

/* An instance of somebody else's that a person ordered away: its card comes back with the order. */
static SubletRentalTrack *
make_foreign (SubletRentalEngine *self, const SubletOrderRecord *order)
{
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);
  SubletRentalTrack *track;

  record->id = g_strdup_printf ("elsewhere-%" G_GINT64_FORMAT, order->contract_id);
  record->owner.server = g_strdup (order->owner.server);
  record->owner.account_id = order->owner.account_id;
  record->token = g_strdup ("");
  record->state = SUBLET_RENTAL_STATE_DESTROYING;
  record->state_since_us = order->written_us;
  record->contract_id = order->contract_id;
  record->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  record->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  record->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  record->meter_uusd = SUBLET_MONEY_UNKNOWN;
  record->meter_rate_nusd = SUBLET_MONEY_UNKNOWN;
  track = sublet_rental_track_new (record, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  /* The service had it when it was ordered. */
  track->first_known_us = order->written_us;
  sublet_engine_add_track (self, track, true);

  return track;
}

static void
close_interrupted (SubletRentalEngine *self, SubletRentalTrack *track, SubletOrderRecord *order)
{
  SubletJournalBatch *batch;

  order->closed_us = sublet_engine_now_us (self);
  order->outcome = g_strdup ("interrupted");
  if (track == NULL)
    return;
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_order (batch, order);
  sublet_engine_apply (self, track, SUBLET_RENTAL_N_INPUTS, SUBLET_RENTAL_REASON_NONE, batch);
}

/* Only a destroy outlives its process: what else was ordered, the person orders again when the
 * lists do not show it. */
static void
resume_order (SubletRentalEngine *self, SubletOrderRecord *order)
{
  SubletRentalTrack *track = find_id (self, order->rental_id);

  if (order->kind != SUBLET_ORDER_DESTROY)
    {
      close_interrupted (self, track, order);
      sublet_order_record_free (order);
      return;
    }

  if (track == NULL)
    track = make_foreign (self, order);
  g_clear_pointer (&track->destroy, sublet_order_record_free);
  track->destroy = order;
  /* Sent once more, whatever the service said then: it is by id and does no harm. */
  track->destroy->accepted_us = 0;
}

static void
resume_rental (SubletRentalEngine *self, SubletJournalRental *stored)
{
  SubletRentalTrack *track = sublet_rental_track_new_from_journal (stored);
  SubletRentalState state = track->record->state;

  sublet_engine_add_track (self, track, !sublet_rental_machine_is_ended (state));
  if (!self->read_only &&
      (state == SUBLET_RENTAL_STATE_INTENDED || state == SUBLET_RENTAL_STATE_REQUESTING))
    resume_request (self, track);
  sublet_engine_show_settling (self, track);
}

static void
resume (SubletRentalEngine *self, SubletJournalContents *contents)
{
  g_autofree gpointer *orders = NULL;
  g_autofree gpointer *rentals = NULL;
  gsize n_orders;
  gsize n_rentals;
  gsize i;

  rentals = g_ptr_array_steal (contents->rentals, &n_rentals);
  for (i = 0; i < n_rentals; i++)
    resume_rental (self, rentals[i]);

  if (self->read_only)
    return;

  orders = g_ptr_array_steal (contents->orders, &n_orders);
  for (i = 0; i < n_orders; i++)
    resume_order (self, orders[i]);

  /* Ordered while the journal could not take the order's row. */
  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->destroy == NULL && (track->record->state == SUBLET_RENTAL_STATE_DESTROYING ||
                                     track->record->state == SUBLET_RENTAL_STATE_STILL_LISTED))
        sublet_engine_make_destroy (self, track);
    }
}

/* ---- opening ---- */

static void
finish_opening (SubletRentalEngine *self, GTask *task)
{
  self->opened = true;
  sublet_engine_recount (self);
  sublet_engine_schedule (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_nothing_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  g_autoptr (SubletJournalRental)
    none = sublet_journal_find_finish (SUBLET_JOURNAL (source), result, NULL);

  finish_opening (self, task);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  SubletJournal *journal = SUBLET_JOURNAL (source);
  GError *error = NULL;
  g_autoptr (SubletJournalContents) contents = sublet_journal_load_finish (journal, result, &error);

  if (contents == NULL)
    {
      /* A newer journal need not be readable: the lists still show what runs. */
      if (!self->read_only)
        {
          g_task_return_error (task, error);
          return;
        }
      sublet_engine_notice (self, error);
      g_error_free (error);
      finish_opening (self, task);
      return;
    }

  resume (self, contents);
  /* Jobs are done in order: when this one is answered, what was resumed is written and shown. */
  sublet_journal_find_async (journal, "", -1, NULL, on_nothing_left, g_steal_pointer (&task));
}

static void
tell (SubletRentalEngine *self, const char *format, const char *path)
{
  g_autoptr (GError) notice = NULL;

  notice = g_error_new (SUBLET_ERROR, SUBLET_ERROR_STORE, "%s%s", format, path);
  sublet_engine_notice (self, notice);
}

static void
tell_what_was_found (SubletRentalEngine *self)
{
  const SubletDatabaseReport *report = sublet_database_get_report (self->database);

  if (report->moved_aside != NULL)
    tell (self, "the journal was damaged and is now at ", report->moved_aside);
  else if (report->lost)
    tell (self,
          "the journal was missing; copies of it are in ",
          sublet_profile_get_path (self->profile));
  if (report->copy_error != NULL)
    sublet_engine_notice (self, report->copy_error);
}

static void
on_database_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  SubletDatabase *database = SUBLET_DATABASE (source);
  const SubletDatabaseReport *report;
  GError *error = NULL;

  if (!sublet_database_open_finish (database, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  report = sublet_database_get_report (database);
  if (self->read_only != !report->writable)
    {
      self->read_only = !report->writable;
      sublet_engine_notify (self, "read-only");
    }
  self->journal = sublet_journal_new (database);
  self->copied_mono_us = sublet_engine_mono_us (self);
  tell_what_was_found (self);
  sublet_journal_load_async (self->journal,
                             sublet_engine_now_us (self) - LATE_US,
                             on_loaded,
                             g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_open_async:
 * @self: an engine that was not opened yet
 * @cancellable: (nullable): for the callback only; the opening goes on
 * @callback: called when the journal was read, and what was interrupted is written down
 * @user_data: for @callback
 *
 * Opens the journal and shows what it holds; asks nothing of the service. Notices come before the
 * callback.
 */
void
sublet_rental_engine_open_async (SubletRentalEngine *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (self->database == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_open_async);
  self->database = sublet_database_new (self->profile);
  sublet_database_open_async (self->database, on_database_open, task);
}

/**
 * sublet_rental_engine_open_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE when the journal can neither be read nor started anew
 *
 * Returns: whether the journal is open; if it can only be read, "read-only" says so
 */
gboolean
sublet_rental_engine_open_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- whose key it is ---- */

static void
on_meters (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentalEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *meters = sublet_journal_load_meters_finish (SUBLET_JOURNAL (source), result, &error);

  g_clear_pointer (&self->meters, g_array_unref);
  self->meters = meters;
  if (error != NULL)
    g_info ("no meters: %s", error->message);
}

/* Of somebody else's, nothing is kept but what was ordered. */
static void
forget_foreign (SubletRentalEngine *self)
{
  g_autoptr (GPtrArray) tracks = sublet_engine_copy_tracks (self);
  guint i;

  for (i = 0; i < tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (tracks, i);

      if (!track->ours && track->destroy == NULL)
        sublet_engine_remove_track (self, track);
    }
}

static void
forget_presence (SubletRentalTrack *track)
{
  track->absent_looks = 0;
  track->last_absent_us = 0;
  sublet_rental_set_gone_looks (track->rental, 0);
  /* The new key may be accepted where the old one was not. */
  track->destroy_due_mono_us = 0;
  track->destroy_failures = 0;
}

static void
switch_owner (SubletRentalEngine *self)
{
  guint i;

  sublet_engine_stop_polling (self);
  forget_foreign (self);
  g_object_freeze_notify (G_OBJECT (self));
  self->known_at_us = 0;
  self->asked_at_us = 0;
  self->failures = 0;
  self->walked_mono_us = 0;
  self->looked_mono_us = 0;
  self->account_due_mono_us = sublet_engine_mono_us (self) + 5 * G_TIME_SPAN_MINUTE;
  sublet_engine_notify (self, "known-at-us");
  sublet_engine_set_unknown (self, NULL);
  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      forget_presence (track);
      sublet_engine_show_state (self, track);
    }
  sublet_engine_recount (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_engine_set_account:
 * @self: an engine
 * @account: (nullable): whose key the client has; NULL when signed out, or when the key may not say
 * @signed_in: whether the client has a key
 *
 * Rentals of other accounts stay on the screen as *unknown*. With a key, what was interrupted goes
 * on, destroys first, then the service is asked. The same account again only brings its credit up
 * to date.
 */
void
sublet_rental_engine_set_account (SubletRentalEngine *self,
                                  SubletAccount *account,
                                  gboolean signed_in)
{
  gint64 account_id = account != NULL ? sublet_account_get_data (account)->id : 0;
  bool known_before;
  bool same;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (account == NULL || SUBLET_IS_ACCOUNT (account));

  known_before = self->account != NULL;
  same = self->account_decided && self->signed_in == (bool) signed_in && account_id != 0 &&
         self->owner.account_id == account_id;
  if (g_set_object (&self->account, account))
    {
      sublet_engine_notify (self, "account");
      if (known_before != (account != NULL))
        sublet_engine_notify (self, "account-known");
    }
  if (same)
    return;

  self->signed_in = signed_in;
  self->account_decided = true;
  self->owner.account_id = account_id;
  self->owner_proven = account_id != 0;
  switch_owner (self);
  if (self->opened && signed_in)
    {
      sublet_journal_load_meters_async (self->journal,
                                        &self->owner,
                                        on_meters,
                                        g_object_ref (self));
      /* The lists wait for the answers to what was interrupted, but not for long. */
      if (sublet_engine_send_destroys (self))
        self->walk_not_before_us = sublet_engine_mono_us (self) + DESTROYS_FIRST_US;
      sublet_engine_want_walk (self);
    }
}

/**
 * sublet_rental_engine_set_caps:
 * @self: an engine
 * @caps: read with the next paid step
 */
void
sublet_rental_engine_set_caps (SubletRentalEngine *self, const SubletSpendCaps *caps)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (caps != NULL);

  self->caps = *caps;
}

/**
 * sublet_rental_engine_get_credit_end_us:
 * @self: an engine
 *
 * Returns: service time in Unix microseconds at which the credit ends at the present rate; 0: never
 *   or unknown
 */
gint64
sublet_rental_engine_get_credit_end_us (SubletRentalEngine *self)
{
  gint64 left_us;
  gint64 known_at_us;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  if (self->account == NULL || self->burn_rate_nusd <= 0)
    return 0;

  known_at_us = sublet_account_get_known_at_us (self->account);
  left_us =
    sublet_money_multiply_divide (MAX (sublet_account_get_data (self->account)->credit_uusd, 0),
                                  G_TIME_SPAN_HOUR * 1000,
                                  self->burn_rate_nusd);
  if (left_us == SUBLET_MONEY_UNKNOWN || left_us > G_MAXINT64 - known_at_us)
    return 0;

  return known_at_us + left_us;
}
