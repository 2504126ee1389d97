/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

/* A session to a real server, from its first phase to its end. */

static void
on_phase (SubletSshSession *session, GParamSpec *pspec, gpointer user_data)
{
  g_array_append_vals (user_data, &(SubletSshPhase){ sublet_ssh_session_get_phase (session) }, 1);
}

static void
test_phases (SessionFixture *f, gconstpointer data)
{
  static const SubletSshPhase expected[] = {
    SUBLET_SSH_PHASE_RESOLVING, SUBLET_SSH_PHASE_CONNECTING, SUBLET_SSH_PHASE_BANNER,
    SUBLET_SSH_PHASE_HANDSHAKE, SUBLET_SSH_PHASE_HOST_KEY,   SUBLET_SSH_PHASE_AUTHENTICATION,
    SUBLET_SSH_PHASE_READY,     SUBLET_SSH_PHASE_CLOSED,
  };
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (SubletSshPhase));
  SubletSshPhase before = SUBLET_SSH_PHASE_NEW;
  gulong id;
  guint i;

  id = g_signal_connect (f->session, "notify::phase", G_CALLBACK (on_phase), seen);
  ssh_connect_well (f->session);
  g_assert_cmpint (sublet_ssh_session_get_route (f->session)->kind, ==, SUBLET_SSH_ROUTE_DIRECT);
  ssh_close (f->session);
  g_assert_null (sublet_ssh_session_get_failure (f->session));
  g_signal_handler_disconnect (f->session, id);

  /* Some are over before anybody looks; the order holds, and those that matter are there. */
  for (i = 0; i < seen->len; i++)
    {
      SubletSshPhase phase = g_array_index (seen, SubletSshPhase, i);

      g_assert_cmpint (phase, >, before);
      before = phase;
    }
  g_assert_cmpuint (seen->len, >=, G_N_ELEMENTS (expected) - 2);
  g_assert_cmpint (before, ==, SUBLET_SSH_PHASE_CLOSED);
}

/* To a server that nobody vouches for no key is offered, and nothing is said after it. */
static void
test_new_key_refused (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (SubletSshPhase));
  g_autofree char *fingerprint = ssh_server_dup_fingerprint (f->server);
  const SubletSshFailure *failure;
  g_autoptr (GError) error = NULL;
  gulong id;
  guint i;

  sublet_ssh_session_set_refuses_new_key (f->session, TRUE);
  id = g_signal_connect (f->session, "notify::phase", G_CALLBACK (on_phase), seen);
  g_assert_false (ssh_connect (f->session, &error));
  g_signal_handler_disconnect (f->session, id);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW);
  for (i = 0; i < seen->len; i++)
    g_assert_true (g_array_index (seen, SubletSshPhase, i) != SUBLET_SSH_PHASE_AUTHENTICATION &&
                   g_array_index (seen, SubletSshPhase, i) != SUBLET_SSH_PHASE_READY);
  failure = sublet_ssh_session_get_failure (f->session);
  g_assert_cmpint (failure->phase, ==, SUBLET_SSH_PHASE_HOST_KEY);
  g_assert_null (failure->expected);
  g_assert_cmpstr (sublet_ssh_host_key_get_fingerprint (failure->presented), ==, fingerprint);
}

/* ---- the end of the link ---- */

static bool
is_closed (gpointer user_data)
{
  return sublet_ssh_session_get_phase (user_data) == SUBLET_SSH_PHASE_CLOSED;
}

static void
test_cut_in_exec (SessionFixture *f, gconstpointer data)
{
  GAsyncResult *results[2] = { NULL };
  const SubletSshFailure *failure;
  g_autoptr (GError) error = NULL;
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    sublet_ssh_session_exec_async (f->session,
                                   "echo begun; sleep 20",
                                   NULL,
                                   NULL,
                                   sublet_test_on_result,
                                   &results[i]);
  ssh_server_kill (f->server);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    {
      sublet_test_await_result (&results[i]);
      g_assert_null (sublet_ssh_session_exec_finish (f->session, results[i], &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
      g_clear_error (&error);
      g_object_unref (results[i]);
    }
  sublet_test_await (is_closed, f->session);
  failure = sublet_ssh_session_get_failure (f->session);
  g_assert_nonnull (failure);
  g_assert_cmpint (failure->phase, ==, SUBLET_SSH_PHASE_READY);
  g_assert_error (failure->error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_nonnull (failure->route);

  g_assert_null (ssh_exec (f->session, "echo never", NULL, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
}

static void
test_cut_while_idle (SessionFixture *f, gconstpointer data)
{
  ssh_connect_well (f->session);
  ssh_server_kill (f->server);
  sublet_test_await (is_closed, f->session);
  g_assert_error (sublet_ssh_session_get_failure (f->session)->error,
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
}

static gboolean
on_waited (gpointer user_data)
{
  bool *waited = user_data;

  *waited = true;
  return G_SOURCE_REMOVE;
}

static bool
is_true (gpointer user_data)
{
  return *(bool *) user_data;
}

/* The server asks every second whether somebody is there, and hangs up when nobody answers twice.
 */
static void
test_idle (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SubletSshExecResult) result = NULL;
  SubletSshTimes times;
  bool waited = false;

  sublet_ssh_session_get_times (f->session, &times);
  times.keepalive_ms = 500;
  sublet_ssh_session_set_times (f->session, &times);
  ssh_connect_well (f->session);
  g_timeout_add (6500, on_waited, &waited);
  sublet_test_await (is_true, &waited);
  result = session_fixture_exec_well (f->session, "echo still");
  session_fixture_assert_bytes (result->output, "still\n");
}

static void
test_close_in_exec (SessionFixture *f, gconstpointer data)
{
  GAsyncResult *results[2] = { NULL };
  g_autoptr (GError) error = NULL;
  gsize i;

  ssh_connect_well (f->session);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    sublet_ssh_session_exec_async (f->session,
                                   "sleep 20",
                                   NULL,
                                   NULL,
                                   sublet_test_on_result,
                                   &results[i]);
  ssh_close (f->session);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    {
      sublet_test_await_result (&results[i]);
      g_assert_null (sublet_ssh_session_exec_finish (f->session, results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_object_unref (results[i]);
    }
  g_assert_null (sublet_ssh_session_get_failure (f->session));
}

static void
on_other_phase (SubletSshSession *session, GParamSpec *pspec, gpointer user_data)
{
  SubletSshPhase *wanted = user_data;

  if (sublet_ssh_session_get_phase (session) == *wanted)
    sublet_ssh_session_close_async (session, NULL, NULL);
}

static void
test_close_while_connecting (SessionFixture *f, gconstpointer data)
{
  SubletSshPhase wanted;

  for (wanted = SUBLET_SSH_PHASE_NEW; wanted <= SUBLET_SSH_PHASE_READY; wanted++)
    {
      g_autoptr (SubletSshSession)
        session = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
      g_autoptr (GAsyncResult) result = NULL;

      g_signal_connect (session, "notify::phase", G_CALLBACK (on_other_phase), &wanted);
      sublet_ssh_session_connect_async (session, NULL, sublet_test_on_result, &result);
      if (wanted == SUBLET_SSH_PHASE_NEW)
        sublet_ssh_session_close_async (session, NULL, NULL);
      sublet_test_await_result (&result);
      ssh_close (session);
      g_clear_object (&result);
      g_assert_finalize_object (g_steal_pointer (&session));
    }
}

static bool
is_left_alone (gpointer user_data)
{
  SessionFixture *f = user_data;

  /* Of us and of the session that waits. */
  return g_atomic_int_get (&G_OBJECT (f->identity)->ref_count) == 2;
}

/* Dropped with its connection: the thread ends by itself. */
static void
test_drop (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SubletSshSession)
    session = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
  gpointer gone = session;

  g_object_add_weak_pointer (G_OBJECT (session), &gone);
  ssh_connect_well (session);
  g_assert_finalize_object (g_steal_pointer (&session));
  g_assert_null (gone);

  session = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
  g_assert_finalize_object (g_steal_pointer (&session));
  sublet_test_await (is_left_alone, f);
}

static void
test_two (SessionFixture *f, gconstpointer data)
{
  SubletSshSession *sessions[2];
  GAsyncResult *results[8] = { NULL };
  gsize i;

  sessions[0] = g_object_ref (f->session);
  sessions[1] = ssh_make_session (f->identity, ssh_server_get_port (f->server), 0, NULL);
  for (i = 0; i < 2; i++)
    sublet_ssh_session_connect_async (sessions[i], NULL, NULL, NULL);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    sublet_ssh_session_exec_async (sessions[i % 2],
                                   "head -c 500000 /dev/zero | tr '\\0' x",
                                   NULL,
                                   NULL,
                                   sublet_test_on_result,
                                   &results[i]);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (SubletSshExecResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sublet_test_await_result (&results[i]);
      result = sublet_ssh_session_exec_finish (sessions[i % 2], results[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (result->output), ==, 500000);
      g_object_unref (results[i]);
    }
  ssh_close (sessions[1]);
  g_object_unref (sessions[0]);
  g_assert_finalize_object (sessions[1]);
}

static void
test_key_refused (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SubletSshIdentity) other = ssh_make_identity ();
  g_autoptr (SubletSshSession)
    session = ssh_make_session (other, ssh_server_get_port (f->server), 0, NULL);
  const SubletSshFailure *failure;
  g_autoptr (GError) error = NULL;

  g_assert_false (ssh_connect (session, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_AUTH);
  failure = sublet_ssh_session_get_failure (session);
  g_assert_cmpint (failure->phase, ==, SUBLET_SSH_PHASE_AUTHENTICATION);
  g_assert_cmpint (failure->route->kind, ==, SUBLET_SSH_ROUTE_DIRECT);
  g_assert_null (failure->expected);
  /* The host key is known all the same. */
  g_assert_nonnull (sublet_ssh_session_get_host_key (session));
}

static void
test_logs (SessionFixture *f, gconstpointer data)
{
  g_autofree char *logs = NULL;
  g_autoptr (SubletSshExecResult) result = NULL;

  sublet_test_logs_start ();
  ssh_connect_well (f->session);
  result = session_fixture_exec_well (f->session, "echo planted-word");
  ssh_close (f->session);
  logs = sublet_test_logs_stop ();
  g_assert_nonnull (strstr (logs, "authentication"));
  g_assert_null (strstr (logs, "planted-word"));
  g_assert_null (strstr (logs, "AAAAC3Nza"));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SESSION_FIXTURE_ADD ("phases", test_phases);
  SESSION_FIXTURE_ADD ("new-key-refused", test_new_key_refused);
  SESSION_FIXTURE_ADD ("cut-in-exec", test_cut_in_exec);
  SESSION_FIXTURE_ADD ("cut-while-idle", test_cut_while_idle);
  SESSION_FIXTURE_ADD ("idle", test_idle);
  SESSION_FIXTURE_ADD ("close-in-exec", test_close_in_exec);
  SESSION_FIXTURE_ADD ("close-while-connecting", test_close_while_connecting);
  SESSION_FIXTURE_ADD ("drop", test_drop);
  SESSION_FIXTURE_ADD ("two", test_two);
  SESSION_FIXTURE_ADD ("key-refused", test_key_refused);
  SESSION_FIXTURE_ADD ("logs", test_logs);

  return g_test_run ();
}
