/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "core/ssh/sublet-tmux.h"

#include "support/sublet-test.h"

#include <string.h>

/* Shells that are kept in a real tmux on a real server; where there is none here, what needs it is
 * left out. The server that tmux starts is one of the test's own. */

static const SubletTmuxWords words = { "it's gone", "it's missing", "it's failed" };

static bool
skips_without_tmux (void)
{
  g_autofree char *tmux = g_find_program_in_path ("tmux");

  if (tmux == NULL)
    g_test_skip ("there is no tmux");

  return tmux == NULL;
}

static void
set_up (UploadFixture *f, gconstpointer data)
{
  g_autofree char *config = NULL;

  f->tools = sublet_test_make_folder ();
  f->here = sublet_test_make_folder ();
  f->there = sublet_test_make_folder ();
  /* Its socket lies in a folder of its own, which goes. */
  config = g_strdup_printf ("SetEnv PATH=%s:/usr/bin:/bin TMUX_TMPDIR=%s SHELL=/bin/sh\n",
                            f->tools,
                            f->there);
  shell_world_set_up (&f->world, config);
  ssh_connect_well (f->world.session);
}

static Terminal *
open_kept (UploadFixture *f, const char *session, bool again)
{
  g_autofree char *command = sublet_tmux_make_command (session, again, &words);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell;

  sublet_ssh_session_open_shell_async (f->world.session,
                                       "xterm-256color",
                                       command,
                                       80,
                                       24,
                                       false,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await_result (&result);
  shell = sublet_ssh_session_open_shell_finish (f->world.session, result, &error);
  g_assert_no_error (error);

  return terminal_new (shell);
}

static bool
asks (UploadFixture *f)
{
  g_autofree char *question = sublet_tmux_make_question ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshExecResult) answer = ssh_exec (f->world.session, question, NULL, &error);

  g_assert_no_error (error);
  return sublet_tmux_judge (answer);
}

static void
tear_down (UploadFixture *f, gconstpointer data)
{
  g_autoptr (SubletSshExecResult)
    result = ssh_exec (f->world.session, "tmux kill-server", NULL, NULL);

  upload_fixture_tear_down (f, data);
}

static void
lose (UploadFixture *f)
{
  ssh_close (f->world.session);
  g_object_unref (f->world.session);
  f->world.session =
    ssh_make_session (f->world.identity, ssh_server_get_port (f->world.server), 0, NULL);
  ssh_connect_well (f->world.session);
}

/* What runs in it goes on without the connection, and is found again. */
static void
test_kept (UploadFixture *f, gconstpointer data)
{
  if (skips_without_tmux ())
    return;

  {
    g_autoptr (Terminal) terminal = open_kept (f, "sublet-1", false);

    terminal_type (terminal, "x=kept; echo $((40+2)) ready\n");
    terminal_await (terminal, "42 ready");
    lose (f);
    terminal_await_end (terminal);
  }
  {
    g_autoptr (Terminal) terminal = open_kept (f, "sublet-1", true);

    terminal_type (terminal, "echo $((50+3)) $x\n");
    terminal_await (terminal, "53 kept");
    g_assert_null (strstr (terminal->said->str, words.gone));
    /* Its last shell ends: so does the tab's. */
    terminal_type (terminal, "exit\n");
    terminal_await_end (terminal);
    g_assert_cmpint (sublet_ssh_shell_get_exit_status (terminal->shell), ==, 0);
    g_assert_null (strstr (terminal->said->str, words.failed));
  }
}

/* Each tab has its own, also where one's name begins with another's. */
static void
test_two (UploadFixture *f, gconstpointer data)
{
  if (skips_without_tmux ())
    return;

  {
    g_autoptr (Terminal) tenth = open_kept (f, "sublet-10", false);

    terminal_type (tenth, "x=tenth; echo $((40+2))\n");
    terminal_await (tenth, "42");
    {
      g_autoptr (Terminal) first = open_kept (f, "sublet-1", true);

      terminal_await (first, words.gone);
      terminal_type (first, "echo $((50+3))[$x]\n");
      terminal_await (first, "53[]");
    }
  }
}

static void
test_gone (UploadFixture *f, gconstpointer data)
{
  if (skips_without_tmux ())
    return;

  {
    g_autoptr (Terminal) terminal = open_kept (f, "sublet-1", true);

    terminal_await (terminal, words.gone);
    terminal_type (terminal, "echo $((40+2)) ready\n");
    terminal_await (terminal, "42 ready");
  }
}

/* A stand-in that fails, as one does without a terminal it knows. */
static void
test_fails (UploadFixture *f, gconstpointer data)
{
  g_autoptr (Terminal) terminal = NULL;

  upload_put_tool (f, "tmux", "exit 1");
  terminal = open_kept (f, "sublet-1", false);
  terminal_await (terminal, words.failed);
  terminal_type (terminal, "echo $((40+2)) ready\n");
  terminal_await (terminal, "42 ready");
}

/* An image that has the tools and no tmux: its folders are all that is searched. */
static void
test_missing (UploadFixture *f, gconstpointer data)
{
  g_autofree char *first = sublet_tmux_make_command ("sublet-1", false, &words);
  g_autofree char *again = sublet_tmux_make_command ("sublet-1", true, &words);
  g_autofree char *first_command =
    g_strdup_printf ("PATH=%s; echo 'echo said' | %s", f->tools, first);
  g_autofree char *again_command =
    g_strdup_printf ("PATH=%s; echo 'echo said' | %s", f->tools, again);

  upload_put_tool (f, "sh", "exec /bin/sh \"$@\"");
  terminal_exec (f->world.session, first_command, "said\n");
  terminal_exec (f->world.session, again_command, "it's missing\r\nsaid\n");
}

static void
test_question (UploadFixture *f, gconstpointer data)
{
  upload_put_tool (f, "tmux", "[ \"$1\" != -V ] || echo tmux 3.3a");
  g_assert_true (asks (f));
  upload_put_tool (f, "tmux", "[ \"$1\" != -V ] || echo tmux next-3.5");
  g_assert_true (asks (f));
  upload_put_tool (f, "tmux", "[ \"$1\" != -V ] || echo tmux 1.8");
  g_assert_true (asks (f));
  upload_put_tool (f, "tmux", "[ \"$1\" != -V ] || echo tmux 1.6");
  g_assert_false (asks (f));
  upload_put_tool (f, "tmux", "exit 1");
  g_assert_false (asks (f));
  /* Somebody is in it already; in one of ours only. */
  upload_put_tool (f, "tmux", "[ \"$1\" = -V ] && echo tmux 3.3a || echo ssh_tmux");
  g_assert_false (asks (f));
  upload_put_tool (f, "tmux", "[ \"$1\" = -V ] && echo tmux 3.3a || echo sublet-2");
  g_assert_true (asks (f));
}

static void
test_question_of_real_one (UploadFixture *f, gconstpointer data)
{
  if (skips_without_tmux ())
    return;

  g_assert_true (asks (f));
  {
    g_autoptr (Terminal) ours = open_kept (f, "sublet-1", false);

    terminal_type (ours, "echo $((40+2))\n");
    terminal_await (ours, "42");
    g_assert_true (asks (f));
  }
  {
    g_autoptr (Terminal) theirs = open_kept (f, "ssh_tmux", false);

    terminal_type (theirs, "echo $((40+2))\n");
    terminal_await (theirs, "42");
    g_assert_false (asks (f));
  }
}

#define ADD(name, function) \
  g_test_add ("/core/ssh/tmux/" name, UploadFixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("kept", test_kept);
  ADD ("two", test_two);
  ADD ("gone", test_gone);
  ADD ("fails", test_fails);
  ADD ("missing", test_missing);
  ADD ("question", test_question);
  ADD ("question-of-real-one", test_question_of_real_one);

  return g_test_run ();
}
