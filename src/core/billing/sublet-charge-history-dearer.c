/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/store/sublet-sql.h"

#include <stdbool.h>

/* A bill is complete a day or two after the end. What ended before is no news, however much of the
 * past was looked at meanwhile. */
#define NEWS_DAYS 7

/* ---- on the database's thread ---- */

/* Which of some rentals a person was not told of yet; from then on they count as told. */
typedef struct
{
  char *server; /* (owned) */
  gint64 account_id;
  GStrv ids;    /* (owned) (element-type utf8): of rentals */
  GArray *news; /* (owned) (element-type bool): for each */
} Job;

static void
job_free (Job *job)
{
  g_free (job->server);
  g_strfreev (job->ids);
  g_array_unref (job->news);
  g_free (job);
}

static bool
write_told (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;
  gsize i;

  for (i = 0; job->ids[i] != NULL; i++)
    {
      bool is_new;

      if (!sublet_sql_run (db,
                           error,
                           "INSERT OR IGNORE INTO bill_warnings (server, account_id, rental_id)"
                           "  VALUES (?, ?, ?)",
                           "sis",
                           job->server,
                           job->account_id,
                           job->ids[i]))
        return false;

      is_new = sqlite3_changes (db) > 0;
      g_array_append_val (job->news, is_new);
    }

  return true;
}

/* ---- on the main thread ---- */

typedef struct
{
  gint64 account_id;
  gint64 since_us;
  SubletBillCheck *check; /* (owned) (nullable): in progress */
} Take;

static void
take_free (Take *take)
{
  g_clear_pointer (&take->check, sublet_bill_check_free);
  g_free (take);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Take *take = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer job = NULL;
  guint i;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &job, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  for (i = take->check->rows->len; i > 0; i--)
    {
      if (!g_array_index (((Job *) job)->news, bool, i - 1))
        g_array_remove_index (take->check->rows, i - 1);
    }
  g_task_return_pointer (task,
                         g_steal_pointer (&take->check),
                         (GDestroyNotify) sublet_bill_check_free);
}

static void
keep_dearer (const Take *take)
{
  GArray *rows = take->check->rows;
  guint i;

  for (i = rows->len; i > 0; i--)
    {
      const SubletBillCheckRow *row = &g_array_index (rows, SubletBillCheckRow, i - 1);

      if (!row->whole || !row->exceeds || row->rental->ended_us < take->since_us)
        g_array_remove_index (rows, i - 1);
    }
}

static void
note_told (SubletChargeHistory *self, GTask *task)
{
  const Take *take = g_task_get_task_data (task);
  GArray *rows = take->check->rows;
  Job *job = g_new0 (Job, 1);
  guint i;

  job->server = g_strdup (sublet_client_get_server (self->client));
  job->account_id = take->account_id;
  job->ids = g_new0 (char *, rows->len + 1);
  job->news = g_array_new (FALSE, FALSE, sizeof (bool));
  for (i = 0; i < rows->len; i++)
    job->ids[i] = g_strdup (g_array_index (rows, SubletBillCheckRow, i).rental->id);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             write_told,
                             job,
                             (GDestroyNotify) job_free,
                             on_told,
                             g_object_ref (task));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletChargeHistory *self = SUBLET_CHARGE_HISTORY (source);
  Take *take = g_task_get_task_data (task);
  GError *error = NULL;

  take->check = sublet_charge_history_check_bill_finish (self, result, &error);
  if (take->check == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  keep_dearer (take);
  if (take->check->rows->len > 0)
    note_told (self, task);
  else
    g_task_return_pointer (task,
                           g_steal_pointer (&take->check),
                           (GDestroyNotify) sublet_bill_check_free);
}

/**
 * sublet_charge_history_take_dearer_async:
 * @self: a history whose days are added up
 * @cancellable: (nullable): nobody waits for it any more; what is found then may count as told
 * @callback: called when it was compared
 * @user_data: for @callback
 *
 * Looks among the days that are known for rentals that ended lately and whose whole bill is above
 * their quote by more than a little. Each is found once, also across restarts. Nothing is asked of
 * the service.
 */
void
sublet_charge_history_take_dearer_async (SubletChargeHistory *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  gint64 now_us;
  Take *take;
  GTask *task;

  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));
  g_return_if_fail (self->spend != NULL);

  now_us = sublet_clock_get_service_us (sublet_client_get_clock (self->client));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_charge_history_take_dearer_async);
  take = g_new0 (Take, 1);
  take->account_id = self->account_id;
  take->since_us = now_us - NEWS_DAYS * G_TIME_SPAN_DAY;
  g_task_set_task_data (task, take, (GDestroyNotify) take_free);
  sublet_charge_history_check_bill_async (self, self->spend, cancellable, on_checked, task);
}

/**
 * sublet_charge_history_take_dearer_finish:
 * @self: a history
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE: the journal or the cache cannot be used; or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a row for each that a person is to be told of now, and counts as told;
 *   NULL on error
 */
SubletBillCheck *
sublet_charge_history_take_dearer_finish (SubletChargeHistory *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
