/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-server.h"

#include <libsoup/soup.h>

#include "simulator/sim-call.h"
#include "simulator/sim-control.h"

struct _SimServer
{
  SimService *service; /* (borrowed) */
  SimCalls *calls;     /* (owned) */
  SimControl *control; /* (owned) */
  SoupServer *soup;    /* (owned) */
};

/* Nobody may reach the simulator through a name that happens to lead here. */
static bool
host_is_loopback (const char *host)
{
  g_autofree char *text = g_strconcat ("http://", host != NULL ? host : "", "/", NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *name = uri != NULL ? g_uri_get_host (uri) : NULL;

  return name != NULL && (g_str_equal (name, "127.0.0.1") || g_str_equal (name, "::1") ||
                          g_ascii_strcasecmp (name, "localhost") == 0);
}

/* Whoever is on an instance is a user of the service: the controls are not for them. */
static bool
is_from_inside (SimServer *self, SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_local_address (message);

  return !G_IS_INET_SOCKET_ADDRESS (address) ||
         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) ==
           self->service->world->inside_port;
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
  const SimConnection *connection = sim_connection_note (message);

  if (!host_is_loopback (soup_message_headers_get_one (headers, "Host")))
    {
      soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
      return;
    }

  sim_world_advance (self->service->world);
  if (g_str_has_prefix (path, "/_sim/") && is_from_inside (self, message))
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
  else if (g_str_has_prefix (path, "/_sim/"))
    sim_control_handle (self->control, message, path, query);
  else
    {
      sim_calls_take (self->calls, connection, message, path, query);
      sim_control_note_request (self->control);
    }
  sim_service_follow (self->service);
}

/**
 * sim_server_new:
 * @service: what is served; outlives the server
 *
 * Returns: (transfer full): a server that does not listen yet
 */
SimServer *
sim_server_new (SimService *service)
{
  SimServer *self = g_new0 (SimServer, 1);

  self->service = service;
  self->calls = sim_calls_new (service);
  self->control = sim_control_new (service, self->calls);
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
  sim_control_free (self->control);
  sim_calls_free (self->calls);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_free (self);
}

/* Returns the port of the address that is not @known, or 0. */
static int
find_other_port (SoupServer *soup, int known)
{
  GSList *uris = soup_server_get_uris (soup);
  GSList *uri;
  int port = 0;

  for (uri = uris; uri != NULL; uri = uri->next)
    if (g_uri_get_port (uri->data) != known)
      port = g_uri_get_port (uri->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}

/**
 * sim_server_listen:
 * @self: a server
 * @port: on 127.0.0.1; 0 for a free one
 * @error: what the system says
 *
 * The address is the world's base_url afterwards. With --sshd it listens on a second port, too,
 * where those who come from instances are told from others.
 *
 * Returns: whether it listens
 */
bool
sim_server_listen (SimServer *self, guint16 port, GError **error)
{
  const SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  SimWorld *world = self->service->world;

  if (!soup_server_listen_local (self->soup, port, options, error))
    return false;
  world->port = find_other_port (self->soup, 0);
  world->base_url = g_strdup_printf ("http://127.0.0.1:%d", world->port);

  if (self->service->sshd == NULL)
    return true;
  if (!soup_server_listen_local (self->soup, 0, options, error))
    return false;
  world->inside_port = find_other_port (self->soup, world->port);

  return true;
}
