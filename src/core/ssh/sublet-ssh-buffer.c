/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-buffer-private.h"

#include <errno.h>
#include <unistd.h>

bool
sublet_ssh_buffer_is_empty (const SubletSshBuffer *self)
{
  return self->start == self->end;
}

gsize
sublet_ssh_buffer_get_length (const SubletSshBuffer *self)
{
  return self->end - self->start;
}

void
sublet_ssh_buffer_clear (SubletSshBuffer *self)
{
  self->start = 0;
  self->end = 0;
}

static ssize_t
filled (SubletSshBuffer *self, ssize_t n)
{
  self->start = 0;
  self->end = n > 0 ? (gsize) n : 0;

  return n;
}

/**
 * sublet_ssh_buffer_take_fd: (skip)
 * @self: an empty buffer
 * @fd: a socket or a terminal that does not wait
 *
 * Returns: how much has come, 0 at its end, or a negative errno
 */
ssize_t
sublet_ssh_buffer_take_fd (SubletSshBuffer *self, int fd)
{
  ssize_t n;

  do
    n = read (fd, self->data, sizeof self->data);
  while (n < 0 && errno == EINTR);

  return filled (self, n < 0 ? -errno : n);
}

/**
 * sublet_ssh_buffer_give_fd: (skip)
 * @self: a buffer with something in it
 * @fd: a socket or a terminal that does not wait
 * @most: bytes
 *
 * Returns: how much it took, or a negative errno
 */
ssize_t
sublet_ssh_buffer_give_fd (SubletSshBuffer *self, int fd, gsize most)
{
  ssize_t n;

  do
    n = write (fd, self->data + self->start, MIN (self->end - self->start, most));
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return -errno;
  self->start += (gsize) n;

  return n;
}

ssize_t
sublet_ssh_buffer_take_channel (SubletSshBuffer *self, LIBSSH2_CHANNEL *channel)
{
  return filled (self, libssh2_channel_read (channel, self->data, sizeof self->data));
}

/**
 * sublet_ssh_buffer_give_channel: (skip)
 * @self: a buffer with something in it
 * @channel: of a connection with nothing unsent
 *
 * What libssh2 could not send in the middle of a key exchange is given to it again, from the same
 * place.
 *
 * Returns: how much it took, or an error of libssh2's
 */
ssize_t
sublet_ssh_buffer_give_channel (SubletSshBuffer *self, LIBSSH2_CHANNEL *channel)
{
  ssize_t n = libssh2_channel_write (channel, self->data + self->start, self->end - self->start);

  if (n > 0)
    self->start += (gsize) n;

  return n;
}
