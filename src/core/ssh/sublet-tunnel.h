/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SubletTunnelState:
 * @SUBLET_TUNNEL_STATE_OFF: nothing listens on this computer
 * @SUBLET_TUNNEL_STATE_WAITING: it listens; the connection does not stand, and who comes is closed
 * @SUBLET_TUNNEL_STATE_OPEN: what is connected to here is connected to there
 * @SUBLET_TUNNEL_STATE_FAILED: no port of this computer could be had; the error says why
 */
typedef enum
{
  SUBLET_TUNNEL_STATE_OFF,
  SUBLET_TUNNEL_STATE_WAITING,
  SUBLET_TUNNEL_STATE_OPEN,
  SUBLET_TUNNEL_STATE_FAILED,
} SubletTunnelState;

#define SUBLET_TYPE_TUNNEL_STATE (sublet_tunnel_state_get_type ())

GType sublet_tunnel_state_get_type (void);

#define SUBLET_TYPE_TUNNEL (sublet_tunnel_get_type ())

/*
 * One port of an instance, reached through a port of this computer: on 127.0.0.1 and ::1 alone, the
 * same number when it is free. Made by a list, which gives it the session to go through. Main
 * thread.
 *
 * Properties (notify): "state", "local-port", "nothing-listens", "received", "sent"; the counts
 * four times a second at most.
 */
G_DECLARE_FINAL_TYPE (SubletTunnel, sublet_tunnel, SUBLET, TUNNEL, GObject)

guint16 sublet_tunnel_get_remote_port (SubletTunnel *self);
/* (nullable): what the person calls it. */
const char *sublet_tunnel_get_name (SubletTunnel *self);
SubletTunnelState sublet_tunnel_get_state (SubletTunnel *self);
/* (nullable): why it is FAILED. SUBLET_ERROR_FAILED. */
const GError *sublet_tunnel_get_error (SubletTunnel *self);
/* 0: OFF or FAILED. Another than the remote port when that is taken on this computer. */
guint16 sublet_tunnel_get_local_port (SubletTunnel *self);
/* Whether nothing listened there when somebody connected last. */
gboolean sublet_tunnel_get_nothing_listens (SubletTunnel *self);
/* Whether the server made no connection when somebody connected last: it forbids them. */
gboolean sublet_tunnel_get_forbidden (SubletTunnel *self);
/* Bytes from there and to there, ever. */
guint64 sublet_tunnel_get_received (SubletTunnel *self);
guint64 sublet_tunnel_get_sent (SubletTunnel *self);
/* How many connections go through it now. */
guint sublet_tunnel_get_n_connections (SubletTunnel *self);
/* (transfer full) (nullable): where a browser finds it: "http://localhost:8888/". */
char *sublet_tunnel_dup_address (SubletTunnel *self);

/* Off ends all that goes through it. On after FAILED tries again. */
void sublet_tunnel_set_on (SubletTunnel *self, gboolean on);
gboolean sublet_tunnel_get_on (SubletTunnel *self);
/* Whether something listens there now: "nothing-listens" tells. */
void sublet_tunnel_look (SubletTunnel *self);

G_END_DECLS
