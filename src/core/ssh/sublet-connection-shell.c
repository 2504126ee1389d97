/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

/* What the instance is told to be talking to; VTE understands it, and every image knows it. */
#define TERMINAL "xterm-256color"

typedef struct
{
  char *command; /* (owned) (nullable) */
  int columns;
  int rows;
  GSource *cancelled; /* (owned) (nullable) while it waits */
} Wish;

static void
stop_watching (Wish *wish)
{
  if (wish->cancelled != NULL)
    g_source_destroy (wish->cancelled);
  g_clear_pointer (&wish->cancelled, g_source_unref);
}

static void
wish_free (Wish *wish)
{
  stop_watching (wish);
  g_free (wish->command);
  g_free (wish);
}

static void
on_shell (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SubletSshShell *shell =
    sublet_ssh_session_open_shell_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (shell != NULL)
    g_task_return_pointer (task, shell, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Takes the task. */
static void
open_shell (SubletConnection *self, GTask *task)
{
  Wish *wish = g_task_get_task_data (task);

  stop_watching (wish);
  sublet_ssh_session_open_shell_async (self->session,
                                       TERMINAL,
                                       wish->command,
                                       wish->columns,
                                       wish->rows,
                                       true,
                                       g_task_get_cancellable (task),
                                       on_shell,
                                       task);
}

void
sublet_connection_serve_shells (SubletConnection *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    open_shell (self, task);
}

void
sublet_connection_fail_shells (SubletConnection *self, const GError *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      stop_watching (g_task_get_task_data (task));
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  SubletConnection *self = g_task_get_source_object (task);

  if (g_queue_remove (&self->waiting, task))
    {
      stop_watching (g_task_get_task_data (task));
      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
    }

  return G_SOURCE_REMOVE;
}

/**
 * sublet_connection_open_shell_async:
 * @self: a connection in any state
 * @command: (nullable): what runs there instead of a login shell
 * @columns: width in characters
 * @rows: height in characters
 * @cancellable: (nullable): gives the wish up; the connection goes on
 * @callback: called with the shell
 * @user_data: for @callback
 */
void
sublet_connection_open_shell_async (SubletConnection *self,
                                    const char *command,
                                    int columns,
                                    int rows,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;
  Wish *wish;

  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (columns > 0 && rows > 0);

  wish = g_new0 (Wish, 1);
  wish->command = g_strdup (command);
  wish->columns = columns;
  wish->rows = rows;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_connection_open_shell_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  if (self->state == SUBLET_CONNECTION_STATE_READY)
    {
      open_shell (self, task);
      return;
    }

  if (cancellable != NULL)
    {
      wish->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wish->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (wish->cancelled, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
  sublet_connection_start (self);
}

/**
 * sublet_connection_open_shell_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: what sublet_connection_get_error() tells when the chain was given up, or of the session
 *   when it would not open a shell; G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the shell
 */
SubletSshShell *
sublet_connection_open_shell_finish (SubletConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_connection_make_upload:
 * @self: a connection
 * @file: of this computer
 *
 * Returns: (transfer full) (nullable): an upload that has not begun; %NULL while no command answers
 */
SubletUpload *
sublet_connection_make_upload (SubletConnection *self, GFile *file)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return self->state == SUBLET_CONNECTION_STATE_READY ? sublet_upload_new (self->session, file)
                                                      : NULL;
}
