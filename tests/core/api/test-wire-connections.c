/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "wire-fixture.h"

#include "core/api/sublet-client-private.h"
#include "core/api/sublet-transport-object-private.h"

#include "api-fixture.h"

#include "support/sublet-test.h"

/* Which connection is used again, when one is closed, and what that does to a read. */

/* Reads and searches share one connection. */
static void
test_reuse (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (SubletOfferPage) one = NULL;
  g_autoptr (SubletOfferPage) two = NULL;

  wire_fixture_warm_up (client);
  one = search (client, NULL, NULL);
  /* The answer may be read before its connection is given back. */
  sublet_test_drain ();
  two = search (client, NULL, NULL);
  g_assert_nonnull (two);
  sublet_test_drain ();
  wire_fixture_warm_up (client);
  g_assert_cmpuint (raw_server_count (server, "POST"), ==, 2);
  g_assert_cmpuint (raw_server_get_n_connections (server), ==, 1);
}

typedef struct
{
  RawServer *server;
  guint closed; /* which of the connections */
  guint n_starts;
} Closing;

/* The connection was found open and chosen, nothing has left on it. */
static gboolean
on_starting (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  Closing *closing = user_data;

  if (closing->n_starts++ == 0)
    raw_server_hang_up (closing->server, closing->closed);

  return TRUE;
}

/* Two reads at once, so that two connections lie idle. */
static void
open_two (RawServer *server, SubletClient *client)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  raw_server_gather (server, 2);
  sublet_client_search_offers_async (client, query, NULL, sublet_test_on_result, &result);
  listing = list (client, &error);
  g_assert_no_error (error);
  page = sublet_client_search_offers_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  sublet_test_drain ();
  g_assert_cmpuint (raw_server_get_n_connections (server), ==, 2);
}

static guint
count_starts (guint closed)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (SubletInstanceListing) second = NULL;
  g_autoptr (GError) error = NULL;
  Closing closing = { .server = server, .closed = closed };
  gulong hook;

  open_two (server, client);

  hook = g_signal_add_emission_hook (g_signal_lookup ("starting", SOUP_TYPE_MESSAGE),
                                     0,
                                     on_starting,
                                     &closing,
                                     NULL);
  second = list (client, &error);
  g_signal_remove_emission_hook (g_signal_lookup ("starting", SOUP_TYPE_MESSAGE), hook);
  g_assert_no_error (error);
  g_assert_true (second->complete);
  sublet_test_drain ();
  g_assert_cmpuint (raw_server_get_n_connections (server), ==, 1 + closing.n_starts);

  return closing.n_starts;
}

/* A read that a closing connection swallowed is sent again on a new one. On another that was free
 * libsoup 3.2 ended it twice, and the program with it. Which of two is taken is its choice, and
 * not always the same one: closed is the one and the other until it was the one taken. */
static void
test_closed_at_start (void)
{
  guint n_starts = 0;

  for (guint i = 0; i < 32 && n_starts < 2; i++)
    {
      n_starts = count_starts (i % 2);
      g_assert_cmpuint (n_starts, >=, 1);
    }

  g_assert_cmpuint (n_starts, ==, 2);
}

/* The turn takes so long that what was idle is due to be closed when the read is sent. */
static void
on_queued (void)
{
  g_usleep (1200 * 1000);
}

/* The answer is there before the first look for it. */
static gboolean
on_wrote (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  g_usleep (50 * 1000);

  return TRUE;
}

/* A connection that was chosen in the turn in which its idle time ended is not closed under the
 * read, as libsoup's own timer would: the read would never end, or be used when it is gone. */
static void
test_idle_while_queued (gconstpointer data)
{
  bool at_once = GPOINTER_TO_INT (data);
  guint wrote;
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  SubletTransport *transport = sublet_client_get_transport (client);
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  gulong hook = 0;

  sublet_idle_closer_set_idle_ms (transport->idle_closer, 1000);
  wire_fixture_warm_up (client);
  wrote = g_signal_lookup ("wrote-body", SOUP_TYPE_MESSAGE);
  g_signal_connect (transport->session, "request-queued", G_CALLBACK (on_queued), NULL);
  if (at_once)
    hook = g_signal_add_emission_hook (wrote, 0, on_wrote, NULL, NULL);
  listing = list (client, &error);
  if (at_once)
    g_signal_remove_emission_hook (wrote, hook);
  g_assert_no_error (error);
  g_assert_true (listing->complete);
}

static bool
none_is_open (gpointer user_data)
{
  return raw_server_get_n_open (user_data) == 0;
}

/* Closed by us when nothing has been asked for a while: no server closes so early, so none closes
 * while we begin to send. */
static void
test_idle (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  SubletTransport *transport = sublet_client_get_transport (client);

  g_assert_cmpuint (SUBLET_TRANSPORT_IDLE_MS, >, 10000);
  g_assert_cmpuint (SUBLET_TRANSPORT_IDLE_MS, <, 30000);
  g_assert_cmpuint (soup_session_get_idle_timeout (transport->session), ==, 0);

  sublet_idle_closer_set_idle_ms (transport->idle_closer, 100);
  open_two (server, client);
  g_assert_cmpuint (raw_server_get_n_open (server), ==, 2);
  sublet_test_await (none_is_open, server);
  wire_fixture_warm_up (client);
}

/* One that is not needed beside another is not kept because of that other. */
static void
test_idle_beside_another (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  SubletTransport *transport = sublet_client_get_transport (client);
  guint i;

  sublet_idle_closer_set_idle_ms (transport->idle_closer, 1500);
  open_two (server, client);
  for (i = 0; i < 100 && raw_server_get_n_open (server) == 2; i++)
    {
      g_autoptr (SubletInstanceListing) listing = NULL;
      g_autoptr (GError) error = NULL;

      g_usleep (50 * 1000);
      listing = list (client, &error);
      g_assert_no_error (error);
      sublet_test_drain ();
    }
  g_assert_cmpuint (raw_server_get_n_open (server), <, 2);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/wire/reuse", test_reuse);
  g_test_add_func ("/core/api/wire/idle", test_idle);
  g_test_add_func ("/core/api/wire/idle-beside-another", test_idle_beside_another);
  g_test_add_data_func ("/core/api/wire/idle-while-queued/later",
                        GINT_TO_POINTER (false),
                        test_idle_while_queued);
  g_test_add_data_func ("/core/api/wire/idle-while-queued/at-once",
                        GINT_TO_POINTER (true),
                        test_idle_while_queued);
  g_test_add_func ("/core/api/wire/closed-at-start", test_closed_at_start);

  return g_test_run ();
}
