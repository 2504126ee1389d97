/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* The walk over all pages: what makes a list complete. */

#define PAGE(rows, total, token) \
  "{\"success\":true,\"total_instances\":" total ",\"next_token\":" token ",\"instances\":" rows "}"

typedef struct
{
  const char *name;
  const char *pages[5];
  guint n_instances;
  guint n_requests;
  bool complete;
} WalkRow;

static const WalkRow walks[] = {
  { "empty", { PAGE ("[]", "0", "null") }, 0, 1, true },
  { "null-is-empty", { PAGE ("null", "0", "null") }, 0, 1, true },
  { "one", { PAGE ("[{\"id\":1}]", "1", "null") }, 1, 1, true },
  { "three-pages",
    { PAGE ("[{\"id\":1}]", "3", "\"a\""),
      PAGE ("[{\"id\":2}]", "3", "\"b\""),
      PAGE ("[{\"id\":3}]", "3", "null") },
    3,
    3,
    true },
  { "row-moved-between-pages",
    { PAGE ("[{\"id\":1},{\"id\":2}]", "3", "\"a\""),
      PAGE ("[{\"id\":2},{\"id\":3}]", "3", "null") },
    3,
    2,
    true },
  { "null-with-total", { PAGE ("null", "2", "null") }, 0, 1, false },
  { "too-few", { PAGE ("[{\"id\":1}]", "2", "null") }, 1, 1, false },
  { "too-many", { PAGE ("[{\"id\":1},{\"id\":2}]", "1", "null") }, 2, 1, false },
  { "same-row-twice", { PAGE ("[{\"id\":1},{\"id\":1}]", "2", "null") }, 1, 1, false },
  { "no-total", { "{\"instances\":[],\"next_token\":null}" }, 0, 1, false },
  { "total-null", { PAGE ("[]", "null", "null") }, 0, 1, false },
  { "bad-row", { PAGE ("[{\"id\":1},{\"id\":null}]", "1", "null") }, 1, 1, false },
  { "total-changes",
    { PAGE ("[{\"id\":1}]", "3", "\"a\""), PAGE ("[{\"id\":2}]", "2", "null") },
    2,
    2,
    false },
  { "total-rises",
    { PAGE ("[{\"id\":1}]", "2", "\"a\""), PAGE ("[{\"id\":2}]", "3", "null") },
    2,
    2,
    false },
  { "token-repeats",
    { PAGE ("[{\"id\":1}]", "2", "\"a\""), PAGE ("[{\"id\":2}]", "2", "\"a\"") },
    2,
    2,
    false },
  { "bare-array", { "[{\"id\":1}]" }, 1, 1, false },
  { "empty-text-token", { PAGE ("[{\"id\":1}]", "1", "\"\"") }, 1, 1, false },
  { "number-as-token", { PAGE ("[{\"id\":1}]", "1", "5") }, 1, 1, false },
  { "no-token", { "{\"total_instances\":1,\"instances\":[{\"id\":1}]}" }, 1, 1, true },
};

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  const WalkRow *row = data;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (row->pages) && row->pages[i] != NULL; i++)
    fixture_answer (fixture, 200, row->pages[i]);
  listing = list (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, row->n_instances);
  g_assert_cmpuint (fixture->requests->len, ==, row->n_requests);
  g_assert_cmpint (listing->complete, ==, row->complete);
  for (i = 1; i < listing->instances->len; i++)
    g_assert_cmpint (sublet_instance_get_data (g_ptr_array_index (listing->instances, i - 1))->id,
                     <,
                     sublet_instance_get_data (g_ptr_array_index (listing->instances, i))->id);
}

static void
test_walk_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (SubletInstanceListing) some = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const gint64 ids[] = { 7, 40112233 };

  fixture_answer (fixture, 200, PAGE ("[{\"id\":1}]", "2", "\"a+b/c==\""));
  fixture_answer (fixture, 200, PAGE ("[{\"id\":2}]", "2", "null"));
  listing = list (fixture->client, NULL);
  g_assert_true (listing->complete);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->path, ==, "/api/v1/instances/");
  g_assert_true (g_str_has_prefix (fixture_get_request (fixture, 0)->query, "limit=25"));
  g_assert_null (strstr (fixture_get_request (fixture, 0)->query, "after_token"));
  g_assert_nonnull (
    strstr (fixture_get_request (fixture, 1)->query, "&after_token=a%2Bb%2Fc%3D%3D"));

  /* One request, and nothing but what was asked for. */
  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, 200, PAGE ("[{\"id\":7},{\"id\":8}]", "2", "null"));
  sublet_client_list_some_instances_async (fixture->client,
                                           ids,
                                           2,
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
  some = sublet_client_list_some_instances_finish (fixture->client,
                                                   sublet_test_await_result (&result),
                                                   NULL);
  g_assert_cmpuint (some->instances->len, ==, 1);
  g_assert_false (some->complete);
  g_assert_cmpstr (fixture_get_request (fixture, 2)->query,
                   ==,
                   "limit=25&select_filters=%7B%22id%22%3A%7B%22in%22%3A%5B7%2C40112233%5D%7D%7D");
}

/* More than a page holds: the whole list is walked, and still proves no absence. */
static void
test_many_of_some (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletInstanceListing) some = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 ids[SUBLET_CLIENT_PAGE_ROWS + 1];
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = (gint64) i + 2;
  fixture_answer (fixture, 200, PAGE ("[{\"id\":1},{\"id\":2}]", "3", "\"a\""));
  fixture_answer (fixture, 200, PAGE ("[{\"id\":3}]", "3", "null"));
  sublet_client_list_some_instances_async (fixture->client,
                                           ids,
                                           G_N_ELEMENTS (ids),
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
  some = sublet_client_list_some_instances_finish (fixture->client,
                                                   sublet_test_await_result (&result),
                                                   NULL);
  g_assert_cmpuint (fixture->requests->len, ==, 2);
  g_assert_null (strstr (fixture_get_request (fixture, 0)->query, "select_filters"));
  g_assert_cmpuint (some->instances->len, ==, 2);
  g_assert_false (some->complete);
}

/* A server that never stops. */
static void
test_endless_walk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  int i;

  for (i = 0; i < 60; i++)
    {
      char *page = g_strdup_printf ("{\"total_instances\":9999,\"next_token\":\"t%d\","
                                    "\"instances\":[{\"id\":%d}]}",
                                    i,
                                    i + 1);

      g_ptr_array_add (pages, page);
      fixture_answer (fixture, 200, page);
    }
  listing = list (fixture->client, NULL);
  g_assert_false (listing->complete);
  g_assert_cmpuint (fixture->requests->len, ==, SUBLET_CLIENT_MAX_PAGES);
}

/* What is not known is not empty. */
static void
test_second_page_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture, 200, PAGE ("[{\"id\":1}]", "2", "\"a\""));
  fixture_answer (fixture, 400, "{\"error\":\"invalid_token\"}");
  listing = list (fixture->client, &error);
  g_assert_null (listing);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
}

static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "{}", "{\"success\":true}", "{\"total_instances\":0}" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SubletInstanceListing) listing = NULL;
      g_autoptr (GError) error = NULL;

      g_queue_clear_full (&fixture->answers, g_free);
      fixture_answer (fixture, 200, bodies[i]);
      listing = list (fixture->client, &error);
      g_assert_null (listing);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
    }
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/instances/walk-queries", test_walk_queries, NULL);
  ADD ("/core/api/instances/many-of-some", test_many_of_some, NULL);
  ADD ("/core/api/instances/endless-walk", test_endless_walk, NULL);
  ADD ("/core/api/instances/second-page-fails", test_second_page_fails, NULL);
  ADD ("/core/api/instances/no-list", test_no_list, NULL);
  for (i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/instances/walk/", walks[i].name, NULL);

      ADD (path, test_walk, &walks[i]);
    }
#undef ADD

  return g_test_run ();
}
