/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

#include "core/base/sublet-error.h"

/**
 * sublet_ssh_session_open_shell_async:
 * @self: a session that is connected, or connecting
 * @terminal: what TERM is to be there
 * @command: (nullable): what runs in it instead of a login shell
 * @columns: at least 1
 * @rows: at least 1
 * @paced: output comes in portions, for a widget; false: as fast as it is read
 * @cancellable: (nullable): until it is open
 * @callback: called when the shell has been started
 * @user_data: for @callback
 *
 * The shell goes on beside commands and other shells. It does not keep the session, and ends with
 * it.
 */
void
sublet_ssh_session_open_shell_async (SubletSshSession *self,
                                     const char *terminal,
                                     const char *command,
                                     int columns,
                                     int rows,
                                     bool paced,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSshChannel *channel;
  SubletSshPty pty;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (terminal != NULL);
  g_return_if_fail (columns > 0 && rows > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_open_shell_async);
  if (self->worker == NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the session is not connected");
      return;
    }
  if (!sublet_ssh_pty_open (&pty, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  channel = sublet_ssh_terminal_new (self->worker, terminal, command, columns, rows, paced, &pty);
  sublet_ssh_channel_submit (channel, g_steal_pointer (&task));
  sublet_ssh_channel_unref (channel);
}

/**
 * sublet_ssh_session_open_shell_finish:
 * @self: a session
 * @result: what the callback got
 * @error: SUBLET_ERROR_PROTOCOL when the server gives no terminal or no shell,
 *   SUBLET_ERROR_TIMED_OUT, SUBLET_ERROR_FAILED when there is no pseudo-terminal here,
 *   SUBLET_ERROR_NO_NETWORK when the connection was lost or never came about, any other of
 *   sublet_ssh_session_connect_finish(), or G_IO_ERROR_CANCELLED, also when the session was closed
 *
 * Returns: (transfer full): a shell that runs
 */
SubletSshShell *
sublet_ssh_session_open_shell_finish (SubletSshSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
