/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* Volumes that are deleted. */

/* By its number, in both places. */
static void
test_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  fixture_answer (fixture, 200, "{\"success\":true}");
  g_assert_true (delete_volume (fixture->client, 61, &error));
  g_assert_no_error (error);
  request = fixture_get_request (fixture, 0);
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/api/v0/volumes/");
  g_assert_cmpstr (request->query, ==, "id=61");
  g_assert_cmpstr (request->body, ==, "{\"id\":61}");
  g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
}

typedef struct
{
  const char *name;
  TestAnswer answer;
  SubletError code;
} Row;

static const Row rows[] = {
  { "in-use", { 400, "{\"error\":\"invalid_request\",\"msg\":\"in use\"}" }, SUBLET_ERROR_INVALID },
  { "none", { 404, "{\"error\":\"not_found\",\"msg\":\"x\"}" }, SUBLET_ERROR_NOT_FOUND },
  { "scope", { 403, "{\"error\":\"permission_denied\"}" }, SUBLET_ERROR_FORBIDDEN },
  { "500", { 500, "{\"error\":\"x\"}" }, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "502", { 502, TEST_HTML, "text/html" }, SUBLET_ERROR_OUTCOME_UNKNOWN },
  { "302", { 302, "", NULL, "Location: /elsewhere/" }, SUBLET_ERROR_OUTCOME_UNKNOWN },
};

/* Sent once, whatever comes back. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;

  fixture_answer_full (fixture, &row->answer);
  g_assert_false (delete_volume (fixture->client, 61, &error));
  g_assert_error (error, SUBLET_ERROR, (int) row->code);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  g_test_add ("/core/api/volumes/request",
              Fixture,
              NULL,
              fixture_set_up,
              test_request,
              fixture_tear_down);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/volumes/refused/", rows[i].name, NULL);

      g_test_add (path, Fixture, &rows[i], fixture_set_up, test_refused, fixture_tear_down);
    }

  return g_test_run ();
}
