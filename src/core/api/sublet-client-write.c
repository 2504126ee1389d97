/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

/* What all calls that write have in common. */

/**
 * sublet_client_new_write_task: (skip)
 * @self: a client
 * @source_tag: the public function
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * What was done stays done: a success that came with a cancellation is told.
 *
 * Returns: (transfer full): a task for a call that writes
 */
GTask *
sublet_client_new_write_task (SubletClient *self,
                              gpointer source_tag,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reply->error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sublet_client_send_write: (skip)
 * @self: a client with a key
 * @request: what is sent, once
 * @source_tag: the public function
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * A call that writes, and of which nothing is told but whether the service accepted it: its task
 * returns TRUE, or an error.
 */
void
sublet_client_send_write (SubletClient *self,
                          const SubletRequest *request,
                          gpointer source_tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  sublet_transport_send_async (sublet_client_get_transport (self),
                               request,
                               cancellable,
                               on_written,
                               sublet_client_new_write_task (self,
                                                             source_tag,
                                                             cancellable,
                                                             callback,
                                                             user_data));
}
