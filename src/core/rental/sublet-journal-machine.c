/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

#include "core/store/sublet-sql.h"

/*
 * What a machine did before. Counted against it: rentals on it that failed, got stuck, whose host
 * went away, or that three lists never showed. Not counted: an image that does not exist or does
 * not fit, a container that ends by itself, and credit that is used up, which are nobody's machine.
 */
#define FAILURES                                               \
  "SELECT r.id, max (e.at_us) AS at_us"                        \
  "  FROM rentals AS r JOIN events AS e ON e.rental_id = r.id" \
  "  WHERE r.server = ?1 AND r.machine_id = ?2"                \
  "    AND ((e.state IN ('failed', 'offline') AND e.reason IN" \
  "          ('host', 'container', 'other', 'none'))"          \
  "      OR e.reason IN ('stuck', 'not-found-in-lists'))"      \
  "  GROUP BY r.id"

static bool
read_machine (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autofree SubletMachineRecord *record = g_new0 (SubletMachineRecord, 1);
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT (SELECT count (*) FROM rentals"
                           "          WHERE server = ?1 AND machine_id = ?2 AND contract_id != 0),"
                           "       count (*), ifnull (max (at_us), 0) FROM (" FAILURES ")",
                           "si",
                           q->server,
                           q->machine_id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;

  record->rentals = (guint) sqlite3_column_int64 (rows, 0);
  record->failures = (guint) sqlite3_column_int64 (rows, 1);
  record->last_failed_us = sqlite3_column_int64 (rows, 2);
  q->answer = g_steal_pointer (&record);

  return true;
}

/**
 * sublet_journal_read_machine_async:
 * @self: a journal
 * @server: the server's origin
 * @machine_id: a machine there
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * What was rented on it before, by whatever account, and how often that went wrong.
 */
void
sublet_journal_read_machine_async (SubletJournal *self,
                                   const char *server,
                                   gint64 machine_id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));
  g_return_if_fail (server != NULL);

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (server);
  query->machine_id = machine_id;
  query->free_answer = g_free;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_RENTALS,
                             read_machine,
                             query,
                             sublet_journal_read_machine_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_read_machine_finish:
 * @self: a journal
 * @result: what the callback got
 * @record: (out caller-allocates): what the machine did
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether it is known
 */
gboolean
sublet_journal_read_machine_finish (SubletJournal *self,
                                    GAsyncResult *result,
                                    SubletMachineRecord *record,
                                    GError **error)
{
  g_autofree SubletMachineRecord *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;

  *record = *answer;
  return TRUE;
}
