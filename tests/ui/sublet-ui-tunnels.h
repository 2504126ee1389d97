/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"
#include "core/ssh/sublet-connection.h"

G_BEGIN_DECLS

/* Tunnels in chosen states, over a connection that is put as it is and reaches nobody. */

/* It stands for its tunnels: they are open, and carry nothing. */
void sublet_ui_tunnels_stand (SubletConnection *connection);
/* (transfer none): local: where it says to be on this computer. */
SubletTunnel *sublet_ui_tunnels_add (SubletConnection *connection,
                                     guint16 port,
                                     const char *name,
                                     guint16 local,
                                     guint64 received);
/* Nothing listens there. */
void sublet_ui_tunnel_refuse (SubletTunnel *tunnel);

/* (transfer full): two of its ports are open, beside that of SSH. */
SubletInstance *sublet_ui_tunnels_make_public (const char *host);
/* The same of what was read of it latest. */
void sublet_ui_tunnels_publish (SubletRental *rental);

G_END_DECLS
