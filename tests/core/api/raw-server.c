/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "raw-server.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define LIST_BODY "{\"success\":true,\"instances\":[],\"total_instances\":0,\"next_token\":null}"

struct _RawServer
{
  RawPlan plan;
  GSocketService *service; /* threaded */
  GCancellable *end;
  char *url;

  GMutex mutex;
  GHashTable *counts;      /* (mutex mutex) (element-type utf8 guint) */
  GPtrArray *open;         /* (mutex mutex) (element-type GSocket) */
  guint n_connections;     /* (mutex mutex) */
  guint n_gathered;        /* (mutex mutex) */
  guint n_threads;         /* (mutex mutex) */
  gboolean write_was_warm; /* (mutex mutex) */
  GCond changed;
};

static gboolean
write_all (RawServer *self, GIOStream *stream, const char *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                    text,
                                    strlen (text),
                                    NULL,
                                    self->end,
                                    NULL);
}

static gboolean
answer_honestly (RawServer *self, GIOStream *stream, const char *method)
{
  const char *body = g_str_equal (method, "GET") ? LIST_BODY : "{\"success\":true}";
  g_autofree char *text = NULL;

  g_mutex_lock (&self->mutex);
  while (self->n_connections < self->n_gathered)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (g_str_equal (method, "POST"))
    body = "{\"offers\":[]}";
  text = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          strlen (body),
                          body);
  return write_all (self, stream, text);
}

/* Returns whether the connection goes on. */
static gboolean
play (RawServer *self, GIOStream *stream, const char *method)
{
  struct linger at_once = { .l_onoff = 1 };
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));

  switch (self->plan)
    {
    case RAW_PLAN_CLOSE_AFTER_READ:
      return FALSE;

    case RAW_PLAN_RESET_AFTER_READ:
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      return FALSE;

    case RAW_PLAN_CLOSE_IN_HEAD:
      write_all (self, stream, "HTTP/1.1 200 OK\r\nContent-Ty");
      return FALSE;

    case RAW_PLAN_CLOSE_IN_BODY:
      write_all (self,
                 stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
                 "{\"success\":true,\"new_contract\":40112233,\"inst");
      return FALSE;

    case RAW_PLAN_CUT_NUMBER:
      write_all (self,
                 stream,
                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
                 "{\"success\":true,\"new_contract\":4011");
      return FALSE;

    case RAW_PLAN_SILENCE:
      {
        char byte;

        /* Until the client hangs up. */
        g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->end, NULL);
        return FALSE;
      }

    case RAW_PLAN_ANSWER:
    default:
      return answer_honestly (self, stream, method);
    }
}

/* Reads one request to its last byte; NULL at the end of the connection. */
static char *
read_method (RawServer *self, GDataInputStream *input)
{
  g_autofree char *method = NULL;
  gsize length = 0;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, self->end, NULL);

      if (line == NULL)
        return NULL;
      if (method == NULL)
        method = g_strndup (line, strcspn (line, " "));
      if (g_ascii_strncasecmp (line, "Content-Length:", 15) == 0)
        length = (gsize) strtoul (line + 15, NULL, 10);
      if (*line == '\0')
        break;
    }

  if (length > 0)
    {
      g_autofree char *body = g_malloc (length);

      if (!g_input_stream_read_all (G_INPUT_STREAM (input), body, length, NULL, self->end, NULL))
        return NULL;
    }
  return g_steal_pointer (&method);
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  RawServer *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GDataInputStream) input = NULL;
  guint n_served = 0;
  gboolean goes_on = TRUE;

  g_mutex_lock (&self->mutex);
  self->n_connections++;
  self->n_threads++;
  g_ptr_array_add (self->open, socket);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (goes_on)
    {
      g_autofree char *method = read_method (self, input);
      gboolean writes;

      if (method == NULL)
        break;
      writes = g_str_equal (method, "PUT") || g_str_equal (method, "DELETE");

      g_mutex_lock (&self->mutex);
      g_hash_table_replace (self->counts,
                            g_strdup (method),
                            GUINT_TO_POINTER (
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, method)) + 1));
      if (writes && n_served > 0)
        self->write_was_warm = TRUE;
      g_mutex_unlock (&self->mutex);

      goes_on = writes ? play (self, G_IO_STREAM (connection), method)
                       : answer_honestly (self, G_IO_STREAM (connection), method);
      n_served++;
    }
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove (self->open, socket);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  self->n_threads--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

RawServer *
raw_server_new (RawPlan plan)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  self->plan = plan;
  self->end = g_cancellable_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->service = g_threaded_socket_service_new (20);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 wanted,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &got,
                                 &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);

  return self;
}

void
raw_server_free (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->end);
  g_mutex_lock (&self->mutex);
  while (self->n_threads > 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_object_unref (self->service);
  g_object_unref (self->end);
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->open);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->url);
  g_free (self);
}

void
raw_server_gather (RawServer *self, guint n_connections)
{
  g_mutex_lock (&self->mutex);
  self->n_gathered = n_connections;
  g_mutex_unlock (&self->mutex);
}

void
raw_server_hang_up (RawServer *self, guint i)
{
  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (i, <, self->open->len);
  g_assert_true (g_socket_shutdown (g_ptr_array_index (self->open, i), TRUE, TRUE, NULL));
  g_mutex_unlock (&self->mutex);
}

const char *
raw_server_get_url (RawServer *self)
{
  return self->url;
}

guint
raw_server_count (RawServer *self, const char *method)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, method));
  g_mutex_unlock (&self->mutex);

  return count;
}

guint
raw_server_get_n_connections (RawServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->n_connections;
  g_mutex_unlock (&self->mutex);

  return count;
}

guint
raw_server_get_n_open (RawServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->open->len;
  g_mutex_unlock (&self->mutex);

  return count;
}

gboolean
raw_server_get_write_was_warm (RawServer *self)
{
  gboolean warm;

  g_mutex_lock (&self->mutex);
  warm = self->write_was_warm;
  g_mutex_unlock (&self->mutex);

  return warm;
}
