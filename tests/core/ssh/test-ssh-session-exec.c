/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* Commands over a session to a real server: what they say, how long they take, many at a time. */

typedef struct
{
  const char *command;
  const char *output;
  const char *errors;
  int status;
  const char *signal;
} Command;

static const Command commands[] = {
  { "echo hello", "hello\n", "", 0, NULL },
  { "true", "", "", 0, NULL },
  { "echo out; echo err >&2; exit 3", "out\n", "err\n", 3, NULL },
  { "cat; echo end", "end\n", "", 0, NULL },
  { "kill -9 $$", "", "", 0, "KILL" },
  { "printf 'a\\0b' | wc -c", "3\n", "", 0, NULL },
  { "exec sh -c 'echo late; exec >&-; sleep 0.2; exit 7'", "late\n", "", 7, NULL },
};

static void
test_exec (SessionFixture *f, gconstpointer data)
{
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (SubletSshExecResult)
        result = session_fixture_exec_well (f->session, commands[i].command);

      g_test_message ("%s", commands[i].command);
      session_fixture_assert_bytes (result->output, commands[i].output);
      session_fixture_assert_bytes (result->errors, commands[i].errors);
      g_assert_false (result->output_truncated);
      g_assert_false (result->errors_truncated);
      g_assert_cmpint (result->exit_status, ==, commands[i].status);
      g_assert_cmpstr (result->signal, ==, commands[i].signal);
    }
}

static void
test_truncated (SessionFixture *f, gconstpointer data)
{
  const SubletSshExecLimits limits = { 1000, 500000, 60000 };
  g_autoptr (SubletSshExecResult) result = NULL;
  g_autoptr (SubletSshExecResult) exact = NULL;
  g_autoptr (GError) error = NULL;

  ssh_connect_well (f->session);
  result = ssh_exec (f->session,
                     "head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2; exit 5",
                     &limits,
                     &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (result->output), ==, 1000);
  g_assert_true (result->output_truncated);
  g_assert_cmpuint (g_bytes_get_size (result->errors), ==, 500000);
  g_assert_true (result->errors_truncated);
  g_assert_cmpint (result->exit_status, ==, 5);

  exact = ssh_exec (f->session, "head -c 1000 /dev/zero", &limits, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (exact->output), ==, 1000);
  g_assert_false (exact->output_truncated);
}

static void
test_exec_timeout (SessionFixture *f, gconstpointer data)
{
  const SubletSshExecLimits limits = { 1000, 1000, 200 };
  const char *const slow[] = { "sleep 20", "yes" };
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      g_autoptr (SubletSshExecResult) after = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (ssh_exec (f->session, slow[i], &limits, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT);
      /* The session is as good as before. */
      after = session_fixture_exec_well (f->session, "echo next");
      session_fixture_assert_bytes (after->output, "next\n");
    }
}

/* Commands queued before the connection stands: one that hangs holds none of the others up. */
static void
test_side_by_side (SessionFixture *f, gconstpointer data)
{
  const char *const queued[] = { "echo 0", "sleep 100", "echo 2", "echo 3" };
  const char *const said[] = { "0\n", NULL, "2\n", "3\n" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) connected = NULL;
  GAsyncResult *results[4] = { NULL };
  g_autoptr (GError) error = NULL;
  gsize i;

  sublet_ssh_session_connect_async (f->session, NULL, sublet_test_on_result, &connected);
  for (i = 0; i < G_N_ELEMENTS (queued); i++)
    sublet_ssh_session_exec_async (f->session,
                                   queued[i],
                                   NULL,
                                   i == 1 ? cancellable : NULL,
                                   sublet_test_on_result,
                                   &results[i]);
  sublet_test_await_result (&results[0]);
  sublet_test_await_result (&results[2]);
  sublet_test_await_result (&results[3]);
  g_assert_null (results[1]);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&results[1]);

  for (i = 0; i < G_N_ELEMENTS (queued); i++)
    {
      g_autoptr (SubletSshExecResult)
        result = sublet_ssh_session_exec_finish (f->session, results[i], &error);

      if (i == 1)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&error);
        }
      else
        {
          g_assert_no_error (error);
          session_fixture_assert_bytes (result->output, said[i]);
        }
      g_object_unref (results[i]);
    }
}

/* More than run at a time, and more than the server allows: some wait, and none is refused. */
static void
test_many (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[24] = { NULL };
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    sublet_ssh_session_exec_async (f->session,
                                   i < 3 ? "sleep 100" : "echo done",
                                   NULL,
                                   i == 20 || i < 3 ? cancellable : NULL,
                                   sublet_test_on_result,
                                   &results[i]);
  /* One of those that wait among them. */
  g_cancellable_cancel (cancellable);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (SubletSshExecResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sublet_test_await_result (&results[i]);
      result = sublet_ssh_session_exec_finish (f->session, results[i], &error);
      if (i < 3 || i == 20)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_no_error (error);
      g_object_unref (results[i]);
    }
}

static void
test_cancelled_before (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshExecResult) after = NULL;
  g_autoptr (GError) error = NULL;

  ssh_connect_well (f->session);
  g_cancellable_cancel (cancellable);
  sublet_ssh_session_exec_async (f->session,
                                 "echo never",
                                 NULL,
                                 cancellable,
                                 sublet_test_on_result,
                                 &result);
  sublet_test_await_result (&result);
  g_assert_null (sublet_ssh_session_exec_finish (f->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = session_fixture_exec_well (f->session, "echo next");
  session_fixture_assert_bytes (after->output, "next\n");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SESSION_FIXTURE_ADD ("exec", test_exec);
  SESSION_FIXTURE_ADD ("truncated", test_truncated);
  SESSION_FIXTURE_ADD ("exec-timeout", test_exec_timeout);
  SESSION_FIXTURE_ADD ("side-by-side", test_side_by_side);
  SESSION_FIXTURE_ADD ("many", test_many);
  SESSION_FIXTURE_ADD ("cancelled-before", test_cancelled_before);

  return g_test_run ();
}
