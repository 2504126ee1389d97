/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-link-private.h"

#include <errno.h>
#include <string.h>

/* Read ahead while no call of libssh2 wants it. */
#define MAX_AHEAD (64 * 1024)

/* Nothing is read while more than this waits to be sent: a server that asks and asks, and takes no
 * answer, gets no further. */
#define MAX_UNSENT (64 * 1024)

#define CHUNK 1024

static ssize_t
note_loss (SubletSshLink *self, int reason)
{
  if (self->lost == 0)
    self->lost = reason;

  return reason > 0 ? -reason : 0;
}

/**
 * sublet_ssh_link_read_socket: (skip)
 * @self: a link
 * @buffer: for what has come
 * @length: of @buffer
 *
 * Returns: how much there was, 0 at the end, or a negative errno
 */
ssize_t
sublet_ssh_link_read_socket (SubletSshLink *self, void *buffer, gsize length)
{
  ssize_t n;

  if (self->cut)
    return -ECONNRESET;
  do
    n = recv (self->fd, buffer, length, 0);
  while (n < 0 && errno == EINTR);

  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return -EAGAIN;
  if (n <= 0)
    return note_loss (self, n == 0 ? -1 : errno);

  return n;
}

static ssize_t
take_received (SubletSshLink *self, void *buffer, gsize length)
{
  length = MIN (length, self->received->len - self->taken);
  memcpy (buffer, self->received->data + self->taken, length);
  self->taken += length;
  if (self->taken == self->received->len)
    {
      g_byte_array_set_size (self->received, 0);
      self->taken = 0;
    }

  return (ssize_t) length;
}

static ssize_t
on_receive (libssh2_socket_t fd, void *buffer, size_t length, int flags, void **abstract)
{
  SubletSshLink *self = *abstract;
  ssize_t n;

  if (self->cut)
    return -ECONNRESET;
  if (self->severed || sublet_ssh_link_is_congested (self))
    return -EAGAIN;
  if (!self->banner_done)
    {
      n = sublet_ssh_link_read_banner (self);
      if (n <= 0)
        return n;
    }

  n = self->received->len > self->taken ? take_received (self, buffer, length)
                                        : sublet_ssh_link_read_socket (self, buffer, length);
  if (n > 0)
    self->n_received += (guint64) n;

  return n;
}

/* How much the socket took; 0 when it takes nothing now. */
static ssize_t
write_socket (SubletSshLink *self, const void *buffer, gsize length)
{
  ssize_t n;

  do
    n = send (self->fd, buffer, length, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);

  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return 0;

  return n < 0 ? note_loss (self, errno) : n;
}

static ssize_t
on_send (libssh2_socket_t fd, const void *buffer, size_t length, int flags, void **abstract)
{
  SubletSshLink *self = *abstract;
  ssize_t n = 0;

  if (self->cut)
    return -ECONNRESET;
  if (self->severed)
    return (ssize_t) length;

  if (!sublet_ssh_link_has_unsent (self))
    n = write_socket (self, buffer, length);
  if (n < 0)
    return n;
  g_byte_array_append (self->unsent, (const guint8 *) buffer + n, (guint) (length - (gsize) n));

  return (ssize_t) length;
}

/**
 * sublet_ssh_link_set_callbacks: (skip)
 * @self: a link with a session of libssh2
 */
void
sublet_ssh_link_set_callbacks (SubletSshLink *self)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  libssh2_session_callback_set (self->session, LIBSSH2_CALLBACK_RECV, (void *) on_receive);
  libssh2_session_callback_set (self->session, LIBSSH2_CALLBACK_SEND, (void *) on_send);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * sublet_ssh_link_flush: (skip)
 * @self: a link
 *
 * Sends of what waits as much as the socket takes.
 *
 * Returns: whether the connection still stands
 */
bool
sublet_ssh_link_flush (SubletSshLink *self)
{
  ssize_t n;

  if (!sublet_ssh_link_has_unsent (self))
    return true;

  n = write_socket (self, self->unsent->data, self->unsent->len);
  /* What is lost congests nothing: the next read tells. */
  g_byte_array_remove_range (self->unsent, 0, n >= 0 ? (guint) n : self->unsent->len);

  return n >= 0;
}

/**
 * sublet_ssh_link_has_unsent: (skip)
 * @self: a link
 *
 * Returns: whether the socket has still to take what was said before
 */
bool
sublet_ssh_link_has_unsent (SubletSshLink *self)
{
  return self->unsent->len > 0;
}

/**
 * sublet_ssh_link_is_congested: (skip)
 * @self: a link
 *
 * Returns: whether so much waits to be sent that nothing is read before
 */
bool
sublet_ssh_link_is_congested (SubletSshLink *self)
{
  return self->unsent->len > MAX_UNSENT;
}

/**
 * sublet_ssh_link_read_ahead: (skip)
 * @self: a link on which nothing is asked for
 *
 * Reads what has come, for libssh2 to take later, so that the end of the connection is seen.
 *
 * Returns: whether the connection still stands
 */
bool
sublet_ssh_link_read_ahead (SubletSshLink *self)
{
  guint8 chunk[CHUNK];
  ssize_t n = 1;

  while (n > 0 && self->received->len < MAX_AHEAD)
    {
      n = sublet_ssh_link_read_socket (self, chunk, sizeof chunk);
      if (n > 0)
        g_byte_array_append (self->received, chunk, (guint) n);
    }

  return n > 0 || n == -EAGAIN;
}

/**
 * sublet_ssh_link_is_full: (skip)
 * @self: a link
 *
 * Returns: whether no more is read ahead
 */
bool
sublet_ssh_link_is_full (SubletSshLink *self)
{
  return self->received->len >= MAX_AHEAD;
}

/**
 * sublet_ssh_link_sever: (skip)
 * @self: a link whose connection is lost or not wanted any more
 *
 * What came before can still be taken from libssh2, which else would fail before it gives it.
 */
void
sublet_ssh_link_sever (SubletSshLink *self)
{
  self->severed = true;
}

/**
 * sublet_ssh_link_cut: (skip)
 * @self: a link
 */
void
sublet_ssh_link_cut (SubletSshLink *self)
{
  self->cut = true;
  if (self->fd >= 0)
    shutdown (self->fd, SHUT_RDWR);
}
