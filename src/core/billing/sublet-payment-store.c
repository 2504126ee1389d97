/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-payment-store.h"

#include "core/model/sublet-invoice-kind.h"
#include "core/store/sublet-sql.h"

/* One job for the database's thread. */
typedef struct
{
  char *server; /* (owned) */
  gint64 account_id;
  SubletPaymentList *list; /* (owned) (nullable): to write, or what was read */
} Job;

static void
job_free (Job *job)
{
  g_free (job->server);
  g_clear_pointer (&job->list, sublet_payment_list_free);
  g_free (job);
}

static Job *
job_new (const char *server, gint64 account_id, SubletPaymentList *list)
{
  Job *job = g_new0 (Job, 1);

  job->server = g_strdup (server);
  job->account_id = account_id;
  job->list = list;

  return job;
}

/* ---- a list ---- */

/**
 * sublet_payment_list_new:
 * @known_at_us: service time of the answer; 0: nothing is known
 * @rows: (transfer full) (element-type SubletInvoice): the latest first
 *
 * Returns: (transfer full): the list
 */
SubletPaymentList *
sublet_payment_list_new (gint64 known_at_us, GPtrArray *rows)
{
  SubletPaymentList *list;

  g_return_val_if_fail (rows != NULL, NULL);

  list = g_new0 (SubletPaymentList, 1);
  list->known_at_us = known_at_us;
  list->rows = rows;

  return list;
}

/**
 * sublet_payment_list_free:
 * @list: (transfer full): a list
 */
void
sublet_payment_list_free (SubletPaymentList *list)
{
  g_ptr_array_unref (list->rows);
  g_free (list);
}

/* ---- on the database's thread ---- */

static SubletInvoice *
read_payment (sqlite3_stmt *row)
{
  g_auto (SubletInvoiceData) data = { 0 };
  g_autofree char *word = sublet_sql_column_dup_text (row, 3);

  data.id = sqlite3_column_int64 (row, 0);
  data.when_us = sqlite3_column_int64 (row, 1);
  data.paid_us = sqlite3_column_int64 (row, 2);
  data.kind = sublet_invoice_kind_from_word (word);
  data.source = sublet_sql_column_dup_text (row, 4);
  data.service = sublet_sql_column_dup_text (row, 5);
  data.description = sublet_sql_column_dup_text (row, 6);
  data.amount_uusd = sqlite3_column_int64 (row, 7);

  return sublet_invoice_new_take (&data);
}

static bool
read_known_at (sqlite3 *db, Job *job, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT known_at_us FROM payment_lists"
                           "  WHERE server = ? AND account_id = ?",
                           "si",
                           job->server,
                           job->account_id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;

  job->list->known_at_us = row ? sqlite3_column_int64 (rows, 0) : 0;
  return true;
}

static bool
read_list (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  job->list = sublet_payment_list_new (0, g_ptr_array_new_with_free_func (g_object_unref));
  if (!read_known_at (db, job, error))
    return false;
  rows = sublet_sql_query (db,
                           error,
                           "SELECT payment_id, when_us, paid_us, kind, source, service,"
                           "       description, amount_uusd"
                           "  FROM payments WHERE server = ? AND account_id = ?"
                           "  ORDER BY position",
                           "si",
                           job->server,
                           job->account_id);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      if (!row)
        return true;
      g_ptr_array_add (job->list->rows, read_payment (rows));
    }

  return false;
}

static bool
write_payment (sqlite3 *db, const Job *job, guint position, GError **error)
{
  const SubletInvoiceData *data =
    sublet_invoice_get_data (g_ptr_array_index (job->list->rows, position));

  return sublet_sql_run (db,
                         error,
                         "INSERT INTO payments (server, account_id, position, payment_id,"
                         "                      when_us, paid_us, kind, source, service,"
                         "                      description, amount_uusd)"
                         "  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "siiiiissssi",
                         job->server,
                         job->account_id,
                         (gint64) position,
                         data->id,
                         data->when_us,
                         data->paid_us,
                         sublet_invoice_kind_get_word (data->kind),
                         data->source,
                         data->service,
                         data->description,
                         data->amount_uusd);
}

static bool
write_list (sqlite3 *db, gpointer data, GError **error)
{
  const Job *job = data;
  guint i;

  if (!sublet_sql_run (db,
                       error,
                       "DELETE FROM payments WHERE server = ? AND account_id = ?",
                       "si",
                       job->server,
                       job->account_id) ||
      !sublet_sql_run (db,
                       error,
                       "INSERT OR REPLACE INTO payment_lists (server, account_id, known_at_us)"
                       "  VALUES (?, ?, ?)",
                       "sii",
                       job->server,
                       job->account_id,
                       job->list->known_at_us))
    return false;

  for (i = 0; i < job->list->rows->len; i++)
    {
      if (!write_payment (db, job, i, error))
        return false;
    }

  return true;
}

/* ---- on the main thread ---- */

/**
 * sublet_payment_store_load_async:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @callback: called when the list was read
 * @user_data: for @callback
 */
void
sublet_payment_store_load_async (SubletDatabase *database,
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
                             read_list,
                             job_new (server, account_id, NULL),
                             (GDestroyNotify) job_free,
                             callback,
                             user_data);
}

/**
 * sublet_payment_store_load_finish:
 * @database: the profile's databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: (transfer full): what is kept, which may be nothing; NULL on error
 */
SubletPaymentList *
sublet_payment_store_load_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  gpointer data = NULL;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;

  return g_steal_pointer (&((Job *) data)->list);
}

/**
 * sublet_payment_store_put_async:
 * @database: the profile's databases, open
 * @server: the server's origin
 * @account_id: whose, above 0
 * @list: all payments, whose rows do not change any more
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * In one transaction: what was kept before stays until all of the new is there.
 */
void
sublet_payment_store_put_async (SubletDatabase *database,
                                const char *server,
                                gint64 account_id,
                                const SubletPaymentList *list,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  SubletPaymentList *copy;

  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL && account_id > 0);
  g_return_if_fail (list != NULL);

  copy = sublet_payment_list_new (list->known_at_us, g_ptr_array_ref (list->rows));
  sublet_database_run_async (database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_list,
                             job_new (server, account_id, copy),
                             (GDestroyNotify) job_free,
                             callback,
                             user_data);
}

/**
 * sublet_payment_store_put_finish:
 * @database: the profile's databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when there is no cache
 *
 * Returns: whether the list is kept
 */
gboolean
sublet_payment_store_put_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}
