/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "wire-fixture.h"

#include "core/api/sublet-client-private.h"
#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "api-fixture.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

/* What really goes over the wire when connections end as they should not: one write is one write.
 */

/* Its launch is made in main(). */
static SubletCreateRequest request = { .offer_id = 31900417,
                                       .direct = true,
                                       .disk_gb = 64,
                                       .token = "install/rental",
                                       .bid_nusd = SUBLET_MONEY_UNKNOWN };

typedef struct
{
  const char *name;
  RawPlan plan;
  SubletCreateVerdict verdict;
} Row;

static const Row rows[] = {
  { "answer-without-number", RAW_PLAN_ANSWER, SUBLET_CREATE_VERDICT_UNCLEAR },
  { "close-after-read", RAW_PLAN_CLOSE_AFTER_READ, SUBLET_CREATE_VERDICT_UNCLEAR },
  { "reset-after-read", RAW_PLAN_RESET_AFTER_READ, SUBLET_CREATE_VERDICT_UNCLEAR },
  { "close-in-head", RAW_PLAN_CLOSE_IN_HEAD, SUBLET_CREATE_VERDICT_UNCLEAR },
  { "close-in-body", RAW_PLAN_CLOSE_IN_BODY, SUBLET_CREATE_VERDICT_CREATED },
  { "cut-number", RAW_PLAN_CUT_NUMBER, SUBLET_CREATE_VERDICT_UNCLEAR },
};

static void
test_one_put (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (RawServer) server = raw_server_new (row->plan);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (SubletCreateOutcome) outcome = NULL;

  wire_fixture_warm_up (client);
  outcome = create (client, &request);
  g_assert_cmpint (outcome->verdict, ==, row->verdict);
  g_assert_cmpint (outcome->instance_id,
                   ==,
                   row->verdict == SUBLET_CREATE_VERDICT_CREATED ? 40112233 : 0);
  /* A read afterwards goes through, and nothing comes late. */
  wire_fixture_warm_up (client);
  g_assert_cmpuint (raw_server_count (server, "PUT"), ==, 1);
  g_assert_false (raw_server_get_write_was_warm (server));
  g_assert_cmpuint (raw_server_count (server, "GET"), ==, 6);
}

static void
test_one_of_each (gconstpointer data)
{
  const RawPlan plan = GPOINTER_TO_INT (data);
  g_autoptr (RawServer) server = raw_server_new (plan);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  GError *errors[5] = { NULL };
  gsize i;

  wire_fixture_warm_up (client);
  g_assert_false (stop (client, 7, &errors[0]));
  g_assert_false (start (client, 7, NULL, &errors[1]));
  g_assert_false (reboot_instance (client, 7, &errors[2]));
  g_assert_false (set_label (client, 7, "x", &errors[3]));
  g_assert_false (destroy (client, 7, &errors[4]));
  for (i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
      g_clear_error (&errors[i]);
    }
  wire_fixture_warm_up (client);
  g_assert_cmpuint (raw_server_count (server, "PUT"), ==, 4);
  g_assert_cmpuint (raw_server_count (server, "DELETE"), ==, 1);
  g_assert_false (raw_server_get_write_was_warm (server));
}

/* The same close, and libsoup left to itself: were this test to find one PUT, the one above would
 * prove nothing. */
static void
test_without_care (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_CLOSE_AFTER_READ);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (raw_server_get_url (server), "/x/", NULL);
  const char *methods[] = { "GET", "PUT" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new (methods[i], url);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
      g_autoptr (GBytes) reply = NULL;

      if (i == 1)
        soup_message_set_request_body_from_bytes (message, "application/json", body);
      soup_session_send_and_read_async (session,
                                        message,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
      reply = soup_session_send_and_read_finish (session, sublet_test_await_result (&result), NULL);
    }
  g_assert_cmpuint (raw_server_count (server, "PUT"), >, 1);
}

static bool
put_has_come (gpointer user_data)
{
  return raw_server_count (user_data, "PUT") > 0;
}

/* Giving up after the request left undoes nothing. */
static void
test_cancel_after_sending (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_SILENCE);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_create_instance_async (client,
                                       permit,
                                       &request,
                                       cancellable,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await (put_has_come, server);
  g_cancellable_cancel (cancellable);
  outcome =
    sublet_client_create_instance_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_UNCLEAR);
  g_assert_error (outcome->error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (raw_server_count (server, "PUT"), ==, 1);
}

/* Before it left nothing happened, and the permit is good for another time. */
static void
test_cancel_before_sending (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sublet_client_create_instance_async (client,
                                       permit,
                                       &request,
                                       cancellable,
                                       sublet_test_on_result,
                                       &result);
  outcome =
    sublet_client_create_instance_finish (client, sublet_test_await_result (&result), &error);
  g_assert_null (outcome);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (raw_server_count (server, "PUT"), ==, 0);
  g_assert_true (sublet_permit_spend (permit));
}

/* Nobody listens: certain that nothing was sent. */
static void
test_refused_connection (void)
{
  RawServer *server = raw_server_new (RAW_PLAN_ANSWER);
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, clock);
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) destroy_error = NULL;

  raw_server_free (server);
  outcome = create (client, &request);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_NOT_SENT);
  g_assert_error (outcome->error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  account = get_account (client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_false (destroy (client, 7, &destroy_error));
  g_assert_error (destroy_error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
}

/* The clock ends what the service does not. */
static void
test_silence (void)
{
  g_autoptr (RawServer) server = raw_server_new (RAW_PLAN_SILENCE);
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletClient) client = wire_fixture_new_client (server, SUBLET_CLOCK (clock));
  g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletCreateOutcome) outcome = NULL;

  sublet_client_create_instance_async (client,
                                       permit,
                                       &request,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await (put_has_come, server);
  sublet_manual_clock_advance (clock, 119000);
  g_assert_null (result);
  sublet_manual_clock_advance (clock, 2000);
  outcome = sublet_client_create_instance_finish (client, sublet_test_await_result (&result), NULL);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_UNCLEAR);
  g_assert_cmpuint (raw_server_count (server, "PUT"), ==, 1);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (clock), ==, 0);
}

int
main (int argc, char *argv[])
{
  gsize i;

  g_autoptr (SubletLaunch) launch = NULL;

  sublet_test_init (&argc, &argv);

  launch = make_launch ("pytorch/pytorch:latest");
  request.launch = launch;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/wire/one-put/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_one_put);
    }
  g_test_add_data_func ("/core/api/wire/one-of-each/close",
                        GINT_TO_POINTER (RAW_PLAN_CLOSE_AFTER_READ),
                        test_one_of_each);
  g_test_add_data_func ("/core/api/wire/one-of-each/reset",
                        GINT_TO_POINTER (RAW_PLAN_RESET_AFTER_READ),
                        test_one_of_each);
  g_test_add_data_func ("/core/api/wire/one-of-each/close-in-body",
                        GINT_TO_POINTER (RAW_PLAN_CLOSE_IN_BODY),
                        test_one_of_each);
  g_test_add_func ("/core/api/wire/without-care", test_without_care);
  g_test_add_func ("/core/api/wire/cancel-after-sending", test_cancel_after_sending);
  g_test_add_func ("/core/api/wire/cancel-before-sending", test_cancel_before_sending);
  g_test_add_func ("/core/api/wire/refused-connection", test_refused_connection);
  g_test_add_func ("/core/api/wire/silence", test_silence);

  return g_test_run ();
}
