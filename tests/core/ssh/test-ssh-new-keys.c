/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "support/sublet-test.h"

#include <string.h>

/* Keys are exchanged again and again, in the middle of everything. A program of its own: libssh2
 * 1.10 loses the server's key, 51 bytes, each time that they are, and the leak sanitizer is told so
 * here and nowhere else. */

const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libssh2.so\n";
}

static void
test_new_keys (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) bulk = NULL;
  g_autoptr (Terminal) other = NULL;
  g_autofree char *expected = terminal_make_count (TERMINAL_COUNT_END);
  g_autofree char *sum = NULL;

  ssh_connect_well (f->session);
  bulk = terminal_open (f->session);
  other = terminal_open (f->session);
  terminal_type (bulk, TERMINAL_COUNT);
  sum = terminal_begin_paste (other, 4 * 1024 * 1024, "");
  terminal_exec (f->session, "echo here", "here\n");
  terminal_await_size (bulk, strlen (expected));
  terminal_assert_said (bulk, expected);
  terminal_await (other, sum);
}

/* In the middle of it the session is closed: what was begun is freed. */
static void
test_closed (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) bulk = NULL;

  ssh_connect_well (f->session);
  bulk = terminal_open (f->session);
  terminal_type (bulk, "yes\n");
  terminal_await_size (bulk, 8 * 1024 * 1024);
  ssh_close (f->session);
  terminal_await_end (bulk);
}

#define ADD(name, function)               \
  g_test_add ("/core/ssh/new-keys/" name, \
              ShellWorld,                 \
              "RekeyLimit 1M\n",          \
              shell_world_set_up,         \
              function,                   \
              shell_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("bulk", test_new_keys);
  ADD ("closed", test_closed);

  return g_test_run ();
}
