/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-store.h"

#include "core/store/sublet-sql.h"

/* One job for the database's thread. */
typedef struct
{
  char *server; /* (owned) */
  gint64 account_id;
  SubletChargeDay *day; /* (owned) (nullable): to write */
  GPtrArray *days;      /* (owned) (nullable) (element-type SubletChargeDay): what was read */
} Job;

static void
job_free (Job *job)
{
  g_free (job->server);
  g_clear_pointer (&job->day, sublet_charge_day_free);
  g_clear_pointer (&job->days, g_ptr_array_unref);
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

static bool
read_days (sqlite3 *db, Job *job, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT day_us, known_at_us FROM charge_days"
                           "  WHERE server = ? AND account_id = ? ORDER BY day_us",
                           "si",
                           job->server,
                           job->account_id);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      if (!row)
        return true;
      g_ptr_array_add (job->days,
                       sublet_charge_day_new (sublet_charge_day_floor (
                                                sqlite3_column_int64 (rows, 0)),
                                              sqlite3_column_int64 (rows, 1),
                                              g_ptr_array_new_with_free_func (g_object_unref)));
    }

  return false;
}

static SubletCharge *
read_charge (sqlite3_stmt *row)
{
  g_auto (SubletChargeData) data = { 0 };
  gsize kind;

  data.start_us = sqlite3_column_int64 (row, 1);
  data.end_us = sqlite3_column_int64 (row, 2);
  data.instance_id = sqlite3_column_int64 (row, 3);
  data.type = sublet_sql_column_dup_text (row, 4);
  data.source = sublet_sql_column_dup_text (row, 5);
  data.label = sublet_sql_column_dup_text (row, 6);
  data.description = sublet_sql_column_dup_text (row, 7);
  data.amount_uusd = sqlite3_column_int64 (row, 8);
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    data.parts_uusd[kind] = sqlite3_column_int64 (row, 9 + (int) kind);

  return sublet_charge_new_take (&data);
}

/* Both queries have the order of the days: one walk along both. */
static bool
read_charges (sqlite3 *db, Job *job, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  guint at = 0;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT day_us, start_us, end_us, instance_id, type, source, label,"
                           "       description, amount_uusd, gpu_uusd, disk_uusd, download_uusd,"
                           "       upload_uusd, other_uusd"
                           "  FROM charges WHERE server = ? AND account_id = ?"
                           "  ORDER BY day_us, position",
                           "si",
                           job->server,
                           job->account_id);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      gint64 day_us;

      if (!row)
        return true;
      day_us = sqlite3_column_int64 (rows, 0);
      while (at < job->days->len &&
             ((SubletChargeDay *) g_ptr_array_index (job->days, at))->day_us < day_us)
        at++;
      if (at < job->days->len &&
          ((SubletChargeDay *) g_ptr_array_index (job->days, at))->day_us == day_us)
        g_ptr_array_add (((SubletChargeDay *) g_ptr_array_index (job->days, at))->charges,
                         read_charge (rows));
    }

  return false;
}

static bool
read_all (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;

  job->days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_free);

  return read_days (db, job, error) && read_charges (db, job, error);
}

static bool
write_charge (sqlite3 *db, const Job *job, guint position, GError **error)
{
  const SubletChargeData *data =
    sublet_charge_get_data (g_ptr_array_index (job->day->charges, position));
  const gint64 *parts_uusd = data->parts_uusd;

  return sublet_sql_run (db,
                         error,
                         "INSERT INTO charges (server, account_id, day_us, position, start_us,"
                         "                     end_us, instance_id, type, source, label,"
                         "                     description, amount_uusd, gpu_uusd, disk_uusd,"
                         "                     download_uusd, upload_uusd, other_uusd)"
                         "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "siiiiiissssiiiiii",
                         job->server,
                         job->account_id,
                         job->day->day_us,
                         (gint64) position,
                         data->start_us,
                         data->end_us,
                         data->instance_id,
                         data->type,
                         data->source,
                         data->label,
                         data->description,
                         data->amount_uusd,
                         parts_uusd[SUBLET_CHARGE_KIND_GPU],
                         parts_uusd[SUBLET_CHARGE_KIND_DISK],
                         parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD],
                         parts_uusd[SUBLET_CHARGE_KIND_UPLOAD],
                         parts_uusd[SUBLET_CHARGE_KIND_OTHER]);
}

static bool
write_day (sqlite3 *db, gpointer data, GError **error)
{
  const Job *job = data;
  guint i;

  if (!sublet_sql_run (db,
                       error,
                       "DELETE FROM charges WHERE server = ? AND account_id = ? AND day_us = ?",
                       "sii",
                       job->server,
                       job->account_id,
                       job->day->day_us) ||
      !sublet_sql_run (db,
                       error,
                       "INSERT OR REPLACE INTO charge_days (server, account_id, day_us,"
                       "                                    known_at_us)"
                       "  VALUES (?, ?, ?, ?)",
                       "siii",
                       job->server,
                       job->account_id,
                       job->day->day_us,
                       job->day->known_at_us))
    return false;

  for (i = 0; i < job->day->charges->len; i++)
    {
      if (!write_charge (db, job, i, error))
        return false;
    }

  return true;
}

/* ---- on the main thread ---- */

/**
 * sublet_charge_store_load_async:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @callback: called when all days were read
 * @user_data: for @callback
 */
void
sublet_charge_store_load_async (SubletDatabase *database,
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
 * sublet_charge_store_load_finish:
 * @database: the profile's databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: (transfer full) (element-type SubletChargeDay): the days that are kept, the earliest
 *   first; NULL on error
 */
GPtrArray *
sublet_charge_store_load_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  gpointer data = NULL;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;

  return g_steal_pointer (&((Job *) data)->days);
}

/**
 * sublet_charge_store_put_async:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @day: a whole day; copied
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * In one transaction: what was kept of that day before stays until all of the new is there.
 */
void
sublet_charge_store_put_async (SubletDatabase *database,
                               const char *server,
                               gint64 account_id,
                               const SubletChargeDay *day,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL && account_id > 0);
  g_return_if_fail (day != NULL);

  job = job_new (server, account_id);
  job->day = sublet_charge_day_new (day->day_us, day->known_at_us, g_ptr_array_ref (day->charges));
  sublet_database_run_async (database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_day,
                             job,
                             (GDestroyNotify) job_free,
                             callback,
                             user_data);
}

/**
 * sublet_charge_store_put_finish:
 * @database: the profile's databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: whether the day is kept
 */
gboolean
sublet_charge_store_put_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}
