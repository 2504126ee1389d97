/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  SubletSshIdentity *identity;
  SshServer *server;
  SubletSshSession *session;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->identity = ssh_make_identity ();
  f->server = ssh_server_new (f->identity, "ed25519");
  f->session = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->session != NULL)
    {
      ssh_close (f->session);
      g_assert_finalize_object (g_steal_pointer (&f->session));
    }
  g_clear_pointer (&f->server, ssh_server_free);
  g_assert_finalize_object (f->identity);
}

/* ---- one shell ---- */

static void
test_echo (Fixture *f, gconstpointer data)
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
test_exit_status (Fixture *f, gconstpointer data)
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
test_resize (Fixture *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "trap 'echo changed; stty size' WINCH; stty size\n");
  terminal_await (terminal, "24 80\n");
  sublet_ssh_shell_resize (terminal->shell, 132, 43);
  terminal_type (terminal, "until [ \"$(stty size)\" = '43 132' ]; do :; done; echo seen\n");
  terminal_await (terminal, "changed\n43 132\n");
  terminal_await (terminal, "seen\n");
}

static void
test_control (Fixture *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  /* Flow control, interrupt and end are for the terminal there, not for the one in between. */
  terminal_type (terminal, "trap 'echo interrupted' INT; echo set; sleep 100\n");
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
test_close (Fixture *f, gconstpointer data)
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

#define ADD(name, function) \
  g_test_add ("/core/ssh/shell/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("echo", test_echo);
  ADD ("exit-status", test_exit_status);
  ADD ("resize", test_resize);
  ADD ("control", test_control);
  ADD ("close", test_close);

  return g_test_run ();
}
