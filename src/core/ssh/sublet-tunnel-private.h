/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-session.h"
#include "core/ssh/sublet-tunnel.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* ---- listening ---- */

typedef void (*SubletTunnelAcceptFunc) (int fd, gpointer user_data);

/* The sockets on which one tunnel listens, and who is told of a connection. */
typedef struct
{
  guint16 port;
  GPtrArray *sockets; /* (owned) (element-type GSocket) */
  GPtrArray *sources; /* (owned) (element-type GSource) while it accepts */
  guint pause_id;
  SubletTunnelAcceptFunc on_accept; /* takes the socket */
  gpointer user_data;
} SubletTunnelListener;

/* (transfer full): on that port, or on another when it is taken; NULL with SUBLET_ERROR_FAILED. */
SubletTunnelListener *sublet_tunnel_listener_new (guint16 wanted,
                                                  SubletTunnelAcceptFunc on_accept,
                                                  gpointer user_data,
                                                  GError **error);
void sublet_tunnel_listener_free (SubletTunnelListener *self);
/* Those who come wait meanwhile. */
void sublet_tunnel_listener_set_accepting (SubletTunnelListener *self, bool accepting);

/* ---- the tunnel ---- */

struct _SubletTunnel
{
  GObject parent_instance;

  /* construct-only */
  guint16 remote_port;
  char *name; /* (owned) (nullable) */

  /* state */
  SubletTunnelState state;
  bool on;
  SubletTunnelListener *listener; /* (owned) (nullable) while it is on */
  GError *error;                  /* (owned) (nullable) */
  SubletSshSession *session;      /* (owned) (nullable) what the connection has, to be connected */
  SubletSshSession *beside;       /* (owned) (nullable) what the tunnel's connections go through */
  gint64 beside_after_us; /* monotonic; it failed, so until then they go through the first */
  GArray *held;           /* (owned) (element-type int) sockets that wait for it */
  GCancellable *going;    /* (owned) all that goes through the session */
  guint n_connections;    /* with those that wait */
  int refusal;            /* a SubletError; -1: the latest connection was made */

  /* the count */
  SubletSshTraffic *traffic; /* (owned) */
  guint64 received;
  guint64 sent;
  guint reading_id;
};

/* ---- connections ---- */

/* One connection, from the socket that is here: taken. There has to be a session. */
void sublet_tunnel_connect (SubletTunnel *self, int fd);
/* Ends them all. */
void sublet_tunnel_end_connections (SubletTunnel *self);
/* Whether who comes is let in. */
void sublet_tunnel_update_accepting (SubletTunnel *self);
/* -1: the latest connection was made. */
void sublet_tunnel_set_refusal (SubletTunnel *self, int refusal);
void sublet_tunnel_read_count (SubletTunnel *self);

/* ---- for the list ---- */

SubletTunnel *sublet_tunnel_new (guint16 remote_port, const char *name);
void sublet_tunnel_set_session (SubletTunnel *self, SubletSshSession *session);

G_END_DECLS
