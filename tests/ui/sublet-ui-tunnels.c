/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-tunnels.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-tunnel-private.h"

void
sublet_ui_tunnels_stand (SubletConnection *connection)
{
  g_autoptr (SubletSshIdentity) identity = sublet_ssh_identity_new ("test", NULL);
  g_autoptr (GPtrArray)
    routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);

  g_ptr_array_add (routes, sublet_ssh_route_new (SUBLET_SSH_ROUTE_DIRECT, "203.0.113.4", 41022));
  g_clear_object (&connection->session);
  connection->session = sublet_ssh_session_new (identity, "root", routes, NULL);
  sublet_tunnel_list_set_session (connection->tunnels, connection->session);
}

SubletTunnel *
sublet_ui_tunnels_add (SubletConnection *connection,
                       guint16 port,
                       const char *name,
                       guint16 local,
                       guint64 received)
{
  SubletTunnel *tunnel = sublet_tunnel_list_open (connection->tunnels, port, name);

  tunnel->listener->port = local;
  sublet_ssh_traffic_add (tunnel->traffic, received, 0);
  tunnel->received = received;
  g_object_notify (G_OBJECT (tunnel), "received");

  return tunnel;
}

void
sublet_ui_tunnel_refuse (SubletTunnel *tunnel)
{
  tunnel->refusal = SUBLET_ERROR_NOT_FOUND;
  g_object_notify (G_OBJECT (tunnel), "nothing-listens");
}

static GArray *
make_ports (void)
{
  const SubletOpenPort ports[] = {
    { .inside = 22, .outside = 41022 },
    { .inside = 8080, .outside = 41080 },
    { .inside = 9000, .outside = 41090, .udp = true },
  };
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SubletOpenPort));

  return g_array_append_vals (array, ports, G_N_ELEMENTS (ports));
}

SubletInstance *
sublet_ui_tunnels_make_public (const char *host)
{
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 1;
  data.public_ipaddr = g_strdup (host);
  data.open_ports = make_ports ();

  return sublet_instance_new_take (&data, 0);
}

/* A reading is immutable for everybody else. */
void
sublet_ui_tunnels_publish (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  SubletInstanceData *data = (SubletInstanceData *) sublet_instance_get_data (instance);

  g_clear_pointer (&data->open_ports, g_array_unref);
  data->open_ports = make_ports ();
  if (data->public_ipaddr == NULL)
    data->public_ipaddr = g_strdup ("198.51.100.24");
}
