/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-transport-object-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-uri-private.h"
#include "core/base/sublet-error.h"

/* A file beside the service: how it is fetched, and that nothing of ours goes there, is in
 * ENDPOINTS.md. */

#define MAX_REDIRECTS 3

/* No call of the service's, so no row of its table: what an exchange must know all the same. */
static const SubletEndpoint file_endpoint = {
  .name = "file",
  .method = "GET",
  .timeout_ms = 60000,
  .max_bytes = (gsize) 64 * 1024 * 1024,
  .retry = SUBLET_RETRY_NEVER,
  .bill = SUBLET_BILL_SAME,
  .keeps_shape = true,
};

typedef struct
{
  GUri *uri; /* (owned): a secret */
  guint n_redirects;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_pointer (&fetch->uri, g_uri_unref);
  g_free (fetch);
}

static void on_fetched (GObject *source, GAsyncResult *result, gpointer user_data);

static void
run (GTask *task)
{
  SubletTransport *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  SubletExchangeOrder order = { .session = self->session,
                                .clock = self->clock,
                                .time_noted = &self->time_noted,
                                .endpoint = &file_endpoint,
                                .uri = fetch->uri,
                                .decoding = &sublet_decode_bytes };

  sublet_exchange_run_async (&order,
                             g_task_get_cancellable (task),
                             on_fetched,
                             g_object_ref (task));
}

/* Whether there is another address to be asked; with @error, none that may be. */
static bool
follow_redirect (SubletTransport *self, Fetch *fetch, SubletExchange *exchange, GError **error)
{
  g_autofree char *address = NULL;
  g_autoptr (GUri) base = g_steal_pointer (&fetch->uri);
  g_autoptr (GUri) next = NULL;

  if (fetch->n_redirects >= MAX_REDIRECTS)
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_PROTOCOL,
                           "the file is redirected again and again");
      return false;
    }

  next = g_uri_parse_relative (base, exchange->location, SOUP_HTTP_URI_FLAGS, NULL);
  address = next != NULL ? g_uri_to_string (next) : g_strdup ("");
  fetch->uri = sublet_uri_parse_file (address, self->base, error);
  fetch->n_redirects++;

  return fetch->uri != NULL;
}

static bool
is_redirect (const SubletExchange *exchange)
{
  return exchange->status >= 300 && exchange->status <= 399 && exchange->location != NULL;
}

/* In words of our own: a library's may repeat the address. */
static GError *
make_error (const SubletExchange *exchange)
{
  const GError *lost = exchange->network_error;

  if (g_error_matches (lost, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (lost, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL))
    return g_error_copy (lost);
  if (lost != NULL)
    return g_error_new_literal (lost->domain,
                                lost->code,
                                exchange->sent ? "the connection to the file was lost"
                                               : "no connection to where the file is");
  if (exchange->status == 403 || exchange->status == 404)
    return g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "the file is not there");

  return g_error_new (SUBLET_ERROR,
                      SUBLET_ERROR_SERVER,
                      "where the file is, the answer is %d",
                      exchange->status);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletTransport *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (SubletExchange) exchange = sublet_exchange_run_finish (result);
  GError *error = NULL;

  g_debug ("a file: %d, %" G_GSIZE_FORMAT " bytes, %" G_GINT64_FORMAT " ms%s",
           exchange->status,
           exchange->n_bytes,
           exchange->duration_us / 1000,
           exchange->network_error != NULL ? ", failed" : "");

  if (exchange->network_error == NULL && is_redirect (exchange))
    {
      if (follow_redirect (self, fetch, exchange, &error))
        run (task);
      else
        g_task_return_error (task, error);
      return;
    }

  if (exchange->result != NULL)
    g_task_return_pointer (task,
                           g_steal_pointer (&exchange->result),
                           (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, make_error (exchange));
}

/**
 * sublet_transport_fetch_async: (skip)
 * @self: a transport
 * @address: where the file is, as the service tells; a secret
 * @cancellable: (nullable): gives up
 * @callback: called with the file
 * @user_data: for @callback
 *
 * Once, at once: whoever waits for the file asks again.
 */
void
sublet_transport_fetch_async (SubletTransport *self,
                              const char *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_TRANSPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_transport_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  fetch->uri = sublet_uri_parse_file (address, self->base, &error);
  if (fetch->uri != NULL)
    run (task);
  else
    g_task_return_error (task, error);
}

/**
 * sublet_transport_fetch_finish: (skip)
 * @self: a transport
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when it is not there (yet), SUBLET_ERROR_PROTOCOL when nothing may
 *   be fetched from that address or it is too large, NO_NETWORK, TIMED_OUT, SERVER; never with the
 *   address
 *
 * Returns: (transfer full): the file, NULL on error
 */
GBytes *
sublet_transport_fetch_finish (SubletTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
