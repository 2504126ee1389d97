/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tunnel-fixture.h"

#include "support/sublet-test.h"

#include <string.h>
#include <sys/resource.h>

/* What passes through a tunnel to a real server: bytes there and back, one side's end, many at
 * once. */

/* ---- bytes there and back ---- */

static void
test_both_ways (TunnelWorld *f, gconstpointer data)
{
  const gsize length = 32 * MEGABYTE + 1;
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  Near near = { 0 };

  tunnel_talk (tunnel, &near, length);
  near_await (&near);
  near_assert_heard (&near, length);
  g_assert_cmpint (near.problem, ==, 0);
  sublet_test_await (tunnel_is_idle, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_received (tunnel), ==, length);
  g_assert_cmpuint (sublet_tunnel_get_sent (tunnel), ==, length);
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));
  near_clear (&near);
  far_stop (&f->far);
}

static void
test_many (TunnelWorld *f, gconstpointer data)
{
  const gsize length = 3 * MEGABYTE;
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  Near nears[8] = { 0 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    tunnel_talk (tunnel, &nears[i], length);
  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    {
      near_await (&nears[i]);
      near_assert_heard (&nears[i], length);
      near_clear (&nears[i]);
    }
  sublet_test_await (tunnel_is_idle, tunnel);
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
test_counts (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  Near near = { .stays_open = true };

  tunnel_talk (tunnel, &near, 1000);
  sublet_test_await (has_begun, tunnel);
  g_assert_cmpuint (sublet_tunnel_get_n_connections (tunnel), ==, 1);
  near_cut (&near);
  near_await (&near);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
}

/* ---- one side has said all ---- */

static void
test_near_half_close (TunnelWorld *f, gconstpointer data)
{
  const gsize length = 5 * MEGABYTE;
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_DIGEST);
  g_autofree char *digest = near_make_digest (length);
  Near near = { 0 };

  tunnel_talk (tunnel, &near, length);
  near_await (&near);
  g_assert_cmpmem (near.heard->data, near.heard->len, digest, strlen (digest));
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
}

static bool
has_heard (gpointer data)
{
  return far_get_heard (data) == 5 * MEGABYTE;
}

static void
test_far_half_close (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { .hears_first = true };

  f->far.length = 3 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  tunnel_talk (tunnel, &near, 5 * MEGABYTE);
  near_await (&near);
  near_assert_heard (&near, 3 * MEGABYTE);
  near_clear (&near);
  sublet_test_await (has_heard, &f->far);
  sublet_test_await (tunnel_is_idle, tunnel);
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
assert_quiet (TunnelWorld *f)
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
test_quiet (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_HOLD);
  Near open = { .stays_open = true };
  Near ended = { 0 };

  tunnel_talk (tunnel, &open, 100);
  tunnel_talk (tunnel, &ended, 100);
  sublet_test_await (has_both, &f->far);
  assert_quiet (f);
  near_cut (&open);
  near_await (&open);
  near_clear (&open);
  far_stop (&f->far);
  near_await (&ended);
  near_clear (&ended);
  sublet_test_await (tunnel_is_idle, tunnel);
}

/* The far side has said all, and takes nothing of the much that the near one says. */
static void
test_quiet_full (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  Near near = { .waits = true };

  f->far.length = 64 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  tunnel_talk (tunnel, &near, 64 * MEGABYTE);
  terminal_exec (f->shell.session, "sleep 1", "");
  assert_quiet (f);
  near_let_read (&near);
  near_await (&near);
  near_assert_heard (&near, 64 * MEGABYTE);
  near_clear (&near);
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
}

/* ---- beside a shell ---- */

static void
test_slow_reader (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel;
  g_autoptr (Terminal) terminal = terminal_open (f->shell.session);
  Near near = { .waits = true };
  guint i;

  f->far.length = 48 * MEGABYTE;
  tunnel = tunnel_world_open (f, FAR_SAY);
  tunnel_talk (tunnel, &near, 0);
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
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
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
test_too_many (TunnelWorld *f, gconstpointer data)
{
  SubletTunnel *tunnel = tunnel_world_open (f, FAR_ECHO);
  Near first = { 0 };
  Near nears[70] = { 0 };
  Near last = { 0 };
  guint before;
  gsize i;

  /* The tunnel's own session stays. */
  tunnel_talk (tunnel, &first, 10);
  near_await (&first);
  near_clear (&first);
  sublet_test_await (tunnel_is_idle, tunnel);
  before = count_descriptors ();
  for (i = 0; i < G_N_ELEMENTS (nears); i++)
    {
      nears[i].stays_open = true;
      tunnel_talk (tunnel, &nears[i], 10);
    }
  sublet_test_await (is_full, tunnel);
  tunnel_talk (tunnel, &last, 1000);
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
  sublet_test_await (tunnel_is_idle, tunnel);
  far_stop (&f->far);
  /* The server's thread, its socket and its pipe are gone too. */
  g_assert_cmpuint (count_descriptors (), <=, before);
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

  ADD ("both-ways", test_both_ways);
  ADD ("many", test_many);
  ADD ("counts", test_counts);
  ADD ("near-half-close", test_near_half_close);
  ADD ("far-half-close", test_far_half_close);
  ADD ("quiet", test_quiet);
  ADD ("quiet-full", test_quiet_full);
  ADD ("slow-reader", test_slow_reader);
  ADD ("too-many", test_too_many);

  return g_test_run ();
}
