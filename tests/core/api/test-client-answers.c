/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

/* ---- errors and retries, on a clock that the test moves ---- */

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletError code;
  guint n_requests; /* of a read that is answered so for ever */
} ReadRow;

static const ReadRow read_rows[] = {
  { "401", { 401, "{\"msg\":\"Invalid user key\"}" }, SUBLET_ERROR_AUTH, 1 },
  { "403", { 403, "{\"error\":\"permission_denied\",\"msg\":\"no\"}" }, SUBLET_ERROR_FORBIDDEN, 1 },
  { "404-auth", { 404, TEST_AUTH_BODY }, SUBLET_ERROR_AUTH, 1 },
  { "400", { 400, "{\"error\":\"invalid_args\",\"msg\":\"x\"}" }, SUBLET_ERROR_INVALID, 1 },
  { "410", { 410, "{\"error\":\"deprecated_endpoint\"}" }, SUBLET_ERROR_PROTOCOL, 1 },
  { "429-plain", { 429, "slow down", "text/plain" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-detail", { 429, "{\"detail\":\"slow\"}" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-json",
    { 429, "{\"retry_after\":6}", NULL, "Retry-After: 7" },
    SUBLET_ERROR_RATE_LIMITED,
    4 },
  { "429-date",
    { 429, "slow down", "text/plain", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT" },
    SUBLET_ERROR_RATE_LIMITED,
    4 },
  { "429-html", { 429, TEST_HTML, "text/html" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-empty", { 429, "" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "500-html", { 500, TEST_HTML, "text/html" }, SUBLET_ERROR_SERVER, 1 },
  { "502-html", { 502, TEST_HTML, "text/html" }, SUBLET_ERROR_SERVER, 4 },
  { "503", { 503, "" }, SUBLET_ERROR_SERVER, 4 },
  { "504", { 504, "" }, SUBLET_ERROR_SERVER, 4 },
  { "empty", { 200, "" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "cut", { 200, "{\"id\":900,\"user" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "html-200", { 200, TEST_HTML, "text/html" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "no-account", { 200, "{\"username\":\"ada\"}" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "refused-200", { 200, "{\"success\":false,\"error\":\"x\"}" }, SUBLET_ERROR_FAILED, 1 },
  { "302-elsewhere", { 302, "", NULL, "Location: http://127.0.0.2/x/" }, SUBLET_ERROR_PROTOCOL, 1 },
  { "302-nowhere", { 302, "" }, SUBLET_ERROR_PROTOCOL, 1 },
};

static void
test_read_error (Fixture *fixture, gconstpointer data)
{
  const ReadRow *row = data;
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_clock (fixture, SUBLET_CLOCK (clock));
  fixture_answer_full (fixture, &row->answer);
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &result);
  account =
    sublet_client_get_account_finish (fixture->client, await_on_clock (fixture, &result), &error);
  g_assert_null (account);
  g_assert_error (error, SUBLET_ERROR, (int) row->code);
  g_assert_true (g_str_has_prefix (error->message, "account: "));
  g_assert_cmpuint (fixture->requests->len, ==, row->n_requests);
}

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletError code;
  guint n_requests;
} WriteRow;

/* A write is sent again after 429 only; what is not clear is unknown. */
static const WriteRow write_rows[] = {
  { "404-gone",
    { 404, "{\"error\":\"no_such_instance\",\"msg\":\"x\"}" },
    SUBLET_ERROR_NOT_FOUND,
    1 },
  { "404-auth", { 404, TEST_AUTH_BODY }, SUBLET_ERROR_AUTH, 1 },
  { "404-html", { 404, TEST_HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "403", { 403, "{\"error\":\"permission_denied\"}" }, SUBLET_ERROR_FORBIDDEN, 1 },
  { "400", { 400, "{\"error\":\"invalid_args\"}" }, SUBLET_ERROR_INVALID, 1 },
  { "429", { 429, "slow down" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-detail", { 429, "{\"detail\":\"slow\"}" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-json",
    { 429, "{\"retry_after\":6}", NULL, "Retry-After: 7" },
    SUBLET_ERROR_RATE_LIMITED,
    4 },
  { "cut", { 200, "{\"success\":tr" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "500", { 500, TEST_HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "502", { 502, TEST_HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "html-200", { 200, TEST_HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "302", { 302, "", NULL, "Location: /elsewhere/" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "307", { 307, "", NULL, "Location: /elsewhere/" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "refused", { 200, "{\"success\":false,\"msg\":\"no\"}" }, SUBLET_ERROR_FAILED, 1 },
};

static void
test_write_error (Fixture *fixture, gconstpointer data)
{
  const WriteRow *row = data;
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_use_clock (fixture, SUBLET_CLOCK (clock));
  fixture_answer_full (fixture, &row->answer);
  sublet_client_destroy_instance_async (fixture->client, 7, NULL, sublet_test_on_result, &result);
  g_assert_false (sublet_client_destroy_instance_finish (fixture->client,
                                                         await_on_clock (fixture, &result),
                                                         &error));
  g_assert_error (error, SUBLET_ERROR, (int) row->code);
  g_assert_cmpuint (fixture->requests->len, ==, row->n_requests);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->method, ==, "DELETE");
}

/* Some writes succeed with nothing, or with a bare text. */
static void
test_write_success (Fixture *fixture, gconstpointer data)
{
  static const TestAnswer answers[] = {
    { 200, "{\"success\":true}" },
    { 200, "{\"success\":true,\"msg\":\"x\"}" },
    { 200, "{}" },
    { 200, "" },
    { 204, "" },
    { 200, "\"Successfully Deleted\"" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    fixture_answer_full (fixture, &answers[i]);
  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (stop (fixture->client, 7, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body, ==, "{\"state\":\"stopped\"}");
}

static void
test_recovers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_us;

  fixture_use_clock (fixture, SUBLET_CLOCK (clock));
  fixture_answer_full (fixture,
                       &(TestAnswer){ 429, "{\"retry_after\":3}", NULL, "Retry-After: 7" });
  fixture_answer (fixture, 502, TEST_HTML);
  fixture_answer (fixture, 200, "{\"id\":");
  fixture_answer (fixture, 200, TEST_ACCOUNT);
  start_us = sublet_clock_get_monotonic_us (fixture->clock);
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &result);
  account =
    sublet_client_get_account_finish (fixture->client, await_on_clock (fixture, &result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->requests->len, ==, 4);
  /* The longer of header and body. */
  g_assert_cmpint (sublet_clock_get_monotonic_us (fixture->clock) - start_us,
                   >=,
                   7 * G_TIME_SPAN_SECOND);
}

/* ---- too much ---- */

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strnfill (9 * 1024 * 1024, ' ');
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture, 200, body);
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "larger"));
  /* It would be as large another time. */
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

static void
test_deep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("{\"id\":900,\"x\":");
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *close = g_strnfill (100000, ']');

  g_string_append_printf (body, "%s%s}", open, close);
  fixture_answer (fixture, 200, body->str);
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_clear_error (&error);

  g_string_prepend (body, "{\"total_instances\":2,\"next_token\":null,\"instances\":[{\"id\":1},");
  g_string_append (body, "]}");
  fixture_answer (fixture, 200, body->str);
  g_free (g_queue_pop_head (&fixture->answers));
  listing = list (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);
  g_assert_cmpuint (listing->skipped_rows, ==, 1);
  g_assert_false (listing->complete);
}

/* ---- the account's money ---- */

/* Switched off, left out and half said are no top-up. */
static void
test_top_up (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *members;
    bool tops_up;
  } cases[] = {
    { "\"autobill_threshold\":5.5,\"autobill_amount\":\"20\"", true },
    { "\"autobill_threshold\":0,\"autobill_amount\":20", true },
    { "\"autobill_threshold\":null,\"autobill_amount\":20", false },
    { "\"autobill_threshold\":5,\"autobill_amount\":null", false },
    { "\"autobill_threshold\":5,\"autobill_amount\":0", false },
    { "\"credit\":3", false },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"id\":900,%s}", cases[i].members);
      g_autoptr (SubletAccount) account = NULL;
      g_autoptr (GError) error = NULL;

      fixture_answer (fixture, 200, body);
      if (i > 0)
        g_free (g_queue_pop_head (&fixture->answers));
      account = get_account (fixture->client, &error);
      g_assert_no_error (error);
      g_assert_true (sublet_account_data_tops_up (sublet_account_get_data (account)) ==
                     cases[i].tops_up);
      if (i == 0)
        {
          g_assert_cmpint (sublet_account_get_data (account)->autobill_threshold_uusd, ==, 5500000);
          g_assert_cmpint (sublet_account_get_data (account)->autobill_amount_uusd, ==, 20000000);
        }
    }
}

/* ---- the service's time ---- */

static void
test_service_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletAccount) account = NULL;
  gint64 first_us;

  /* This computer is a day ahead. */
  fixture_use_clock (fixture, SUBLET_CLOCK (clock));
  fixture_answer_full (fixture,
                       &(TestAnswer){ 200,
                                      TEST_ACCOUNT,
                                      NULL,
                                      "Date: Mon, 17 Nov 2025 14:10:00 GMT" });
  sublet_manual_clock_set_wall_us (clock,
                                   (G_GINT64_CONSTANT (1763388600) + 86400) * G_TIME_SPAN_SECOND);
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &result);
  account =
    sublet_client_get_account_finish (fixture->client, await_on_clock (fixture, &result), NULL);
  first_us = sublet_clock_get_service_us (fixture->clock);
  g_assert_cmpint (ABS (first_us - G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND),
                   <=,
                   G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_account_get_known_at_us (account), ==, first_us);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/client/write-success", test_write_success, NULL);
  ADD ("/core/api/client/recovers", test_recovers, NULL);
  ADD ("/core/api/client/huge", test_huge, NULL);
  ADD ("/core/api/client/deep", test_deep, NULL);
  ADD ("/core/api/client/top-up", test_top_up, NULL);
  ADD ("/core/api/client/service-time", test_service_time, NULL);
  for (i = 0; i < G_N_ELEMENTS (read_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/client/read/", read_rows[i].name, NULL);

      ADD (path, test_read_error, &read_rows[i]);
    }
  for (i = 0; i < G_N_ELEMENTS (write_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/client/write/", write_rows[i].name, NULL);

      ADD (path, test_write_error, &write_rows[i]);
    }
#undef ADD

  return g_test_run ();
}
