/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-session.h"
#include "core/ssh/sublet-tunnel.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_TUNNEL_LIST (sublet_tunnel_list_get_type ())

/*
 * The tunnels to one instance, by their remote port: a GListModel of SubletTunnel. It outlives the
 * sessions that they go through. Main thread.
 *
 * Signal "wanted": one is on, or was switched on, and there is no session.
 */
G_DECLARE_FINAL_TYPE (SubletTunnelList, sublet_tunnel_list, SUBLET, TUNNEL_LIST, GObject)

SubletTunnelList *sublet_tunnel_list_new (void);

/* What they go through from now on; NULL: nothing, and all that goes through them ends. */
void sublet_tunnel_list_set_session (SubletTunnelList *self, SubletSshSession *session);

/* (transfer none) (nullable): the one to that port. */
SubletTunnel *sublet_tunnel_list_find (SubletTunnelList *self, guint16 remote_port);
/* (transfer none): a new one that is on, or the one that there is, switched on. */
SubletTunnel *sublet_tunnel_list_open (SubletTunnelList *self,
                                       guint16 remote_port,
                                       const char *name);
/* Switched off and taken out; sublet_tunnel_list_put_back() undoes that. */
void sublet_tunnel_list_remove (SubletTunnelList *self, SubletTunnel *tunnel);
void sublet_tunnel_list_put_back (SubletTunnelList *self, SubletTunnel *tunnel);
void sublet_tunnel_list_remove_all (SubletTunnelList *self);

G_END_DECLS
