/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tunnel-fixture.h"

#include "core/ssh/sublet-tunnel-private.h"

#include "support/sublet-test.h"

#include <errno.h>

/* The sessions that a tunnel goes through, to a real server: how they end, and what goes through
 * them; and that no tunnel holds up anything else. */

/* ---- ends ---- */

static bool
has_moved (gpointer data)
{
  return sublet_tunnel_get_received (data) > 0;
}

/* Half of an answer is not taken for the whole. */
static void
assert_cut (SubletTunnel *tunnel, Near *near)
{
  near_await (near);
  g_assert_cmpint (near->problem, ==, ECONNRESET);
  near_clear (near);
  sublet_test_await (tunnel_is_idle, tunnel);
}

static void
test_session_lost (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  g_autoptr (SubletSshSession) first = NULL;
  g_autoptr (SubletNotifyCounter) notified = NULL;
  guint16 local;
  Near near = { 0 };
  Near again = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  local = sublet_tunnel_get_local_port (tunnel);
  notified = sublet_notify_counter_new (tunnel, "state");
  tunnel_talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  ssh_fake_set (&f->shell.link, SSH_FAKE_RESET);
  assert_cut (tunnel, &near);
  far_stop (&f->far);

  sublet_tunnel_list_set_session (f->list, NULL);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), ==, local);
  tunnel_assert_closed (tunnel);
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));

  ssh_fake_set (&f->shell.link, SSH_FAKE_PASS);
  first = g_steal_pointer (&f->shell.session);
  f->shell.session = ssh_make_session (f->shell.identity, f->shell.link.port, 0, NULL);
  ssh_connect_well (f->shell.session);
  f->far.kind = FAR_ECHO;
  far_start (&f->far, f->far.port);
  sublet_tunnel_list_set_session (f->list, f->shell.session);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_notify_counter_take (notified), ==, 2);
  tunnel_talk (tunnel, &again, MEGABYTE);
  near_await (&again);
  near_assert_heard (&again, MEGABYTE);
  near_clear (&again);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
}

static void
test_switched_off (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  tunnel_talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  sublet_tunnel_set_on (tunnel, FALSE);
  assert_cut (tunnel, &near);
  far_stop (&f->far);
  terminal_exec (f->shell.session, "echo here", "here\n");
}

/* The program here goes, in the middle of what it was told. */
static void
test_near_leaves (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  tunnel_talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  near_cut (&near);
  near_await (&near);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
  terminal_exec (f->shell.session, "echo here", "here\n");
}

/* ---- sessions ---- */

static void
assert_echoes (SubletTunnel *tunnel)
{
  Near near = { 0 };

  tunnel_talk (tunnel, &near, 10);
  near_await (&near);
  near_assert_heard (&near, 10);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
}

static bool
has_connection (gpointer data)
{
  return sublet_tunnel_get_n_connections (data) > 0;
}

/* A program that takes no more connections has the server try for minutes. Nothing else waits for
 * that. */
static void
test_stuck (TunnelWorld *f, gconstpointer data)
{
  SshFake full = { .kind = SSH_FAKE_FULL };
  SubletTunnel *other = tunnel_world_open (f, FAR_ECHO);
  SubletTunnel *stuck;
  Near near = { 0 };

  ssh_fake_start (&full);
  stuck = sublet_tunnel_list_open (f->list, full.port, NULL);
  tunnel_talk (stuck, &near, 10);
  sublet_test_await (has_connection, stuck);
  assert_echoes (other);
  terminal_exec (f->shell.session, "echo here", "here\n");
  g_assert_cmpuint (sublet_tunnel_get_n_connections (stuck), ==, 1);

  sublet_tunnel_set_on (stuck, FALSE);
  assert_cut (stuck, &near);
  ssh_fake_stop (&full);
  far_stop (&f->far);
}

/* A server that has no other session for it. */
static void
test_no_other_session (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  const int n_before = g_atomic_int_get (&f->shell.link.n_accepted);

  g_atomic_int_set (&f->shell.link.refuses, true);
  assert_echoes (tunnel);
  assert_echoes (tunnel);
  g_assert_cmpint (g_atomic_int_get (&f->shell.link.n_accepted), ==, n_before + 1);

  /* It is not asked with each connection, and not given up either. */
  g_assert_cmpint (tunnel->beside_after_us, >, g_get_monotonic_time ());
  tunnel->beside_after_us = g_get_monotonic_time ();
  g_atomic_int_set (&f->shell.link.refuses, false);
  assert_echoes (tunnel);
  g_assert_cmpint (g_atomic_int_get (&f->shell.link.n_accepted), ==, n_before + 2);
  g_assert_nonnull (tunnel->beside);
  far_stop (&f->far);
}

/* One for each tunnel that somebody goes through, as long as it is on. */
static void
test_sessions (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  const int n_before = g_atomic_int_get (&f->shell.link.n_accepted);

  g_assert_cmpint (n_before, ==, 1);
  assert_echoes (tunnel);
  assert_echoes (tunnel);
  g_assert_cmpint (g_atomic_int_get (&f->shell.link.n_accepted), ==, 2);
  sublet_tunnel_set_on (tunnel, FALSE);
  sublet_tunnel_set_on (tunnel, TRUE);
  g_assert_cmpint (g_atomic_int_get (&f->shell.link.n_accepted), ==, 2);
  assert_echoes (tunnel);
  g_assert_cmpint (g_atomic_int_get (&f->shell.link.n_accepted), ==, 3);
  far_stop (&f->far);
}

#define ADD(name, function)             \
  g_test_add ("/core/ssh/tunnel/" name, \
              TunnelWorld,              \
              NULL,                     \
              tunnel_world_set_up,      \
              function,                 \
              tunnel_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("session-lost", test_session_lost);
  ADD ("switched-off", test_switched_off);
  ADD ("near-leaves", test_near_leaves);
  ADD ("stuck", test_stuck);
  ADD ("no-other-session", test_no_other_session);
  ADD ("sessions", test_sessions);

  return g_test_run ();
}
