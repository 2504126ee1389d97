/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

#include "core/store/sublet-sql.h"

/* What the cache remembers beside the journal: that it is lost costs an estimate its past, and the
 * time of the latest list. */

/* ---- queries, on the database's thread ---- */

static bool
read_meters (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autoptr (GArray) meters = g_array_new (FALSE, FALSE, sizeof (SubletMeterRecord));
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT contract_id, meter_uusd, meter_at_us, meter_rate_nusd"
                           "  FROM meters WHERE server = ? AND account_id = ?",
                           "si",
                           q->server,
                           q->account_id);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      SubletMeterRecord meter;

      if (!row)
        {
          q->answer = g_steal_pointer (&meters);
          return true;
        }
      meter.contract_id = sqlite3_column_int64 (rows, 0);
      meter.meter_uusd = sublet_sql_column_money (rows, 1);
      meter.meter_at_us = sqlite3_column_int64 (rows, 2);
      meter.meter_rate_nusd = sublet_sql_column_money (rows, 3);
      g_array_append_val (meters, meter);
    }

  return false;
}

static bool
write_meter (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;

  return sublet_sql_run (db,
                         error,
                         "INSERT OR REPLACE INTO meters (server, account_id, contract_id,"
                         "                               meter_uusd, meter_at_us, meter_rate_nusd)"
                         "  VALUES (?, ?, ?, ?, ?, ?)",
                         "siimim",
                         q->server,
                         q->account_id,
                         q->meter.contract_id,
                         q->meter.meter_uusd,
                         q->meter.meter_at_us,
                         q->meter.meter_rate_nusd);
}

static bool
read_lists (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (SubletListRecord));
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT account_id, known_at_us FROM lists WHERE server = ?",
                           "s",
                           q->server);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      SubletListRecord list;

      if (!row)
        {
          q->answer = g_steal_pointer (&lists);
          return true;
        }
      list.account_id = sqlite3_column_int64 (rows, 0);
      list.known_at_us = sqlite3_column_int64 (rows, 1);
      g_array_append_val (lists, list);
    }

  return false;
}

static bool
write_list (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;

  return sublet_sql_run (db,
                         error,
                         "INSERT OR REPLACE INTO lists (server, account_id, known_at_us)"
                         "  VALUES (?, ?, ?)",
                         "sii",
                         q->server,
                         q->account_id,
                         q->since_us);
}

/* ---- the journal's side ---- */

/**
 * sublet_journal_load_meters_async:
 * @self: a journal
 * @owner: whose
 * @callback: called when they were read
 * @user_data: for @callback
 *
 * Reads what instances that are not ours have cost so far, from the cache.
 */
void
sublet_journal_load_meters_async (SubletJournal *self,
                                  const SubletOwner *owner,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (owner->server);
  query->account_id = owner->account_id;
  query->free_answer = (GDestroyNotify) g_array_unref;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_CACHE,
                             read_meters,
                             query,
                             sublet_journal_load_meters_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_load_meters_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: (transfer full) (element-type SubletMeterRecord): the meters
 */
GArray *
sublet_journal_load_meters_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    g_info ("not kept in the cache: %s", error->message);
}

/**
 * sublet_journal_put_meter:
 * @self: a journal
 * @owner: whose
 * @meter: what an instance that is not ours has cost by then
 *
 * In the cache: that it is lost costs an estimate its past, nothing more.
 */
void
sublet_journal_put_meter (SubletJournal *self,
                          const SubletOwner *owner,
                          const SubletMeterRecord *meter)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (owner->server);
  query->account_id = owner->account_id;
  query->meter = *meter;
  sublet_database_run_async (sublet_journal_get_database (self),
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_meter,
                             query,
                             (GDestroyNotify) sublet_journal_query_free,
                             on_kept,
                             NULL);
}

/**
 * sublet_journal_load_lists_async:
 * @self: a journal
 * @server: the server's origin
 * @callback: called when they were read
 * @user_data: for @callback
 *
 * Reads when each account's latest complete list was of, from the cache.
 */
void
sublet_journal_load_lists_async (SubletJournal *self,
                                 const char *server,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));
  g_return_if_fail (server != NULL);

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (server);
  query->free_answer = (GDestroyNotify) g_array_unref;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_CACHE,
                             read_lists,
                             query,
                             sublet_journal_load_lists_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_load_lists_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: (transfer full) (element-type SubletListRecord): one for each account
 */
GArray *
sublet_journal_load_lists_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_journal_put_list:
 * @self: a journal
 * @owner: whose
 * @known_at_us: service time of a complete list
 */
void
sublet_journal_put_list (SubletJournal *self, const SubletOwner *owner, gint64 known_at_us)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (owner->server);
  query->account_id = owner->account_id;
  query->since_us = known_at_us;
  sublet_database_run_async (sublet_journal_get_database (self),
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_list,
                             query,
                             (GDestroyNotify) sublet_journal_query_free,
                             on_kept,
                             NULL);
}
