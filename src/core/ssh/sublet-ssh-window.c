/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-window-private.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

/* What left here and has not come there, as far as this computer knows. */
static gsize
get_on_its_way (SubletSshLink *link)
{
  int n = 0;

  return link->unsent->len + (ioctl (link->fd, SIOCOUTQ, &n) == 0 && n > 0 ? (gsize) n : 0);
}

/**
 * sublet_ssh_window_judge: (skip)
 * @self: of a channel
 * @left: bytes of the channel's window
 * @on_its_way: bytes that have left here and have not come there
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
sublet_ssh_window_judge (SubletSshWindow *self, gsize left, gsize on_its_way, gint64 now_us)
{
  gsize ahead;

  if (left > self->left)
    self->ahead_since_us = 0;
  self->left = left;
  self->widest = MAX (self->widest, left);
  ahead = self->widest - left;
  if (ahead <= SUBLET_SSH_WINDOW_AHEAD_BYTES + self->more + on_its_way)
    {
      self->ahead_since_us = 0;
      return false;
    }

  if (self->ahead_since_us == 0)
    self->ahead_since_us = now_us;
  if (now_us < self->ahead_since_us + SUBLET_SSH_WINDOW_SILENCE_US)
    return true;
  self->more += SUBLET_SSH_WINDOW_AHEAD_BYTES;
  self->ahead_since_us = 0;

  return false;
}

/* Through the proxy it is the proxy that TCP tells of: what has come there may be far from the
 * server, and would count as what that has not passed on. So there the window alone is the limit.
 */
static bool
is_ahead (SubletSshWindow *self, LIBSSH2_CHANNEL *channel, SubletSshLink *link, gint64 now_us)
{
  return link->route->kind == SUBLET_SSH_ROUTE_DIRECT &&
         sublet_ssh_window_judge (self,
                                  libssh2_channel_window_write (channel),
                                  get_on_its_way (link),
                                  now_us);
}

/**
 * sublet_ssh_window_takes: (skip)
 * @self: of a channel
 * @channel: the channel
 * @link: its connection
 * @now_us: monotonic time
 *
 * Whoever has something for the channel asks before each piece. Whether the server has got enough
 * is found out also while the socket is full, perhaps with what others say: the deadline would
 * else pass unseen, and be waited for again and again.
 *
 * Returns: whether the channel may be given more now
 */
bool
sublet_ssh_window_takes (SubletSshWindow *self,
                         LIBSSH2_CHANNEL *channel,
                         SubletSshLink *link,
                         gint64 now_us)
{
  return !is_ahead (self, channel, link, now_us) && !sublet_ssh_link_has_unsent (link);
}

gint64
sublet_ssh_window_get_deadline (const SubletSshWindow *self)
{
  return self->ahead_since_us != 0 ? self->ahead_since_us + SUBLET_SSH_WINDOW_SILENCE_US
                                   : G_MAXINT64;
}
