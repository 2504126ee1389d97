/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tunnel-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/* Where a taken port is looked for first: 16006 for 6006 is a number that one can remember. */
#define OFFSET 10000
/* What the system gives for 127.0.0.1 may be taken on ::1. */
#define MAX_TRIES 16
#define BACKLOG 64
/* No descriptor was left: until one may be. */
#define PAUSE_MS 500

static GSocket *
listen_on (GSocketFamily family, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, port);
  g_autoptr (GSocket)
    socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

/* Browsers ask for "localhost" at ::1 first. So a port that somebody else has there is taken; where
 * there is no such address, nobody has. */
static bool
listen_on_both (SubletTunnelListener *self, guint16 port, GError **error)
{
  g_autoptr (GSocket) first = listen_on (G_SOCKET_FAMILY_IPV4, port, error);
  g_autoptr (GSocket) second = NULL;
  g_autoptr (GError) problem = NULL;

  if (first == NULL)
    return false;
  self->port = get_port (first);
  second = listen_on (G_SOCKET_FAMILY_IPV6, self->port, &problem);
  if (second == NULL && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return false;
    }

  g_ptr_array_add (self->sockets, g_steal_pointer (&first));
  if (second != NULL)
    g_ptr_array_add (self->sockets, g_steal_pointer (&second));

  return true;
}

static bool
listen_somewhere (SubletTunnelListener *self, guint16 wanted, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int tries;

  if (listen_on_both (self, wanted, NULL))
    return true;
  if (wanted <= G_MAXUINT16 - OFFSET && listen_on_both (self, wanted + OFFSET, NULL))
    return true;
  for (tries = 0; tries < MAX_TRIES; tries++)
    {
      g_clear_error (&problem);
      if (listen_on_both (self, 0, &problem))
        return true;
    }

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               "no port of this computer could be had: %s",
               problem->message);
  return false;
}

static gboolean
on_pause_over (gpointer user_data)
{
  SubletTunnelListener *self = user_data;

  self->pause_id = 0;
  sublet_tunnel_listener_set_accepting (self, true);

  return G_SOURCE_REMOVE;
}

static gboolean
on_connection (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  SubletTunnelListener *self = user_data;
  const int yes = 1;
  int fd = accept4 (g_socket_get_fd (socket), NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

  if (fd >= 0)
    {
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      /* May free it. */
      self->on_accept (fd, self->user_data);
      return G_SOURCE_CONTINUE;
    }
  if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
    {
      g_info ("a connection to port %u waits: %s", self->port, g_strerror (errno));
      sublet_tunnel_listener_set_accepting (self, false);
      self->pause_id = g_timeout_add (PAUSE_MS, on_pause_over, self);
    }

  return G_SOURCE_CONTINUE;
}

/**
 * sublet_tunnel_listener_set_accepting: (skip)
 * @self: a listener
 * @accepting: whether who comes is let in; else they wait
 */
void
sublet_tunnel_listener_set_accepting (SubletTunnelListener *self, bool accepting)
{
  guint i;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (accepting == (self->sources->len > 0))
    return;
  for (i = 0; !accepting && i < self->sources->len; i++)
    g_source_destroy (g_ptr_array_index (self->sources, i));
  g_ptr_array_set_size (self->sources, 0);

  for (i = 0; accepting && i < self->sockets->len; i++)
    {
      GSource *source =
        g_socket_create_source (g_ptr_array_index (self->sockets, i), G_IO_IN, NULL);

      g_source_set_callback (source, G_SOURCE_FUNC (on_connection), self, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_ptr_array_add (self->sources, source);
    }
}

/**
 * sublet_tunnel_listener_new: (skip)
 * @wanted: the port that is taken when it is free
 * @on_accept: given each connection
 * @user_data: for @on_accept
 * @error: SUBLET_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): what listens, on this computer's own addresses alone
 */
SubletTunnelListener *
sublet_tunnel_listener_new (guint16 wanted,
                            SubletTunnelAcceptFunc on_accept,
                            gpointer user_data,
                            GError **error)
{
  SubletTunnelListener *self = g_new0 (SubletTunnelListener, 1);

  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_source_unref);
  self->on_accept = on_accept;
  self->user_data = user_data;
  if (!listen_somewhere (self, wanted, error))
    {
      sublet_tunnel_listener_free (self);
      return NULL;
    }
  sublet_tunnel_listener_set_accepting (self, true);

  return self;
}

void
sublet_tunnel_listener_free (SubletTunnelListener *self)
{
  sublet_tunnel_listener_set_accepting (self, false);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->sockets);
  g_free (self);
}
