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
  if (g_str_has_prefix (path, "/_sim/"))
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
  self->service->world->base_url =
    g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port ((GUri *) uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return true;
}
