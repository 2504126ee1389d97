/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

typedef struct
{
  GtkFileChooserNative *chooser; /* (owned) */
  bool several;
  GSource *cancelled; /* (owned) (nullable) */
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  if (choosing->cancelled != NULL)
    {
      g_source_destroy (choosing->cancelled);
      g_source_unref (choosing->cancelled);
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (choosing->chooser));
  g_object_unref (choosing->chooser);
  g_free (choosing);
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
}

/* (transfer full) (nullable) */
static gpointer
get_choice (Choosing *choosing)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (choosing->chooser);

  return choosing->several ? (gpointer) gtk_file_chooser_get_files (chooser)
                           : (gpointer) gtk_file_chooser_get_file (chooser);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  gpointer choice = NULL;

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (response == GTK_RESPONSE_ACCEPT)
    choice = get_choice (g_task_get_task_data (task));

  if (choice != NULL)
    g_task_return_pointer (task, choice, g_object_unref);
  else
    return_cancelled (task);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choosing *choosing = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (choosing->chooser, task);
  return_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Takes the task. */
static void
choose (GtkWidget *parent,
        const char *title,
        GtkFileChooserAction action,
        const char *suggested_name,
        bool several,
        GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);
  Choosing *choosing;

  g_task_set_check_cancellable (task, FALSE);

  choosing = g_new0 (Choosing, 1);
  choosing->several = several;
  choosing->chooser = gtk_file_chooser_native_new (title,
                                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                   action,
                                                   NULL,
                                                   NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choosing->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (choosing->chooser), several);
  if (suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (choosing->chooser), suggested_name);
  g_task_set_task_data (task, choosing, (GDestroyNotify) choosing_free);

  /* Exactly one of the two callbacks comes, and takes the task's reference. */
  g_signal_connect (choosing->chooser, "response", G_CALLBACK (on_response), task);
  if (cancellable != NULL)
    {
      choosing->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (choosing->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (choosing->cancelled, NULL);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choosing->chooser));
}

/**
 * sublet_ui_choose_file_async:
 * @parent: (nullable): a widget of the window that asks
 * @title: translated title
 * @action: to open or to save
 * @suggested_name: (nullable): for saving
 * @cancellable: (nullable): takes the dialog away
 * @callback: called with the choice
 * @user_data: for @callback
 *
 * In a sandbox this is the file portal's dialog, which alone makes the file readable.
 */
void
sublet_ui_choose_file_async (GtkWidget *parent,
                             const char *title,
                             GtkFileChooserAction action,
                             const char *suggested_name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sublet_ui_choose_file_async);
  choose (parent, title, action, suggested_name, false, task);
}

/**
 * sublet_ui_choose_file_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when nothing was chosen
 *
 * Returns: (transfer full) (nullable): the file
 */
GFile *
sublet_ui_choose_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_ui_choose_files_async:
 * @parent: (nullable): a widget of the window that asks
 * @title: translated title
 * @action: to open files, or to select folders
 * @cancellable: (nullable): takes the dialog away
 * @callback: called with the choice
 * @user_data: for @callback
 *
 * To open one or several, as sublet_ui_choose_file_async().
 */
void
sublet_ui_choose_files_async (GtkWidget *parent,
                              const char *title,
                              GtkFileChooserAction action,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sublet_ui_choose_files_async);
  choose (parent, title, action, NULL, true, task);
}

/**
 * sublet_ui_choose_files_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when nothing was chosen
 *
 * Returns: (transfer full) (nullable) (element-type GFile): the files
 */
GListModel *
sublet_ui_choose_files_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
