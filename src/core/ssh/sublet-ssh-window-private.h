/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-link-private.h"

#include <libssh2.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* How much of what was given to a channel its server has not passed on. All zero at first. Belongs
 * to the worker's thread. */
typedef struct
{
  gsize widest; /* that the channel's window was */
  gsize left;   /* of it, the latest */
  gint64 ahead_since_us;
  gsize more; /* that it is given, since it says seldom what it has passed on */
} SubletSshWindow;

bool sublet_ssh_window_is_ahead (SubletSshWindow *self,
                                 LIBSSH2_CHANNEL *channel,
                                 SubletSshLink *link,
                                 gint64 now_us);
/* Monotonic; G_MAXINT64: it waits for nothing. */
gint64 sublet_ssh_window_get_deadline (const SubletSshWindow *self);

G_END_DECLS
