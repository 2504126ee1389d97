/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-window-private.h"

#include "ui/common/sublet-failure-message.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/logs/sublet-log-text.h"

#include <glib/gi18n.h>

static void on_file (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_text (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_written (GObject *source, GAsyncResult *result, gpointer user_data);

/* Lines are immutable, so that another thread may read them. */
static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const GPtrArray *lines = task_data;
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < lines->len; i++)
    sublet_log_text_append_saved (text, g_ptr_array_index (lines, i));

  g_task_return_pointer (task, g_string_free_to_bytes (text), (GDestroyNotify) g_bytes_unref);
}

static GPtrArray *
copy_lines (GListModel *model)
{
  guint n = g_list_model_get_n_items (model);
  GPtrArray *lines = g_ptr_array_new_full (n, g_object_unref);
  guint i;

  for (i = 0; i < n; i++)
    g_ptr_array_add (lines, g_list_model_get_item (model, i));

  return lines;
}

static void
finish (SubletLogWindow *self, const GError *error)
{
  g_clear_object (&self->saving);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_ui_tell_failure (GTK_WIDGET (self), _ ("The Log Was Not Saved"), error);
}

/**
 * sublet_log_window_save: (skip)
 * @self: a window whose page has lines
 *
 * Asks for a file, and writes what is known of the log then.
 */
void
sublet_log_window_save (SubletLogWindow *self)
{
  g_autofree char *name = NULL;

  if (self->saving != NULL || !sublet_log_page_get_has_lines (self->page))
    return;

  name = g_strdup_printf ("sublet-log-%" G_GINT64_FORMAT "-%s.txt",
                          sublet_rental_get_instance_id (self->rental),
                          sublet_log_get_host (sublet_log_page_get_log (self->page)) ? "host"
                                                                                     : "container");
  self->saving = g_cancellable_new ();
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Save the Log"),
                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                  name,
                                  self->saving,
                                  on_file,
                                  g_object_ref (self));
}

static void
on_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletLogWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, &error);

  /* The window went meanwhile. */
  if (self->saving == NULL)
    return;
  if (file == NULL)
    {
      finish (self, error);
      return;
    }

  sublet_log_window_write (self, file);
}

/**
 * sublet_log_window_write: (skip)
 * @self: a window whose save is under way
 * @file: where to
 *
 * Writes what is known of the log in sight.
 */
void
sublet_log_window_write (SubletLogWindow *self, GFile *file)
{
  GListModel *lines = G_LIST_MODEL (sublet_log_page_get_log (self->page));
  g_autoptr (GTask) task = g_task_new (file, self->saving, on_text, g_object_ref (self));

  g_task_set_source_tag (task, sublet_log_window_write);
  g_task_set_task_data (task, copy_lines (lines), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, write_in_thread);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletLogWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->saving == NULL)
    return;
  if (bytes == NULL)
    {
      finish (self, error);
      return;
    }

  g_file_replace_contents_bytes_async (G_FILE (source),
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
  g_autoptr (SubletLogWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (self->saving == NULL)
    return;

  finish (self, error);
  if (written)
    sublet_toast_show (GTK_WIDGET (self->toasts), _ ("Log saved"));
}
