/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tunnel-private.h"

#include "core/base/sublet-error.h"

guint16
sublet_tunnel_get_remote_port (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), 0);

  return self->remote_port;
}

const char *
sublet_tunnel_get_name (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), NULL);

  return self->name;
}

SubletTunnelState
sublet_tunnel_get_state (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), SUBLET_TUNNEL_STATE_OFF);

  return self->state;
}

const GError *
sublet_tunnel_get_error (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), NULL);

  return self->error;
}

guint16
sublet_tunnel_get_local_port (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), 0);

  return self->listener != NULL ? self->listener->port : 0;
}

gboolean
sublet_tunnel_get_nothing_listens (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), FALSE);

  return self->refusal == SUBLET_ERROR_NOT_FOUND;
}

gboolean
sublet_tunnel_get_forbidden (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), FALSE);

  return self->refusal == SUBLET_ERROR_FORBIDDEN;
}

guint64
sublet_tunnel_get_received (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), 0);

  return self->received;
}

guint64
sublet_tunnel_get_sent (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), 0);

  return self->sent;
}

guint
sublet_tunnel_get_n_connections (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), 0);

  return self->n_connections;
}

gboolean
sublet_tunnel_get_on (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), FALSE);

  return self->on;
}

char *
sublet_tunnel_dup_address (SubletTunnel *self)
{
  g_return_val_if_fail (SUBLET_IS_TUNNEL (self), NULL);

  return self->listener != NULL ? g_strdup_printf ("http://localhost:%u/", self->listener->port)
                                : NULL;
}
