/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/api/sublet-api-error-private.h"

#include "support/sublet-test.h"

typedef struct
{
  int status;
  const char *body;
  SubletError code;
  const char *words; /* (nullable): part of the message */
} Row;

#define E(name) SUBLET_ERROR_##name

static const Row rows[] = {
  /* A bad key, whatever the status: fact sheet 1.7. */
  { 403,
    "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"This action requires login.\"}",
    E (AUTH),
    "login" },
  { 404,
    "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
    E (AUTH),
    "Invalid user key" },
  { 401, "{\"msg\":\"Invalid user key\"}", E (AUTH), NULL },
  { 404, "{\"msg\":\"Session expired. Please log in again.\"}", E (AUTH), NULL },
  { 400, "{\"error\":\"auth_error\"}", E (AUTH), NULL },
  { 200, "{\"success\":false,\"error\":\"auth_error\"}", E (AUTH), NULL },
  { 401, "", E (AUTH), NULL },
  { 401, "Unauthorized", E (AUTH), NULL },
  { 401, "{\"error\":\"unauthorized\"}", E (AUTH), NULL },
  /* A key that lacks something. */
  { 401, "{\"error\":\"permission_denied\",\"msg\":\"no\"}", E (FORBIDDEN), NULL },
  { 401, "{\"msg\":\"API key lacks the permission\"}", E (FORBIDDEN), NULL },
  { 401, "{\"msg\":\"This needs Two Factor Authentication\"}", E (FORBIDDEN), NULL },
  { 403, "{\"error\":\"team_user_forbidden\"}", E (FORBIDDEN), NULL },
  { 403, "{\"error\":\"invalid_args\",\"msg\":\"not your own\"}", E (FORBIDDEN), NULL },
  { 403, "", E (FORBIDDEN), NULL },
  /* The offer is gone, in all the shapes of 3.4. */
  { 404,
    "{\"success\":false,\"error\":\"invalid_args\",\"msg\":\"error 404/3603: no_such_ask Instance "
    "type by id 1 is not available.\",\"ask_id\":1}",
    E (OFFER_GONE),
    "no_such_ask Instance" },
  { 410,
    "{\"success\":false,\"error\":\"no_such_ask\",\"msg\":\"error 410/3907: no_such_ask Instance "
    "type 1 is no longer available.\"}",
    E (OFFER_GONE),
    NULL },
  { 400, "{\"error\":\"no_such_ask\"}", E (OFFER_GONE), NULL },
  { 409, "{\"msg\":\"no_such_ask\"}", E (OFFER_GONE), NULL },
  /* Money. */
  { 400, "{\"error\":\"insufficient_credit\",\"msg\":\"x\"}", E (NO_CREDIT), NULL },
  { 400, "{\"error\":\"invalid_args\",\"msg\":\"Please add credit\"}", E (NO_CREDIT), NULL },
  { 402, "", E (NO_CREDIT), NULL },
  { 400, "{\"error\":\"missing_billing\"}", E (NO_CREDIT), NULL },
  /* Too fast, in its three shapes. */
  { 429, "API requests too frequent", E (RATE_LIMITED), "too frequent" },
  { 429, "{\"detail\":\"slow down\"}", E (RATE_LIMITED), "slow down" },
  { 429,
    "{\"error\":\"HTTPTooManyRequests\",\"msg\":\"x\",\"retry_after\":10,\"limit\":5.0,"
    "\"remaining\":0}",
    E (RATE_LIMITED),
    NULL },
  { 429, "<html></html>", E (RATE_LIMITED), NULL },
  /* Not there; a proxy's 404 is no word of the service. */
  { 404, "{\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"x\"}", E (NOT_FOUND), NULL },
  { 404, "{\"error\":\"not_found\"}", E (NOT_FOUND), NULL },
  { 400, "{\"error\":\"no_such_instance\"}", E (NOT_FOUND), NULL },
  { 404, "<html>404</html>", E (PROTOCOL), "web page" },
  { 404, "", E (PROTOCOL), NULL },
  { 404, "Not Found", E (PROTOCOL), NULL },
  { 404, "{}", E (PROTOCOL), NULL },
  { 410,
    "{\"success\":false,\"error\":\"deprecated_endpoint\",\"msg\":\"x\"}",
    E (PROTOCOL),
    "deprecated" },
  /* Wrong values. */
  { 400, "{\"error\":\"invalid_args\",\"msg\":\"disk too small\"}", E (INVALID), "disk too small" },
  { 422, "{\"detail\":\"limit: Input should be a valid integer\"}", E (INVALID), "valid integer" },
  /* The service's own failures, and its proxies'. */
  { 500, "<html><h1>500</h1></html>", E (SERVER), "web page" },
  { 500, "{\"msg\":\"boom\"}", E (SERVER), "boom" },
  { 502, "<html>Bad Gateway</html>", E (SERVER), NULL },
  { 503, "", E (SERVER), "status 503" },
  /* Somebody in between. */
  { 200, "  <!DOCTYPE html><html>Sign in</html>", E (PROTOCOL), "sign-in page" },
  { 403, "<html>blocked</html>", E (PROTOCOL), NULL },
  { 302, "", E (PROTOCOL), "elsewhere" },
  { 308, "<html></html>", E (PROTOCOL), "elsewhere" },
  { 200, "OK?", E (PROTOCOL), NULL },
  /* 200 that refuses without a known reason. */
  { 200,
    "{\"success\":false,\"error\":\"Invalid date range\",\"results\":[]}",
    E (FAILED),
    "Invalid date range" },
  { 200, "{\"success\":false}", E (FAILED), NULL },
};

static void
test_table (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SubletApiAnswer) answer = { 0 };
      g_autoptr (GError) error = NULL;

      sublet_api_answer_read (&answer, rows[i].status, rows[i].body, strlen (rows[i].body));
      error = sublet_api_answer_make_error (&answer);
      g_assert_true (error->domain == SUBLET_ERROR);
      if (error->code != (int) rows[i].code)
        g_error ("%d %s: code %d, %s", rows[i].status, rows[i].body, error->code, error->message);
      if (rows[i].words != NULL && strstr (error->message, rows[i].words) == NULL)
        g_error ("%d %s: %s", rows[i].status, rows[i].body, error->message);
      g_assert_cmpint (sublet_api_answer_is_bad_key (&answer), ==, rows[i].code == E (AUTH));
    }
}

static void
check_words (const char *body, const char *words)
{
  g_auto (SubletApiAnswer) answer = { 0 };

  sublet_api_answer_read (&answer, 400, body, strlen (body));
  g_assert_cmpstr (answer.words, ==, words);
}

static void
test_words (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_auto (SubletApiAnswer) answer = { 0 };

  /* The first that is there: msg, message, detail, error, plain text. */
  check_words ("{\"error\":\"e\",\"detail\":\"d\",\"message\":\"m\",\"msg\":\"msg\"}", "msg");
  check_words ("{\"error\":\"e\",\"detail\":\"d\",\"message\":\"m\",\"msg\":\"\"}", "m");
  check_words ("{\"error\":\"e\",\"detail\":\"d\",\"message\":7}", "d");
  check_words ("{\"error\":\"e\",\"detail\":[{\"loc\":1}]}", "e");
  check_words ("{\"error\":{\"code\":1}}", NULL);
  check_words (" plain words\n", "plain words");
  check_words ("{\"msg\":\"error 404/3603: no_such_ask gone\"}", "no_such_ask gone");
  check_words ("{\"msg\":\"error in field: disk\"}", "error in field: disk");
  check_words ("{\"msg\":\"two\\nlines\\u0007\"}", "two lines ");
  check_words ("\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");

  sublet_api_answer_read (&answer, 500, long_text, strlen (long_text));
  g_assert_cmpuint (strlen (answer.words), ==, 300);
}

static void
check_contract (const char *body, gint64 id)
{
  g_auto (SubletApiAnswer) answer = { 0 };

  sublet_api_answer_read (&answer, 500, body, strlen (body));
  g_assert_cmpint (answer.new_contract, ==, id);
}

/* A number in any answer is a rental; half a number is none. */
static void
test_contract (void)
{
  check_contract ("{\"success\":true,\"new_contract\":40112233}", 40112233);
  check_contract ("{\"success\":false,\"new_contract\":40112233}", 40112233);
  check_contract ("{\"new_contract\":\"40112233\"}", 40112233);
  check_contract ("{\"new_contract\":40112233.0}", 40112233);
  check_contract ("{\"success\":true,\"new_contract\": 40112233,\"instance_a", 40112233);
  check_contract ("{\"success\":true,\"new_contract\":\"40112233\",", 40112233);
  check_contract ("{\"success\":true,\"new_contract\":4011", 0);
  check_contract ("{\"success\":true,\"new_contract\":4011x", 0);
  check_contract ("{\"success\":true,\"new_contract\":", 0);
  check_contract ("{\"new_contract\":null}", 0);
  check_contract ("{\"new_contract\":null,", 0);
  check_contract ("{\"new_contract\":-5}", 0);
  check_contract ("{\"id\":40112233}", 0);
  check_contract ("", 0);
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *body;
    gint64 ms;
  } waits[] = {
    { "{\"retry_after\":10}", 10000 },
    { "{\"retry_after\":2.5}", 2500 },
    { "{\"retry_after\":\"7\"}", 7000 },
    { "{\"retry_after\":-1}", 0 },
    { "{\"retry_after\":null}", 0 },
    { "{\"retry_after\":1e9}", 600000 },
    { "{}", 0 },
    { "slow down", 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_auto (SubletApiAnswer) answer = { 0 };

      sublet_api_answer_read (&answer, 429, waits[i].body, strlen (waits[i].body));
      g_assert_cmpint (answer.retry_after_ms, ==, waits[i].ms);
    }
}

/* json-glib would crash on this one. */
static void
test_deep (void)
{
  g_autoptr (GString) body = g_string_new ("{\"msg\":");
  g_auto (SubletApiAnswer) answer = { 0 };
  guint i;

  for (i = 0; i < 200000; i++)
    g_string_append_c (body, '[');
  sublet_api_answer_read (&answer, 500, body->str, body->len);
  g_assert_false (answer.parsed);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/api-error/table", test_table);
  g_test_add_func ("/core/api/api-error/words", test_words);
  g_test_add_func ("/core/api/api-error/contract", test_contract);
  g_test_add_func ("/core/api/api-error/retry-after", test_retry_after);
  g_test_add_func ("/core/api/api-error/deep", test_deep);

  return g_test_run ();
}
