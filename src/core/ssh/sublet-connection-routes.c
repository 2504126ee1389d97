/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-ssh-config.h"

#include <string.h>

static bool
is_port (int port)
{
  return port > 0 && port <= G_MAXUINT16;
}

static void
add (GPtrArray *routes, SubletSshRouteKind kind, const char *host, int port)
{
  if (host != NULL && *host != '\0' && is_port (port))
    g_ptr_array_add (routes, sublet_ssh_route_new (kind, host, (guint16) port));
}

/*
 * The direct one first. Of an instance with Jupyter nobody documents which of two ports the proxy
 * has SSH at, so both are tried. Source: fact sheet 4.5.
 */
GPtrArray *
sublet_connection_make_routes (SubletInstance *instance)
{
  GPtrArray *routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);
  const SubletInstanceData *data;

  if (instance == NULL)
    return routes;

  data = sublet_instance_get_data (instance);
  add (routes, SUBLET_SSH_ROUTE_DIRECT, data->public_ipaddr, data->direct_ssh_port);
  if (data->jupyter)
    add (routes, SUBLET_SSH_ROUTE_PROXY, data->ssh_host, data->ssh_port + 1);
  add (routes, SUBLET_SSH_ROUTE_PROXY, data->ssh_host, data->ssh_port);

  return routes;
}

bool
sublet_connection_host_is_plain (const char *host)
{
  return host[strspn (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".:-")] == '\0';
}

/* The one in use, or else the first. */
static SubletSshRoute *
dup_route (SubletConnection *self)
{
  g_autoptr (GPtrArray) routes = NULL;

  if (self->state == SUBLET_CONNECTION_STATE_READY && self->route != NULL)
    return sublet_ssh_route_ref (self->route);

  routes = sublet_connection_make_routes (self->instance);

  return routes->len == 0 ? NULL : sublet_ssh_route_ref (g_ptr_array_index (routes, 0));
}

/**
 * sublet_connection_dup_command:
 * @self: a connection
 *
 * What a person may type in a terminal of their own, by the route in use or else by the first one.
 * It works with a key of theirs that the instance has, not with Sublet's, which stays here.
 *
 * Returns: (transfer full) (nullable): the command; NULL while no port is known
 */
char *
sublet_connection_dup_command (SubletConnection *self)
{
  g_autoptr (SubletSshRoute) route = NULL;
  g_autofree char *target = NULL;
  g_autofree char *word = NULL;

  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  route = dup_route (self);
  if (route == NULL)
    return NULL;

  /* The service's text: whatever it is, it stays one word. */
  target = g_strdup_printf ("root@%s", route->host);
  word = sublet_connection_host_is_plain (route->host) ? g_strdup (target) : g_shell_quote (target);

  return g_strdup_printf ("ssh -p %u %s", route->port, word);
}

/**
 * sublet_connection_dup_config:
 * @self: a connection
 * @label: (nullable): what the person calls the instance
 *
 * The way of sublet_connection_dup_command() as a block for ~/.ssh/config.
 *
 * Returns: (transfer full) (nullable): lines; NULL while there is none
 */
char *
sublet_connection_dup_config (SubletConnection *self, const char *label)
{
  g_autoptr (SubletSshRoute) route = NULL;

  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  route = dup_route (self);
  if (route == NULL || self->instance == NULL)
    return NULL;

  return sublet_ssh_config_dup_host (label,
                                     sublet_instance_get_data (self->instance)->id,
                                     route->host,
                                     route->port,
                                     sublet_identity_store_get_choice (self->identities));
}
