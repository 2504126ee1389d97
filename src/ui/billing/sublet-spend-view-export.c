/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-view-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-failure-message.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

/* The charges of the range, in a file that the person chooses. */

typedef struct
{
  SubletSpendView *view; /* (owned) */
  SubletChargeFormat format;
  gint64 account_id; /* whose charges the file was chosen for */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->view);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void on_file (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_exported (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * sublet_spend_view_update_export: (skip)
 * @self: a view
 *
 * There must be something to export, and one file at a time.
 */
void
sublet_spend_view_update_export (SubletSpendView *self)
{
  gboolean enabled = self->kind == SUBLET_BILLING_FACE_CONTENT && self->exporting == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "spending.export-csv", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "spending.export-json", enabled);
}

static void
finish (SubletSpendView *self)
{
  g_clear_object (&self->exporting);
  sublet_spend_view_update_export (self);
}

/* As in "sublet-spending-2026-11-01-to-2026-11-23.csv". */
static char *
dup_file_name (SubletSpendView *self, SubletChargeFormat format)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gint64 from_us;
  gint64 until_us;

  sublet_spend_model_get_days (self->model, &from_us, &until_us);
  first = sublet_billing_range_dup_day (from_us);
  last = sublet_billing_range_dup_day (until_us);

  return g_strdup_printf ("sublet-spending-%s-to-%s.%s",
                          first,
                          last,
                          format == SUBLET_CHARGE_FORMAT_CSV ? "csv" : "json");
}

static void
start (SubletSpendView *self, SubletChargeFormat format)
{
  g_autofree char *name = dup_file_name (self, format);
  Export *export;

  if (self->exporting != NULL)
    return;

  export = g_new0 (Export, 1);
  export->view = g_object_ref (self);
  export->format = format;
  export->account_id = sublet_spend_model_get_account (self->model);
  self->exporting = g_cancellable_new ();
  sublet_spend_view_update_export (self);
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Export the Spending"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                  name,
                                  self->exporting,
                                  on_file,
                                  export);
}

static void
tell (SubletSpendView *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_ui_tell_failure (GTK_WIDGET (self), _ ("The Spending Was Not Exported"), error);
}

/* While the person chose, it may have become another account's, also out of sight. */
static bool
has_content (const Export *export)
{
  sublet_spend_view_update_rows (export->view);

  return export->view->kind == SUBLET_BILLING_FACE_CONTENT &&
         sublet_spend_model_get_account (export->view->model) == export->account_id;
}

static void
on_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  SubletSpendView *self = export->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, &error);
  SubletChargeFormat format;

  if (file != NULL && self->exporting != NULL && !has_content (export))
    error = g_error_new (SUBLET_ERROR,
                         SUBLET_ERROR_FAILED,
                         "the charges are not there any more, or another account's");
  if (file == NULL || self->exporting == NULL || error != NULL)
    {
      if (error != NULL)
        tell (self, error);
      finish (self);
      return;
    }

  /* Not read in the call: it may be given away before. */
  format = export->format;
  sublet_spend_model_export_async (self->model,
                                   file,
                                   format,
                                   self->exporting,
                                   on_exported,
                                   g_steal_pointer (&export));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  SubletSpendView *self = export->view;
  g_autoptr (GError) error = NULL;

  finish (self);
  if (sublet_charge_history_export_finish (SUBLET_CHARGE_HISTORY (source), result, &error))
    sublet_toast_show (GTK_WIDGET (self), _ ("Spending exported"));
  else
    tell (self, error);
}

static void
on_export_csv (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (SUBLET_SPEND_VIEW (widget), SUBLET_CHARGE_FORMAT_CSV);
}

static void
on_export_json (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (SUBLET_SPEND_VIEW (widget), SUBLET_CHARGE_FORMAT_JSON);
}

/**
 * sublet_spend_view_install_export: (skip)
 * @widget_class: the view's class
 */
void
sublet_spend_view_install_export (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "spending.export-csv", NULL, on_export_csv);
  gtk_widget_class_install_action (widget_class, "spending.export-json", NULL, on_export_json);
}
