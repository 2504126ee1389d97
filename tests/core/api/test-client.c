/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* ---- what a request looks like ---- */

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SecretValue) padded = new_key ("  " TEST_KEY "\n");
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  fixture_answer (fixture, 200, TEST_ACCOUNT);
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

/* ---- redirects ---- */

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer_full (fixture,
                       &(TestAnswer){ 301, TEST_HTML, "text/html", "Location: /api/v0/other/" });
  fixture_answer (fixture, 200, TEST_ACCOUNT);
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
  fixture_answer (&other, 200, TEST_ACCOUNT);
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
  fixture_answer (fixture, 404, TEST_AUTH_BODY);
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

  fixture_answer_full (fixture,
                       &(TestAnswer){ .status = 200, .body = TEST_ACCOUNT, .delay_ms = 50 });
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
  fixture_answer (fixture, 200, TEST_ACCOUNT);
  sublet_client_get_account_async (fixture->client, early, sublet_test_on_result, &before);
  account =
    sublet_client_get_account_finish (fixture->client, sublet_test_await_result (&before), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests->len, ==, 0);
  g_clear_error (&error);

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer_full (fixture,
                       &(TestAnswer){ .status = 200, .body = TEST_ACCOUNT, .delay_ms = 3000 });
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
  fixture_answer (fixture, 200, TEST_ACCOUNT);
  sublet_client_get_account_async (fixture->client, late, sublet_test_on_result, &after);
  sublet_test_await_result (&after);
  g_cancellable_cancel (late);
  sublet_test_drain ();
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
  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/client/headers", test_headers, NULL);
  ADD ("/core/api/client/create-body", test_create_body, NULL);
  ADD ("/core/api/client/redirect", test_redirect, NULL);
  ADD ("/core/api/client/redirect-elsewhere", test_redirect_elsewhere, NULL);
  ADD ("/core/api/client/key-rejected", test_key_rejected, NULL);
  ADD ("/core/api/client/no-key", test_no_key, NULL);
  ADD ("/core/api/client/key-changed", test_key_changed, NULL);
  ADD ("/core/api/client/cancel", test_cancel, NULL);
#undef ADD
  g_test_add_func ("/core/api/client/addresses", test_addresses);
  g_test_add_func ("/core/api/client/https", test_https);

  return g_test_run ();
}
