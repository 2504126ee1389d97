/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-budget-memory.h"

#include "core/store/sublet-sql.h"

/* One job for the database's thread. */
typedef struct
{
  char *server; /* (owned) */
  gint64 account_id;
  SubletBudgetPeriod period;                             /* to write */
  SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS]; /* to write, or what was read */
} Job;

static const char *const periods[] = {
  [SUBLET_BUDGET_PERIOD_DAY] = "day",
  [SUBLET_BUDGET_PERIOD_MONTH] = "month",
};

static void
job_free (Job *job)
{
  g_free (job->server);
  g_free (job);
}

static Job *
job_new (const char *server, gint64 account_id)
{
  Job *job = g_new0 (Job, 1);

  job->server = g_strdup (server);
  job->account_id = account_id;

  return job;
}

/* ---- on the database's thread ---- */

static void
read_warning (Job *job, sqlite3_stmt *row)
{
  g_autofree char *word = sublet_sql_column_dup_text (row, 0);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      if (g_strcmp0 (word, periods[i]) == 0)
        job->warnings[i] =
          (SubletBudgetWarning){ .start_us = sqlite3_column_int64 (row, 1),
                                 .budget_uusd = sqlite3_column_int64 (row, 2),
                                 .level = (SubletBudgetLevel) sqlite3_column_int (row, 3) };
    }
}

static bool
read_all (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT period, start_us, budget_uusd, level FROM budget_warnings"
                           "  WHERE server = ? AND account_id = ?",
                           "si",
                           job->server,
                           job->account_id);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      if (!row)
        return true;
      read_warning (job, rows);
    }

  return false;
}

static bool
write_one (sqlite3 *db, gpointer data, GError **error)
{
  const Job *job = data;
  const SubletBudgetWarning *warning = &job->warnings[job->period];

  return sublet_sql_run (db,
                         error,
                         "INSERT OR REPLACE INTO budget_warnings"
                         "  (server, account_id, period, start_us, budget_uusd, level)"
                         "  VALUES (?, ?, ?, ?, ?, ?)",
                         "sisiii",
                         job->server,
                         job->account_id,
                         periods[job->period],
                         warning->start_us,
                         warning->budget_uusd,
                         (gint64) warning->level);
}

/* ---- on the main thread ---- */

/**
 * sublet_budget_memory_load_async:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @callback: called when they were read
 * @user_data: for @callback
 */
void
sublet_budget_memory_load_async (SubletDatabase *database,
                                 const char *server,
                                 gint64 account_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL && account_id > 0);

  sublet_database_run_async (database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_READ,
                             read_all,
                             job_new (server, account_id),
                             (GDestroyNotify) job_free,
                             callback,
                             user_data);
}

/**
 * sublet_budget_memory_load_finish:
 * @database: the profile's databases
 * @result: what the callback got
 * @warnings: (out caller-allocates): what was told, by period
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: whether they were read
 */
gboolean
sublet_budget_memory_load_finish (SubletDatabase *database,
                                  GAsyncResult *result,
                                  SubletBudgetWarning warnings[SUBLET_N_BUDGET_PERIODS],
                                  GError **error)
{
  gpointer data = NULL;
  gsize i;

  if (!sublet_database_run_finish (database, result, &data, error))
    return FALSE;

  for (i = 0; i < SUBLET_N_BUDGET_PERIODS; i++)
    warnings[i] = ((Job *) data)->warnings[i];

  return TRUE;
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    g_info ("not kept in the cache: %s", error->message);
}

/**
 * sublet_budget_memory_put:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @period: a day or a month
 * @warning: what was told of it; copied
 */
void
sublet_budget_memory_put (SubletDatabase *database,
                          const char *server,
                          gint64 account_id,
                          SubletBudgetPeriod period,
                          const SubletBudgetWarning *warning)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL && account_id > 0);
  g_return_if_fail (warning != NULL);

  job = job_new (server, account_id);
  job->period = period;
  job->warnings[period] = *warning;
  sublet_database_run_async (database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_one,
                             job,
                             (GDestroyNotify) job_free,
                             on_put,
                             NULL);
}

/**
 * sublet_budget_warning_take:
 * @warning: what was told last
 * @start_us: the start of the present period
 * @budget_uusd: the budget
 * @level: how it stands
 *
 * Each level is told once in a period. A budget that was changed begins anew.
 *
 * Returns: whether @level is to be told now, which @warning says from now on
 */
bool
sublet_budget_warning_take (SubletBudgetWarning *warning,
                            gint64 start_us,
                            gint64 budget_uusd,
                            SubletBudgetLevel level)
{
  bool same;

  g_return_val_if_fail (warning != NULL, false);

  same = warning->start_us == start_us && warning->budget_uusd == budget_uusd;
  if (level == SUBLET_BUDGET_LEVEL_WITHIN || (same && level <= warning->level))
    return false;

  *warning =
    (SubletBudgetWarning){ .start_us = start_us, .budget_uusd = budget_uusd, .level = level };
  return true;
}
