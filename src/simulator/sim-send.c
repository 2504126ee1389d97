/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-send.h"

#include <math.h>
#include <sys/socket.h>

/* An answer that is written by hand, piece by piece, because the HTTP library is too well-behaved
 * for it. */
typedef struct
{
  SimClock *clock;   /* (borrowed) */
  GIOStream *stream; /* (owned) */
  GString *text;     /* (owned): head and body */
  gsize sent;
  gsize stop;  /* bytes after which the connection is closed */
  gsize piece; /* bytes of the body at a time */
  gsize head;  /* bytes of the head, sent at once */
  gint64 pause_us;
} RawAnswer;

static void
free_raw (RawAnswer *raw)
{
  g_io_stream_close (raw->stream, NULL, NULL);
  g_object_unref (raw->stream);
  g_string_free (raw->text, TRUE);
  g_free (raw);
}

/**
 * sim_send_date:
 * @message: a request
 * @world: whose clock counts
 *
 * The service's clock is what clients count costs with, in virtual time too; wrong if a test wants
 * it so.
 */
void
sim_send_date (SoupServerMessage *message, SimWorld *world)
{
  gint64 now_s = sim_world_now_us (world) / G_USEC_PER_SEC;
  g_autoptr (GDateTime)
    now = g_date_time_new_from_unix_utc (now_s + (gint64) world->options.date_offset);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
}

/* Live answers of July 2026 carried these, whatever the documentation says (fact sheet 9.3). */
static void
set_rate_headers (SoupMessageHeaders *headers, const SimExchange *exchange)
{
  gint64 seconds = llround (ceil (exchange->retry_after_s));
  g_autofree char *after = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  g_autofree char *reset =
    g_strdup_printf ("%" G_GINT64_FORMAT,
                     sim_world_now_us (exchange->world) / G_USEC_PER_SEC + seconds);

  soup_message_headers_replace (headers, "Retry-After", after);
  soup_message_headers_replace (headers, "X-RateLimit-Limit", "5.0");
  soup_message_headers_replace (headers, "X-RateLimit-Remaining", "0");
  soup_message_headers_replace (headers, "X-RateLimit-Reset", reset);
}

static void
set_headers (SoupServerMessage *message, const SimExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  sim_send_date (message, exchange->world);
  if (exchange->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", exchange->content_type);
  if (exchange->location != NULL)
    soup_message_headers_replace (headers, "Location", exchange->location);
  if (exchange->retry_after_s > 0)
    set_rate_headers (headers, exchange);
}

/**
 * sim_send:
 * @message: a request, not paused
 * @exchange: its answer
 */
void
sim_send (SoupServerMessage *message, const SimExchange *exchange)
{
  set_headers (message, exchange);
  soup_server_message_set_status (message, (guint) exchange->status, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message),
                            SOUP_MEMORY_COPY,
                            exchange->text->str,
                            exchange->text->len);
}

/**
 * sim_send_json:
 * @message: a control request
 * @status: the HTTP status
 * @json: (transfer full): a finished writer
 */
void
sim_send_json (SoupServerMessage *message, guint status, SimJson *json)
{
  gsize length;
  char *text = sim_json_finish (json, &length);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, length);
}

static void
linger_not_at_all (GSocket *socket)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (socket != NULL)
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/**
 * sim_send_nothing:
 * @message: a request
 * @reset: tear the connection down instead of closing it in order
 *
 * Ends the connection without an answer.
 */
void
sim_send_nothing (SoupServerMessage *message, bool reset)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GIOStream) stream = NULL;

  if (reset)
    linger_not_at_all (socket);

  stream = soup_server_message_steal_connection (message);
  g_io_stream_close (stream, NULL, NULL);
}

static void send_piece (gpointer data);

static void
on_piece_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  RawAnswer *raw = data;
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written, NULL))
    {
      free_raw (raw); /* the client has gone */
      return;
    }

  raw->sent += written;
  if (raw->sent >= raw->stop)
    free_raw (raw);
  else
    sim_clock_call_after (raw->clock,
                          raw->pause_us,
                          NULL,
                          send_piece,
                          raw,
                          (GDestroyNotify) free_raw);
}

static void
send_piece (gpointer data)
{
  RawAnswer *raw = data;
  gsize size = raw->sent == 0 ? MAX (raw->head, 1) : raw->piece;

  size = MIN (size, raw->stop - raw->sent);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (raw->stream),
                                   raw->text->str + raw->sent,
                                   size,
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   on_piece_sent,
                                   raw);
}

static void
append_header (const char *name, const char *value, gpointer data)
{
  g_string_append_printf (data, "%s: %s\r\n", name, value);
}

/**
 * sim_send_raw:
 * @message: a request
 * @exchange: its answer
 * @bytes: of the body: sent in all when @pause_us is negative (0: half of them), else at a time
 * @pause_us: between the pieces; negative: one piece, then the connection is closed
 *
 * The head announces the whole length, whatever is sent.
 */
void
sim_send_raw (SoupServerMessage *message, const SimExchange *exchange, gsize bytes, gint64 pause_us)
{
  RawAnswer *raw = g_new0 (RawAnswer, 1);

  set_headers (message, exchange);
  raw->clock = exchange->world->clock;
  raw->text = g_string_new (NULL);
  g_string_append_printf (raw->text,
                          "HTTP/1.1 %d %s\r\n",
                          exchange->status,
                          soup_status_get_phrase ((guint) exchange->status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (message),
                                append_header,
                                raw->text);
  g_string_append_printf (raw->text,
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          exchange->text->len);
  raw->head = raw->text->len;
  g_string_append_len (raw->text, exchange->text->str, (gssize) exchange->text->len);
  raw->stop = raw->text->len;
  raw->piece = pause_us < 0 ? raw->text->len : MAX (bytes, 1);
  raw->pause_us = MAX (pause_us, 0);
  if (pause_us < 0)
    raw->stop = raw->head + MIN (bytes > 0 ? bytes : exchange->text->len / 2, exchange->text->len);

  raw->stream = soup_server_message_steal_connection (message);
  send_piece (raw);
}
