/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-list-private.h"

#include "ui/common/sublet-failure-message.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-runtime-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What was found leaves the program only here, and has no address, no key and nobody's name in it.
 */

static void on_text_file (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_json_file (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_written (GObject *source, GAsyncResult *result, gpointer user_data);

static void
on_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletRuntimeList *self = SUBLET_RUNTIME_LIST (widget);
  g_autofree char *text = NULL;

  if (self->report == NULL || self->clock == NULL)
    return;

  text = sublet_runtime_text_dup_all (self->report, self->clock);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  sublet_toast_show (widget, _ ("Checks copied"));
}

static void
choose (SubletRuntimeList *self, const char *name, GAsyncReadyCallback on_file)
{
  if (self->report == NULL || self->clock == NULL || self->saving != NULL)
    return;

  self->saving = g_cancellable_new ();
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Save the Checks"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                  name,
                                  self->saving,
                                  on_file,
                                  g_object_ref (self));
}

static void
on_save_text (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (SUBLET_RUNTIME_LIST (widget), "sublet-checks.txt", on_text_file);
}

static void
on_save_json (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (SUBLET_RUNTIME_LIST (widget), "sublet-checks.json", on_json_file);
}

static void
finish (SubletRuntimeList *self, const GError *error)
{
  g_clear_object (&self->saving);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_ui_tell_failure (GTK_WIDGET (self), _ ("The Checks Were Not Saved"), error);
}

static void
take_file (SubletRuntimeList *self, GAsyncResult *result, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, &error);

  /* The list went meanwhile. */
  if (self->saving == NULL)
    return;
  if (file == NULL || self->report == NULL)
    {
      finish (self, error);
      return;
    }

  sublet_runtime_list_write (self, file, as_json);
}

static void
on_text_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRuntimeList) self = user_data;

  take_file (self, result, FALSE);
}

static void
on_json_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRuntimeList) self = user_data;

  take_file (self, result, TRUE);
}

/**
 * sublet_runtime_list_write: (skip)
 * @self: a list with a report, whose save is under way
 * @file: where to
 * @as_json: for a program, not for a person
 *
 * Writes what is shown.
 */
void
sublet_runtime_list_write (SubletRuntimeList *self, GFile *file, gboolean as_json)
{
  char *text = as_json ? sublet_runtime_report_to_json (self->report)
                       : sublet_runtime_text_dup_all (self->report, self->clock);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  if (self->saving == NULL)
    self->saving = g_cancellable_new ();
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE,
                                       self->saving,
                                       on_written,
                                       g_object_ref (self));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRuntimeList) self = user_data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (self->saving == NULL)
    return;
  finish (self, error);
  if (error == NULL)
    sublet_toast_show (GTK_WIDGET (self), _ ("Checks saved"));
}

/**
 * sublet_runtime_list_end_saving: (skip)
 * @self: a list that goes
 */
void
sublet_runtime_list_end_saving (SubletRuntimeList *self)
{
  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);
}

/**
 * sublet_runtime_list_install_save_actions: (skip)
 * @widget_class: of the list
 */
void
sublet_runtime_list_install_save_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "checks.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "checks.save-text", NULL, on_save_text);
  gtk_widget_class_install_action (widget_class, "checks.save-json", NULL, on_save_json);
}
