/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "shell-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>
#include <unistd.h>

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

typedef struct
{
  SubletSshSession *session;
  guint n_descriptors;
} Count;

/* A command in between, so that the session's thread has had its turn. */
static bool
are_closed (gpointer user_data)
{
  Count *count = user_data;
  g_autoptr (SubletSshExecResult) result = ssh_exec (count->session, "true", NULL, NULL);

  return result != NULL && count_descriptors () == count->n_descriptors;
}

/* ---- ends ---- */

static bool
is_gone (gpointer user_data)
{
  SubletSshSession *session = ((gpointer *) user_data)[0];
  const char *pid = ((gpointer *) user_data)[1];
  g_autofree char *command = g_strdup_printf ("kill -0 %s", pid);
  g_autoptr (SubletSshExecResult) result = ssh_exec (session, command, NULL, NULL);

  g_assert_nonnull (result);
  return result->exit_status != 0;
}

/* The widget is gone, and so is what ran there. */
static void
test_hang_up (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;
  g_autofree char *pid = NULL;
  gpointer wanted[2];

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "echo $$\n");
  terminal_await (terminal, "\n");
  pid = g_strstrip (g_strdup (terminal->said->str));
  terminal_set_reading (terminal, false);
  close (terminal->fd);
  terminal->fd = -1;
  terminal_await_end (terminal);
  g_assert_null (sublet_ssh_shell_get_error (terminal->shell));
  wanted[0] = f->session;
  wanted[1] = pid;
  sublet_test_await (is_gone, wanted);
}

/* In the middle of output that nobody reads: the widget is gone at once all the same. */
static void
test_hang_up_full (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;
  g_autoptr (SubletSshExecResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  terminal_type (terminal, "yes\n");
  terminal_await (terminal, "y\n");
  terminal_set_reading (terminal, false);
  result = ssh_exec (f->session, "echo between", NULL, &error);
  g_assert_no_error (error);
  close (terminal->fd);
  terminal->fd = -1;
  terminal_await_end (terminal);
  g_assert_null (sublet_ssh_shell_get_error (terminal->shell));
}

static void
test_session_closed (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) quiet = NULL;
  g_autoptr (Terminal) loud = NULL;

  ssh_connect_well (f->session);
  quiet = terminal_open (f->session);
  loud = terminal_open (f->session);
  terminal_type (loud, "yes\n");
  terminal_await (loud, "y\n");
  terminal_set_reading (loud, false);
  ssh_close (f->session);
  terminal_await_end (quiet);
  terminal_await_end (loud);
  g_assert_null (sublet_ssh_shell_get_error (quiet->shell));
  g_assert_null (sublet_ssh_shell_get_error (loud->shell));
}

/* A shell does not keep its session. */
static void
test_session_dropped (ShellWorld *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  ssh_connect_well (f->session);
  terminal = terminal_open (f->session);
  g_assert_finalize_object (g_steal_pointer (&f->session));
  terminal_await_end (terminal);
  g_assert_null (sublet_ssh_shell_get_error (terminal->shell));
}

/* Let go of, in whatever state: every end of a terminal is closed. */
static void
test_dropped (ShellWorld *f, gconstpointer data)
{
  Count count = { f->session, 0 };
  SubletSshShell *shell;
  int fd;

  ssh_connect_well (f->session);
  count.n_descriptors = count_descriptors ();

  shell = ssh_open_shell (f->session, NULL);
  g_assert_cmpuint (count_descriptors (), ==, count.n_descriptors + 2);
  g_assert_finalize_object (shell);
  sublet_test_await (are_closed, &count);

  shell = ssh_open_shell (f->session, NULL);
  fd = sublet_ssh_shell_steal_terminal_fd (shell);
  sublet_ssh_shell_close (shell);
  g_assert_finalize_object (shell);
  close (fd);
  sublet_test_await (are_closed, &count);
}

/* ---- opening ---- */

static SubletSshShell *
open_cancelled (SubletSshSession *session, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_ssh_session_open_shell_async (session,
                                       "xterm",
                                       NULL,
                                       80,
                                       24,
                                       false,
                                       cancellable,
                                       sublet_test_on_result,
                                       &result);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);

  return sublet_ssh_session_open_shell_finish (session, result, error);
}

static void
test_cancelled (ShellWorld *f, gconstpointer data)
{
  Count count = { f->session, 0 };
  guint i;

  ssh_connect_well (f->session);
  count.n_descriptors = count_descriptors ();
  for (i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      if (i % 2 == 0)
        g_cancellable_cancel (cancellable);
      g_assert_null (open_cancelled (f->session, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  sublet_test_await (are_closed, &count);
}

static void
test_not_ready (ShellWorld *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (Terminal) terminal = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (ssh_open_shell (f->session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_clear_error (&error);

  /* While it connects, the shell waits for it. */
  sublet_ssh_session_connect_async (f->session, NULL, sublet_test_on_result, &connected);
  terminal = terminal_open (f->session);
  g_assert_nonnull (connected);

  ssh_close (f->session);
  g_assert_null (ssh_open_shell (f->session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
}

static void
test_never_ready (ShellWorld *f, gconstpointer data)
{
  g_autoptr (SubletSshIdentity) other = ssh_make_identity ();
  g_autoptr (SubletSshSession)
    session = ssh_make_session (other, ssh_server_get_port (f->server), 0, NULL);
  g_autoptr (GError) error = NULL;

  sublet_ssh_session_connect_async (session, NULL, NULL, NULL);
  g_assert_null (ssh_open_shell (session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_AUTH);
}

static void
test_refused (ShellWorld *f, gconstpointer data)
{
  g_autoptr (SubletSshShell) shell = NULL;
  g_autoptr (GError) error = NULL;

  ssh_connect_well (f->session);
  /* Of those that allow one: another beside it. */
  if (strstr (data, "MaxSessions") != NULL)
    shell = ssh_open_shell (f->session, NULL);
  g_assert_null (ssh_open_shell (f->session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpint (sublet_ssh_session_get_phase (f->session), ==, SUBLET_SSH_PHASE_READY);
}

#define ADD_WITH(name, data, function)      \
  g_test_add ("/core/ssh/shell-life/" name, \
              ShellWorld,                   \
              data,                         \
              shell_world_set_up,           \
              function,                     \
              shell_world_tear_down)
#define ADD(name, function) ADD_WITH (name, NULL, function)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("hang-up", test_hang_up);
  ADD ("hang-up-full", test_hang_up_full);
  ADD ("session-closed", test_session_closed);
  ADD ("session-dropped", test_session_dropped);
  ADD ("dropped", test_dropped);
  ADD ("cancelled", test_cancelled);
  ADD ("not-ready", test_not_ready);
  ADD ("never-ready", test_never_ready);
  ADD_WITH ("no-terminal", "PermitTTY no\n", test_refused);
  ADD_WITH ("no-second", "MaxSessions 1\n", test_refused);

  return g_test_run ();
}
