/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TUNNEL_ROW (sublet_tunnel_row_get_type ())

/*
 * One tunnel: its port, where it is on this computer, what went through it, *Open* and a switch.
 * While it is seen it looks now and then whether something listens there, until something does.
 * Signal "open": the person wants its page.
 */
G_DECLARE_FINAL_TYPE (SubletTunnelRow, sublet_tunnel_row, SUBLET, TUNNEL_ROW, AdwActionRow)

GtkWidget *sublet_tunnel_row_new (SubletTunnel *tunnel, SubletConnection *connection);
SubletTunnel *sublet_tunnel_row_get_tunnel (SubletTunnelRow *self);

G_END_DECLS
