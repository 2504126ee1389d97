/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-route.h"

G_DEFINE_BOXED_TYPE (SubletSshRoute, sublet_ssh_route, sublet_ssh_route_ref, sublet_ssh_route_unref)

/**
 * sublet_ssh_route_new:
 * @kind: which way
 * @host: a name or an address
 * @port: 1 to 65535
 *
 * Any thread. Source: fact sheet 4.5.
 *
 * Returns: (transfer full): the route
 */
SubletSshRoute *
sublet_ssh_route_new (SubletSshRouteKind kind, const char *host, guint16 port)
{
  SubletSshRoute *self;

  g_return_val_if_fail (host != NULL && *host != '\0', NULL);
  g_return_val_if_fail (port != 0, NULL);

  self = g_new0 (SubletSshRoute, 1);
  self->kind = kind;
  self->host = g_strdup (host);
  self->port = port;
  self->reference_count = 1;

  return self;
}

/**
 * sublet_ssh_route_ref:
 * @self: a route
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
SubletSshRoute *
sublet_ssh_route_ref (SubletSshRoute *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->reference_count);
  return self;
}

/**
 * sublet_ssh_route_unref:
 * @self: (transfer full): a route
 *
 * Any thread.
 */
void
sublet_ssh_route_unref (SubletSshRoute *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;
  g_free (self->host);
  g_free (self);
}

/**
 * sublet_ssh_route_to_string:
 * @self: a route
 *
 * Returns: (transfer full): "host:22 (direct)", technical English for the log
 */
char *
sublet_ssh_route_to_string (const SubletSshRoute *self)
{
  const char *kind = self->kind == SUBLET_SSH_ROUTE_DIRECT ? "direct" : "proxy";

  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s:%u (%s)", self->host, self->port, kind);
}
