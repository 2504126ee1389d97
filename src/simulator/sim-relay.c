/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-relay.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>

#include "simulator/sim-pipe.h"

/* Who is inside cannot take all descriptors of the simulator. */
#define MAX_PIPES 64

static const SimLinkMode usual = { .how = SIM_LINK_OK };

struct _SimRelay
{
  int listener;
  int port;
  guint source;
  GPtrArray *pipes; /* (element-type SimPipe) (owned) */
};

static int
connect_service (int port)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons ((guint16) port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd >= 0 && connect (fd, (const struct sockaddr *) &address, sizeof address) != 0 &&
      errno != EINPROGRESS)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static void
on_pipe_end (SimPipe *pipe, gpointer data)
{
  SimRelay *self = data;

  g_ptr_array_remove_fast (self->pipes, pipe);
}

static gboolean
on_incoming (int fd, GIOCondition condition, gpointer data)
{
  SimRelay *self = data;
  int client = accept4 (fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  int service;

  if (client < 0)
    return G_SOURCE_CONTINUE;

  service = self->pipes->len < MAX_PIPES ? connect_service (self->port) : -1;
  if (service >= 0)
    g_ptr_array_add (self->pipes, sim_pipe_new (client, service, &usual, on_pipe_end, self));
  else
    close (client);

  return G_SOURCE_CONTINUE;
}

/**
 * sim_relay_new:
 * @listener: (transfer full): a listening Unix socket
 * @port: where on 127.0.0.1 the service is
 *
 * Returns: (transfer full): a relay, at work in the default main context
 */
SimRelay *
sim_relay_new (int listener, int port)
{
  SimRelay *self = g_new0 (SimRelay, 1);

  self->listener = listener;
  self->port = port;
  self->pipes = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_pipe_free);
  self->source = g_unix_fd_add (listener, G_IO_IN, on_incoming, self);

  return self;
}

/**
 * sim_relay_free:
 * @self: (transfer full): a relay; its connections end
 */
void
sim_relay_free (SimRelay *self)
{
  g_source_remove (self->source);
  close (self->listener);
  g_ptr_array_unref (self->pipes);
  g_free (self);
}
