/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tunnel-fixture.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHUNK 16384

static char
byte_at (gsize i)
{
  return (char) (i * 31 + i / 251);
}

static bool
say (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, data, length, MSG_NOSIGNAL);

      if (n <= 0)
        return false;
      data += n;
      length -= (gsize) n;
    }

  return true;
}

static bool
say_bytes (int fd, gsize length)
{
  char chunk[CHUNK];
  gsize said = 0;

  while (said < length)
    {
      gsize n = MIN (sizeof chunk, length - said);
      gsize i;

      for (i = 0; i < n; i++)
        chunk[i] = byte_at (said + i);
      if (!say (fd, chunk, n))
        return false;
      said += n;
    }

  return true;
}

char *
near_make_digest (gsize length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize i;

  for (i = 0; i < length; i++)
    {
      guchar byte = (guchar) byte_at (i);

      g_checksum_update (sum, &byte, 1);
    }

  return g_strdup (g_checksum_get_string (sum));
}

/* ---- there ---- */

typedef struct
{
  Far *far;
  int fd;
} Guest;

static gpointer
serve (gpointer data)
{
  Guest *guest = data;
  Far *self = guest->far;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  struct pollfd stop = { self->stop[0], POLLIN, 0 };
  char chunk[CHUNK];
  bool open = true;
  ssize_t n;

  if (self->kind == FAR_SAY)
    {
      open = say_bytes (guest->fd, self->length);
      shutdown (guest->fd, SHUT_WR);
    }
  while (open && (n = recv (guest->fd, chunk, sizeof chunk, 0)) > 0)
    {
      g_atomic_pointer_add (&self->heard, n);
      g_checksum_update (sum, (const guchar *) chunk, n);
      if (self->kind == FAR_ECHO)
        open = say (guest->fd, chunk, (gsize) n);
    }
  if (self->kind == FAR_HOLD)
    poll (&stop, 1, -1);
  if (self->kind == FAR_DIGEST)
    say (guest->fd, g_checksum_get_string (sum), strlen (g_checksum_get_string (sum)));
  close (guest->fd);
  g_free (guest);

  return NULL;
}

static gpointer
run_far (gpointer data)
{
  Far *self = data;
  struct pollfd polls[] = { { self->listener, POLLIN, 0 }, { self->stop[0], POLLIN, 0 } };

  while (poll (polls, G_N_ELEMENTS (polls), -1) > 0 && polls[1].revents == 0)
    {
      Guest *guest = g_new0 (Guest, 1);

      guest->far = self;
      guest->fd = accept (self->listener, NULL, NULL);
      g_assert_cmpint (guest->fd, >=, 0);
      g_ptr_array_add (self->threads, g_thread_new ("far-guest", serve, guest));
    }

  return NULL;
}

void
far_start (Far *self, guint16 port)
{
  struct sockaddr_in address = ssh_make_address (port);
  const int yes = 1;

  self->heard = 0;
  self->threads = g_ptr_array_new ();
  self->listener = ssh_make_socket ();
  setsockopt (self->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
  self->port = port;
  g_assert_cmpint (listen (self->listener, 128), ==, 0);
  g_assert_cmpint (pipe (self->stop), ==, 0);
  self->thread = g_thread_new ("far", run_far, self);
}

/* Whoever it serves has to be gone, or to go now. */
void
far_stop (Far *self)
{
  guint i;

  g_assert_cmpint (write (self->stop[1], "", 1), ==, 1);
  g_thread_join (self->thread);
  close (self->listener);
  for (i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  close (self->stop[0]);
  close (self->stop[1]);
  g_ptr_array_unref (self->threads);
}

gsize
far_get_heard (Far *self)
{
  return (gsize) g_atomic_pointer_get (&self->heard);
}

/* ---- here ---- */

static gpointer
speak (gpointer data)
{
  Near *self = data;

  if (say_bytes (g_atomic_int_get (&self->fd), self->say) && !self->stays_open)
    shutdown (g_atomic_int_get (&self->fd), SHUT_WR);

  return NULL;
}

static void
hear (Near *self, int fd)
{
  guint8 chunk[CHUNK];
  ssize_t n;

  while (self->waits && !g_atomic_int_get (&self->may_read))
    g_usleep (1000);
  while ((n = recv (fd, chunk, sizeof chunk, 0)) > 0)
    g_byte_array_append (self->heard, chunk, (guint) n);
  if (n < 0)
    self->problem = errno;
}

static gpointer
run_near (gpointer data)
{
  const struct linger at_once = { .l_onoff = 1 };
  Near *self = data;
  int fd = ssh_make_socket ();

  if (ssh_dial (fd, self->port))
    {
      g_atomic_int_set (&self->fd, fd);
      if (self->hears_first)
        {
          hear (self, fd);
          speak (self);
        }
      else
        {
          self->speaker = g_thread_new ("near-speaker", speak, self);
          hear (self, fd);
          g_thread_join (g_steal_pointer (&self->speaker));
        }
    }
  else
    {
      self->problem = errno;
    }
  g_atomic_int_set (&self->fd, -1);
  /* As the kernel ends the connection of a program that goes without having read all. Without that
   * the other side might only ask after a long time whether there is room again. */
  if (g_atomic_int_get (&self->cut))
    setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close (fd);
  g_atomic_int_set (&self->done, 1);
  g_main_context_wakeup (NULL);

  return NULL;
}

void
near_start (Near *self)
{
  self->heard = g_byte_array_new ();
  self->fd = -1;
  self->thread = g_thread_new ("near", run_near, self);
}

void
near_let_read (Near *self)
{
  g_atomic_int_set (&self->may_read, 1);
}

void
near_cut (Near *self)
{
  g_atomic_int_set (&self->cut, 1);
  shutdown (g_atomic_int_get (&self->fd), SHUT_RDWR);
}

static bool
is_done (gpointer data)
{
  return g_atomic_int_get (&((Near *) data)->done);
}

void
near_await (Near *self)
{
  sublet_test_await (is_done, self);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
near_clear (Near *self)
{
  g_assert_null (self->thread);
  g_byte_array_unref (self->heard);
}

void
near_assert_heard (Near *self, gsize length)
{
  gsize i;

  g_assert_cmpuint (self->heard->len, ==, length);
  for (i = 0; i < length; i++)
    if ((char) self->heard->data[i] != byte_at (i))
      g_error ("byte %zu is another", i);
}

/* ---- the world ---- */

void
tunnel_world_set_up (TunnelWorld *f, gconstpointer data)
{
  shell_world_set_up (&f->shell, data);
  ssh_connect_well (f->shell.session);
  f->list = sublet_tunnel_list_new ();
  sublet_tunnel_list_set_session (f->list, f->shell.session);
}

void
tunnel_world_tear_down (TunnelWorld *f, gconstpointer data)
{
  g_assert_finalize_object (f->list);
  shell_world_tear_down (&f->shell, data);
}

SubletTunnel *
tunnel_world_open (TunnelWorld *f, FarKind kind)
{
  SubletTunnel *tunnel;

  f->far.kind = kind;
  /* Nobody else gets it by chance between a stop and a start. */
  far_start (&f->far, ssh_pick_port ());
  tunnel = sublet_tunnel_list_open (f->list, f->far.port, "Test");
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), !=, f->far.port);

  return tunnel;
}

bool
tunnel_is_idle (gpointer data)
{
  return sublet_tunnel_get_n_connections (data) == 0;
}

void
tunnel_talk (SubletTunnel *tunnel, Near *near, gsize say)
{
  near->port = sublet_tunnel_get_local_port (tunnel);
  near->say = say;
  near_start (near);
}

void
tunnel_assert_closed (SubletTunnel *tunnel)
{
  Near near = { .stays_open = true };

  tunnel_talk (tunnel, &near, 0);
  near_await (&near);
  g_assert_cmpuint (near.heard->len, ==, 0);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
}
