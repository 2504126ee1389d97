/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tunnel-fixture.h"

#include "support/sublet-test.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* Ports there reached through ports here, over a session to a real server: the number here, what
 * may be wrong there, and the list. */

/* ---- what may be wrong ---- */

static void
test_nothing_listens (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  g_autoptr (SubletNotifyCounter) notified = sublet_notify_counter_new (tunnel, "nothing-listens");
  guint16 port = f->far.port;
  Near near = { 0 };

  far_stop (&f->far);
  tunnel_assert_closed (tunnel);
  tunnel_assert_closed (tunnel);
  g_assert_true (sublet_tunnel_get_nothing_listens (tunnel));
  g_assert_false (sublet_tunnel_get_forbidden (tunnel));
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_notify_counter_take (notified), ==, 1);

  far_start (&f->far, port);
  tunnel_talk (tunnel, &near, 10);
  near_await (&near);
  near_assert_heard (&near, 10);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));
  g_assert_cmpuint (sublet_notify_counter_take (notified), ==, 1);
  far_stop (&f->far);
}

static bool
knows_that_nothing_listens (gpointer data)
{
  return sublet_tunnel_get_nothing_listens (data);
}

static bool
knows_that_something_listens (gpointer data)
{
  return !sublet_tunnel_get_nothing_listens (data);
}

/* Without anybody who connects. */
static void
test_look (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  guint16 port = f->far.port;

  far_stop (&f->far);
  sublet_tunnel_look (tunnel);
  sublet_test_await (knows_that_nothing_listens, tunnel);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_start (&f->far, port);
  sublet_tunnel_look (tunnel);
  sublet_test_await (knows_that_something_listens, tunnel);
  sublet_test_await (tunnel_is_idle, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_sent (tunnel), ==, 0);
  far_stop (&f->far);

  sublet_tunnel_set_on (tunnel, FALSE);
  sublet_tunnel_look (tunnel);
  g_assert_cmpuint (sublet_tunnel_get_n_connections (tunnel), ==, 0);
}

static void
test_forbidden (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);

  tunnel_assert_closed (tunnel);
  g_assert_true (sublet_tunnel_get_forbidden (tunnel));
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));
  far_stop (&f->far);
}

static guint16
pick_port_below (int limit)
{
  guint16 port;

  do
    port = ssh_pick_port ();
  while (port >= limit);

  return port;
}

/* The same number where it is free, another where it is not, on this computer's own address. That
 * other one, 10000 above, is as little given to anybody by chance. */
static void
test_local_port (TunnelWorld *f, gconstpointer data)
{
  guint16 free_port = pick_port_below (SSH_PICK_LIMIT - 10000);
  SubletTunnel *tunnel = sublet_tunnel_list_open (f->list, free_port, NULL);
  g_autofree char *address = sublet_tunnel_dup_address (tunnel);
  g_autofree char *expected = g_strdup_printf ("http://localhost:%u/", free_port);
  struct sockaddr_in other = ssh_make_address (free_port);
  int fd = ssh_make_socket ();

  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), ==, free_port);
  g_assert_cmpstr (address, ==, expected);
  /* Nobody has it on any other address. */
  other.sin_addr.s_addr = htonl (INADDR_LOOPBACK + 1);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &other, sizeof other), ==, 0);
  close (fd);

  sublet_tunnel_set_on (tunnel, FALSE);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OFF);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), ==, 0);
  g_assert_null (sublet_tunnel_dup_address (tunnel));
  fd = ssh_make_socket ();
  other = ssh_make_address (free_port);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &other, sizeof other), ==, 0);
  g_assert_cmpint (listen (fd, 1), ==, 0);

  sublet_tunnel_set_on (tunnel, TRUE);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), ==, free_port + 10000);
  close (fd);
}

/* A browser would go there first. */
static void
test_taken_on_ipv6 (TunnelWorld *f, gconstpointer data)
{
  guint16 port = ssh_pick_port ();
  struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_port = g_htons (port) };
  int fd = socket (AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  SubletTunnel *tunnel;

  address.sin6_addr = in6addr_loopback;
  if (fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address) != 0)
    {
      g_test_skip ("this computer has no ::1");
      if (fd >= 0)
        close (fd);
      return;
    }
  g_assert_cmpint (listen (fd, 1), ==, 0);
  tunnel = sublet_tunnel_list_open (f->list, port, NULL);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), !=, port);
  close (fd);
}

/* ---- the list ---- */

static void
test_list (TunnelWorld *f, gconstpointer data)
{
  guint16 port = ssh_pick_port ();
  SubletTunnel *second;
  g_autoptr (SubletTunnel) first = NULL;
  guint n_wanted = 0;

  g_signal_connect_swapped (f->list, "wanted", G_CALLBACK (g_atomic_int_inc), &n_wanted);
  second = sublet_tunnel_list_open (f->list, port + 1, "Two");
  first = g_object_ref (sublet_tunnel_list_open (f->list, port, "One"));
  g_assert_true (sublet_tunnel_list_find (f->list, port) == first);
  g_assert_null (sublet_tunnel_list_find (f->list, port + 2));
  g_assert_true (sublet_tunnel_list_open (f->list, port, "Three") == first);
  g_assert_cmpstr (sublet_tunnel_get_name (first), ==, "One");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 2);
  g_assert_cmpuint (n_wanted, ==, 0);

  sublet_tunnel_list_remove (f->list, first);
  g_assert_cmpint (sublet_tunnel_get_state (first), ==, SUBLET_TUNNEL_STATE_OFF);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 1);
  sublet_tunnel_list_put_back (f->list, first);
  sublet_tunnel_list_put_back (f->list, first);
  g_assert_cmpint (sublet_tunnel_get_state (first), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 2);

  /* That a session went is no wish for another. */
  sublet_tunnel_list_set_session (f->list, NULL);
  g_assert_cmpint (sublet_tunnel_get_state (second), ==, SUBLET_TUNNEL_STATE_WAITING);
  g_assert_cmpuint (n_wanted, ==, 0);
  sublet_tunnel_set_on (second, FALSE);
  g_assert_cmpuint (n_wanted, ==, 0);
  sublet_tunnel_set_on (second, TRUE);
  g_assert_cmpuint (n_wanted, ==, 1);

  sublet_tunnel_list_remove_all (f->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 0);
  g_assert_cmpint (sublet_tunnel_get_state (first), ==, SUBLET_TUNNEL_STATE_OFF);
  g_signal_handlers_disconnect_by_data (f->list, &n_wanted);
}

#define ADD_WITH(name, function, lines) \
  g_test_add ("/core/ssh/tunnel/" name, \
              TunnelWorld,              \
              lines,                    \
              tunnel_world_set_up,      \
              function,                 \
              tunnel_world_tear_down)
#define ADD(name, function) ADD_WITH (name, function, NULL)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("nothing-listens", test_nothing_listens);
  ADD ("look", test_look);
  ADD_WITH ("forbidden", test_forbidden, "AllowTcpForwarding no\n");
  ADD ("local-port", test_local_port);
  ADD ("taken-on-ipv6", test_taken_on_ipv6);
  ADD ("list", test_list);

  return g_test_run ();
}
