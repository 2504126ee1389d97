/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

#include "core/base/sublet-error.h"

#include <unistd.h>

/**
 * sublet_ssh_session_new_beside:
 * @self: a session that is connected
 *
 * A server that tries to reach a port has every other channel of the session wait. What is not to
 * wait for it goes through another session.
 *
 * Returns: (transfer full): one that does nothing yet, to the same server by the same way: with the
 *   same key, and only where the same host key is shown
 */
SubletSshSession *
sublet_ssh_session_new_beside (SubletSshSession *self)
{
  g_autoptr (GPtrArray) routes = NULL;
  SubletSshSession *beside;

  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (self), NULL);
  g_return_val_if_fail (self->phase == SUBLET_SSH_PHASE_READY, NULL);

  routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);
  g_ptr_array_add (routes, sublet_ssh_route_ref (self->route));
  beside = sublet_ssh_session_new (self->identity, self->user, routes, self->host_key);
  sublet_ssh_session_set_times (beside, &self->times);

  return beside;
}

/**
 * sublet_ssh_session_forward_async:
 * @self: a session that is connected, or connecting
 * @fd: (transfer full): a connected socket that does not wait; closed at the end, reset unless both
 *   sides ended by themselves
 * @port: of 127.0.0.1 there
 * @traffic: counts what goes through
 * @cancellable: (nullable): ends it at any time
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Connections are opened one after the other, after shells and commands that wait, and then go on
 * side by side. What one side does not take, the other is not asked for.
 */
void
sublet_ssh_session_forward_async (SubletSshSession *self,
                                  int fd,
                                  guint16 port,
                                  SubletSshTraffic *traffic,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSshChannel *channel;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (fd >= 0);
  g_return_if_fail (port > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_forward_async);
  if (self->worker == NULL)
    {
      close (fd);
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the session is not connected");
      return;
    }

  channel = sublet_ssh_forward_new (self->worker, fd, port, traffic);
  sublet_ssh_channel_submit (channel, g_steal_pointer (&task));
  sublet_ssh_channel_unref (channel);
}

/**
 * sublet_ssh_session_forward_finish:
 * @self: a session
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when nothing listens there, SUBLET_ERROR_FORBIDDEN when the server
 *   makes no connections, SUBLET_ERROR_NO_NETWORK when the session was lost or never came about,
 *   any other of sublet_ssh_session_connect_finish(), or G_IO_ERROR_CANCELLED, also when the
 *   connection was reset here or the session was closed
 *
 * Returns: whether both sides ended it by themselves
 */
gboolean
sublet_ssh_session_forward_finish (SubletSshSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
