/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletSshRouteKind:
 * @SUBLET_SSH_ROUTE_DIRECT: to the machine itself
 * @SUBLET_SSH_ROUTE_PROXY: through the service's proxy; slower, but passes most firewalls
 */
typedef enum
{
  SUBLET_SSH_ROUTE_DIRECT,
  SUBLET_SSH_ROUTE_PROXY,
} SubletSshRouteKind;

/* One way to a server. Immutable; any thread. */
typedef struct
{
  SubletSshRouteKind kind;
  char *host; /* (owned) a name or an address */
  guint16 port;

  int reference_count; /* atomic */
} SubletSshRoute;

#define SUBLET_TYPE_SSH_ROUTE (sublet_ssh_route_get_type ())

GType sublet_ssh_route_get_type (void);

SubletSshRoute *sublet_ssh_route_new (SubletSshRouteKind kind, const char *host, guint16 port);
SubletSshRoute *sublet_ssh_route_ref (SubletSshRoute *self);
void sublet_ssh_route_unref (SubletSshRoute *self);

/* "host:22 (direct)", technical English for the log. */
char *sublet_ssh_route_to_string (const SubletSshRoute *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSshRoute, sublet_ssh_route_unref)

G_END_DECLS
