/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-pipe.h"

G_BEGIN_DECLS

/* One of an instance's ports on 127.0.0.1; the number is kept for the link's life. */
typedef struct _SimLink SimLink;

/* Returns a new connection to the server behind the link, or -1. */
typedef int (*SimConnectFunc) (gpointer data);

SimLink *sim_link_new (SimConnectFunc connect, gpointer data, GError **error);
void sim_link_free (SimLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLink, sim_link_free)

int sim_link_get_port (SimLink *self);
SimLinkMode sim_link_get_mode (SimLink *self);
guint sim_link_count_open (SimLink *self);
bool sim_link_is_up (SimLink *self);
void sim_link_set_up (SimLink *self, bool up);
void sim_link_set_mode (SimLink *self, SimLinkMode mode);

const char *sim_link_how_to_name (SimLinkHow how);
bool sim_link_how_from_name (const char *name, SimLinkHow *how);

G_END_DECLS
