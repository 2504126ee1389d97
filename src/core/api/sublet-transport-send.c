/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-transport-private.h"

#include "core/api/sublet-permit-private.h"
#include "core/api/sublet-reply-keeper-private.h"
#include "core/api/sublet-sending-private.h"
#include "core/api/sublet-uri-private.h"
#include "core/base/sublet-error.h"

/* The way of one request: its turn, its exchange, the verdict, once more where that may be. */

/* A reply to a question that was asked with another key says nothing about what is shown now. A
 * write's end is told all the same: it happened. */
static bool
is_outdated (SubletTransport *self, const SubletSending *sending)
{
  return sending->own_key && !sending->endpoint->writes &&
         sending->key_generation != self->key_generation;
}

/* The service repeats what it was sent now and then. */
static void
hide_secrets (SubletTransport *self, char **text)
{
  g_autoptr (GString) clean = NULL;

  if (*text == NULL)
    return;

  clean = g_string_new (*text);
  if (!sublet_secret_set_blank (self->secrets, clean, "[secret]"))
    return;

  g_free (*text);
  *text = g_string_free (g_steal_pointer (&clean), FALSE);
}

static void
finish (GTask *task)
{
  SubletTransport *self = g_task_get_source_object (task);
  SubletSending *sending = g_task_get_task_data (task);
  SubletReply *reply = g_steal_pointer (&sending->reply);

  reply->sent = sending->sent;
  hide_secrets (self, &reply->answer.words);
  if (reply->error != NULL)
    {
      hide_secrets (self, &reply->error->message);
      if (!g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&reply->error, "%s: ", sending->endpoint->name);
    }
  if (is_outdated (self, sending))
    {
      g_clear_error (&reply->error);
      g_set_error_literal (&reply->error,
                           G_IO_ERROR,
                           G_IO_ERROR_CANCELLED,
                           "the key was changed meanwhile");
    }
  else if (sending->own_key && sending->key_generation == self->key_generation &&
           g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    {
      sublet_transport_reject_key (self, reply->error);
    }

  g_task_return_pointer (task, reply, (GDestroyNotify) sublet_reply_free);
}

static void
finish_with_error (GTask *task, GError *error)
{
  SubletSending *sending = g_task_get_task_data (task);

  sending->reply = g_new0 (SubletReply, 1);
  sending->reply->error = error;
  finish (task);
}

/* ---- one turn: queue, exchange, verdict; read from top to bottom ---- */

static void on_turn (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_exchanged (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_waited (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_kept (GObject *source, GAsyncResult *result, gpointer user_data);

static void
queue (GTask *task)
{
  SubletTransport *self = g_task_get_source_object (task);
  SubletSending *sending = g_task_get_task_data (task);

  sublet_pacer_wait_async (self->pacer,
                           sending->endpoint,
                           sending->ordered,
                           g_task_get_cancellable (task),
                           on_turn,
                           g_object_ref (task));
}

/* A permit is spent here and nowhere else: after all waiting, before the first byte. */
static bool
spend_permit (const SubletSending *sending, GError **error)
{
  if (sending->endpoint->bill != SUBLET_BILL_RAISES)
    return true;
  if (sending->permit != NULL && sublet_permit_spend (sending->permit))
    return true;

  g_set_error_literal (error,
                       SUBLET_ERROR,
                       SUBLET_ERROR_FAILED,
                       "a request that may raise the bill has no permit left; nothing was sent");
  return false;
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletTransport *self = g_task_get_source_object (task);
  SubletSending *sending = g_task_get_task_data (task);
  SubletExchangeOrder order = { .session = self->session,
                                .clock = self->clock,
                                .time_noted = &self->time_noted,
                                .endpoint = sending->endpoint,
                                .uri = sending->uri,
                                .key = sending->key,
                                .body = sending->body,
                                .decoding = sending->decoding };
  GError *error = NULL;

  /* The second time one could not be read it is worth having whole. */
  if (sending->attempts.unreadable > 0 || sending->endpoint->writes)
    order.kept_bytes = SUBLET_EXCHANGE_WHOLE_BYTES;

  if (!sublet_pacer_wait_finish (SUBLET_PACER (source), result, &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) ||
      (!is_outdated (self, sending) && !spend_permit (sending, &error)))
    {
      finish_with_error (task, error);
      return;
    }
  if (is_outdated (self, sending))
    {
      finish_with_error (task, NULL);
      return;
    }

  sublet_exchange_run_async (&order,
                             g_task_get_cancellable (task),
                             on_exchanged,
                             g_object_ref (task));
}

static void
log_exchange (const SubletSending *sending, const SubletExchange *exchange)
{
  g_debug ("%s %s: %d, %" G_GSIZE_FORMAT " bytes, %" G_GINT64_FORMAT " ms%s",
           sending->endpoint->method,
           sending->path,
           exchange->status,
           exchange->n_bytes,
           exchange->duration_us / 1000,
           exchange->network_error != NULL ? ", failed" : "");
}

/* Only the same origin, only once, and asked for by us, so that the key goes nowhere else. */
static bool
follow_redirect (SubletTransport *self, SubletSending *sending, const SubletExchange *exchange)
{
  g_autoptr (GUri) uri = NULL;

  if (exchange->status < 300 || exchange->status > 399 || exchange->location == NULL ||
      sending->redirected || !g_str_equal (sending->endpoint->method, "GET"))
    return false;

  uri = g_uri_parse_relative (sending->uri, exchange->location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || !sublet_uri_same_origin (uri, self->base))
    return false;

  g_info ("%s %s: redirected on the same server", sending->endpoint->method, sending->path);
  sending->redirected = true;
  g_uri_unref (sending->uri);
  sending->uri = g_steal_pointer (&uri);
  return true;
}

static void
keep_reply (GTask *task, const SubletExchange *exchange)
{
  SubletTransport *self = g_task_get_source_object (task);
  SubletSending *sending = g_task_get_task_data (task);
  SubletKeepOrder order = { .folder = self->reply_folder,
                            .name = sending->endpoint->name,
                            .wall_us = sublet_clock_get_wall_us (self->clock),
                            .body = exchange->kept,
                            .whole = exchange->whole,
                            .status = exchange->status,
                            .decoding = sending->decoding,
                            .times = exchange->times,
                            .masking = sending->endpoint->keeps_shape
                                         ? SUBLET_REPLY_MASKING_SHAPE
                                         : SUBLET_REPLY_MASKING_SECRETS,
                            .secrets = self->secrets };

  sublet_reply_keep_async (&order, on_kept, g_object_ref (task));
}

static void
on_exchanged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletTransport *self = g_task_get_source_object (task);
  SubletSending *sending = g_task_get_task_data (task);
  g_autoptr (SubletExchange) exchange = sublet_exchange_run_finish (result);
  SubletVerdict verdict;

  log_exchange (sending, exchange);
  sending->sent = sending->sent || exchange->sent;
  if (follow_redirect (self, sending, exchange))
    {
      queue (task);
      return;
    }

  verdict = sublet_verdict_make (sending->endpoint,
                                 exchange,
                                 &sending->attempts,
                                 self->jitter (),
                                 &sending->reply);
  if (verdict.hold_ms > 0)
    sublet_pacer_hold (self->pacer, sending->endpoint, verdict.hold_ms);

  switch (verdict.next)
    {
    case SUBLET_NEXT_AGAIN:
      sublet_clock_wait_async (self->clock,
                               verdict.wait_ms,
                               g_task_get_cancellable (task),
                               on_waited,
                               g_object_ref (task));
      break;

    case SUBLET_NEXT_KEEP:
      keep_reply (task, exchange);
      break;

    case SUBLET_NEXT_DONE:
    default:
      finish (task);
      break;
    }
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    queue (task);
  else
    finish_with_error (task, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletSending *sending = g_task_get_task_data (task);
  GError *error = sending->reply->error;
  g_autoptr (SubletKept) kept = sublet_reply_keep_finish (result);

  /* A parser repeats what it stumbles over, so only what it says of the copy is shown. */
  g_free (error->message);
  error->message = sublet_kept_dup_words (kept);

  finish (task);
}

/**
 * sublet_transport_send_async: (skip)
 * @self: a transport
 * @request: what to send; copied
 * @cancellable: (nullable): gives up; what was sent until then stays sent
 * @callback: called with what came of it
 * @user_data: for @callback
 */
void
sublet_transport_send_async (SubletTransport *self,
                             const SubletRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSending *sending;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_TRANSPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_transport_send_async);
  /* The reply tells of a cancellation itself, and of what was sent before it. */
  g_task_set_check_cancellable (task, FALSE);
  sending = sublet_sending_new (self, request);
  g_task_set_task_data (task, sending, (GDestroyNotify) sublet_sending_free);

  if (sublet_sending_take_key (sending, self, request->key, &error))
    queue (task);
  else
    {
      /* No key is no rejected key. */
      sending->own_key = false;
      sending->reply = g_new0 (SubletReply, 1);
      sending->reply->error = error;
      g_task_return_pointer (task,
                             g_steal_pointer (&sending->reply),
                             (GDestroyNotify) sublet_reply_free);
    }
}

/**
 * sublet_transport_send_finish: (skip)
 * @self: a transport
 * @result: what the callback got
 *
 * Returns: (transfer full): what came of it; never NULL
 */
SubletReply *
sublet_transport_send_finish (SubletTransport *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
