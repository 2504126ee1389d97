/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-ssh-window-private.h"

#include "support/sublet-test.h"

/* How much a server is given that it has not passed on: a window's arithmetic, at times of the
 * test's own. */

#define AHEAD SUBLET_SSH_WINDOW_AHEAD_BYTES
#define SILENCE_US SUBLET_SSH_WINDOW_SILENCE_US

/* OpenSSH's, and a time that is not zero. */
#define WIDEST ((gsize) 2 * 1024 * 1024)
#define BEGIN_US (100 * G_TIME_SPAN_SECOND)

static void
test_enough (void)
{
  SubletSshWindow window = { 0 };

  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, BEGIN_US));
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - AHEAD, 0, BEGIN_US));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&window), ==, G_MAXINT64);
  g_assert_true (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1, 0, BEGIN_US));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&window), ==, BEGIN_US + SILENCE_US);

  /* It has passed that on. */
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, BEGIN_US + 1));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&window), ==, G_MAXINT64);
}

static void
test_silent_gets_more (void)
{
  SubletSshWindow window = { 0 };

  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, BEGIN_US));
  g_assert_true (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1, 0, BEGIN_US));
  g_assert_true (
    sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1, 0, BEGIN_US + SILENCE_US - 1));
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1, 0, BEGIN_US + SILENCE_US));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&window), ==, G_MAXINT64);

  /* As much again, and no more; and from then on. */
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - 2 * AHEAD, 0, BEGIN_US + SILENCE_US));
  g_assert_true (
    sublet_ssh_window_judge (&window, WIDEST - 2 * AHEAD - 1, 0, BEGIN_US + SILENCE_US));
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, BEGIN_US + SILENCE_US));
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - 2 * AHEAD, 0, BEGIN_US + SILENCE_US));
}

/* It tells what it has passed on, but has still too much: however long that goes on, it is given no
 * more than others. */
static void
test_adjusting_gets_no_more (void)
{
  SubletSshWindow window = { 0 };
  gsize left = WIDEST - AHEAD - 100;
  gint64 now_us = BEGIN_US;
  guint i;

  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, now_us));
  for (i = 0; i < 50; i++)
    {
      g_assert_true (sublet_ssh_window_judge (&window, left, 0, now_us));
      now_us += SILENCE_US - 1;
      left++;
    }
  g_assert_cmpuint (window.more, ==, 0);
}

static void
test_on_its_way (void)
{
  SubletSshWindow window = { 0 };

  g_assert_false (sublet_ssh_window_judge (&window, WIDEST, 0, BEGIN_US));
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1000, 1000, BEGIN_US));
  g_assert_true (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1000, 999, BEGIN_US));
  /* Nothing has come of the server, and yet nothing is waited for. */
  g_assert_false (sublet_ssh_window_judge (&window, WIDEST - AHEAD - 1000, 1000, BEGIN_US + 1));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&window), ==, G_MAXINT64);
}

/* ---- a channel, as far as one is asked: libssh2 says of none that it has no window left ---- */

typedef struct
{
  SubletSshLink link;
  SubletSshWindow window;
} Fixture;

static void
set_up (Fixture *f, SubletSshRouteKind kind)
{
  *f = (Fixture){ .link = { .fd = -1 }, .window = { .widest = WIDEST } };
  f->link.route = sublet_ssh_route_new (kind, "127.0.0.1", 22);
  f->link.unsent = g_byte_array_new ();
}

static void
tear_down (Fixture *f)
{
  g_byte_array_unref (f->link.unsent);
  sublet_ssh_route_unref (f->link.route);
}

/* What has come to the proxy says nothing of the server. */
static void
test_proxy_has_no_limit (void)
{
  Fixture f;

  set_up (&f, SUBLET_SSH_ROUTE_DIRECT);
  g_assert_false (sublet_ssh_window_takes (&f.window, NULL, &f.link, BEGIN_US));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&f.window), ==, BEGIN_US + SILENCE_US);
  tear_down (&f);

  set_up (&f, SUBLET_SSH_ROUTE_PROXY);
  g_assert_true (sublet_ssh_window_takes (&f.window, NULL, &f.link, BEGIN_US));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&f.window), ==, G_MAXINT64);
  g_byte_array_append (f.link.unsent, (const guint8 *) "x", 1);
  g_assert_false (sublet_ssh_window_takes (&f.window, NULL, &f.link, BEGIN_US));
  tear_down (&f);
}

/* Whoever waits for a deadline that has passed does not wait at all. */
static void
test_full_socket (void)
{
  const gint64 later_us = BEGIN_US + 10 * SILENCE_US;
  Fixture f;

  set_up (&f, SUBLET_SSH_ROUTE_DIRECT);
  g_assert_false (sublet_ssh_window_takes (&f.window, NULL, &f.link, BEGIN_US));
  g_byte_array_append (f.link.unsent, (const guint8 *) "x", 1);
  g_assert_false (sublet_ssh_window_takes (&f.window, NULL, &f.link, later_us));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&f.window), >, later_us);
  /* What waits here has not come there either. */
  g_byte_array_set_size (f.link.unsent, WIDEST);
  g_assert_false (sublet_ssh_window_takes (&f.window, NULL, &f.link, later_us));
  g_assert_cmpint (sublet_ssh_window_get_deadline (&f.window), ==, G_MAXINT64);
  tear_down (&f);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/window/enough", test_enough);
  g_test_add_func ("/core/ssh/window/silent-gets-more", test_silent_gets_more);
  g_test_add_func ("/core/ssh/window/adjusting-gets-no-more", test_adjusting_gets_no_more);
  g_test_add_func ("/core/ssh/window/on-its-way", test_on_its_way);
  g_test_add_func ("/core/ssh/window/proxy-has-no-limit", test_proxy_has_no_limit);
  g_test_add_func ("/core/ssh/window/full-socket", test_full_socket);

  return g_test_run ();
}
