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
  g_clear_pointer (&job->day, sublet_charge_day_unref);
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

/* What is read of a day before its rows are. */
typedef struct
{
  gint64 day_us;
  gint64 known_at_us;
  guint first_row;
  guint n_rows;
} Span;

static bool
read_spans (sqlite3 *db, const Job *job, GArray *spans, GError **error)
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
      Span span = { 0 };

      if (!row)
        return true;
      span.day_us = sublet_charge_day_floor (sqlite3_column_int64 (rows, 0));
      span.known_at_us = sqlite3_column_int64 (rows, 1);
      g_array_append_val (spans, span);
    }

  return false;
}

static const char *
get_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static void
read_charge (sqlite3_stmt *row, SubletChargePack *pack)
{
  SubletChargeRow charge = { .start_us = sqlite3_column_int64 (row, 1),
                             .end_us = sqlite3_column_int64 (row, 2),
                             .instance_id = sqlite3_column_int64 (row, 3),
                             .type = get_text (row, 4),
                             .source = get_text (row, 5),
                             .label = get_text (row, 6),
                             .description = get_text (row, 7),
                             .amount_uusd = sqlite3_column_int64 (row, 8) };
  gsize kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    charge.parts_uusd[kind] = sqlite3_column_int64 (row, 9 + (int) kind);
  sublet_charge_pack_add (pack, &charge);
}

/* Both queries have the order of the days: one walk along both. */
static bool
read_charges (sqlite3 *db, const Job *job, GArray *spans, SubletChargePack *pack, GError **error)
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
      Span *span;

      if (!row)
        return true;
      day_us = sqlite3_column_int64 (rows, 0);
      while (at < spans->len && g_array_index (spans, Span, at).day_us < day_us)
        at++;
      span = at < spans->len ? &g_array_index (spans, Span, at) : NULL;
      if (span == NULL || span->day_us != day_us)
        continue;
      if (span->n_rows++ == 0)
        span->first_row = sublet_charge_pack_get_n_rows (pack);
      read_charge (rows, pack);
    }

  return false;
}

static bool
read_all (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (SubletChargePack) pack = sublet_charge_pack_new ();
  guint i;

  if (!read_spans (db, job, spans, error) || !read_charges (db, job, spans, pack, error))
    return false;

  job->days = g_ptr_array_new_full (spans->len, (GDestroyNotify) sublet_charge_day_unref);
  for (i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      g_ptr_array_add (job->days,
                       sublet_charge_day_new_packed (span->day_us,
                                                     span->known_at_us,
                                                     pack,
                                                     span->first_row,
                                                     span->n_rows));
    }

  return true;
}

static bool
write_charge (sqlite3 *db, const Job *job, guint position, GError **error)
{
  const SubletChargeRow *charge = &job->day->rows[position];
  const gint64 *parts_uusd = charge->parts_uusd;

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
                         charge->start_us,
                         charge->end_us,
                         charge->instance_id,
                         charge->type,
                         charge->source,
                         charge->label,
                         charge->description,
                         charge->amount_uusd,
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

  for (i = 0; i < job->day->n_rows; i++)
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
 * @day: a whole day
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * In one transaction: what was kept of that day before stays until all of the new is there.
 */
void
sublet_charge_store_put_async (SubletDatabase *database,
                               const char *server,
                               gint64 account_id,
                               SubletChargeDay *day,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL && account_id > 0);
  g_return_if_fail (day != NULL);

  job = job_new (server, account_id);
  job->day = sublet_charge_day_ref (day);
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
