/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

#include "core/base/sublet-error.h"

#include <unistd.h>

static const SubletSshExecLimits default_limits = {
  .output_bytes = 1024 * 1024,
  .errors_bytes = 256 * 1024,
  .timeout_ms = 60000,
};

/* Takes the task, and the descriptor unless it is -1. */
static void
run (SubletSshSession *self,
     const char *command,
     const SubletSshExecLimits *limits,
     int input_fd,
     SubletSshTraffic *traffic,
     GTask *task)
{
  g_autoptr (GTask) owned = task;
  SubletSshChannel *channel;

  if (self->worker == NULL)
    {
      if (input_fd >= 0)
        close (input_fd);
      g_task_return_new_error (owned,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the session is not connected");
      return;
    }

  channel = sublet_ssh_exec_new (self->worker, command, limits != NULL ? limits : &default_limits);
  if (input_fd >= 0)
    sublet_ssh_exec_feed (channel, input_fd, traffic);
  sublet_ssh_channel_submit (channel, g_steal_pointer (&owned));
  sublet_ssh_channel_unref (channel);
}

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
  GTask *task;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (command != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_exec_async);
  run (self, command, limits, -1, NULL, task);
}

/**
 * sublet_ssh_session_feed_async:
 * @self: a session that is connected, or connecting
 * @command: for the user's shell there
 * @limits: copied; a timeout of 0: none
 * @input_fd: (transfer full): what is its standard input until it ends; a socket or a pipe that
 * does not wait. Closed as soon as nobody wants more of it
 * @traffic: (nullable): counts what of it was sent
 * @cancellable: (nullable): closes the command's channel: its input ends
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * As sublet_ssh_session_exec_async(), with something to read for the command. What the server does
 * not take is not read.
 */
void
sublet_ssh_session_feed_async (SubletSshSession *self,
                               const char *command,
                               const SubletSshExecLimits *limits,
                               int input_fd,
                               SubletSshTraffic *traffic,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (command != NULL && limits != NULL);
  g_return_if_fail (input_fd >= 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_feed_async);
  run (self, command, limits, input_fd, traffic, task);
}

/**
 * sublet_ssh_session_exec_finish:
 * @self: a session
 * @result: what the callback got, of sublet_ssh_session_feed_async() as well
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
