/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-encode-private.h"

#include <string.h>

/* A start that waits for a GPU answers 200 with `success` false and this word.
 * Source: fact sheet 5.1. */
#define QUEUED_WORD "queued"

static bool
is_queued (const SubletReply *reply)
{
  return reply->status >= 200 && reply->status <= 299 && reply->answer.success_false &&
         reply->answer.words != NULL && strstr (reply->answer.words, QUEUED_WORD) != NULL;
}

static void
on_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (is_queued (reply))
    g_task_set_task_data (task, GINT_TO_POINTER (1), NULL);
  else if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_client_start_instance_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called when the service has answered
 * @user_data: for @callback
 *
 * Sent once. After SUBLET_ERROR_RATE_LIMITED nothing was done, and another start with another
 * permit waits in the queue until the service wants to hear it.
 */
void
sublet_client_start_instance_async (SubletClient *self,
                                    SubletPermit *permit,
                                    gint64 instance_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autofree char *body = sublet_encode_state ("running");
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_START_INSTANCE,
                            .id = instance_id,
                            .body = body,
                            .permit = permit };

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_start,
                               sublet_client_new_write_task (self,
                                                             sublet_client_start_instance_async,
                                                             cancellable,
                                                             callback,
                                                             user_data));
}

/**
 * sublet_client_start_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @queued: (out) (optional): accepted, but it waits for a GPU, and will start and bill by itself
 * @error: SUBLET_ERROR_OUTCOME_UNKNOWN when it may or may not have been accepted, and others
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_client_start_instance_finish (SubletClient *self,
                                     GAsyncResult *result,
                                     gboolean *queued,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (queued != NULL)
    *queued = g_task_get_task_data (G_TASK (result)) != NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}
