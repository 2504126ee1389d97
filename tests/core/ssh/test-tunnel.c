/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tunnel-fixture.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Ports there reached through ports here, over one session to a real server. */

#define MEGABYTE (1024 * 1024)

typedef struct
{
  ShellWorld shell;
  Far far;
  SubletTunnelList *list;
} World;

static void
set_up (World *f, gconstpointer data)
{
  shell_world_set_up (&f->shell, data);
  ssh_connect_well (f->shell.session);
  f->list = sublet_tunnel_list_new ();
  sublet_tunnel_list_set_session (f->list, f->shell.session);
}

static void
tear_down (World *f, gconstpointer data)
{
  g_assert_finalize_object (f->list);
  shell_world_tear_down (&f->shell, data);
}

/* Its number is taken here, by the server itself. */
static SubletTunnel *
open_tunnel (World *f, FarKind kind)
{
  SubletTunnel *tunnel;

  f->far.kind = kind;
  far_start (&f->far, 0);
  tunnel = sublet_tunnel_list_open (f->list, f->far.port, "Test");
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), !=, f->far.port);

  return tunnel;
}

static bool
is_idle (gpointer data)
{
  return sublet_tunnel_get_n_connections (data) == 0;
}

static void
talk (SubletTunnel *tunnel, Near *near, gsize say)
{
  near->port = sublet_tunnel_get_local_port (tunnel);
  near->say = say;
  near_start (near);
}

/* ---- bytes there and back ---- */

static void
test_both_ways (World *f, gconstpointer data)
{
  const gsize length = 32 * MEGABYTE + 1;
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  Near near = { 0 };

  talk (tunnel, &near, length);
  near_await (&near);
  near_assert_heard (&near, length);
  g_assert_cmpint (near.problem, ==, 0);
  sublet_test_await (is_idle, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_received (tunnel), ==, length);
  g_assert_cmpuint (sublet_tunnel_get_sent (tunnel), ==, length);
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));
  near_clear (&near);
  far_stop (&f->far);
}

static void
test_many (World *f, gconstpointer data)
{
  const gsize length = 3 * MEGABYTE;
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  Near nears[8] = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    talk (tunnel, &nears[i], length);
  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    {
      near_await (&nears[i]);
      near_assert_heard (&nears[i], length);
      near_clear (&nears[i]);
    }
  sublet_test_await (is_idle, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_received (tunnel), ==, G_N_ELEMENTS (nears) * length);
  far_stop (&f->far);
}

static bool
has_begun (gpointer data)
{
  return sublet_tunnel_get_received (data) > 0 && sublet_tunnel_get_sent (data) > 0;
}

/* While it goes on. */
static void
test_counts (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  Near near = { .stays_open = true };

  talk (tunnel, &near, 1000);
  sublet_test_await (has_begun, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_n_connections (tunnel), ==, 1);
  near_cut (&near);
  near_await (&near);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

/* ---- one side has said all ---- */

static void
test_near_half_close (World *f, gconstpointer data)
{
  const gsize length = 5 * MEGABYTE;
  SubletTunnel *tunnel = open_tunnel (f, FAR_DIGEST);
  g_autofree char *digest = near_make_digest (length);
  Near near = { 0 };

  talk (tunnel, &near, length);
  near_await (&near);
  g_assert_cmpmem (near.heard->data, near.heard->len, digest, strlen (digest));
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

static bool
has_heard (gpointer data)
{
  return far_get_heard (data) == 5 * MEGABYTE;
}

static void
test_far_half_close (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { .hears_first = true };

  f->far.length = 3 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  talk (tunnel, &near, 5 * MEGABYTE);
  near_await (&near);
  near_assert_heard (&near, 3 * MEGABYTE);
  near_clear (&near);
  sublet_test_await (has_heard, &f->far);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

static gint64
get_processor_us (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

/* What says nothing costs nothing, in whatever state it is. */
static void
assert_quiet (World *f)
{
  gint64 before_us = get_processor_us ();

  terminal_exec (f->shell.session, "sleep 1", "");
  g_assert_cmpint (get_processor_us () - before_us, <, G_USEC_PER_SEC / 4);
}

static bool
has_both (gpointer data)
{
  return far_get_heard (data) == 200;
}

/* One that is open, and one of which the near side has said all. */
static void
test_quiet (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_HOLD);
  Near open = { .stays_open = true };
  Near ended = { 0 };

  talk (tunnel, &open, 100);
  talk (tunnel, &ended, 100);
  sublet_test_await (has_both, &f->far);
  assert_quiet (f);
  near_cut (&open);
  near_await (&open);
  near_clear (&open);
  far_stop (&f->far);
  near_await (&ended);
  near_clear (&ended);
  sublet_test_await (is_idle, tunnel);
}

/* The far side has said all, and takes nothing of the much that the near one says. */
static void
test_quiet_full (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { .waits = true };

  f->far.length = 64 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  talk (tunnel, &near, 64 * MEGABYTE);
  terminal_exec (f->shell.session, "sleep 1", "");
  assert_quiet (f);
  near_let_read (&near);
  near_await (&near);
  near_assert_heard (&near, 64 * MEGABYTE);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

/* ---- beside a shell ---- */

static void
test_slow_reader (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  g_autoptr (Terminal) terminal = terminal_open (f->shell.session);
  Near near = { .waits = true };
  guint i;

  f->far.length = 48 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  talk (tunnel, &near, 0);
  for (i = 0; i < 25; i++)
    {
      g_autofree char *answer = g_strdup_printf ("answer %u\n", i);

      terminal_type (terminal, "echo ");
      terminal_type (terminal, answer);
      terminal_await (terminal, answer);
      terminal_exec (f->shell.session, "echo here", "here\n");
    }
  g_assert_cmpuint (sublet_tunnel_get_received (tunnel), <, 16 * MEGABYTE);
  near_let_read (&near);
  near_await (&near);
  near_assert_heard (&near, 48 * MEGABYTE);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

/* ---- what may be wrong ---- */

static void
assert_closed (SubletTunnel *tunnel)
{
  Near near = { .stays_open = true };

  talk (tunnel, &near, 0);
  near_await (&near);
  g_assert_cmpuint (near.heard->len, ==, 0);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
}

static void
test_nothing_listens (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  g_autoptr (SubletNotifyCounter) notified = sublet_notify_counter_new (tunnel, "nothing-listens");
  guint16 port = f->far.port;
  Near near = { 0 };

  far_stop (&f->far);
  assert_closed (tunnel);
  assert_closed (tunnel);
  g_assert_true (sublet_tunnel_get_nothing_listens (tunnel));
  g_assert_false (sublet_tunnel_get_forbidden (tunnel));
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_OPEN);
  g_assert_cmpuint (sublet_notify_counter_take (notified), ==, 1);

  far_start (&f->far, port);
  talk (tunnel, &near, 10);
  near_await (&near);
  near_assert_heard (&near, 10);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
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
test_look (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  guint16 port = f->far.port;

  far_stop (&f->far);
  sublet_tunnel_look (tunnel);
  sublet_test_await (knows_that_nothing_listens, tunnel);
  sublet_test_await (is_idle, tunnel);
  far_start (&f->far, port);
  sublet_tunnel_look (tunnel);
  sublet_test_await (knows_that_something_listens, tunnel);
  sublet_test_await (is_idle, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_sent (tunnel), ==, 0);
  far_stop (&f->far);

  sublet_tunnel_set_on (tunnel, FALSE);
  sublet_tunnel_look (tunnel);
  g_assert_cmpuint (sublet_tunnel_get_n_connections (tunnel), ==, 0);
}

static void
test_forbidden (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);

  assert_closed (tunnel);
  g_assert_true (sublet_tunnel_get_forbidden (tunnel));
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));
  far_stop (&f->far);
}

/* The same number where it is free, another where it is not, on this computer's own address. */
static void
test_local_port (World *f, gconstpointer data)
{
  guint16 free_port = ssh_pick_port ();
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
test_taken_on_ipv6 (World *f, gconstpointer data)
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
  sublet_test_await (is_idle, tunnel);
}

static void
test_session_lost (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  g_autoptr (SubletSshSession) first = NULL;
  g_autoptr (SubletNotifyCounter) notified = NULL;
  guint16 local;
  Near near = { 0 };
  Near again = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  local = sublet_tunnel_get_local_port (tunnel);
  notified = sublet_notify_counter_new (tunnel, "state");
  talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  ssh_fake_set (&f->shell.link, SSH_FAKE_RESET);
  assert_cut (tunnel, &near);
  far_stop (&f->far);

  sublet_tunnel_list_set_session (f->list, NULL);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
  g_assert_cmpuint (sublet_tunnel_get_local_port (tunnel), ==, local);
  assert_closed (tunnel);
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
  talk (tunnel, &again, MEGABYTE);
  near_await (&again);
  near_assert_heard (&again, MEGABYTE);
  near_clear (&again);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
}

static void
test_switched_off (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  sublet_tunnel_set_on (tunnel, FALSE);
  assert_cut (tunnel, &near);
  far_stop (&f->far);
  terminal_exec (f->shell.session, "echo here", "here\n");
}

/* The program here goes, in the middle of what it was told. */
static void
test_near_leaves (World *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { 0 };

  f->far.length = 512 * MEGABYTE;
  tunnel = open_tunnel (f, FAR_SAY);
  talk (tunnel, &near, 0);
  sublet_test_await (has_moved, tunnel);
  near_cut (&near);
  near_await (&near);
  near_clear (&near);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
  terminal_exec (f->shell.session, "echo here", "here\n");
}

/* ---- much at once ---- */

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static bool
is_full (gpointer data)
{
  return sublet_tunnel_get_n_connections (data) == 64;
}

/* Beyond so many, who comes waits; and what has ended leaves nothing behind. */
static void
test_too_many (World *f, gconstpointer data)
{
  SubletTunnel *tunnel = open_tunnel (f, FAR_ECHO);
  guint before = count_descriptors ();
  Near nears[70] = { 0 };
  Near last = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    {
      nears[i].stays_open = true;
      talk (tunnel, &nears[i], 10);
    }
  sublet_test_await (is_full, tunnel);
  talk (tunnel, &last, 1000);
  terminal_exec (f->shell.session, "echo here", "here\n");
  g_assert_cmpuint (sublet_tunnel_get_n_connections (tunnel), ==, 64);
  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    {
      while (g_atomic_int_get (&nears[i].fd) < 0)
        g_main_context_iteration (NULL, FALSE);
      near_cut (&nears[i]);
      near_await (&nears[i]);
      near_clear (&nears[i]);
    }
  near_await (&last);
  near_assert_heard (&last, 1000);
  near_clear (&last);
  sublet_test_await (is_idle, tunnel);
  far_stop (&f->far);
  /* The server's thread, its socket and its pipe are gone too. */
  g_assert_cmpuint (count_descriptors (), <=, before);
}

/* ---- the list ---- */

static void
test_list (World *f, gconstpointer data)
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
  g_test_add ("/core/ssh/tunnel/" name, World, lines, set_up, function, tear_down)
#define ADD(name, function) ADD_WITH (name, function, NULL)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("both-ways", test_both_ways);
  ADD ("many", test_many);
  ADD ("counts", test_counts);
  ADD ("near-half-close", test_near_half_close);
  ADD ("far-half-close", test_far_half_close);
  ADD ("quiet", test_quiet);
  ADD ("quiet-full", test_quiet_full);
  ADD ("slow-reader", test_slow_reader);
  ADD ("nothing-listens", test_nothing_listens);
  ADD ("look", test_look);
  ADD_WITH ("forbidden", test_forbidden, "AllowTcpForwarding no\n");
  ADD ("local-port", test_local_port);
  ADD ("taken-on-ipv6", test_taken_on_ipv6);
  ADD ("session-lost", test_session_lost);
  ADD ("switched-off", test_switched_off);
  ADD ("near-leaves", test_near_leaves);
  ADD ("too-many", test_too_many);
  ADD ("list", test_list);

  return g_test_run ();
}
