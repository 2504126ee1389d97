/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/base/sublet-export.h"

/* From the view to a file: read on the database's thread, made into text on a worker. */

typedef struct
{
  /* input */
  GFile *file; /* (owned) */
  SubletJournalFormat format;
  gint64 service_us;

  /* in progress */
  SubletJournalRows *rows; /* (owned) (nullable) */

  /* output */
  guint n_rentals;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->file);
  g_clear_pointer (&export->rows, sublet_journal_rows_free);
  g_free (export);
}

static void on_rows (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_written (GObject *source, GAsyncResult *result, gpointer user_data);

static GString *
make_text (gpointer data)
{
  const Export *export = data;

  return export->format == SUBLET_JOURNAL_FORMAT_CSV
           ? sublet_journal_export_csv (export->rows, export->service_us)
           : sublet_journal_export_json (export->rows, export->service_us);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer data = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  export->rows = g_steal_pointer (&((SubletJournalRowsQuery *) data)->rows);
  export->n_rentals = export->rows->rows->len;
  sublet_export_write_async (export->file,
                             make_text,
                             export,
                             NULL,
                             g_task_get_cancellable (task),
                             on_written,
                             g_object_ref (task));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_export_write_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full): of what is in the view. */
static char **
copy_ids (SubletJournalHistory *self)
{
  guint n = sublet_journal_history_get_n_rows (self);
  char **ids = g_new0 (char *, n + 1);
  guint i;

  for (i = 0; i < n; i++)
    ids[i] = g_strdup (sublet_journal_history_get_row (self, i)->id);

  return ids;
}

/**
 * sublet_journal_history_export_async:
 * @self: a history that was read
 * @file: where to; replaced when it is there
 * @format: how
 * @cancellable: (nullable): gives up; the old file stays then
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes the rentals that are in the view, whole or not at all, as the journal has them now.
 */
void
sublet_journal_history_export_async (SubletJournalHistory *self,
                                     GFile *file,
                                     SubletJournalFormat format,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  SubletJournalRowsQuery *query;
  Export *export;
  GTask *task;

  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->database != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_journal_history_export_async);
  export = g_new0 (Export, 1);
  export->file = g_object_ref (file);
  export->format = format;
  export->service_us = sublet_clock_get_service_us (sublet_journal_history_get_clock (self));
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);

  query = g_new0 (SubletJournalRowsQuery, 1);
  if (sublet_journal_history_get_n_rows (self) < sublet_journal_history_get_total (self))
    query->ids = copy_ids (self);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_journal_read_rows,
                             query,
                             (GDestroyNotify) sublet_journal_rows_query_free,
                             on_rows,
                             task);
}

/**
 * sublet_journal_history_export_finish:
 * @self: a history
 * @result: what the callback got
 * @n_rentals: (out) (optional): how many were written
 * @error: SUBLET_ERROR_STORE: the journal cannot be read; a GIOError with the file's name; or
 *   G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is there
 */
gboolean
sublet_journal_history_export_finish (SubletJournalHistory *self,
                                      GAsyncResult *result,
                                      guint *n_rentals,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (n_rentals != NULL)
    *n_rentals = ((Export *) g_task_get_task_data (G_TASK (result)))->n_rentals;

  return g_task_propagate_boolean (G_TASK (result), error);
}
