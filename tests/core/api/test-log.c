/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/api/sublet-uri-private.h"
#include "core/base/sublet-error.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

#include <string.h>

/* Asking for a log, waiting for it, and where its file may be. */

#define SIGNATURE "planted-signature"
#define FILE_PATH "/logs/C.7-1.log"

static const SubletLogQuery container = { .instance_id = 7, .tail = 500 };

/* The service tells where the log will be. */
static void
answer_address (Fixture *fixture, char **body, const char *address)
{
  *body = g_strdup_printf ("{\"success\":true,\"result_url\":\"%s\",\"msg\":\"x\"}", address);
  fixture_answer (fixture, 200, *body);
}

static void
answer_request (Fixture *fixture, char **body)
{
  g_autofree char *address = g_strdup_printf ("%.*s" FILE_PATH "?X-Amz-Signature=" SIGNATURE,
                                              (int) strlen (fixture->url) - 1,
                                              fixture->url);

  answer_address (fixture, body, address);
}

static GBytes *
fetch (Fixture *fixture, const SubletLogQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_fetch_log_async (fixture->client, query, NULL, sublet_test_on_result, &result);
  if (SUBLET_IS_MANUAL_CLOCK (fixture->clock))
    await_on_clock (fixture, &result);
  else
    sublet_test_await_result (&result);

  return sublet_client_fetch_log_finish (fixture->client, result, error);
}

static void
use_manual_clock (Fixture *fixture)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();

  fixture_use_clock (fixture, SUBLET_CLOCK (clock));
}

static void
test_bodies (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SubletLogQuery query;
    const char *body;
  } rows[] = {
    { { .instance_id = 7, .tail = 500 }, "{\"tail\":\"500\"}" },
    { { .instance_id = 7, .tail = 1, .host = true }, "{\"tail\":\"1\",\"daemon_logs\":\"true\"}" },
  };
  guint i;

  fixture_answer (fixture, 404, "{\"error\":\"no_such_instance\",\"msg\":\"x\"}");
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TestRequest *request;
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch (fixture, &rows[i].query, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
      request = fixture_get_request (fixture, i);
      g_assert_cmpstr (request->method, ==, "PUT");
      g_assert_cmpstr (request->path, ==, "/api/v0/instances/request_logs/7/");
      g_assert_cmpstr (request->body, ==, rows[i].body);
      g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
    }
}

/* It is looked for every second until it is there, and nothing of ours goes there. */
static void
test_appears (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before_us;
  guint i;

  use_manual_clock (fixture);
  before_us = sublet_clock_get_monotonic_us (fixture->clock);
  answer_request (fixture, &body);
  fixture_answer (fixture, 404, "<Error/>");
  fixture_answer (fixture, 403, "<Error/>");
  fixture_answer (fixture, 503, "<Error/>");
  fixture_answer (fixture, 200, "one\n\033[32mtwo\xff");
  bytes = fetch (fixture, &container, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   "one\n\033[32mtwo\xff",
                   13);
  g_assert_cmpuint (fixture->requests->len, ==, 5);
  g_assert_cmpint (sublet_clock_get_monotonic_us (fixture->clock) - before_us,
                   ==,
                   4 * G_TIME_SPAN_SECOND);
  for (i = 1; i < fixture->requests->len; i++)
    {
      const TestRequest *request = fixture_get_request (fixture, i);

      g_assert_cmpstr (request->method, ==, "GET");
      g_assert_cmpstr (request->path, ==, FILE_PATH);
      g_assert_cmpstr (request->query, ==, "X-Amz-Signature=" SIGNATURE);
      g_assert_null (request->authorization);
      g_assert_null (request->accept);
      g_assert_null (request->content_type);
    }
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  use_manual_clock (fixture);
  answer_request (fixture, &body);
  fixture_answer (fixture, 200, "");
  bytes = fetch (fixture, &container, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletError code;
  guint n_looks;
} EndRow;

static const EndRow end_rows[] = {
  { "never", { 404, "<Error/>" }, SUBLET_ERROR_HOST_SILENT, 30 },
  { "denied", { 403, "<Error/>" }, SUBLET_ERROR_HOST_SILENT, 30 },
  { "store-fails", { 500, "<Error/>" }, SUBLET_ERROR_SERVER, 30 },
  { "elsewhere",
    { 302, "", NULL, "Location: http://192.0.2.1/" SIGNATURE },
    SUBLET_ERROR_PROTOCOL,
    1 },
  { "other-scheme",
    { 302, "", NULL, "Location: ftp://127.0.0.1/" SIGNATURE },
    SUBLET_ERROR_PROTOCOL,
    1 },
  { "file", { 307, "", NULL, "Location: file:///" SIGNATURE }, SUBLET_ERROR_PROTOCOL, 1 },
  { "in-circles", { 302, "", NULL, "Location: /" SIGNATURE }, SUBLET_ERROR_PROTOCOL, 4 },
  { "too-large", { 200, "x", NULL, "Content-Length: 67108865" }, SUBLET_ERROR_PROTOCOL, 1 },
};

/* What ends the waiting, and no word of where it was. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  const EndRow *row = data;
  g_autofree char *body = NULL;
  g_autofree char *logs = NULL;
  g_autoptr (GError) error = NULL;

  use_manual_clock (fixture);
  answer_request (fixture, &body);
  fixture_answer_full (fixture, &row->answer);
  sublet_test_logs_start ();
  g_assert_null (fetch (fixture, &container, &error));
  logs = sublet_test_logs_stop ();
  g_assert_error (error, SUBLET_ERROR, (int) row->code);
  g_assert_cmpuint (fixture->requests->len, ==, 1 + row->n_looks);
  g_assert_null (strstr (error->message, SIGNATURE));
  g_assert_nonnull (strstr (logs, "/api/v0/instances/request_logs/7/"));
  g_assert_null (strstr (logs, SIGNATURE));
  g_assert_null (strstr (logs, FILE_PATH));
}

/* A redirect that stays where it may is followed, still without the key. */
static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  static const TestAnswer answer = { 307, "", NULL, "Location: /there" };
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  use_manual_clock (fixture);
  answer_request (fixture, &body);
  fixture_answer_full (fixture, &answer);
  fixture_answer (fixture, 200, "here");
  bytes = fetch (fixture, &container, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 4);
  g_assert_cmpstr (fixture_get_request (fixture, 2)->path, ==, "/there");
  g_assert_null (fixture_get_request (fixture, 2)->authorization);
}

/* What is no address of a file is never asked; what cannot be read is kept without the address. */
static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const addresses[] = {
    "http://192.0.2.1/" SIGNATURE, "ftp://127.0.0.1/" SIGNATURE,
    "file:///etc/" SIGNATURE,      "/logs/" SIGNATURE,
    "https://u:p@h/" SIGNATURE,
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", addresses[i]);
      use_manual_clock (fixture);
      answer_address (fixture, &body, addresses[i]);
      g_queue_push_head (&fixture->answers, g_queue_pop_tail (&fixture->answers));
      g_assert_null (fetch (fixture, &container, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, SIGNATURE));
      g_assert_cmpuint (fixture->requests->len, ==, i + 1);
    }
}

/* The reply names nothing, so it cannot be read: it is asked for twice, and kept as a shape. */
static void
test_no_address (Fixture *fixture, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *replies = g_build_filename (folder, "replies", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_set_reply_folder (fixture->client, replies);
  fixture_answer (fixture, 200, "{\"success\":true,\"url\":\"https://s3/" SIGNATURE "\"}");
  g_assert_null (fetch (fixture, &container, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->requests->len, ==, 2);
  g_assert_true (g_file_get_contents (strstr (error->message, replies), &kept, NULL, NULL));
  g_assert_null (strstr (kept, SIGNATURE));
  sublet_test_remove_folder (folder);
}

/* Nothing outside may make this program ask this computer. */
static void
test_loopback (void)
{
  static const struct
  {
    const char *service;
    const char *address;
    bool fine;
  } rows[] = {
    { "https://console.vast.ai/", "https://s3.example/x", true },
    { "https://console.vast.ai/", "https://127.0.0.1/x", false },
    { "https://console.vast.ai/", "http://127.0.0.1/x", false },
    { "https://console.vast.ai/", "https://localhost/x", false },
    { "https://console.vast.ai/", "https://LOCALHOST/x", false },
    { "https://console.vast.ai/", "https://localhost./x", false },
    { "https://console.vast.ai/", "https://a.localhost/x", false },
    { "https://console.vast.ai/", "https://s3.example./x", false },
    { "https://console.vast.ai/", "https://0.0.0.0/x", false },
    { "https://console.vast.ai/", "https://[::]/x", false },
    { "https://console.vast.ai/", "https://[::ffff:127.0.0.1]/x", false },
    { "https://console.vast.ai/", "https://127.1/x", false },
    { "https://console.vast.ai/", "https://2130706433/x", false },
    { "https://console.vast.ai/", "https://0x7f000001/x", false },
    { "https://console.vast.ai/", "https://0x7f.1/x", false },
    { "https://console.vast.ai/", "https://93.184.216.34/x", true },
    { "https://console.vast.ai/", "https://1s3.example/x", true },
    { "https://console.vast.ai/", "http://s3.example/x", false },
    { "http://127.0.0.1:8000/", "http://127.0.0.1:8000/x", true },
    { "http://127.0.0.1:8000/", "http://[::1]:8000/x", true },
    { "http://127.0.0.1:8000/", "https://s3.example/x", true },
    { "http://127.0.0.1:8000/", "http://s3.example/x", false },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GUri) service = g_uri_parse (rows[i].service, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = sublet_uri_parse_file (rows[i].address, service, &error);

      g_test_message ("%s of %s", rows[i].address, rows[i].service);
      g_assert_cmpint (uri != NULL, ==, rows[i].fine);
      g_assert_cmpint (error == NULL, ==, rows[i].fine);
    }
}

/* The store's clock is not the service's. */
static void
test_date (Fixture *fixture, gconstpointer data)
{
  static const TestAnswer answer = { 200, "x", NULL, "Date: Sat, 01 Aug 2020 10:00:00 GMT" };
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 offset_us;

  answer_request (fixture, &body);
  fixture_answer_full (fixture, &answer);
  bytes = fetch (fixture, &container, &error);
  g_assert_no_error (error);
  offset_us = sublet_clock_get_service_offset_us (fixture->clock);
  g_assert_cmpint (ABS (offset_us), <, G_TIME_SPAN_DAY);
}

static void
cancel_once (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;

  answer_request (fixture, &body);
  fixture_answer (fixture, 404, "<Error/>");
  sublet_client_fetch_log_async (fixture->client,
                                 &container,
                                 cancellable,
                                 sublet_test_on_result,
                                 &result);
  g_signal_connect_swapped (fixture->server,
                            "request-finished",
                            G_CALLBACK (cancel_once),
                            cancellable);
  g_assert_null (
    sublet_client_fetch_log_finish (fixture->client, sublet_test_await_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests->len, <=, 2);
}

#define ADD(name, data, function) \
  g_test_add ("/core/api/log/" name, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  ADD ("bodies", NULL, test_bodies);
  ADD ("appears", NULL, test_appears);
  ADD ("empty", NULL, test_empty);
  for (i = 0; i < G_N_ELEMENTS (end_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/log/end/", end_rows[i].name, NULL);

      g_test_add (path, Fixture, &end_rows[i], fixture_set_up, test_end, fixture_tear_down);
    }
  ADD ("redirect", NULL, test_redirect);
  ADD ("addresses", NULL, test_addresses);
  ADD ("no-address", NULL, test_no_address);
  ADD ("date", NULL, test_date);
  ADD ("cancel", NULL, test_cancel);
  g_test_add_func ("/core/api/log/loopback", test_loopback);

  return g_test_run ();
}
