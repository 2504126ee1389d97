/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-tmux.h"

#define ANSWER_BYTES (16 * 1024)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SubletSshExecResult)
    answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, sublet_tmux_judge (answer));
}

/**
 * sublet_connection_find_tmux_async:
 * @self: a connection
 * @cancellable: (nullable)
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks the instance whether a shell there could be kept in tmux, and is not in it already.
 */
void
sublet_connection_find_tmux_async (SubletConnection *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const SubletSshExecLimits limits = { .output_bytes = ANSWER_BYTES,
                                       .errors_bytes = ANSWER_BYTES,
                                       .timeout_ms = self->times.command_ms };
  g_autofree char *command = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_connection_find_tmux_async);
  if (self->state != SUBLET_CONNECTION_STATE_READY)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the connection does not stand");
      return;
    }

  command = sublet_tmux_make_question ();
  sublet_ssh_session_exec_async (self->session,
                                 command,
                                 &limits,
                                 cancellable,
                                 on_answer,
                                 g_steal_pointer (&task));
}

/**
 * sublet_connection_find_tmux_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: of the session, SUBLET_ERROR_NO_NETWORK without one, or G_IO_ERROR_CANCELLED
 *
 * Returns: whether it could be
 */
gboolean
sublet_connection_find_tmux_finish (SubletConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
