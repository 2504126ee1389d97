/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

#include "core/base/sublet-error.h"

static const SubletSshExecLimits default_limits = {
  .output_bytes = 1024 * 1024,
  .errors_bytes = 256 * 1024,
  .timeout_ms = 60000,
};

/**
 * sublet_ssh_session_exec_async:
 * @self: a session that is connected, or connecting
 * @command: for the user's shell there; its standard input is empty
 * @limits: (nullable): copied; NULL: 1 MiB, 256 KiB, 60 seconds
 * @cancellable: (nullable): closes the command's channel, and nothing else; the command itself may
 *   go on until it writes
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Commands are started in the order of the calls and run side by side, four at a time, and beside
 * shells.
 */
void
sublet_ssh_session_exec_async (SubletSshSession *self,
                               const char *command,
                               const SubletSshExecLimits *limits,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSshChannel *channel;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (command != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_exec_async);
  if (self->worker == NULL)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the session is not connected");
      return;
    }

  channel = sublet_ssh_exec_new (self->worker, command, limits != NULL ? limits : &default_limits);
  sublet_ssh_channel_submit (channel, g_steal_pointer (&task));
  sublet_ssh_channel_unref (channel);
}

/**
 * sublet_ssh_session_exec_finish:
 * @self: a session
 * @result: what the callback got
 * @error: SUBLET_ERROR_TIMED_OUT, SUBLET_ERROR_PROTOCOL when the server does not run it,
 *   SUBLET_ERROR_NO_NETWORK when the connection was lost or never came about, any other of
 *   sublet_ssh_session_connect_finish(), or G_IO_ERROR_CANCELLED, also when the session was closed
 *
 * Returns: (transfer full): what the command gave, whatever its exit status
 */
SubletSshExecResult *
sublet_ssh_session_exec_finish (SubletSshSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
