/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "support/sublet-test.h"

#include <string.h>

/* ---- one shell ---- */

static void
test_echo (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell;

  ssh_connect_well (f->session);
  shell = ssh_open_shell (f->session, &error);
  g_assert_no_error (error);
  g_assert_false (sublet_ssh_shell_get_ended (shell));
  terminal = terminal_new (shell);

  /* The terminal there echoes, and makes two characters of the end of a line. */
  terminal_type (terminal, "echo $((6*7)) $TERM \303\244\n");
  terminal_await (terminal, "echo $((6*7)) $TERM \303\244\r\n");
  terminal_await (terminal, "42 xterm-256color \303\244\r\n");
  g_assert_false (sublet_ssh_shell_get_ended (shell));
}

static void
test_exit_status (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "echo last words; exit 7\n");
  terminal_await_end (terminal);
  g_assert_cmpstr (terminal->said->str, ==, "last words\n");
  g_assert_cmpint (sublet_ssh_shell_get_exit_status (terminal->shell), ==, 7);
  g_assert_null (sublet_ssh_shell_get_error (terminal->shell));

  /* Of no use any more, and no harm. */
  sublet_ssh_shell_resize (terminal->shell, 100, 30);
  sublet_ssh_shell_close (terminal->shell);
  g_assert_cmpuint (terminal->n_ended, ==, 1);
}

static void
test_resize (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "stty size\n");
  terminal_await (terminal, "24 80\n");
  sublet_ssh_shell_resize (terminal->shell, 132, 43);
  terminal_type (terminal, "until [ \"$(stty size)\" = '43 132' ]; do :; done; echo seen\n");
  terminal_await (terminal, "seen\n");
}

static void
test_control (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  /* Flow control, interrupt and end are for the terminal there, not for the one in between. */
  terminal_type (terminal,
                 "trap 'echo interrupted; n=1' INT; echo set; until [ $n ]; do sleep 0.1; done\n");
  terminal_await (terminal, "set\n");
  terminal_type (terminal, "\003");
  terminal_await (terminal, "interrupted\n");
  terminal_type (terminal, "\023echo held\n");
  terminal_type (terminal, "\021");
  terminal_await (terminal, "held\n");
  terminal_type (terminal, "\004");
  terminal_await_end (terminal);
}

static void
test_close (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;
  g_autoptr (SubletSshExecResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  sublet_ssh_shell_close (terminal->shell);
  sublet_ssh_shell_close (terminal->shell);
  terminal_await_end (terminal);
  g_assert_null (sublet_ssh_shell_get_error (terminal->shell));
  result = ssh_exec (f->session, "echo still there", NULL, &error);
  g_assert_no_error (error);
}

/* More than are ever open at a time in a window, with what is typed in each. */
static void
test_many (ShellWorld *f, gconstpointer data)
{
  Terminal *terminals[9];
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (terminals); i++)
    {
      g_autofree char *text = g_strdup_printf ("echo number %zu\n", i);

      terminals[i] = terminal_open (f->session);
      terminal_type (terminals[i], text);
    }
  for (i = 0; i < G_N_ELEMENTS (terminals); i++)
    {
      g_autofree char *text = g_strdup_printf ("number %zu\n", i);

      terminal_await (terminals[i], text);
      g_assert_cmpstr (terminals[i]->said->str, ==, text);
      terminal_free (terminals[i]);
    }
}

static void
test_logs (ShellWorld *f, gconstpointer data)
{
  g_autofree char *logs = NULL;
  g_autoptr (Terminal) terminal = NULL;

  sublet_test_logs_start ();
  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "echo planted-$((6*7))-word; exit\n");
  terminal_await_end (terminal);
  ssh_close (f->session);
  logs = sublet_test_logs_stop ();
  g_assert_nonnull (strstr (logs, "ready"));
  g_assert_null (strstr (logs, "planted-"));
}

#define ADD(name, function)            \
  g_test_add ("/core/ssh/shell/" name, \
              ShellWorld,              \
              NULL,                    \
              shell_world_set_up,      \
              function,                \
              shell_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("echo", test_echo);
  ADD ("exit-status", test_exit_status);
  ADD ("resize", test_resize);
  ADD ("control", test_control);
  ADD ("close", test_close);
  ADD ("many", test_many);
  ADD ("logs", test_logs);

  return g_test_run ();
}
