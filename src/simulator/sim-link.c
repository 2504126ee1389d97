/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-link.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>

#define BACKLOG 64

/* Small, so that a slow link is felt at its other end and not in the system's buffers. */
#define SOCKET_BUFFER (128 * 1024)

/* What somebody who knocks at the port meets. */
typedef enum
{
  SIM_DOOR_SHUT, /* nobody listens: refused */
  SIM_DOOR_OPEN,
  SIM_DOOR_FULL, /* no answer at all */
} SimDoor;

struct _SimLink
{
  SimConnectFunc connect;
  gpointer data;
  int reservation; /* bound and never listening: the port stays ours while nothing listens on it */
  int port;
  int listener;     /* -1: connections are refused */
  int filler;       /* -1, or the connection that fills the listener's queue */
  guint source;     /* 0: nobody is let in */
  GPtrArray *pipes; /* (element-type SimPipe) (owned) */
  SimLinkMode mode;
  SimDoor door;
  bool up;
};

static const char *const how_names[] = {
  [SIM_LINK_OK] = "ok",         [SIM_LINK_CUT] = "cut",
  [SIM_LINK_SLOW] = "slow",     [SIM_LINK_BLACKHOLE] = "blackhole",
  [SIM_LINK_REFUSE] = "refuse", [SIM_LINK_SILENT] = "silent",
};

static int
open_socket (int port, GError **error)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons ((guint16) port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int on = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd >= 0 && setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
      bind (fd, (const struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "no port on 127.0.0.1: %s",
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
reset_pipes (SimLink *self)
{
  guint i;

  for (i = 0; i < self->pipes->len; i++)
    sim_pipe_reset (g_ptr_array_index (self->pipes, i));
  g_ptr_array_set_size (self->pipes, 0);
}

static void
on_pipe_end (SimPipe *pipe, gpointer data)
{
  SimLink *self = data;

  g_ptr_array_remove_fast (self->pipes, pipe);
}

static gboolean
on_incoming (int fd, GIOCondition condition, gpointer data)
{
  SimLink *self = data;
  const int on = 1;
  const int size = SOCKET_BUFFER;
  int client = accept4 (fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  int inner = -1;
  SimPipe *pipe;

  if (client < 0)
    return G_SOURCE_CONTINUE;

  setsockopt (client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt (client, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  if (self->mode.how != SIM_LINK_SILENT && self->mode.how != SIM_LINK_CUT)
    inner = self->connect (self->data);

  pipe = sim_pipe_new (client, inner, &self->mode, on_pipe_end, self);
  g_ptr_array_add (self->pipes, pipe);
  if (inner < 0 && self->mode.how != SIM_LINK_SILENT)
    {
      sim_pipe_reset (pipe);
      g_ptr_array_remove_fast (self->pipes, pipe);
    }

  return G_SOURCE_CONTINUE;
}

static void
stop_listening (SimLink *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  close_fd (&self->filler);
  close_fd (&self->listener);
}

/*
 * A full queue is what makes a listening port give no answer at all: with a backlog of 0 one
 * connection fills it, and the system drops what else knocks.
 */
static void
start_listening (SimLink *self)
{
  g_autoptr (GError) error = NULL;
  bool hole = self->door == SIM_DOOR_FULL;
  const int size = SOCKET_BUFFER;
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons ((guint16) self->port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  self->listener = open_socket (self->port, &error);
  if (self->listener < 0)
    {
      g_message ("%s", error->message);
      self->door = SIM_DOOR_SHUT;
      return;
    }

  setsockopt (self->listener, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  listen (self->listener, hole ? 0 : BACKLOG);
  if (hole)
    {
      self->filler = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      if (connect (self->filler, (const struct sockaddr *) &address, sizeof address) != 0 &&
          errno != EINPROGRESS)
        g_message ("the queue of port %d is not full: %s", self->port, g_strerror (errno));
    }
  else
    self->source = g_unix_fd_add (self->listener, G_IO_IN, on_incoming, self);
}

static SimDoor
get_door (SimLink *self)
{
  if (!self->up || self->mode.how == SIM_LINK_REFUSE)
    return SIM_DOOR_SHUT;
  return self->mode.how == SIM_LINK_BLACKHOLE ? SIM_DOOR_FULL : SIM_DOOR_OPEN;
}

/*
 * Only where it differs: who has knocked at an open door and was not let in yet would be reset
 * with the old listener, and comes in under the new mode instead.
 */
static void
set_door (SimLink *self)
{
  SimDoor door = get_door (self);

  if (door == self->door)
    return;

  self->door = door;
  stop_listening (self);
  if (door != SIM_DOOR_SHUT)
    start_listening (self);
}

/**
 * sim_link_new:
 * @connect: connects to the server
 * @data: for @connect
 * @error: what the system says
 *
 * Returns: (transfer full): a link with a port of its own that refuses connections until it is up
 */
SimLink *
sim_link_new (SimConnectFunc connect, gpointer data, GError **error)
{
  int reservation = open_socket (0, error);
  struct sockaddr_in address = { 0 };
  socklen_t length = sizeof address;
  SimLink *self;

  if (reservation < 0)
    return NULL;

  getsockname (reservation, (struct sockaddr *) &address, &length);
  self = g_new0 (SimLink, 1);
  self->connect = connect;
  self->data = data;
  self->reservation = reservation;
  self->port = ntohs (address.sin_port);
  self->listener = -1;
  self->filler = -1;
  self->pipes = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_pipe_free);

  return self;
}

/**
 * sim_link_free:
 * @self: (transfer full): a link; its connections are reset
 */
void
sim_link_free (SimLink *self)
{
  stop_listening (self);
  reset_pipes (self);
  g_ptr_array_unref (self->pipes);
  close_fd (&self->reservation);
  g_free (self);
}

/**
 * sim_link_get_port:
 * @self: a link
 *
 * Returns: its port on 127.0.0.1
 */
int
sim_link_get_port (SimLink *self)
{
  return self->port;
}

/**
 * sim_link_get_mode:
 * @self: a link
 *
 * Returns: how bytes pass
 */
SimLinkMode
sim_link_get_mode (SimLink *self)
{
  return self->mode;
}

/**
 * sim_link_count_open:
 * @self: a link
 *
 * Returns: how many connections are open
 */
guint
sim_link_count_open (SimLink *self)
{
  return self->pipes->len;
}

/**
 * sim_link_is_up:
 * @self: a link
 *
 * Returns: whether there is a server behind it, however bytes pass
 */
bool
sim_link_is_up (SimLink *self)
{
  return self->up;
}

/**
 * sim_link_set_up:
 * @self: a link
 * @up: whether there is a server behind it; its connections end with it
 */
void
sim_link_set_up (SimLink *self, bool up)
{
  if (self->up == up)
    return;

  self->up = up;
  if (!up)
    reset_pipes (self);
  set_door (self);
}

/**
 * sim_link_set_mode:
 * @self: a link
 * @mode: how bytes pass from now on
 */
void
sim_link_set_mode (SimLink *self, SimLinkMode mode)
{
  guint i;

  self->mode = mode;
  if (mode.how == SIM_LINK_CUT)
    reset_pipes (self);
  for (i = 0; i < self->pipes->len; i++)
    sim_pipe_arm (g_ptr_array_index (self->pipes, i));
  set_door (self);
}

/**
 * sim_link_how_to_name:
 * @how: a way
 *
 * Returns: its name in control requests
 */
const char *
sim_link_how_to_name (SimLinkHow how)
{
  return how_names[how];
}

/**
 * sim_link_how_from_name:
 * @name: (nullable): a name in a control request
 * @how: (out): what it names
 *
 * Returns: whether there is such a way
 */
bool
sim_link_how_from_name (const char *name, SimLinkHow *how)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (how_names); i++)
    {
      if (g_strcmp0 (how_names[i], name) == 0)
        {
          *how = (SimLinkHow) i;
          return true;
        }
    }

  return false;
}
