/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * What went through the connections to one port, counted by the sessions' threads, one session
 * after the other. Whoever reads is told that there is something new once for each reading, so that
 * it decides how often that is.
 */
typedef struct _SubletSshTraffic SubletSshTraffic;

typedef void (*SubletSshTrafficFunc) (gpointer user_data);

/* @on_moved: when a connection was made, and when something went through one; on the main thread,
 * until sublet_ssh_traffic_leave(). */
SubletSshTraffic *sublet_ssh_traffic_new (SubletSshTrafficFunc on_moved, gpointer user_data);
SubletSshTraffic *sublet_ssh_traffic_ref (SubletSshTraffic *self);
void sublet_ssh_traffic_unref (SubletSshTraffic *self);

/* ---- the main thread ---- */

void sublet_ssh_traffic_leave (SubletSshTraffic *self);
void sublet_ssh_traffic_tell (SubletSshTraffic *self);
/* Bytes from there and to there, ever. */
void sublet_ssh_traffic_read (SubletSshTraffic *self, guint64 *received, guint64 *sent);

/* ---- any thread ---- */

/* Whether it is to be told: it was read since the last time. */
bool sublet_ssh_traffic_add (SubletSshTraffic *self, gsize received, gsize sent);

G_END_DECLS
