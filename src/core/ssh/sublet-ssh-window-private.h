/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-link-private.h"

#include <libssh2.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Enough for a server that is busy elsewhere for a moment: 5 ms of 100 MB a second. */
#define SUBLET_SSH_WINDOW_AHEAD_BYTES (512 * 1024)

/* When it says nothing so long of what it has passed on, it is given as much again, and from then
 * on: it is one that says so less often. OpenSSH does for each 96 KiB (channels.c,
 * channel_check_window). */
#define SUBLET_SSH_WINDOW_SILENCE_US (200 * G_TIME_SPAN_MILLISECOND)

/* How much of what was given to a channel its server has not passed on. All zero at first. Belongs
 * to the worker's thread. */
typedef struct
{
  gsize widest; /* that the channel's window was */
  gsize left;   /* of it, the latest */
  gint64 ahead_since_us;
  gsize more; /* that it is given, since it says seldom what it has passed on */
} SubletSshWindow;

/* Whether the channel may be given more now. */
bool sublet_ssh_window_takes (SubletSshWindow *self,
                              LIBSSH2_CHANNEL *channel,
                              SubletSshLink *link,
                              gint64 now_us);
/* Whether its server has got enough for now. */
bool sublet_ssh_window_judge (SubletSshWindow *self, gsize left, gsize on_its_way, gint64 now_us);
/* Monotonic; G_MAXINT64: it waits for nothing. */
gint64 sublet_ssh_window_get_deadline (const SubletSshWindow *self);

G_END_DECLS
