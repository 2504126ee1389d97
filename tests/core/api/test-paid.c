/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* What may raise the bill of an instance that is there: each is sent once, whatever comes back. */

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletPaidVerdict verdict;
  SubletError code;
} Row;

/* Only the service's own words prove anything, and nothing is ever sent twice. */
static const Row rows[] = {
  { "411",
    { 411, "{\"success\":false,\"error\":\"x\",\"msg\":\"y\"}" },
    SUBLET_PAID_VERDICT_REFUSED,
    SUBLET_ERROR_NO_CREDIT },
  { "400",
    { 400, "{\"error\":\"invalid_args\"}" },
    SUBLET_PAID_VERDICT_REFUSED,
    SUBLET_ERROR_INVALID },
  { "401",
    { 401, "{\"msg\":\"Invalid user key\"}" },
    SUBLET_PAID_VERDICT_REFUSED,
    SUBLET_ERROR_AUTH },
  { "403",
    { 403, "{\"error\":\"permission_denied\"}" },
    SUBLET_PAID_VERDICT_REFUSED,
    SUBLET_ERROR_FORBIDDEN },
  { "404",
    { 404, "{\"error\":\"no_such_instance\",\"msg\":\"x\"}" },
    SUBLET_PAID_VERDICT_REFUSED,
    SUBLET_ERROR_NOT_FOUND },
  { "429",
    { 429, "{\"retry_after\":6}" },
    SUBLET_PAID_VERDICT_NOT_EXECUTED,
    SUBLET_ERROR_RATE_LIMITED },
  { "411-html",
    { 411, TEST_HTML, "text/html" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "404-html",
    { 404, TEST_HTML, "text/html" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "402",
    { 402, "{\"error\":\"x\"}" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "409",
    { 409, "{\"error\":\"x\"}" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "500",
    { 500, "{\"error\":\"x\"}" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "502",
    { 502, TEST_HTML, "text/html" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "302",
    { 302, "", NULL, "Location: /elsewhere/" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "empty", { 200, "" }, SUBLET_PAID_VERDICT_UNCLEAR, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "object", { 200, "{}" }, SUBLET_PAID_VERDICT_UNCLEAR, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "cut",
    { 200, "{\"success\":true,\"disc" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "html-200",
    { 200, TEST_HTML, "text/html" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "success-false",
    { 200, "{\"success\":false,\"msg\":\"no\"}" },
    SUBLET_PAID_VERDICT_UNCLEAR,
    SUBLET_ERROR_OUTCOME_UNKNOWN },
};

/* What differs where an answer to a price increase is judged. */
static const Row increase_409 = {
  "409",
  { 409, "{\"error\":\"x\",\"msg\":\"y\"}" },
  SUBLET_PAID_VERDICT_REFUSED,
  SUBLET_ERROR_NOT_FOUND,
};

static const Row increase_stale = {
  "stale",
  { 404, "{\"success\":false,\"error\":\"no_pending_price_increase\"}" },
  SUBLET_PAID_VERDICT_REFUSED,
  SUBLET_ERROR_NOT_FOUND,
};

static const Row increase_409_html = {
  "409-html",
  { 409, TEST_HTML, "text/html" },
  SUBLET_PAID_VERDICT_UNCLEAR,
  SUBLET_ERROR_OUTCOME_UNKNOWN,
};

static void
check_outcome (Fixture *fixture, const Row *row, const SubletPaidOutcome *outcome)
{
  g_assert_cmpint (outcome->verdict, ==, row->verdict);
  g_assert_error (outcome->error, SUBLET_ERROR, (int) row->code);
  g_assert_cmpint (outcome->status, ==, row->answer.status);
  g_assert_cmpint (outcome->retry_after_ms > 0, ==, row->answer.status == 429);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

static void
test_prepay_verdict (Fixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SubletPaidOutcome) outcome = NULL;

  fixture_answer_full (fixture, &row->answer);
  outcome = prepay (fixture->client, 40112233, SUBLET_UUSD_PER_USD);
  check_outcome (fixture, row, outcome);
}

static void
test_bid_verdict (Fixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SubletPaidOutcome) outcome = NULL;

  fixture_answer_full (fixture, &row->answer);
  outcome = change_bid (fixture->client, 40112233, SUBLET_NUSD_PER_USD / 4);
  check_outcome (fixture, row, outcome);
}

static void
check_answer (Fixture *fixture, const Row *row, bool accept)
{
  g_autoptr (SubletPaidOutcome) outcome = NULL;

  fixture_answer_full (fixture, &row->answer);
  outcome = answer_increase (fixture->client, 9, accept);
  check_outcome (fixture, row, outcome);
}

static void
test_accept_verdict (Fixture *fixture, gconstpointer data)
{
  check_answer (fixture, data, true);
}

static void
test_reject_verdict (Fixture *fixture, gconstpointer data)
{
  check_answer (fixture, data, false);
}

/* One member and no other: an extra key is refused. */
static void
test_increase_request (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/api/v0/instances/reject-price-increase/",
                                       "/api/v0/instances/accept-price-increase/" };
  guint i;

  fixture_answer (fixture, 200, "{\"success\":true}");
  for (i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SubletPaidOutcome) outcome = answer_increase (fixture->client, 77, i == 1);
      const TestRequest *request = fixture_get_request (fixture, i);

      g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
      g_assert_no_error (outcome->error);
      g_assert_cmpstr (request->method, ==, "PUT");
      g_assert_cmpstr (request->path, ==, paths[i]);
      g_assert_cmpstr (request->body, ==, "{\"pending_price_increase_id\":77}");
    }
}

/* Every digit of a bid travels, and no digit that is none. */
static void
test_bid_request (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 bid_nusd;
    const char *body;
  } bids[] = {
    { SUBLET_BID_MIN_NUSD, "{\"client_id\":\"me\",\"price\":0.001}" },
    { 240000000, "{\"client_id\":\"me\",\"price\":0.24}" },
    { 310000001, "{\"client_id\":\"me\",\"price\":0.310000001}" },
    { 1234567891, "{\"client_id\":\"me\",\"price\":1.234567891}" },
    { 31999999999, "{\"client_id\":\"me\",\"price\":31.999999999}" },
    { SUBLET_BID_MAX_NUSD, "{\"client_id\":\"me\",\"price\":32}" },
  };
  guint i;

  fixture_answer (fixture, 200, "{\"success\":true,\"msg\":\"x\"}");
  for (i = 0; i < G_N_ELEMENTS (bids); i++)
    {
      g_autoptr (SubletPaidOutcome)
        outcome = change_bid (fixture->client, 40112233, bids[i].bid_nusd);
      const TestRequest *request = fixture_get_request (fixture, i);

      g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
      g_assert_no_error (outcome->error);
      g_assert_cmpstr (request->method, ==, "PUT");
      g_assert_cmpstr (request->path, ==, "/api/v0/instances/bid_price/40112233/");
      g_assert_cmpstr (request->body, ==, bids[i].body);
      g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
    }
}

/* What the service would never take is our own bug, and does not leave. */
static void
test_bid_limits (Fixture *fixture, gconstpointer data)
{
  const gint64 bids[] = { SUBLET_BID_MIN_NUSD - 1,
                          SUBLET_BID_MAX_NUSD + 1,
                          0,
                          -1,
                          SUBLET_MONEY_UNKNOWN };
  g_autoptr (SubletPermit) permit = sublet_permit_new ("order");
  guint i;

  fixture_answer (fixture, 200, "{\"success\":true}");
  for (i = 0; i < G_N_ELEMENTS (bids); i++)
    {
      g_test_expect_message ("sublet-api", G_LOG_LEVEL_CRITICAL, "*bid_nusd >=*");
      sublet_client_change_bid_async (fixture->client, permit, 7, bids[i], NULL, NULL, NULL);
      g_test_assert_expected_messages ();
    }
  g_assert_cmpuint (fixture->requests->len, ==, 0);
}

static void
add_verdict (const char *call, const Row *row, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/core/api/paid/%s/verdict/%s", call, row->name);

  g_test_add (path, Fixture, row, fixture_set_up, test, fixture_tear_down);
}

#define ADD(name, func) \
  g_test_add ("/core/api/paid/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  ADD ("bid/request", test_bid_request);
  ADD ("bid/limits", test_bid_limits);
  ADD ("increase/request", test_increase_request);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      add_verdict ("prepay", &rows[i], test_prepay_verdict);
      add_verdict ("bid", &rows[i], test_bid_verdict);
      if (rows[i].answer.status == 409)
        continue;
      add_verdict ("accept", &rows[i], test_accept_verdict);
      add_verdict ("reject", &rows[i], test_reject_verdict);
    }
  add_verdict ("accept", &increase_409, test_accept_verdict);
  add_verdict ("reject", &increase_409, test_reject_verdict);
  add_verdict ("accept", &increase_stale, test_accept_verdict);
  add_verdict ("reject", &increase_stale, test_reject_verdict);
  add_verdict ("accept", &increase_409_html, test_accept_verdict);

  return g_test_run ();
}
