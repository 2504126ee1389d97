/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Closes a session's connections once none of them has been in use for a while. libsoup's own timer
 * must stay off: a request that is queued in the turn of the main loop in which that timer is due
 * takes the connection first and has it closed under it then (3.2 to 3.6). It never ends, or is
 * used when it is gone. Main thread.
 */
typedef struct _SubletIdleCloser SubletIdleCloser;

SubletIdleCloser *sublet_idle_closer_new (SoupSession *session, guint idle_ms);
void sublet_idle_closer_free (SubletIdleCloser *self);
void sublet_idle_closer_set_idle_ms (SubletIdleCloser *self, guint idle_ms);

G_END_DECLS
