/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-add-key-dialog-private.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/preferences/sublet-ssh-key-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than any public key has; a file that is larger is another one. */
#define MAX_FILE_BYTES (16 * 1024)

/* It may turn out to be a private key: what was read is wiped, whatever it was. */
typedef struct
{
  SubletAddKeyDialog *dialog; /* (owned) */
  char text[MAX_FILE_BYTES + 2];
} Reading;

static void
reading_free (Reading *reading)
{
  explicit_bzero (reading->text, sizeof reading->text);
  g_object_unref (reading->dialog);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
show_unreadable (SubletAddKeyDialog *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_info ("the file of a public key cannot be read: %s", error->message);
  sublet_add_key_dialog_show_problem (self, _ ("That file cannot be read."));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SubletAddKeyDialog *self = reading->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      show_unreadable (self, error);
      return;
    }

  /* It ends at its first NUL, and has one behind it. */
  problem = length > MAX_FILE_BYTES || !g_utf8_validate (reading->text, -1, NULL)
    ? g_strdup (_ ("That file holds something else than a public key."))
    : sublet_ssh_key_text_problem (reading->text);
  if (problem == NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                              g_strstrip (reading->text),
                              -1);
  else
    sublet_add_key_dialog_show_problem (self, problem);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAddKeyDialog) self = user_data;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  Reading *reading;

  stream = g_file_read_finish (G_FILE (source), result, &error);
  if (stream == NULL)
    {
      show_unreadable (self, error);
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->dialog = g_object_ref (self);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream),
                                 reading->text,
                                 MAX_FILE_BYTES + 1,
                                 G_PRIORITY_DEFAULT,
                                 self->cancellable,
                                 on_read,
                                 reading);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAddKeyDialog) self = user_data;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, NULL);

  /* The only error is that none was chosen. */
  if (file != NULL)
    sublet_add_key_dialog_take_file (self, file);
}

/**
 * sublet_add_key_dialog_choose_file: (skip)
 * @self: a dialog
 */
void
sublet_add_key_dialog_choose_file (SubletAddKeyDialog *self)
{
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Choose a Public Key"),
                                  GTK_FILE_CHOOSER_ACTION_OPEN,
                                  NULL,
                                  self->cancellable,
                                  on_file_chosen,
                                  g_object_ref (self));
}

/**
 * sublet_add_key_dialog_take_file:
 * @self: a dialog
 * @file: what was chosen
 *
 * Shows the public key in it, or says why there is none. Of a file with a private key nothing is
 * shown, and nothing stays in memory.
 */
void
sublet_add_key_dialog_take_file (SubletAddKeyDialog *self, GFile *file)
{
  g_return_if_fail (SUBLET_IS_ADD_KEY_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  g_file_read_async (file, G_PRIORITY_DEFAULT, self->cancellable, on_opened, g_object_ref (self));
}
