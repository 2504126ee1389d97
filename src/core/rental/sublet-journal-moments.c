/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/rental/sublet-rental-enums-private.h"
#include "core/store/sublet-sql.h"

/* What happened to one rental. */

static int
get_value (sqlite3_stmt *row, int column, GType type, int fallback)
{
  return sublet_rental_enum_value (type,
                                   (const char *) sqlite3_column_text (row, column),
                                   fallback);
}

static void
clear_moment (SubletJournalMoment *moment)
{
  g_free (moment->detail);
}

/**
 * sublet_journal_moments_query_free: (skip)
 * @query: (transfer full): a question
 */
void
sublet_journal_moments_query_free (SubletJournalMomentsQuery *query)
{
  g_free (query->id);
  g_clear_pointer (&query->moments, g_array_unref);
  g_free (query);
}

/**
 * sublet_journal_read_moments: (skip)
 * @db: the journal's connection
 * @query: a SubletJournalMomentsQuery with an id; gets its moments, oldest first
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether they were read
 */
bool
sublet_journal_read_moments (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalMomentsQuery *q = query;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  q->moments = g_array_new (FALSE, TRUE, sizeof (SubletJournalMoment));
  g_array_set_clear_func (q->moments, (GDestroyNotify) clear_moment);
  /* Of what happened at one moment: first the order, then what came of it. */
  rows = sublet_sql_query (
    db,
    error,
    "SELECT 2 AS kind, written_us AS at, kind AS word, '' AS reason, 0 AS number, 0 AS offer_id,"
    "       nullif (rate_nusd, 0) AS rate, NULL AS cost, detail, by_lease, 0 AS place"
    "  FROM orders WHERE rental_id = ?1"
    " UNION ALL "
    "SELECT 1, q.written_us, coalesce (q.outcome, ''), '', q.sending, i.offer_id,"
    "       i.running_nusd, NULL, q.detail, 0, 0"
    "  FROM requests q JOIN intents i ON i.id = q.intent_id WHERE q.rental_id = ?1"
    " UNION ALL "
    "SELECT 0, at_us, state, reason, 0, offer_id, rate_nusd, cost_uusd, detail, 0, number"
    "  FROM events WHERE rental_id = ?1"
    " ORDER BY at, kind DESC, place",
    "s",
    q->id);

  while (rows != NULL && sublet_sql_step (rows, &row, error))
    {
      SubletJournalMoment moment = { .kind = SUBLET_JOURNAL_MOMENT_STATE };

      if (!row)
        return true;
      moment.kind = (SubletJournalMomentKind) sqlite3_column_int (rows, 0);
      moment.at_us = sqlite3_column_int64 (rows, 1);
      moment.state = get_value (rows, 2, SUBLET_TYPE_RENTAL_STATE, SUBLET_RENTAL_STATE_UNKNOWN);
      moment.reason = get_value (rows, 3, SUBLET_TYPE_RENTAL_REASON, SUBLET_RENTAL_REASON_NONE);
      moment.order = get_value (rows, 2, SUBLET_TYPE_ORDER, SUBLET_ORDER_STOP);
      moment.sending = sqlite3_column_int (rows, 4);
      moment.offer_id = sqlite3_column_int64 (rows, 5);
      moment.rate_nusd = sublet_sql_column_money (rows, 6);
      moment.cost_uusd = sublet_sql_column_money (rows, 7);
      moment.detail = sublet_sql_column_dup_text (rows, 8);
      moment.by_lease = sqlite3_column_int (rows, 9) != 0;
      g_array_append_val (q->moments, moment);
    }

  return false;
}

static void
on_moments (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer data = NULL;

  if (sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    g_task_return_pointer (task,
                           g_steal_pointer (&((SubletJournalMomentsQuery *) data)->moments),
                           (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sublet_journal_history_read_moments_async:
 * @self: a history that was read
 * @id: a rental's own id
 * @cancellable: (nullable): nobody waits for it any more
 * @callback: called when it was read
 * @user_data: for @callback
 */
void
sublet_journal_history_read_moments_async (SubletJournalHistory *self,
                                           const char *id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  SubletJournalMomentsQuery *query;
  GTask *task;

  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));
  g_return_if_fail (self->database != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_journal_history_read_moments_async);
  query = g_new0 (SubletJournalMomentsQuery, 1);
  query->id = g_strdup (id);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_journal_read_moments,
                             query,
                             (GDestroyNotify) sublet_journal_moments_query_free,
                             on_moments,
                             task);
}

/**
 * sublet_journal_history_read_moments_finish:
 * @self: a history
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type SubletJournalMoment): what happened to it, oldest first
 */
GArray *
sublet_journal_history_read_moments_finish (SubletJournalHistory *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
