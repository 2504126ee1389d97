/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-report-store.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

/* What travels to the database's thread and back. */
typedef struct
{
  /* input */
  char *server; /* (owned) */
  gint64 account_id;
  gint64 contract_id;
  SubletRuntimeMachine machine;

  /* input when putting, output when loading */
  SubletRuntimeReport *report; /* (owned) (nullable) */
} Query;

static void
query_free (Query *query)
{
  g_free (query->server);
  g_clear_pointer (&query->report, sublet_runtime_report_unref);
  g_free (query);
}

static Query *
query_new (const char *server, gint64 contract_id)
{
  Query *query = g_new0 (Query, 1);

  query->server = g_strdup (server);
  query->contract_id = contract_id;

  return query;
}

/* ---- on the database's thread ---- */

/* (transfer full): rows of one JSON text. */
static bool
take_report (Query *query, sqlite3_stmt *taken, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = taken;
  g_autoptr (GError) damage = NULL;
  g_autofree char *json = NULL;
  bool row;

  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (!row)
    return true;

  json = sublet_sql_column_dup_text (rows, 0);
  query->report = sublet_runtime_report_from_json (json, &damage);
  if (query->report == NULL)
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_STORE,
                   "the kept report is damaged: %s",
                   damage->message);
      return false;
    }

  return true;
}

static bool
load (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;

  return take_report (query,
                      sublet_sql_query (db,
                                        error,
                                        "SELECT json FROM runtime_reports"
                                        "  WHERE server = ? AND contract_id = ?",
                                        "si",
                                        query->server,
                                        query->contract_id),
                      error);
}

/* Numbers of machines are the service's; one that has another host is another. */
static bool
load_machine (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;

  return take_report (query,
                      sublet_sql_query (db,
                                        error,
                                        "SELECT json FROM machine_reports"
                                        "  WHERE server = ?1 AND machine_id = ?2"
                                        "    AND (host_id = ?3 OR host_id = 0 OR ?3 = 0)",
                                        "sii",
                                        query->server,
                                        query->machine.machine_id,
                                        query->machine.host_id),
                      error);
}

static bool
put_machine (sqlite3 *db, Query *query, const char *json, GError **error)
{
  if (query->machine.machine_id <= 0)
    return true;

  return sublet_sql_run (db,
                         error,
                         "INSERT INTO machine_reports (server, machine_id, host_id, at_us, json)"
                         "  VALUES (?, ?, ?, ?, ?)"
                         "  ON CONFLICT (server, machine_id) DO UPDATE SET"
                         "    host_id = excluded.host_id, at_us = excluded.at_us,"
                         "    json = excluded.json"
                         "  WHERE excluded.at_us >= at_us",
                         "siiis",
                         query->server,
                         query->machine.machine_id,
                         query->machine.host_id,
                         sublet_runtime_report_get_at_us (query->report),
                         json);
}

/* Two that run at once may end in any order. */
static bool
put (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;
  g_autofree char *json = sublet_runtime_report_to_json (query->report);

  if (!put_machine (db, query, json, error))
    return false;

  return sublet_sql_run (db,
                         error,
                         "INSERT INTO runtime_reports (server, account_id, contract_id, at_us, "
                         "json)"
                         "  VALUES (?, ?, ?, ?, ?)"
                         "  ON CONFLICT (server, contract_id) DO UPDATE SET"
                         "    account_id = excluded.account_id, at_us = excluded.at_us,"
                         "    json = excluded.json"
                         "  WHERE excluded.at_us >= at_us",
                         "siiis",
                         query->server,
                         query->account_id,
                         query->contract_id,
                         sublet_runtime_report_get_at_us (query->report),
                         json);
}

/* ---- on the main thread ---- */

/**
 * sublet_runtime_report_store_load_async:
 * @database: open databases
 * @server: the server's origin
 * @contract_id: whose report
 * @callback: called when it was looked for
 * @user_data: for @callback
 */
void
sublet_runtime_report_store_load_async (SubletDatabase *database,
                                        const char *server,
                                        gint64 contract_id,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);

  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             load,
                             query_new (server, contract_id),
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_runtime_report_store_load_machine_async:
 * @database: open databases
 * @server: the server's origin
 * @machine: a machine there
 * @callback: called when it was looked for
 * @user_data: for @callback
 *
 * What was found when something on it was looked at last, by whatever account; told by
 * sublet_runtime_report_store_load_finish().
 */
void
sublet_runtime_report_store_load_machine_async (SubletDatabase *database,
                                                const char *server,
                                                const SubletRuntimeMachine *machine,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  Query *query;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);
  g_return_if_fail (machine != NULL);

  query = query_new (server, 0);
  query->machine = *machine;
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             load_machine,
                             query,
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_runtime_report_store_load_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when what is kept is no report
 *
 * Returns: (transfer full) (nullable): the latest report; NULL without @error when there is none
 */
SubletRuntimeReport *
sublet_runtime_report_store_load_finish (SubletDatabase *database,
                                         GAsyncResult *result,
                                         GError **error)
{
  gpointer data = NULL;
  Query *query;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;
  query = data;

  return g_steal_pointer (&query->report);
}

/**
 * sublet_runtime_report_store_put_async:
 * @database: open databases
 * @server: the server's origin
 * @account_id: whose contract it is, 0 when the key could not say
 * @contract_id: what the report is of
 * @machine: (nullable): where that runs; %NULL: not known
 * @report: the report
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * In the place of an older one, of the contract and of its machine; a newer one stays.
 */
void
sublet_runtime_report_store_put_async (SubletDatabase *database,
                                       const char *server,
                                       gint64 account_id,
                                       gint64 contract_id,
                                       const SubletRuntimeMachine *machine,
                                       SubletRuntimeReport *report,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  Query *query;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);
  g_return_if_fail (report != NULL);

  query = query_new (server, contract_id);
  query->account_id = account_id;
  if (machine != NULL)
    query->machine = *machine;
  query->report = sublet_runtime_report_ref (report);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             put,
                             query,
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_runtime_report_store_put_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, SUBLET_ERROR_READ_ONLY
 *
 * Returns: whether the latest report is on the disk
 */
gboolean
sublet_runtime_report_store_put_finish (SubletDatabase *database,
                                        GAsyncResult *result,
                                        GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}
