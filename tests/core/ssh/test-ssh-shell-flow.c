/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

/* Much data through shells, side by side, over links that hold, slow down and end. */

/* More than all buffers on the way hold together. */
#define MANY_BYTES 67108864
/* The window of a channel here is 2 MiB, that of the server's as well; the rest is the kernel's. */
#define MOST_BYTES (24 * 1024 * 1024)

static void
set_up (ShellWorld *f, gconstpointer data)
{
  shell_world_set_up (f, data);
  ssh_connect_well (f->session);
}

/* ---- side by side ---- */

/* As a widget gets it, and no faster: in megabytes a second, or bytes a microsecond. */
#define PACED_BYTES 2000000
#define FASTEST_PACE 6

static void
test_side_by_side (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) first = terminal_open (f->session);
  g_autoptr (Terminal) second = terminal_open (f->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) hanging = NULL;

  sublet_ssh_session_exec_async (f->session,
                                 "sleep 100",
                                 NULL,
                                 cancellable,
                                 sublet_test_on_result,
                                 &hanging);
  terminal_type (first, "echo one; read answer; echo $answer\n");
  terminal_await (first, "one\n");
  terminal_type (second, "echo two\n");
  terminal_await (second, "two\n");
  terminal_exec (f->session, "echo three", "three\n");
  terminal_type (first, "four\n");
  terminal_await (first, "four\n");
  g_assert_cmpstr (first->said->str, ==, "one\nfour\n");
  g_assert_cmpstr (second->said->str, ==, "two\n");
  g_assert_null (hanging);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&hanging);
}

/* 20 MB arrive as they are, and the other channels have their turns in the meantime. */
static void
test_bulk (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) bulk = terminal_open (f->session);
  g_autoptr (Terminal) other = terminal_open (f->session);
  g_autofree char *expected = terminal_make_count (TERMINAL_COUNT_END);
  guint n_answers = 0;

  terminal_type (bulk, TERMINAL_COUNT);
  terminal_await_size (bulk, 1);
  while (bulk->n_read < strlen (expected) / 2)
    {
      g_autofree char *answer = g_strdup_printf ("answer %u\n", n_answers);

      terminal_type (other, "echo ");
      terminal_type (other, answer);
      terminal_await (other, answer);
      terminal_exec (f->session, "echo here", "here\n");
      n_answers++;
    }
  /* Before half of it was there. */
  g_assert_cmpuint (n_answers, >, 1);
  terminal_await_size (bulk, strlen (expected));
  terminal_assert_said (bulk, expected);
}

/* For a widget: all of it, as it is, but never more at once than the widget has time for, and the
 * thread sleeps between. */
static void
test_paced (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) paced = terminal_open_paced (f->session);
  g_autoptr (Terminal) other = terminal_open (f->session);
  g_autofree char *expected = terminal_make_count (400000);
  gint64 start_us = g_get_monotonic_time ();
  gint64 since_us;

  terminal_type (paced, "seq 400000; echo end\n");
  while (paced->n_read < PACED_BYTES)
    {
      terminal_type (other, "echo here\n");
      terminal_await (other, "here\n");
      g_string_truncate (other->said, 0);
    }
  since_us = g_get_monotonic_time () - start_us;
  g_assert_cmpint (since_us, >=, PACED_BYTES / FASTEST_PACE);
  terminal_await_size (paced, strlen (expected));
  terminal_assert_said (paced, expected);
}

/* Commands on the same connection answer while nothing else moves; so many of them, and as long as
 * one figure is the same as before. */
static gsize
await_standstill (ShellWorld *f, gsize (*get) (gpointer source), gpointer source, gsize slack)
{
  gsize before = get (source);
  guint n_same = 0;

  while (n_same < 25)
    {
      terminal_exec (f->session, "echo here", "here\n");
      n_same = get (source) - before <= slack ? n_same + 1 : 0;
      before = n_same > 0 ? before : get (source);
    }

  return before;
}

static gsize
get_passed (gpointer source)
{
  return ssh_fake_get_passed (source);
}

/* Nobody reads: what is not read stays with the server, and all of it comes later. */
static void
test_reader_waits (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  gsize passed;

  terminal_set_reading (terminal, false);
  terminal_type (terminal, "head -c " G_STRINGIFY (MANY_BYTES) " /dev/zero; exit 3\n");
  passed = await_standstill (f, get_passed, &f->link, 256 * 1024);
  g_assert_cmpuint (passed, >, 1024 * 1024);
  g_assert_cmpuint (passed, <, MOST_BYTES);
  g_assert_false (sublet_ssh_shell_get_ended (terminal->shell));

  terminal_set_reading (terminal, true);
  terminal_await_size (terminal, MANY_BYTES);
  terminal_await_end (terminal);
  g_assert_cmpuint (terminal->n_read, ==, MANY_BYTES);
  g_assert_cmpint (sublet_ssh_shell_get_exit_status (terminal->shell), ==, 3);
}

/* ---- towards the server ---- */

static void
test_paste (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  g_autofree char *sum = terminal_begin_paste (terminal, 1024 * 1024, "");

  terminal_await (terminal, sum);
}

static gsize
get_typed (gpointer source)
{
  Terminal *terminal = source;

  return G_MAXSIZE - terminal->typed->len;
}

/* Nobody reads there: what is typed stays here. */
static void
test_server_waits (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  g_autofree char *sum =
    terminal_begin_paste (terminal, 8 * 1024 * 1024, "until [ -e go ]; do sleep 0.1; done;");

  await_standstill (f, get_typed, terminal, 0);
  g_assert_cmpuint (terminal->typed->len, >, 0);
  terminal_exec (f->session, "touch go", "");
  terminal_await (terminal, sum);
  g_assert_cmpuint (terminal->typed->len, ==, 0);
}

/* ---- links ---- */

static void
test_slow (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);

  ssh_fake_set (&f->link, SSH_FAKE_SLOW);
  terminal_type (terminal, "head -c 20000 /dev/zero | tr '\\0' x; echo end\n");
  terminal_await (terminal, "xend\n");
  g_assert_cmpuint (terminal->n_read, ==, 20004);
}

static void
test_hold (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  /* More than the sockets take. */
  g_autofree char *sum = terminal_begin_paste (terminal, 3 * 1024 * 1024, "");

  ssh_fake_set (&f->link, SSH_FAKE_HOLD);
  sublet_ssh_shell_resize (terminal->shell, 100, 30);
  sublet_test_drain ();
  ssh_fake_set (&f->link, SSH_FAKE_PASS);
  terminal_await (terminal, sum);
  terminal_type (terminal, "stty size\n");
  terminal_await (terminal, "30 100\n");
}

/* How it ends. What came before is there, whether or not somebody read by then. */
static void
test_lost (ShellWorld *f, SshFakeHow how)
{
  g_autoptr (Terminal) terminal = terminal_open (f->session);
  g_autoptr (Terminal) idle = terminal_open (f->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize passed = ssh_fake_get_passed (&f->link);

  terminal_set_reading (terminal, false);
  terminal_type (terminal, "head -c 700000 /dev/zero | tr '\\0' x; sleep 100\n");
  while (ssh_fake_get_passed (&f->link) < passed + 700000)
    terminal_exec (f->session, "echo here", "here\n");
  terminal_exec (f->session, "echo here", "here\n");
  sublet_ssh_session_exec_async (f->session,
                                 "sleep 100",
                                 NULL,
                                 NULL,
                                 sublet_test_on_result,
                                 &result);
  ssh_fake_set (&f->link, how);
  sublet_test_await_result (&result);
  g_assert_null (sublet_ssh_session_exec_finish (f->session, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);

  terminal_await_end (idle);
  g_assert_error (sublet_ssh_shell_get_error (idle->shell), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (idle->n_read, ==, 0);
  g_assert_false (sublet_ssh_shell_get_ended (terminal->shell));
  terminal_set_reading (terminal, true);
  terminal_await_end (terminal);
  g_assert_error (sublet_ssh_shell_get_error (terminal->shell),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (terminal->n_read, ==, 700000);
}

static void
test_closed (ShellWorld *f, gconstpointer data)
{
  test_lost (f, SSH_FAKE_CLOSE);
}

static void
test_reset (ShellWorld *f, gconstpointer data)
{
  test_lost (f, SSH_FAKE_RESET);
}

#define ADD(name, function)                 \
  g_test_add ("/core/ssh/shell-flow/" name, \
              ShellWorld,                   \
              NULL,                         \
              set_up,                       \
              function,                     \
              shell_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("side-by-side", test_side_by_side);
  ADD ("bulk", test_bulk);
  ADD ("paced", test_paced);
  ADD ("reader-waits", test_reader_waits);
  ADD ("paste", test_paste);
  ADD ("server-waits", test_server_waits);
  ADD ("slow", test_slow);
  ADD ("hold", test_hold);
  ADD ("closed", test_closed);
  ADD ("reset", test_reset);

  return g_test_run ();
}
