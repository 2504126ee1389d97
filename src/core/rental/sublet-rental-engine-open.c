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

/* How long ago a refusal by lists may lie to be held against what lists show now. */
#define LATE_US G_TIME_SPAN_DAY

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
  /* It waited for the end of another one, which goes on by itself. */
  else if (track->request == NULL && track->record->replaces_id != NULL)
    sublet_engine_apply (self,
                         track,
                         SUBLET_RENTAL_INPUT_REFUSED,
                         SUBLET_RENTAL_REASON_NOT_REPLACED,
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
  record->quoted_traffic_uusd = SUBLET_MONEY_UNKNOWN;
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
close_resumed (SubletRentalEngine *self,
               SubletRentalTrack *track,
               SubletOrderRecord *order,
               const char *outcome)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  order->closed_us = sublet_engine_now_us (self);
  order->outcome = g_strdup (outcome);
  sublet_engine_forget_host_key (self, order);
  sublet_journal_batch_put_order (batch, order);
  if (track != NULL)
    sublet_engine_apply (self, track, SUBLET_RENTAL_N_INPUTS, SUBLET_RENTAL_REASON_NONE, batch);
  /* Of somebody else's instance: no card shows it. */
  else
    sublet_journal_commit_async (self->journal, batch, NULL, NULL);
}

/* Only a destroy outlives its process, a lease's stop, and the doubt about a deposit, a bid, an
 * answer to a price increase or other software of ours: what else was ordered, the person orders
 * again when the lists do not show it. */
static void
resume_order (SubletRentalEngine *self, SubletOrderRecord *order)
{
  SubletRentalTrack *track = find_id (self, order->rental_id);

  if (order->kind == SUBLET_ORDER_PREPAY && track != NULL &&
      sublet_engine_resume_deposit (self, track, order))
    return;
  if (order->kind == SUBLET_ORDER_BID && track != NULL &&
      sublet_engine_resume_bid (self, track, order))
    return;
  if (order->kind == SUBLET_ORDER_UPDATE && track != NULL &&
      sublet_engine_resume_update (self, track, order))
    return;
  if ((order->kind == SUBLET_ORDER_ACCEPT_INCREASE ||
       order->kind == SUBLET_ORDER_REJECT_INCREASE) &&
      track != NULL && sublet_engine_resume_increase (self, track, order))
    return;
  if (order->kind == SUBLET_ORDER_STOP && track != NULL &&
      sublet_engine_resume_lease_stop (track, order))
    return;
  if (order->kind != SUBLET_ORDER_DESTROY)
    {
      close_resumed (self, track, order, "interrupted");
      sublet_order_record_free (order);
      return;
    }
  /* It was seen gone when the journal could not take the order's end. */
  if (track != NULL && track->record->state == SUBLET_RENTAL_STATE_GONE)
    {
      close_resumed (self, track, order, "gone");
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
        {
          sublet_engine_make_destroy (self, track);
          track->destroy->by_lease = track->record->reason == SUBLET_RENTAL_REASON_LEASE;
        }
    }
}

/* ---- opening ---- */

static void
finish_opening (SubletRentalEngine *self, GTask *task)
{
  self->opened = true;
  sublet_engine_know_owner (self);
  sublet_engine_keep_leases (self);
  sublet_engine_schedule (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_lists (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GArray *lists = sublet_journal_load_lists_finish (SUBLET_JOURNAL (source), result, &error);

  if (lists == NULL)
    g_info ("when the list was last known, is not known: %s", error->message);
  sublet_engine_take_lists (self, lists);
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
  sublet_journal_load_lists_async (journal, self->owner.server, on_lists, g_steal_pointer (&task));
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
 * sublet_rental_engine_set_beside_rate_nusd:
 * @self: an engine
 * @beside_rate_nusd: what an hour of what is no rental costs, in nano-dollars
 */
void
sublet_rental_engine_set_beside_rate_nusd (SubletRentalEngine *self, gint64 beside_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (beside_rate_nusd >= 0);

  if (self->beside_rate_nusd == beside_rate_nusd)
    return;

  self->beside_rate_nusd = beside_rate_nusd;
  sublet_engine_notify (self, "beside-rate-nusd");
}

/**
 * sublet_rental_engine_get_beside_rate_nusd:
 * @self: an engine
 *
 * Returns: what an hour of what is no rental costs, in nano-dollars
 */
gint64
sublet_rental_engine_get_beside_rate_nusd (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  return self->beside_rate_nusd;
}

/**
 * sublet_rental_engine_get_credit_end_us:
 * @self: an engine
 *
 * Returns: service time in Unix microseconds at which the credit ends at the present rate, of what
 *   is no rental too; 0: never or unknown
 */
gint64
sublet_rental_engine_get_credit_end_us (SubletRentalEngine *self)
{
  gint64 rate_nusd;
  gint64 left_us;
  gint64 known_at_us;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), 0);

  rate_nusd = sublet_money_add (self->burn_rate_nusd, self->beside_rate_nusd);
  if (self->account == NULL || rate_nusd <= 0)
    return 0;

  known_at_us = sublet_account_get_known_at_us (self->account);
  left_us =
    sublet_money_multiply_divide (MAX (sublet_account_get_data (self->account)->credit_uusd, 0),
                                  G_TIME_SPAN_HOUR * 1000,
                                  rate_nusd);
  if (left_us == SUBLET_MONEY_UNKNOWN || left_us > G_MAXINT64 - known_at_us)
    return 0;

  return known_at_us + left_us;
}
