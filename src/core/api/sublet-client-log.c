/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"
#include "core/base/sublet-error.h"

/* The host has so long to upload the log, and it is looked for so often. Source: fact sheet 5.7. */
#define PATIENCE_US (30 * G_TIME_SPAN_SECOND)
#define LOOK_EVERY_MS 1000

typedef struct
{
  char *address; /* (owned) (nullable): signed, a secret */
  gint64 until_us;
} Wait;

static void
wait_free (Wait *wait)
{
  g_free (wait->address);
  g_free (wait);
}

/* Read from top to bottom: asked for, waited, looked, and waited again. */
static void on_waited (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_looked (GObject *source, GAsyncResult *result, gpointer user_data);

static SubletTransport *
get_transport (GTask *task)
{
  return sublet_client_get_transport (g_task_get_source_object (task));
}

static void
wait_a_while (GTask *task)
{
  sublet_clock_wait_async (sublet_transport_get_clock (get_transport (task)),
                           LOOK_EVERY_MS,
                           g_task_get_cancellable (task),
                           on_waited,
                           g_object_ref (task));
}

static void
on_requested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wait *wait = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  wait->address = g_steal_pointer (&reply->result);
  wait->until_us =
    sublet_clock_get_monotonic_us (sublet_transport_get_clock (get_transport (task))) + PATIENCE_US;
  wait_a_while (task);
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wait *wait = g_task_get_task_data (task);
  GError *error = NULL;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    sublet_transport_fetch_async (get_transport (task),
                                  wait->address,
                                  g_task_get_cancellable (task),
                                  on_looked,
                                  g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static bool
may_pass (const GError *error)
{
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SERVER);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletTransport *transport = SUBLET_TRANSPORT (source);
  Wait *wait = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sublet_transport_fetch_finish (transport, result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else if (may_pass (error) &&
           sublet_clock_get_monotonic_us (sublet_transport_get_clock (transport)) < wait->until_us)
    wait_a_while (task);
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_HOST_SILENT,
                             "the log did not appear within %d s",
                             (int) (PATIENCE_US / G_TIME_SPAN_SECOND));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sublet_client_fetch_log_async:
 * @self: a client with a key
 * @query: what is wanted; copied
 * @cancellable: (nullable): gives up
 * @callback: called with the log
 * @user_data: for @callback
 *
 * Asks for the log and waits until the host has put it into a store, from where it comes without
 * the key. Changes nothing. Source: fact sheet 5.7.
 */
void
sublet_client_fetch_log_async (SubletClient *self,
                               const SubletLogQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_REQUEST_LOG,
                            .id = query->instance_id,
                            .ordered = query->ordered,
                            .decoding = &sublet_decode_result_url };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (query->instance_id > 0);
  g_return_if_fail (query->tail > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_fetch_log_async);
  g_task_set_task_data (task, g_new0 (Wait, 1), (GDestroyNotify) wait_free);
  body = sublet_encode_log (query);
  request.body = body;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_requested,
                               task);
}

/**
 * sublet_client_fetch_log_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_HOST_SILENT when the host uploaded nothing, as when it is offline;
 *   SUBLET_ERROR_NOT_FOUND when the service does not know the instance, and others
 *
 * Returns: (transfer full): the log as the host has it: any bytes, terminal escapes and what is no
 *   UTF-8 among them; NULL on error
 */
GBytes *
sublet_client_fetch_log_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
