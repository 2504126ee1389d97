/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ssh-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

/* Bytes of the server's between two tries of the test that stops it everywhere. */
#define STRIDE 131

static void
set_short_times (SubletSshSession *session)
{
  SubletSshTimes times;

  sublet_ssh_session_get_times (session, &times);
  times.proxy_after_ms = 100;
  times.connect_ms = 300;
  times.banner_ms = 300;
  times.handshake_ms = 300;
  times.authentication_ms = 300;
  sublet_ssh_session_set_times (session, &times);
}

static void
assert_failure (SubletSshSession *session,
                GError *error,
                SubletError code,
                SubletSshPhase phase,
                SubletSshRouteKind kind)
{
  const SubletSshFailure *failure = sublet_ssh_session_get_failure (session);

  g_assert_error (error, SUBLET_ERROR, (int) code);
  g_assert_cmpint (sublet_ssh_session_get_phase (session), ==, SUBLET_SSH_PHASE_CLOSED);
  g_assert_nonnull (failure);
  g_assert_error (failure->error, SUBLET_ERROR, (int) code);
  g_assert_cmpint (failure->phase, ==, phase);
  g_assert_cmpint (failure->route->kind, ==, kind);
}

static void
test_port_closed (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, ssh_pick_port (), ssh_pick_port (), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ssh_connect (session, &error));
  assert_failure (session,
                  error,
                  SUBLET_ERROR_NO_NETWORK,
                  SUBLET_SSH_PHASE_CONNECTING,
                  SUBLET_SSH_ROUTE_DIRECT);
  /* Both are named. */
  g_assert_nonnull (strstr (error->message, "(direct)"));
  g_assert_nonnull (strstr (error->message, "(proxy)"));
}

static void
test_no_such_name (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (GPtrArray)
    routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);
  g_autoptr (SubletSshSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (routes, sublet_ssh_route_new (SUBLET_SSH_ROUTE_PROXY, "nobody.invalid", 22));
  session = sublet_ssh_session_new (identity, "root", routes, NULL);
  g_assert_false (ssh_connect (session, &error));
  g_assert_cmpint (sublet_ssh_session_get_failure (session)->phase, ==, SUBLET_SSH_PHASE_RESOLVING);
  g_assert_true (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
                 g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT));
}

/* ---- servers with something wrong ---- */

typedef struct
{
  const char *name;
  SshFake fake;
  SubletError code;
  SubletSshPhase phase;
} Wrong;

#define LINE_OF_BANNER \
  "this line says nothing, and there are so many of it: 0123456789 0123456789\r\n"

static const Wrong wrongs[] = {
  { "tcp hangs", { .kind = SSH_FAKE_FULL }, SUBLET_ERROR_TIMED_OUT, SUBLET_SSH_PHASE_CONNECTING },
  { "says nothing", { .kind = SSH_FAKE_TALK }, SUBLET_ERROR_TIMED_OUT, SUBLET_SSH_PHASE_BANNER },
  { "closes",
    { .kind = SSH_FAKE_TALK, .then_close = true },
    SUBLET_ERROR_NO_NETWORK,
    SUBLET_SSH_PHASE_BANNER },
  { "half a line",
    { .kind = SSH_FAKE_TALK, .text = "SSH-2.0-Op", .n_times = 1 },
    SUBLET_ERROR_TIMED_OUT,
    SUBLET_SSH_PHASE_BANNER },
  { "half a line, then closes",
    { .kind = SSH_FAKE_TALK, .text = "SSH-2.0-Op", .n_times = 1, .then_close = true },
    SUBLET_ERROR_NO_NETWORK,
    SUBLET_SSH_PHASE_BANNER },
  { "a megabyte of lines",
    { .kind = SSH_FAKE_TALK, .text = LINE_OF_BANNER, .n_times = 14000 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "a megabyte of empty lines",
    { .kind = SSH_FAKE_TALK, .text = "\r\n\n\n", .n_times = 250000 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "one endless line",
    { .kind = SSH_FAKE_TALK, .text = "0123456789abcdef", .n_times = 65536 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "one endless line of the right kind",
    { .kind = SSH_FAKE_TALK, .text = "SSH-2.0-0123456789abcdef", .n_times = 65536 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "SSH 1",
    { .kind = SSH_FAKE_TALK, .text = "SSH-1.5-Old\r\n", .n_times = 1 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "a web server",
    { .kind = SSH_FAKE_TALK,
      .text = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
      .n_times = 1,
      .then_close = true },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_BANNER },
  { "a line, then nothing",
    { .kind = SSH_FAKE_TALK, .text = "hello\r\n\r\nSSH-2.0-Fake\r\n", .n_times = 1 },
    SUBLET_ERROR_TIMED_OUT,
    SUBLET_SSH_PHASE_HANDSHAKE },
  { "a line, then closes",
    { .kind = SSH_FAKE_TALK, .text = "SSH-2.0-Fake\r\n", .n_times = 1, .then_close = true },
    SUBLET_ERROR_NO_NETWORK,
    SUBLET_SSH_PHASE_HANDSHAKE },
  { "a line, again and again",
    { .kind = SSH_FAKE_TALK, .text = "SSH-2.0-Fake\r\n", .n_times = 70000 },
    SUBLET_ERROR_PROTOCOL,
    SUBLET_SSH_PHASE_HANDSHAKE },
};

static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  SshFake fake = wrong->fake;
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SubletSshSession) session = NULL;
  g_autoptr (GError) error = NULL;

  ssh_fake_start (&fake);
  session = ssh_make_session (identity, fake.port, 0, NULL);
  set_short_times (session);
  g_assert_false (ssh_connect (session, &error));
  g_test_message ("%s: %s", wrong->name, error->message);
  assert_failure (session, error, wrong->code, wrong->phase, SUBLET_SSH_ROUTE_DIRECT);
  ssh_fake_stop (&fake);
}

/* A real server that stops after so many bytes, wherever that is. */
static void
test_stops_everywhere (gconstpointer data)
{
  const bool then_close = GPOINTER_TO_INT (data) != 0;
  const int code = then_close ? SUBLET_ERROR_NO_NETWORK : SUBLET_ERROR_TIMED_OUT;
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  bool seen[SUBLET_SSH_PHASE_CLOSED + 1] = { false };
  bool connected = false;
  gsize limit;

  for (limit = 1; !connected; limit += STRIDE)
    {
      SshFake fake = { .kind = SSH_FAKE_RELAY,
                       .target = ssh_server_get_port (server),
                       .limit = limit,
                       .then_close = then_close };
      g_autoptr (SubletSshSession) session = NULL;
      g_autoptr (GError) error = NULL;

      ssh_fake_start (&fake);
      session = ssh_make_session (identity, fake.port, 0, NULL);
      set_short_times (session);
      connected = ssh_connect (session, &error);
      if (!connected)
        {
          const SubletSshFailure *failure = sublet_ssh_session_get_failure (session);

          g_assert_error (error, SUBLET_ERROR, code);
          g_assert_nonnull (failure);
          seen[failure->phase] = true;
        }
      ssh_close (session);
      ssh_fake_stop (&fake);
      g_assert_cmpuint (limit, <, 100000);
    }
  g_assert_true (seen[SUBLET_SSH_PHASE_BANNER]);
  g_assert_true (seen[SUBLET_SSH_PHASE_HANDSHAKE]);
  g_assert_true (seen[SUBLET_SSH_PHASE_AUTHENTICATION]);
}

/* ---- the other route ---- */

static void
test_proxy_only (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, 0, ssh_server_get_port (server), NULL);

  ssh_connect_well (session);
  g_assert_cmpint (sublet_ssh_session_get_route (session)->kind, ==, SUBLET_SSH_ROUTE_PROXY);
  ssh_close (session);
}

static void
test_direct_refused (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession)
    session = ssh_make_session (identity, ssh_pick_port (), ssh_server_get_port (server), NULL);
  SubletSshTimes times;

  /* Nothing is waited for. */
  sublet_ssh_session_get_times (session, &times);
  times.proxy_after_ms = 50000;
  sublet_ssh_session_set_times (session, &times);
  ssh_connect_well (session);
  g_assert_cmpint (sublet_ssh_session_get_route (session)->kind, ==, SUBLET_SSH_ROUTE_PROXY);
  ssh_close (session);
}

static void
test_direct_hangs (gconstpointer data)
{
  SshFake fake = *(const SshFake *) data;
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession) session = NULL;
  gint64 begun_us;
  SubletSshTimes times;

  ssh_fake_start (&fake);
  session = ssh_make_session (identity, fake.port, ssh_server_get_port (server), NULL);
  sublet_ssh_session_get_times (session, &times);
  times.proxy_after_ms = 200;
  times.banner_ms = 500000;
  times.connect_ms = 500000;
  times.handshake_ms = 500000;
  sublet_ssh_session_set_times (session, &times);
  begun_us = g_get_monotonic_time ();
  ssh_connect_well (session);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, >=, 200 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (sublet_ssh_session_get_route (session)->kind, ==, SUBLET_SSH_ROUTE_PROXY);
  ssh_close (session);
  ssh_fake_stop (&fake);
}

/* Nothing is waited for but its end. */
static void
test_direct_dies (gconstpointer data)
{
  SshFake fake = *(const SshFake *) data;
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession) session = NULL;
  SubletSshTimes times;

  ssh_fake_start (&fake);
  session = ssh_make_session (identity, fake.port, ssh_server_get_port (server), NULL);
  sublet_ssh_session_get_times (session, &times);
  times.proxy_after_ms = 500000;
  sublet_ssh_session_set_times (session, &times);
  ssh_connect_well (session);
  g_assert_cmpint (sublet_ssh_session_get_route (session)->kind, ==, SUBLET_SSH_ROUTE_PROXY);
  ssh_close (session);
  ssh_fake_stop (&fake);
}

static const SshFake full = { .kind = SSH_FAKE_FULL };
static const SshFake silent = { .kind = SSH_FAKE_TALK };
static const SshFake banner_alone = { .kind = SSH_FAKE_TALK,
                                      .text = "SSH-2.0-Fake\r\n",
                                      .n_times = 1 };
static const SshFake closes = { .kind = SSH_FAKE_TALK, .then_close = true };
static const SshFake banner_then_closes = { .kind = SSH_FAKE_TALK,
                                            .text = "SSH-2.0-Fake\r\n",
                                            .n_times = 1,
                                            .then_close = true };

static void
test_direct_wins (void)
{
  SshFake fake = { .kind = SSH_FAKE_TALK };
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  g_autoptr (SubletSshSession) session = NULL;
  SubletSshTimes times;

  ssh_fake_start (&fake);
  session = ssh_make_session (identity, ssh_server_get_port (server), fake.port, NULL);
  sublet_ssh_session_get_times (session, &times);
  times.proxy_after_ms = 50000;
  sublet_ssh_session_set_times (session, &times);
  ssh_connect_well (session);
  g_assert_cmpint (sublet_ssh_session_get_route (session)->kind, ==, SUBLET_SSH_ROUTE_DIRECT);
  ssh_close (session);
  ssh_fake_stop (&fake);
  g_assert_cmpint (g_atomic_int_get (&fake.n_accepted), ==, 0);
}

/* ---- cancelled in each phase ---- */

static void
on_phase (SubletSshSession *session, GParamSpec *pspec, gpointer user_data)
{
  SubletSshPhase *reached = user_data;

  *reached = MAX (*reached, sublet_ssh_session_get_phase (session));
}

typedef struct
{
  SubletSshPhase reached;
  SubletSshPhase wanted;
} Watch;

static bool
has_reached (gpointer user_data)
{
  Watch *watch = user_data;

  return watch->reached >= watch->wanted;
}

static void
cancel_in (SubletSshIdentity *identity, SshFake fake, SubletSshPhase phase)
{
  Watch watch = { SUBLET_SSH_PHASE_NEW, phase };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshSession) session = NULL;
  g_autoptr (GError) error = NULL;

  ssh_fake_start (&fake);
  session = ssh_make_session (identity, fake.port, fake.port, NULL);
  g_signal_connect (session, "notify::phase", G_CALLBACK (on_phase), &watch.reached);
  sublet_ssh_session_connect_async (session, cancellable, sublet_test_on_result, &result);
  sublet_test_await (has_reached, &watch);
  g_assert_cmpint (watch.reached, ==, phase);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_false (sublet_ssh_session_connect_finish (session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sublet_ssh_session_get_phase (session), ==, SUBLET_SSH_PHASE_CLOSED);
  g_assert_null (sublet_ssh_session_get_failure (session));
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&session));
  ssh_fake_stop (&fake);
}

static void
test_cancel (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SshServer) server = ssh_server_new (identity, "ed25519");
  SshFake authentication = { .kind = SSH_FAKE_RELAY, .target = ssh_server_get_port (server) };
  bool found = false;
  gsize limit;

  cancel_in (identity, full, SUBLET_SSH_PHASE_CONNECTING);
  cancel_in (identity, silent, SUBLET_SSH_PHASE_BANNER);
  cancel_in (identity, banner_alone, SUBLET_SSH_PHASE_HANDSHAKE);

  /* Where authentication begins, the server knows. */
  for (limit = 1000; !found; limit += 16)
    {
      SshFake fake = { .kind = SSH_FAKE_RELAY,
                       .target = ssh_server_get_port (server),
                       .limit = limit,
                       .then_close = true };
      g_autoptr (SubletSshSession) session = NULL;

      ssh_fake_start (&fake);
      session = ssh_make_session (identity, fake.port, 0, NULL);
      g_assert_false (ssh_connect (session, NULL));
      found = sublet_ssh_session_get_failure (session)->phase == SUBLET_SSH_PHASE_AUTHENTICATION;
      ssh_fake_stop (&fake);
    }
  authentication.limit = limit;
  cancel_in (identity, authentication, SUBLET_SSH_PHASE_AUTHENTICATION);
}

static void
test_cancelled_before (void)
{
  g_autoptr (SubletSshIdentity) identity = ssh_make_identity ();
  g_autoptr (SubletSshSession) session = ssh_make_session (identity, ssh_pick_port (), 0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sublet_ssh_session_connect_async (session, cancellable, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_false (sublet_ssh_session_connect_finish (session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/routes/port-closed", test_port_closed);
  g_test_add_func ("/core/ssh/routes/no-such-name", test_no_such_name);
  for (i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (wrongs[i].name), " ,", '-');
      g_autofree char *path = g_strconcat ("/core/ssh/routes/wrong/", name, NULL);

      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  g_test_add_data_func ("/core/ssh/routes/hangs-everywhere", NULL, test_stops_everywhere);
  g_test_add_data_func ("/core/ssh/routes/closes-everywhere",
                        GINT_TO_POINTER (1),
                        test_stops_everywhere);
  g_test_add_func ("/core/ssh/routes/proxy-only", test_proxy_only);
  g_test_add_func ("/core/ssh/routes/direct-refused", test_direct_refused);
  g_test_add_data_func ("/core/ssh/routes/direct-hangs-in-tcp", &full, test_direct_hangs);
  g_test_add_data_func ("/core/ssh/routes/direct-says-nothing", &silent, test_direct_hangs);
  g_test_add_data_func ("/core/ssh/routes/direct-says-one-line", &banner_alone, test_direct_hangs);
  g_test_add_data_func ("/core/ssh/routes/direct-closes", &closes, test_direct_dies);
  g_test_add_data_func ("/core/ssh/routes/direct-closes-after-one-line",
                        &banner_then_closes,
                        test_direct_dies);
  g_test_add_func ("/core/ssh/routes/direct-wins", test_direct_wins);
  g_test_add_func ("/core/ssh/routes/cancel", test_cancel);
  g_test_add_func ("/core/ssh/routes/cancelled-before", test_cancelled_before);

  return g_test_run ();
}
