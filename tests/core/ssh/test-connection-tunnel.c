/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-connection.h"

#include "support/sublet-test-instance.h"
#include "support/sublet-test.h"

/* The tunnels of one connection, as it starts, is lost and comes back. */

static void
set_up (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_start (world);
}

static void
tear_down (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_stop (world);
}

static bool
is_open (gpointer data)
{
  return sublet_tunnel_get_state (data) == SUBLET_TUNNEL_STATE_OPEN;
}

static bool
is_waiting (gpointer data)
{
  return sublet_tunnel_get_state (data) == SUBLET_TUNNEL_STATE_WAITING;
}

static bool
knows_that_nothing_listens (gpointer data)
{
  return sublet_tunnel_get_nothing_listens (data);
}

static void
connect_to (SubletTunnel *tunnel)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_client_connect_to_host_async (client,
                                         "127.0.0.1",
                                         sublet_tunnel_get_local_port (tunnel),
                                         NULL,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  connection = g_socket_client_connect_to_host_finish (client, result, &error);
  g_assert_no_error (error);
  sublet_test_await (knows_that_nothing_listens, tunnel);
}

/* A tunnel that is wanted has the connection start; it is there again when that is. */
static void
test_tunnel (SubletTestInstance *world, gconstpointer data)
{
  SubletTunnelList *tunnels = sublet_connection_get_tunnels (world->connection);
  SubletTunnel *tunnel = sublet_tunnel_list_open (tunnels, 8888, "Jupyter");

  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  sublet_test_await (is_open, tunnel);
  connect_to (tunnel);

  sublet_test_instance_set_link (world, NULL, "cut");
  sublet_test_await (is_waiting, tunnel);
  sublet_test_instance_set_link (world, NULL, "ok");
  sublet_connection_start (world->connection);
  sublet_test_await (is_open, tunnel);
  connect_to (tunnel);

  sublet_connection_stop (world->connection);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/ssh/connection-tunnel/comes-and-goes",
              SubletTestInstance,
              NULL,
              set_up,
              test_tunnel,
              tear_down);

  return g_test_run ();
}
