/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "searches-fixture.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <string.h>

/* What keeps them: another version, none yet, one that cannot be written or read. */

/* As a newer version would have written it. */
#define NEWER_JSON "{\"version\":7,\"filter\":\"{\\\"karma\\\":3}\",\"hours\":2,\"bell\":0.3}"

static SubletSavedSearch *
find_named (SearchesFixture *f, const char *name)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->searches)); i++)
    {
      SubletSavedSearch *search =
        sublet_saved_searches_find (f->searches, searches_fixture_get_id (f, i), NULL);

      if (g_str_equal (sublet_saved_search_get_name (search), name))
        return search;
    }

  g_assert_not_reached ();
}

/* Whatever is done to it but saving it anew leaves what a newer version wrote as it is. */
static void
test_newer (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch)
    newer = sublet_saved_search_new_stored ("from-newer", "Newer", NEWER_JSON);
  g_autoptr (SubletSavedSearch) instead = NULL;
  g_auto (SubletSearchTerms) terms = { 0 };

  searches_fixture_add_named (f, "A");
  searches_fixture_add (f, newer, -1);
  searches_fixture_rename_to (f, "from-newer", "Newest", -1);
  searches_fixture_set_default (f, "from-newer");
  searches_fixture_restart (f, NULL);
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newest")), ==, NEWER_JSON);
  searches_fixture_remove_one (f, "from-newer", -1);
  searches_fixture_restore (f, newer, 0, FALSE);
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "Newer,A");
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newer")), ==, NEWER_JSON);
  /* What looks the same to an older version is not the same. */
  sublet_search_terms_copy (sublet_saved_search_get_terms (find_named (f, "Newer")), &terms);
  g_assert_null (sublet_saved_searches_find_terms (f->searches, &terms));

  instead = sublet_saved_search_new_instead (find_named (f, "Newer"), &terms);
  searches_fixture_replace (f, instead);
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "Newer,A");
  g_assert_null (strstr (sublet_saved_search_get_json (find_named (f, "Newer")), "bell"));
  g_assert_true (sublet_saved_searches_find_terms (f->searches, &terms) == find_named (f, "Newer"));

  /* That can be undone as well. */
  searches_fixture_replace (f, newer);
  searches_fixture_restart (f, NULL);
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newer")), ==, NEWER_JSON);
}

/* Before the profile is open there is nothing to change. */
static void
test_early (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearches) early = sublet_saved_searches_new ();
  g_autoptr (SubletSavedSearch) search = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SubletSearchTerms) terms = { 0 };

  sublet_search_terms_init (&terms);
  search = sublet_saved_search_new ("A", &terms);
  g_assert_true (sublet_saved_searches_get_read_only (early));
  sublet_saved_searches_add_async (early, search, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_false (sublet_saved_searches_change_finish (early, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (early)), ==, 0);
}

static void
test_read_only (SearchesFixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .read_only = true };
  g_autofree char *id = g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "A")));

  g_assert_false (sublet_saved_searches_get_read_only (f->searches));
  searches_fixture_restart (f, &options);
  g_assert_true (sublet_saved_searches_get_read_only (f->searches));
  searches_fixture_assert_names (f, "A");
  searches_fixture_rename_to (f, id, "B", SUBLET_ERROR_READ_ONLY);
  searches_fixture_remove_one (f, id, SUBLET_ERROR_READ_ONLY);
  searches_fixture_assert_names (f, "A");
}

static bool
drop_table (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, "ALTER TABLE searches RENAME TO elsewhere", error);
}

static bool
make_table (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, "ALTER TABLE elsewhere RENAME TO searches", error);
}

static void
run (SearchesFixture *f, SubletDatabaseFunc func)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             func,
                             NULL,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->database, result, NULL, &error));
}

static void
test_error (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "A")));

  run (f, drop_table);
  g_assert_false (searches_fixture_load (f, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_cmpint (sublet_saved_searches_get_state (f->searches),
                   ==,
                   SUBLET_SAVED_SEARCHES_STATE_ERROR);
  g_assert_error (sublet_saved_searches_get_error (f->searches), SUBLET_ERROR, SUBLET_ERROR_STORE);
  /* What could not be written is not shown. */
  searches_fixture_rename_to (f, id, "B", SUBLET_ERROR_STORE);
  searches_fixture_assert_names (f, "A");

  run (f, make_table);
  g_clear_error (&error);
  g_assert_true (searches_fixture_load (f, &error));
  g_assert_null (sublet_saved_searches_get_error (f->searches));
  searches_fixture_assert_names (f, "A");
}

/* The step that made the table; those before it knew no searches. */
static guint
find_step (void)
{
  guint i;

  for (i = 0; sublet_database_rentals_steps[i] != NULL; i++)
    if (strstr (sublet_database_rentals_steps[i], "CREATE TABLE searches") != NULL)
      return i;

  g_assert_not_reached ();
}

static void
test_migration (SearchesFixture *f, gconstpointer data)
{
  guint n_before = find_step ();
  g_autofree const char **before = g_new0 (const char *, n_before + 1);
  SubletDatabaseOptions old = { 0 };
  char *folder = sublet_test_make_folder ();
  g_autoptr (GError) error = NULL;
  SearchesFixture other = { .folder = folder };

  memcpy (before, sublet_database_rentals_steps, n_before * sizeof *before);
  old.rentals_steps = before;
  other.profile = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  other.database = sublet_test_open_database (other.profile, &old);
  g_assert_finalize_object (g_steal_pointer (&other.database));

  searches_fixture_open_with (&other, NULL);
  searches_fixture_assert_names (&other, "");
  searches_fixture_add_named (&other, "A");
  searches_fixture_restart (&other, NULL);
  searches_fixture_assert_names (&other, "A");
  searches_fixture_tear_down (&other, NULL);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SEARCHES_FIXTURE_ADD ("newer", test_newer);
  SEARCHES_FIXTURE_ADD ("early", test_early);
  SEARCHES_FIXTURE_ADD ("read-only", test_read_only);
  SEARCHES_FIXTURE_ADD ("error", test_error);
  SEARCHES_FIXTURE_ADD ("migration", test_migration);

  return g_test_run ();
}
