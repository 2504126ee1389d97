/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

/* GtkFontChooserDialog is deprecated from 4.10 on, GtkFontDialog is not there before. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no font was chosen");
}

static void
on_response (GtkDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *font = NULL;

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (response == GTK_RESPONSE_OK)
    font = gtk_font_chooser_get_font (GTK_FONT_CHOOSER (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));

  if (font != NULL)
    g_task_return_pointer (task, g_steal_pointer (&font), g_free);
  else
    return_cancelled (task);
}

/* With the window that asks. */
static void
on_destroyed (GtkWidget *dialog, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_signal_handlers_disconnect_by_data (dialog, task);
  return_cancelled (task);
}

static gboolean
is_monospace (const PangoFontFamily *family, const PangoFontFace *face, gpointer user_data)
{
  return pango_font_family_is_monospace ((PangoFontFamily *) family);
}

/**
 * sublet_ui_choose_font_async:
 * @parent: (nullable): a widget of the window that asks
 * @title: translated title
 * @font: (nullable): what is chosen at first, as Pango describes fonts
 * @callback: called with the choice
 * @user_data: for @callback
 *
 * Offers fonts whose letters are all as wide as each other. The dialog goes with the window that
 * asks.
 */
void
sublet_ui_choose_font_async (GtkWidget *parent,
                             const char *title,
                             const char *font,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);
  GtkWidget *dialog =
    gtk_font_chooser_dialog_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);

  g_task_set_source_tag (task, sublet_ui_choose_font_async);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_font_chooser_set_filter_func (GTK_FONT_CHOOSER (dialog), is_monospace, NULL, NULL);
  if (font != NULL)
    gtk_font_chooser_set_font (GTK_FONT_CHOOSER (dialog), font);
  /* Exactly one of the two comes, and takes the task's reference. */
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  g_signal_connect (dialog, "destroy", G_CALLBACK (on_destroyed), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * sublet_ui_choose_font_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when nothing was chosen
 *
 * Returns: (transfer full) (nullable): the font, as in "Monospace 11"
 */
char *
sublet_ui_choose_font_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

G_GNUC_END_IGNORE_DEPRECATIONS
