/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/base/sublet-export.h"
#include "core/billing/sublet-spend-private.h"

typedef struct
{
  SubletSpend *spend; /* (owned) */
  char *server;       /* (owned) */
  SubletSpendScope scope;
  SubletChargeFormat format;
} Export;

static void
export_free (Export *export)
{
  sublet_spend_unref (export->spend);
  g_free (export->server);
  g_free (export);
}

static GString *
make_text (gpointer data)
{
  const Export *export = data;

  return export->format == SUBLET_CHARGE_FORMAT_CSV
           ? sublet_spend_export_csv (export->spend, &export->scope)
           : sublet_spend_export_json (export->spend, &export->scope);
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

/**
 * sublet_charge_history_export_async:
 * @self: a history of an account
 * @spend: its days, as they are shown
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, not before @from_us
 * @file: where to; replaced when it is there
 * @format: how
 * @cancellable: (nullable): gives up; the old file stays then
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes the charges of the days that are known, whole or not at all. Text and file are made on
 * worker threads.
 */
void
sublet_charge_history_export_async (SubletChargeHistory *self,
                                    SubletSpend *spend,
                                    gint64 from_us,
                                    gint64 until_us,
                                    GFile *file,
                                    SubletChargeFormat format,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (SUBLET_IS_CHARGE_HISTORY (self));
  g_return_if_fail (spend != NULL);
  g_return_if_fail (from_us > 0 && until_us >= from_us);
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_charge_history_export_async);
  export = g_new0 (Export, 1);
  export->spend = sublet_spend_ref (spend);
  export->server = g_strdup (sublet_client_get_server (self->client));
  export->format = format;
  export->scope = (SubletSpendScope){
    .server = export->server,
    .account_id = self->account_id,
    .now_us = sublet_clock_get_service_us (sublet_client_get_clock (self->client)),
    .from_us = from_us,
    .until_us = until_us,
  };
  sublet_export_write_async (file,
                             make_text,
                             export,
                             (GDestroyNotify) export_free,
                             cancellable,
                             on_written,
                             task);
}

/**
 * sublet_charge_history_export_finish:
 * @self: a history
 * @result: what the callback got
 * @error: a GIOError with the file's name, or G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is there
 */
gboolean
sublet_charge_history_export_finish (SubletChargeHistory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
