/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-window-private.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

/* Enough for a server that is busy elsewhere for a moment: 5 ms of 100 MB a second. */
#define AHEAD_BYTES (512 * 1024)

/* When it says nothing so long of what it has passed on, it is given as much again, and from then
 * on: it is one that says so less often. OpenSSH does for each 96 KiB (channels.c,
 * channel_check_window). */
#define SILENCE_US (200 * G_TIME_SPAN_MILLISECOND)

/* What left here and has not come there, as far as this computer knows. */
static gsize
get_on_its_way (SubletSshLink *link)
{
  int n = 0;

  return ioctl (link->fd, SIOCOUTQ, &n) == 0 && n > 0 ? (gsize) n : 0;
}

/**
 * sublet_ssh_window_is_ahead: (skip)
 * @self: of a channel
 * @channel: the channel
 * @link: its connection
 * @now_us: monotonic time
 *
 * A server may be given as much as its window takes, 2 MB of OpenSSH's. But what it has not passed
 * on it keeps in one piece of memory that it makes larger and moves again and again: most of what
 * its processor does, when it gets more than its program takes. So it is given no more than it
 * needs to stay busy. What is still on its way, on a line that is long, does not count.
 *
 * Returns: whether it has got enough for now; sublet_ssh_window_get_deadline() says until when
 */
bool
sublet_ssh_window_is_ahead (SubletSshWindow *self,
                            LIBSSH2_CHANNEL *channel,
                            SubletSshLink *link,
                            gint64 now_us)
{
  const gsize left = libssh2_channel_window_write (channel);
  gsize ahead;

  if (left > self->left)
    self->ahead_since_us = 0;
  self->left = left;
  self->widest = MAX (self->widest, left);
  ahead = self->widest - left;
  if (ahead <= AHEAD_BYTES + self->more ||
      ahead <= AHEAD_BYTES + self->more + get_on_its_way (link))
    {
      self->ahead_since_us = 0;
      return false;
    }

  if (self->ahead_since_us == 0)
    self->ahead_since_us = now_us;
  if (now_us < self->ahead_since_us + SILENCE_US)
    return true;
  self->more += AHEAD_BYTES;
  self->ahead_since_us = 0;

  return false;
}

gint64
sublet_ssh_window_get_deadline (const SubletSshWindow *self)
{
  return self->ahead_since_us != 0 ? self->ahead_since_us + SILENCE_US : G_MAXINT64;
}
