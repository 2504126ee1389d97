/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-hand-over.h"
#include "core/ssh/sublet-jupyter-token.h"
#include "core/ssh/sublet-ssh-quote.h"

#define ERRORS_BYTES (4 * 1024)

static char *
dup_handed_over (SubletTunnel *tunnel, SubletSshExecResult *answer)
{
  bool secure = false;
  SecretValue *token =
    sublet_jupyter_token_find (answer->output, sublet_tunnel_get_remote_port (tunnel), &secure);
  g_autoptr (SubletHandOver) hand_over = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;

  if (token == NULL)
    return NULL;

  target = g_strdup_printf ("%s://localhost:%u/?token=",
                            secure ? "https" : "http",
                            sublet_tunnel_get_local_port (tunnel));
  hand_over = sublet_hand_over_new (target, token, &error);
  secret_value_unref (token);
  if (hand_over == NULL)
    {
      g_message ("%s", error->message);
      return NULL;
    }

  return g_strdup (sublet_hand_over_get_address (hand_over));
}

/* Without an answer the page is opened all the same: it asks for its token by itself. */
static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletTunnel *tunnel = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshExecResult)
    answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  char *address = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer == NULL)
    g_info ("whether a page has a token is not known: %s", error->message);
  else if (sublet_tunnel_get_local_port (tunnel) != 0)
    address = dup_handed_over (tunnel, answer);
  if (address == NULL)
    address = sublet_tunnel_dup_address (tunnel);

  if (address != NULL)
    g_task_return_pointer (task, address, g_free);
  else
    g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_FAILED, "the tunnel was closed");
}

/**
 * sublet_connection_find_page_async:
 * @self: a connection
 * @tunnel: one of its tunnels, which is on
 * @cancellable: (nullable)
 * @callback: called with the address
 * @user_data: for @callback
 *
 * Asks the instance whether a Jupyter server of its own listens behind that port, and for its
 * token; nothing of it is kept here. Without one it is the port's plain address.
 */
void
sublet_connection_find_page_async (SubletConnection *self,
                                   SubletTunnel *tunnel,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const SubletSshExecLimits limits = { .output_bytes = SUBLET_JUPYTER_ANSWER_BYTES,
                                       .errors_bytes = ERRORS_BYTES,
                                       .timeout_ms = self->times.command_ms,
                                       .secret = true };
  g_autofree char *command = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (SUBLET_IS_TUNNEL (tunnel));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_connection_find_page_async);
  g_task_set_task_data (task, g_object_ref (tunnel), g_object_unref);
  if (self->state != SUBLET_CONNECTION_STATE_READY)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_NO_NETWORK,
                               "the connection does not stand");
      return;
    }

  command = sublet_ssh_quote_sh (sublet_jupyter_token_get_command ());
  sublet_ssh_session_exec_async (self->session,
                                 command,
                                 &limits,
                                 cancellable,
                                 on_answer,
                                 g_steal_pointer (&task));
}

/**
 * sublet_connection_find_page_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: SUBLET_ERROR_NO_NETWORK without a connection, SUBLET_ERROR_FAILED when the tunnel was
 *   closed meanwhile, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what a browser is to be given, at once: it may answer once and for a
 *   minute only. There is no secret in it.
 */
char *
sublet_connection_find_page_finish (SubletConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
