/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "simulator/routes-control.h"
#include "simulator/sim-auth.h"
#include "simulator/sim-exchange.h"
#include "simulator/sim-router.h"

struct _SimServer
{
  SimWorld *world;  /* (borrowed) */
  SoupServer *soup; /* (owned) */
  gint64 connections;
};

/* How often a connection was used; kept on its socket. */
typedef struct
{
  gint64 number;
  int requests;
} Connection;

/* One request on its way through. */
typedef struct
{
  SimServer *server;          /* (borrowed) */
  SoupServerMessage *message; /* (owned) */
  SimExchange exchange;
} Call;

static void
free_call (Call *call)
{
  g_free (call->exchange.path);
  g_free (call->exchange.query_text);
  g_free (call->exchange.location);
  g_clear_pointer (&call->exchange.query, g_hash_table_unref);
  g_clear_pointer (&call->exchange.body, json_node_unref);
  g_string_free (call->exchange.text, TRUE);
  g_object_unref (call->message);
  g_free (call);
}

static Connection *
note_connection (SimServer *self, SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection = g_object_get_data (G_OBJECT (socket), "sim-connection");

  if (connection == NULL)
    {
      connection = g_new0 (Connection, 1);
      connection->number = ++self->connections;
      g_object_set_data_full (G_OBJECT (socket), "sim-connection", connection, g_free);
    }

  connection->requests++;
  return connection;
}

/* Nobody may reach the simulator through a name that happens to lead here. */
static bool
host_is_loopback (const char *host)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *text = g_strconcat ("http://", host != NULL ? host : "", "/", NULL);
  const char *name;

  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  name = uri != NULL ? g_uri_get_host (uri) : NULL;

  return name != NULL && (g_str_equal (name, "127.0.0.1") || g_str_equal (name, "::1") ||
                          g_ascii_strcasecmp (name, "localhost") == 0);
}

/* The service's clock is what clients count costs with, in virtual time too. */
static void
set_date (SimServer *self, SoupServerMessage *message)
{
  g_autoptr (GDateTime)
    now = g_date_time_new_from_unix_utc (sim_world_now_us (self->world) / G_USEC_PER_SEC);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
}

static void
send_reply (Call *call)
{
  SimExchange *exchange = &call->exchange;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);

  exchange->record->status = exchange->status;
  set_date (call->server, call->message);
  if (exchange->location != NULL)
    soup_message_headers_replace (headers, "Location", exchange->location);
  soup_server_message_set_status (call->message, (guint) exchange->status, NULL);
  if (exchange->text->len > 0 || exchange->content_type != NULL)
    soup_server_message_set_response (call->message,
                                      exchange->content_type,
                                      SOUP_MEMORY_COPY,
                                      exchange->text->str,
                                      exchange->text->len);
  free_call (call);
}

/* GET has no body; elsewhere it must be JSON when there is one. */
static bool
take_body (Call *call)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    return true;

  if (!g_utf8_validate (text, (gssize) length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return false;

  call->exchange.body = json_parser_steal_root (parser);
  return true;
}

/* The work itself: who asks, whether they may, what the route does. */
static void
do_work (Call *call)
{
  SimExchange *exchange = &call->exchange;
  const char *authorization =
    soup_message_headers_get_one (soup_server_message_get_request_headers (call->message),
                                  "Authorization");

  if (exchange->route == NULL)
    sim_router_reply_unmatched (exchange);
  else if (sim_auth_identify (exchange, authorization) && sim_auth_check_scope (exchange))
    {
      if (!take_body (call))
        sim_reply_error (exchange, 400, "invalid_args", "Invalid JSON body");
      else
        {
          exchange->record->worked = true;
          exchange->route->handler (exchange);
        }
    }
}

static Call *
start_call (SimServer *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  Call *call = g_new0 (Call, 1);
  SimExchange *exchange = &call->exchange;
  Connection *connection = note_connection (self, message);
  const char *query_text = g_uri_get_query (soup_server_message_get_uri (message));

  call->server = self;
  call->message = g_object_ref (message);
  exchange->world = self->world;
  exchange->method = soup_server_message_get_method (message);
  exchange->path = g_strdup (path);
  exchange->query_text = g_strdup (query_text);
  exchange->query = query != NULL ? g_hash_table_ref (query) : NULL;
  exchange->text = g_string_new (NULL);
  exchange->status = 500;
  sim_router_find (exchange);
  exchange->record =
    sim_ledger_add (self->world->ledger, sim_world_now_us (self->world), exchange->method, path);
  exchange->record->route = exchange->route != NULL ? exchange->route->name : NULL;
  exchange->record->connection = connection->number;
  exchange->record->on_connection = connection->requests;

  return call;
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  SimServer *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Call *call;

  if (!host_is_loopback (soup_message_headers_get_one (headers, "Host")))
    {
      soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
      return;
    }

  sim_world_advance (self->world);
  if (g_str_has_prefix (path, "/_sim/"))
    {
      set_date (self, message);
      sim_control_handle (self->world, message, path, query);
      return;
    }

  call = start_call (self, message, path, query);
  do_work (call);
  send_reply (call);
}

/**
 * sim_server_new:
 * @world: what is served; outlives the server
 *
 * Returns: (transfer full): a server that does not listen yet
 */
SimServer *
sim_server_new (SimWorld *world)
{
  SimServer *self = g_new0 (SimServer, 1);

  self->world = world;
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);

  return self;
}

/**
 * sim_server_free:
 * @self: (transfer full): a server
 */
void
sim_server_free (SimServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_free (self);
}

/**
 * sim_server_listen:
 * @self: a server
 * @port: on 127.0.0.1; 0 for a free one
 * @error: what the system says
 *
 * The address is the world's base_url afterwards.
 *
 * Returns: whether it listens
 */
bool
sim_server_listen (SimServer *self, guint16 port, GError **error)
{
  GSList *uris;

  if (!soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return false;

  uris = soup_server_get_uris (self->soup);
  self->world->base_url =
    g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port ((GUri *) uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return true;
}
