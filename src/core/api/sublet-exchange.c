/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-exchange-private.h"

#include "core/api/sublet-decode-job-private.h"
#include "core/base/sublet-error.h"

#define CONNECT_TIMEOUT_MS 10000

/* An answer that trickles in must end too: no reply takes longer than so many times the longest
 * silence. */
#define MAX_SILENCES 5

#define PIECE_BYTES (256 * 1024)

/* The worker may lag behind the network by so much before reading waits for it. */
#define MAX_WAITING_BYTES (4 * 1024 * 1024)

typedef struct
{
  SubletExchangeOrder order;
  SubletExchange *exchange; /* (owned) (nullable): NULL once handed over */

  SoupMessage *message; /* (owned) */
  GInputStream *body;   /* (owned) (nullable) */
  GCancellable *outer;  /* (owned) (nullable): the caller's */
  gulong outer_id;
  GCancellable *inner;       /* (owned): ends what goes on here, for whatever reason */
  GCancellable *guard_end;   /* (owned): of the watchdog's wait */
  SubletDecodeJob *decoding; /* (owned) (nullable) */

  gint64 started_us;
  gint64 last_sign_us; /* when something was last heard */
  guint n_starts;
  bool timed_out;
  bool too_large;
  bool sent_again; /* and stopped for it */
  bool reading;
  bool at_end;
} Run;

static void
run_free (Run *run)
{
  if (run->outer != NULL)
    g_cancellable_disconnect (run->outer, run->outer_id);
  g_signal_handlers_disconnect_by_data (run->message, run);
  g_clear_object (&run->message);
  g_clear_object (&run->body);
  g_clear_object (&run->outer);
  g_clear_object (&run->inner);
  g_clear_object (&run->guard_end);
  g_clear_pointer (&run->decoding, sublet_decode_job_free);
  g_clear_pointer (&run->exchange, sublet_exchange_free);
  g_free (run);
}

static void
on_outer_cancelled (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
note_sign (Run *run)
{
  run->last_sign_us = sublet_clock_get_monotonic_us (run->order.clock);
}

/* Connections that never came about say so; the rest was lost on the way. */
static GError *
map_error (const Run *run, const GError *error)
{
  if (run->too_large)
    return g_error_new (SUBLET_ERROR,
                        SUBLET_ERROR_PROTOCOL,
                        "the reply is larger than %" G_GSIZE_FORMAT " bytes",
                        run->order.endpoint->max_bytes);
  if (run->timed_out)
    return run->exchange->sent
             ? g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT, "no answer in time")
             : g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "no connection in time");
  if (run->sent_again)
    return g_error_new_literal (SUBLET_ERROR,
                                SUBLET_ERROR_NO_NETWORK,
                                "the connection was lost, and a second sending was stopped");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  return g_error_new (SUBLET_ERROR,
                      SUBLET_ERROR_NO_NETWORK,
                      run->exchange->sent ? "the connection was lost: %s" : "no connection: %s",
                      error->message);
}

/* ---- the watchdog ---- */

static gint64
get_patience_us (const Run *run)
{
  gint64 patience_ms = run->exchange->sent ? run->order.endpoint->timeout_ms : CONNECT_TIMEOUT_MS;

  return patience_ms * 1000;
}

static gint64
get_time_left_us (const Run *run)
{
  return MIN (run->last_sign_us + get_patience_us (run),
              run->started_us + get_patience_us (run) * MAX_SILENCES) -
         sublet_clock_get_monotonic_us (run->order.clock);
}

static void
on_guard (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  gint64 left_us;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) || run->exchange == NULL)
    return;

  left_us = get_time_left_us (run);
  if (left_us <= 0)
    {
      run->timed_out = true;
      g_cancellable_cancel (run->inner);
      return;
    }

  sublet_clock_wait_async (run->order.clock,
                           (left_us + 999) / 1000,
                           run->guard_end,
                           on_guard,
                           g_steal_pointer (&task));
}

/* ---- the end ---- */

/* 0 where nothing came; libsoup counts before it decompresses. */
static gsize
get_wire_bytes (const Run *run)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (run->message);

  return metrics != NULL ? soup_message_metrics_get_response_body_bytes_received (metrics) : 0;
}

static void
complete (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SubletExchange *exchange = g_steal_pointer (&run->exchange);

  exchange->wire_bytes = get_wire_bytes (run);
  exchange->whole = run->at_end && exchange->kept->len == exchange->n_bytes;
  exchange->duration_us = sublet_clock_get_monotonic_us (run->order.clock) - run->started_us;
  g_cancellable_cancel (run->guard_end);
  /* A connection with the rest of a reply in it is of no use to the next request. */
  if (!run->at_end)
    g_cancellable_cancel (run->inner);
  g_task_return_pointer (task, exchange, (GDestroyNotify) sublet_exchange_free);
}

/* ---- the body: reading and decoding take turns without waiting for each other ---- */

static void on_piece (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_decoded (GObject *source, GAsyncResult *result, gpointer user_data);

static void
step (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  SubletExchange *exchange = run->exchange;
  bool failed = exchange->network_error != NULL || exchange->decode_error != NULL;

  if (!failed && run->decoding != NULL && sublet_decode_job_get_ready (run->decoding))
    sublet_decode_job_run_async (run->decoding, &exchange->times, on_decoded, g_object_ref (task));

  if (!failed && !run->reading && !run->at_end &&
      (run->decoding == NULL ||
       sublet_decode_job_get_waiting_bytes (run->decoding) < MAX_WAITING_BYTES))
    {
      run->reading = true;
      g_input_stream_read_bytes_async (run->body,
                                       PIECE_BYTES,
                                       G_PRIORITY_DEFAULT,
                                       run->inner,
                                       on_piece,
                                       g_object_ref (task));
    }

  /* What came before the end is worth having. */
  if (exchange->network_error != NULL && !run->reading && run->decoding != NULL &&
      !sublet_decode_job_get_busy (run->decoding) && sublet_decode_job_cut (run->decoding))
    sublet_decode_job_run_async (run->decoding, &exchange->times, on_decoded, g_object_ref (task));

  if (!run->reading && (run->at_end || failed) &&
      (run->decoding == NULL || !sublet_decode_job_get_busy (run->decoding)))
    complete (task);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  if (!sublet_decode_job_run_finish (run->decoding,
                                     result,
                                     &run->exchange->result,
                                     &run->exchange->decode_error))
    g_cancellable_cancel (run->inner);

  step (task);
}

static void
take_piece (Run *run, GBytes *piece)
{
  SubletExchange *exchange = run->exchange;
  gsize length = g_bytes_get_size (piece);

  note_sign (run);
  run->at_end = length == 0;
  exchange->n_bytes += length;
  if (exchange->n_bytes > run->order.endpoint->max_bytes)
    {
      run->too_large = true;
      exchange->network_error = map_error (run, NULL);
      return;
    }

  if (exchange->kept->len < run->order.kept_bytes)
    g_byte_array_append (exchange->kept,
                         g_bytes_get_data (piece, NULL),
                         (guint) MIN (length, run->order.kept_bytes - exchange->kept->len));
  if (run->decoding != NULL)
    sublet_decode_job_add (run->decoding, piece);
  if (run->decoding != NULL && run->at_end)
    sublet_decode_job_end (run->decoding);
  /* Nobody wants more of a failure than its beginning. */
  if (run->decoding == NULL && exchange->kept->len >= SUBLET_EXCHANGE_KEPT_BYTES)
    {
      run->at_end = true;
      g_cancellable_cancel (run->inner);
    }
}

static void
on_piece (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = NULL;

  run->reading = false;
  piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (piece != NULL)
    take_piece (run, piece);
  else if (run->exchange->decode_error == NULL)
    run->exchange->network_error = map_error (run, error);

  step (task);
}

/* ---- the head ---- */

static void
on_head (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  run->body = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (run->body == NULL)
    {
      run->exchange->network_error = map_error (run, error);
      complete (task);
      return;
    }

  note_sign (run);
  if (!sublet_exchange_read_head (run->exchange, &run->order, run->message))
    {
      run->too_large = true;
      run->exchange->network_error = map_error (run, NULL);
    }
  if (run->order.decoding != NULL && SOUP_STATUS_IS_SUCCESSFUL (run->exchange->status))
    run->decoding = sublet_decode_job_new (run->order.decoding);
  step (task);
}

/* From here on bytes may leave. */
static void
on_starting (SoupMessage *message, Run *run)
{
  if (run->exchange == NULL)
    return;

  run->exchange->sent = true;
  note_sign (run);
  run->n_starts++;
  /* NEW_CONNECTION keeps libsoup from sending a write again; should it ever try, this stops it. */
  if (run->order.endpoint->writes && run->n_starts > 1)
    {
      run->sent_again = true;
      g_cancellable_cancel (run->inner);
    }
}

/* libsoup sends a read again where a reused connection closed early. Before 3.6.6 it ended such a
 * read twice, and used it when it was gone, where the second sending began in the same turn, as it
 * does on another connection that is free. A new one takes longer, and is no other that may have
 * closed. */
static void
on_restarted (SoupMessage *message)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

/**
 * sublet_exchange_run_async: (skip)
 * @order: what to send; its borrowed members must stay until the callback
 * @cancellable: (nullable): ends it; what was sent until then stays sent
 * @callback: called with what became of it
 * @user_data: for @callback
 *
 * A key must have passed sublet_exchange_check_key().
 */
void
sublet_exchange_run_async (const SubletExchangeOrder *order,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *key = order->key != NULL ? sublet_exchange_check_key (order->key, NULL) : NULL;
  Run *run = g_new0 (Run, 1);

  g_assert ((key != NULL) == (order->key != NULL));

  g_task_set_source_tag (task, sublet_exchange_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  run->order = *order;
  run->order.kept_bytes = MAX (order->kept_bytes, SUBLET_EXCHANGE_KEPT_BYTES);
  run->inner = g_cancellable_new ();
  run->guard_end = g_cancellable_new ();
  run->started_us = sublet_clock_get_monotonic_us (order->clock);
  run->last_sign_us = run->started_us;
  run->exchange = g_new0 (SubletExchange, 1);
  run->exchange->kept = g_byte_array_new ();
  run->exchange->free_result = order->decoding != NULL ? order->decoding->free_result : NULL;
  run->exchange->times.requested_at_us = sublet_clock_get_service_us (order->clock);
  run->exchange->times.requested_mono_us = run->started_us;
  run->message = sublet_exchange_make_message (order, key);
  g_signal_connect (run->message, "starting", G_CALLBACK (on_starting), run);
  g_signal_connect (run->message, "restarted", G_CALLBACK (on_restarted), NULL);
  if (cancellable != NULL)
    {
      run->outer = g_object_ref (cancellable);
      run->outer_id = g_cancellable_connect (cancellable,
                                             G_CALLBACK (on_outer_cancelled),
                                             g_object_ref (run->inner),
                                             g_object_unref);
    }

  sublet_clock_wait_async (order->clock,
                           CONNECT_TIMEOUT_MS,
                           run->guard_end,
                           on_guard,
                           g_object_ref (task));
  soup_session_send_async (order->session,
                           run->message,
                           G_PRIORITY_DEFAULT,
                           run->inner,
                           on_head,
                           g_steal_pointer (&task));
}

/**
 * sublet_exchange_run_finish: (skip)
 * @result: what the callback got
 *
 * Returns: (transfer full): what became of it; never NULL
 */
SubletExchange *
sublet_exchange_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
