/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

#define ACCOUNT "{\"id\":900,\"username\":\"ada\",\"credit\":31.27,\"api_key\":\"planted-secret\"}"

/* ---- what a request looks like ---- */

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SecretValue) padded = new_key ("  " TEST_KEY "\n");
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  fixture_answer (fixture, 200, ACCOUNT);
  sublet_client_set_key (fixture->client, padded);
  account = get_account (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sublet_account_get_data (account)->credit_uusd, ==, 31270000);

  request = fixture_get_request (fixture, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, "/api/v0/users/current/");
  g_assert_null (request->query);
  g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
  g_assert_cmpstr (request->accept, ==, "application/json");
  g_assert_true (g_str_has_prefix (request->user_agent, "Sublet/"));
  g_assert_cmpstr (request->body, ==, "");

  fixture_answer (fixture, 200, "{\"success\":true}");
  g_free (g_queue_pop_head (&fixture->answers));
  g_assert_true (destroy (fixture->client, 40112233, &error));
  request = fixture_get_request (fixture, 1);
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/api/v0/instances/40112233/");
  g_assert_cmpstr (request->body, ==, "{}");
  g_assert_cmpstr (request->content_type, ==, "application/json");
}

static void
test_create_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = make_launch ("pytorch/pytorch:latest");
  g_autoptr (SubletCreateOutcome) plain = NULL;
  g_autoptr (SubletCreateOutcome) bid = NULL;
  SubletCreateRequest request = { .offer_id = 31900417,
                                  .launch = launch,
                                  .direct = true,
                                  .disk_gb = 64,
                                  .label = "a \"quoted\" name",
                                  .token = "install/rental",
                                  .bid_nusd = SUBLET_MONEY_UNKNOWN };

  fixture_answer (fixture, 200, "{\"success\":true,\"new_contract\":5}");
  plain = create (fixture->client, &request);
  g_assert_cmpint (plain->instance_id, ==, 5);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->path, ==, "/api/v0/asks/31900417/");
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body,
                   ==,
                   "{\"client_id\":\"me\",\"image\":\"pytorch/pytorch:latest\",\"disk\":64,"
                   "\"label\":\"a \\\"quoted\\\" name\",\"runtype\":\"ssh_direct\","
                   "\"target_state\":\"running\",\"cancel_unavail\":true,"
                   "\"env\":{\"SUBLET_RENTAL\":\"install/rental\"}}");

  /* Ours wins over one of the same name, and a bid may queue. */
  sublet_launch_add_env (launch, "SUBLET_RENTAL", "forged");
  sublet_launch_add_port (launch, 7860, false);
  request.bid_nusd = 240000000;
  request.label = NULL;
  request.disk_gb = 20.5;
  bid = create (fixture->client, &request);
  g_assert_cmpstr (fixture_get_request (fixture, 1)->body,
                   ==,
                   "{\"client_id\":\"me\",\"image\":\"pytorch/pytorch:latest\",\"disk\":20.5,"
                   "\"runtype\":\"ssh_direct\",\"target_state\":\"running\",\"price\":0.24,"
                   "\"cancel_unavail\":false,"
                   "\"env\":{\"SUBLET_RENTAL\":\"install/rental\",\"-p 7860:7860\":\"1\"}}");
}

static void
test_search_body (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "RTX 4090", "H100 SXM", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) all = NULL;
  g_autoptr (SubletOfferPage) some = NULL;

  fixture_answer (fixture, 200, "{\"offers\":[]}");
  all = search (fixture->client, NULL, NULL);
  g_assert_cmpuint (all->rows->len, ==, 0);
  g_assert_false (all->truncated);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body,
                   ==,
                   "{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false},"
                   "\"type\":\"on-demand\",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,"
                   "\"allocated_storage\":64}");

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 2);
  sublet_offer_query_set_verified_only (query, true);
  sublet_offer_query_set_kind (query, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_offer_query_set_min_dph_nusd (query, 410000000);
  some = search (fixture->client, query, NULL);
  g_assert_nonnull (some);
  g_assert_cmpstr (fixture_get_request (fixture, 1)->body,
                   ==,
                   "{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false},"
                   "\"verified\":{\"eq\":true},\"gpu_name\":{\"in\":[\"RTX 4090\",\"H100 SXM\"]},"
                   "\"num_gpus\":{\"eq\":2},\"dph_total\":{\"gte\":0.41},\"type\":\"bid\","
                   "\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,\"allocated_storage\":64}");
}

/* ---- errors and retries, on a clock that the test moves ---- */

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletError code;
  guint n_requests; /* of a read that is answered so for ever */
} ReadRow;

#define HTML "<html><body>x</body></html>"
#define AUTH_BODY "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}"

static const ReadRow read_rows[] = {
  { "401", { 401, "{\"msg\":\"Invalid user key\"}" }, SUBLET_ERROR_AUTH, 1 },
  { "403", { 403, "{\"error\":\"permission_denied\",\"msg\":\"no\"}" }, SUBLET_ERROR_FORBIDDEN, 1 },
  { "404-auth", { 404, AUTH_BODY }, SUBLET_ERROR_AUTH, 1 },
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
  { "429-html", { 429, HTML, "text/html" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-empty", { 429, "" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "500-html", { 500, HTML, "text/html" }, SUBLET_ERROR_SERVER, 1 },
  { "502-html", { 502, HTML, "text/html" }, SUBLET_ERROR_SERVER, 4 },
  { "503", { 503, "" }, SUBLET_ERROR_SERVER, 4 },
  { "504", { 504, "" }, SUBLET_ERROR_SERVER, 4 },
  { "empty", { 200, "" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "cut", { 200, "{\"id\":900,\"user" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "html-200", { 200, HTML, "text/html" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "no-account", { 200, "{\"username\":\"ada\"}" }, SUBLET_ERROR_PROTOCOL, 2 },
  { "refused-200", { 200, "{\"success\":false,\"error\":\"x\"}" }, SUBLET_ERROR_FAILED, 1 },
  { "302-elsewhere", { 302, "", NULL, "Location: http://127.0.0.2/x/" }, SUBLET_ERROR_PROTOCOL, 1 },
  { "302-nowhere", { 302, "" }, SUBLET_ERROR_PROTOCOL, 1 },
};

static bool
result_or_waiting (gpointer user_data)
{
  gpointer *pair = user_data;
  GAsyncResult **slot = pair[0];

  return *slot != NULL || sublet_manual_clock_get_next_due_ms (pair[1]) >= 0;
}

/* Moves the clock on whenever everything sleeps, but not while a request is being answered. */
static GAsyncResult *
await_on_clock (Fixture *fixture, GAsyncResult **slot)
{
  SubletManualClock *clock = SUBLET_MANUAL_CLOCK (fixture->clock);
  gpointer pair[] = { slot, clock };
  gint64 end_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (*slot == NULL && g_get_monotonic_time () < end_us)
    {
      gint64 due_ms;

      sublet_test_await (result_or_waiting, pair);
      due_ms = sublet_manual_clock_get_next_due_ms (clock);
      /* Ten seconds to connect and a minute of silence belong to a request that is under way; no
       * row may make the service ask for exactly as much. */
      if (*slot == NULL && due_ms != 10000 && due_ms < 30000)
        sublet_manual_clock_advance (clock, due_ms);
      else
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_nonnull (*slot);
  return *slot;
}

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
  { "404-auth", { 404, AUTH_BODY }, SUBLET_ERROR_AUTH, 1 },
  { "404-html", { 404, HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "403", { 403, "{\"error\":\"permission_denied\"}" }, SUBLET_ERROR_FORBIDDEN, 1 },
  { "400", { 400, "{\"error\":\"invalid_args\"}" }, SUBLET_ERROR_INVALID, 1 },
  { "429", { 429, "slow down" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-detail", { 429, "{\"detail\":\"slow\"}" }, SUBLET_ERROR_RATE_LIMITED, 4 },
  { "429-json",
    { 429, "{\"retry_after\":6}", NULL, "Retry-After: 7" },
    SUBLET_ERROR_RATE_LIMITED,
    4 },
  { "cut", { 200, "{\"success\":tr" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "500", { 500, HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "502", { 502, HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
  { "html-200", { 200, HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN, 1 },
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
  fixture_answer (fixture, 502, HTML);
  fixture_answer (fixture, 200, "{\"id\":");
  fixture_answer (fixture, 200, ACCOUNT);
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

/* ---- redirects ---- */

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer_full (fixture,
                       &(TestAnswer){ 301, HTML, "text/html", "Location: /api/v0/other/" });
  fixture_answer (fixture, 200, ACCOUNT);
  account = get_account (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get_request (fixture, 1)->path, ==, "/api/v0/other/");
  g_assert_cmpstr (fixture_get_request (fixture, 1)->authorization, ==, "Bearer " TEST_KEY);
  g_assert_cmpuint (fixture->requests->len, ==, 2);

  /* Twice is once too often. */
  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer_full (fixture, &(TestAnswer){ 308, "", NULL, "Location: /api/v0/other/" });
  g_clear_object (&account);
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->requests->len, ==, 4);
  g_clear_error (&error);

  /* A search is a POST: libsoup would make a GET of it. */
  page = search (fixture->client, NULL, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->requests->len, ==, 5);
}

/* The key goes to no other server, whoever asks for it. */
static void
test_redirect_elsewhere (Fixture *fixture, gconstpointer data)
{
  Fixture other = { 0 };
  g_autofree char *header = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&other, NULL);
  fixture_answer (&other, 200, ACCOUNT);
  header = g_strconcat ("Location: ", other.url, "x/", NULL);
  fixture_answer_full (fixture, &(TestAnswer){ 302, "", NULL, header });
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpuint (other.requests->len, ==, 0);
  fixture_tear_down (&other, NULL);
}

/* ---- the key ---- */

static void
on_rejected (SubletClient *client, const GError *error, guint *count)
{
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  (*count)++;
}

static void
test_key_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_signal_connect (fixture->client, "key-rejected", G_CALLBACK (on_rejected), &count);
  fixture_answer (fixture, 403, "{\"error\":\"permission_denied\"}");
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (count, ==, 0);
  g_clear_error (&error);

  /* Another key's failure is not ours. */
  fixture_answer (fixture, 404, AUTH_BODY);
  g_free (g_queue_pop_head (&fixture->answers));
  check = check_key (fixture->client, "another-key", &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpuint (count, ==, 0);
  g_clear_error (&error);

  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpuint (count, ==, 1);
  g_clear_error (&error);
  g_assert_false (destroy (fixture->client, 7, &error));
  g_assert_cmpuint (count, ==, 2);
}

static void
test_no_key (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "", "  ", "two words", "t\xc3\xa4st", "line\nbreak" };
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;
  gsize i;

  g_signal_connect (fixture->client, "key-rejected", G_CALLBACK (on_rejected), &count);
  sublet_client_set_key (fixture->client, NULL);
  g_assert_false (sublet_client_has_key (fixture->client));
  account = get_account (fixture->client, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SubletKeyCheck) check = NULL;
      g_autoptr (GError) bad_error = NULL;

      check = check_key (fixture->client, bad[i], &bad_error);
      g_assert_error (bad_error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
    }
  g_assert_cmpuint (fixture->requests->len, ==, 0);
  g_assert_cmpuint (count, ==, 0);
}

static bool
request_has_come (gpointer user_data)
{
  return ((Fixture *) user_data)->requests->len > 0;
}

/* What was asked with one key says nothing once there is another; a write tells its end. */
static void
test_key_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) other = new_key ("other-key");
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) write = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer_full (fixture, &(TestAnswer){ .status = 200, .body = ACCOUNT, .delay_ms = 50 });
  sublet_client_get_account_async (fixture->client, NULL, sublet_test_on_result, &read);
  sublet_client_stop_instance_async (fixture->client, 7, NULL, sublet_test_on_result, &write);
  sublet_test_await (request_has_come, fixture);
  sublet_client_set_key (fixture->client, other);
  account =
    sublet_client_get_account_finish (fixture->client, sublet_test_await_result (&read), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (
    sublet_client_stop_instance_finish (fixture->client, sublet_test_await_result (&write), NULL));
  g_assert_cmpstr (fixture_get_request (fixture, 0)->authorization, ==, "Bearer " TEST_KEY);
}

/* ---- giving up ---- */

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  g_autoptr (GAsyncResult) before = NULL;
  g_autoptr (GAsyncResult) midway = NULL;
  g_autoptr (GAsyncResult) after = NULL;
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_us;

  g_cancellable_cancel (early);
  fixture_answer (fixture, 200, ACCOUNT);
  sublet_client_get_account_async (fixture->client, early, sublet_test_on_result, &before);
  account =
    sublet_client_get_account_finish (fixture->client, sublet_test_await_result (&before), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests->len, ==, 0);
  g_clear_error (&error);

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer_full (fixture, &(TestAnswer){ .status = 200, .body = ACCOUNT, .delay_ms = 3000 });
  sublet_client_get_account_async (fixture->client, during, sublet_test_on_result, &midway);
  sublet_test_await (request_has_come, fixture);
  start_us = g_get_monotonic_time ();
  g_cancellable_cancel (during);
  account =
    sublet_client_get_account_finish (fixture->client, sublet_test_await_result (&midway), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, G_TIME_SPAN_SECOND);
  g_clear_error (&error);

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, 200, ACCOUNT);
  sublet_client_get_account_async (fixture->client, late, sublet_test_on_result, &after);
  sublet_test_await_result (&after);
  g_cancellable_cancel (late);
  sublet_test_drain ();
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
                       &(TestAnswer){ 200, ACCOUNT, NULL, "Date: Mon, 17 Nov 2025 14:10:00 GMT" });
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

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    const char *server; /* NULL: refused */
  } rows[] = {
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.0.0.1:8080/", "http://127.0.0.1:8080" },
    { " http://localhost:1/ ", "http://localhost:1" },
    { "HTTP://LocalHost:80/", "http://localhost" },
    { "http://[::1]:8080", "http://[::1]:8080" },
    { "http://console.vast.ai", NULL },
    { "http://192.168.1.7", NULL },
    { "http://127.0.0.1.example.org", NULL },
    { "http://localhost.example.org", NULL },
    { "ftp://127.0.0.1", NULL },
    { "https://console.vast.ai/api", NULL },
    { "https://console.vast.ai/?a=b", NULL },
    { "https://user:word@console.vast.ai", NULL },
    { "console.vast.ai", NULL },
    { "https://", NULL },
    { "", NULL },
  };
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SubletClient) client = sublet_client_new (rows[i].url, clock, &error);

      g_test_message ("%s", rows[i].url);
      if (rows[i].server == NULL)
        {
          g_assert_null (client);
          g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpstr (sublet_client_get_server (client), ==, rows[i].server);
        }
    }
}

static void
test_https (void)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_prepare_process ();
  g_assert_cmpstr (g_getenv ("SOUP_FORCE_HTTP1"), ==, "1");
  client = sublet_client_new ("https://console.vast.ai", clock, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_client_get_server (client), ==, "https://console.vast.ai");
  g_assert_finalize_object (g_steal_pointer (&client));
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/client/headers", test_headers, NULL);
  ADD ("/core/api/client/create-body", test_create_body, NULL);
  ADD ("/core/api/client/search-body", test_search_body, NULL);
  ADD ("/core/api/client/write-success", test_write_success, NULL);
  ADD ("/core/api/client/recovers", test_recovers, NULL);
  ADD ("/core/api/client/redirect", test_redirect, NULL);
  ADD ("/core/api/client/redirect-elsewhere", test_redirect_elsewhere, NULL);
  ADD ("/core/api/client/key-rejected", test_key_rejected, NULL);
  ADD ("/core/api/client/no-key", test_no_key, NULL);
  ADD ("/core/api/client/key-changed", test_key_changed, NULL);
  ADD ("/core/api/client/cancel", test_cancel, NULL);
  ADD ("/core/api/client/huge", test_huge, NULL);
  ADD ("/core/api/client/deep", test_deep, NULL);
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
  g_test_add_func ("/core/api/client/addresses", test_addresses);
  g_test_add_func ("/core/api/client/https", test_https);

  return g_test_run ();
}
