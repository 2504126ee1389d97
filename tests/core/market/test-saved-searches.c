/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-saved-searches.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <string.h>

/* As a newer version would have written it. */
#define NEWER_JSON "{\"version\":7,\"filter\":\"{\\\"karma\\\":3}\",\"hours\":2,\"bell\":0.3}"

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletSavedSearches *searches;
  guint n_signals;
} Fixture;

static void
count_signal (Fixture *f)
{
  f->n_signals++;
}

static gboolean
load (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_load_async (f->searches, sublet_test_on_result, &result);
  g_assert_cmpint (sublet_saved_searches_get_state (f->searches),
                   ==,
                   SUBLET_SAVED_SEARCHES_STATE_LOADING);
  sublet_test_await_result (&result);
  return sublet_saved_searches_load_finish (f->searches, result, error);
}

static void
open_with (Fixture *f, const SubletDatabaseOptions *options)
{
  g_autoptr (GError) error = NULL;

  f->database = sublet_test_open_database (f->profile, options);
  f->searches = sublet_saved_searches_new ();
  sublet_saved_searches_set_database (f->searches, f->database);
  g_assert_true (load (f, &error));
  g_assert_no_error (error);
  f->n_signals = 0;
  g_signal_connect_swapped (f->searches, "items-changed", G_CALLBACK (count_signal), f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  open_with (f, NULL);
}

static void
close_all (Fixture *f)
{
  g_assert_finalize_object (g_steal_pointer (&f->searches));
  g_assert_finalize_object (g_steal_pointer (&f->database));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_all (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

/* As if the program had ended and was started again. */
static void
restart (Fixture *f, const SubletDatabaseOptions *options)
{
  close_all (f);
  open_with (f, options);
}

static void
finish (Fixture *f, GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;

  sublet_test_await_result (result);
  if (sublet_saved_searches_change_finish (f->searches, *result, &error))
    g_assert_cmpint (code, ==, -1);
  else
    g_assert_error (error, SUBLET_ERROR, code);
  g_clear_object (result);
}

static void
add (Fixture *f, SubletSavedSearch *search, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_add_async (f->searches, search, sublet_test_on_result, &result);
  finish (f, &result, code);
}

/* (transfer none): with some filter, so that none is like the other. */
static SubletSavedSearch *
add_named (Fixture *f, const char *name)
{
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autoptr (SubletSavedSearch) search = NULL;

  sublet_search_terms_init (&terms);
  sublet_offer_filter_set_model (terms.filter, name, true);
  search = sublet_saved_search_new (name, &terms);
  add (f, search, -1);

  return sublet_saved_searches_find (f->searches, sublet_saved_search_get_id (search), NULL);
}

static const char *
get_id (Fixture *f, guint position)
{
  g_autoptr (SubletSavedSearch)
    search = g_list_model_get_item (G_LIST_MODEL (f->searches), position);

  g_assert_nonnull (search);
  return sublet_saved_search_get_id (search);
}

static void
assert_names (Fixture *f, const char *names)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->searches)); i++)
    {
      g_autoptr (SubletSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (f->searches), i);

      g_string_append_printf (joined,
                              "%s%s",
                              i > 0 ? "," : "",
                              sublet_saved_search_get_name (search));
    }
  g_assert_cmpstr (joined->str, ==, names);
}

static void
set_default (Fixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_set_default_async (f->searches, id, sublet_test_on_result, &result);
  finish (f, &result, -1);
}

static void
rename_to (Fixture *f, const char *id, const char *name, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_rename_async (f->searches, id, name, sublet_test_on_result, &result);
  finish (f, &result, code);
}

static void
replace (Fixture *f, SubletSavedSearch *instead)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_replace_async (f->searches, instead, sublet_test_on_result, &result);
  finish (f, &result, -1);
}

static void
remove_one (Fixture *f, const char *id, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_remove_async (f->searches, id, sublet_test_on_result, &result);
  finish (f, &result, code);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch) twice = NULL;
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autofree char *id = g_strdup (sublet_saved_search_get_id (add_named (f, "Cheap")));

  sublet_search_terms_init (&terms);
  twice = sublet_saved_search_new (" CHEAP ", &terms);
  add (f, twice, SUBLET_ERROR_INVALID);
  assert_names (f, "Cheap");
  g_assert_cmpuint (f->n_signals, ==, 1);
  g_assert_cmpint (sublet_saved_searches_check_name (f->searches, "cheap ", NULL),
                   ==,
                   SUBLET_SEARCH_NAME_PROBLEM_TAKEN);
  /* Its own name is nobody else's. */
  rename_to (f, id, "CHEAP", -1);
  rename_to (f, id, " ", SUBLET_ERROR_INVALID);
  rename_to (f, "nobody", "Other", SUBLET_ERROR_NOT_FOUND);
  assert_names (f, "CHEAP");
  restart (f, NULL);
  assert_names (f, "CHEAP");
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *id = NULL;

  add_named (f, "A");
  add_named (f, "B");
  add_named (f, "C");
  id = g_strdup (get_id (f, 0));
  /* Both before either is written, as a key that is held down does. */
  sublet_saved_searches_move_async (f->searches, id, 1, sublet_test_on_result, &first);
  sublet_saved_searches_move_async (f->searches, id, 99, sublet_test_on_result, &second);
  finish (f, &first, -1);
  finish (f, &second, -1);
  assert_names (f, "B,C,A");
  restart (f, NULL);
  assert_names (f, "B,C,A");

  sublet_saved_searches_move_async (f->searches, id, 0, sublet_test_on_result, &first);
  finish (f, &first, -1);
  assert_names (f, "A,B,C");
  g_assert_cmpuint (f->n_signals, ==, 1);
  restart (f, NULL);
  assert_names (f, "A,B,C");
}

static void
test_default (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) counter = NULL;
  g_autofree char *a = g_strdup (sublet_saved_search_get_id (add_named (f, "A")));
  g_autofree char *b = g_strdup (sublet_saved_search_get_id (add_named (f, "B")));

  counter = sublet_notify_counter_new (f->searches, "default-id");
  g_assert_null (sublet_saved_searches_get_default (f->searches));
  set_default (f, a);
  set_default (f, b);
  set_default (f, b);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 2);
  g_clear_object (&counter);
  restart (f, NULL);
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches), ==, b);
  g_assert_cmpstr (sublet_saved_search_get_name (sublet_saved_searches_get_default (f->searches)),
                   ==,
                   "B");
  set_default (f, NULL);
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
  restart (f, NULL);
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
}

static void
restore (Fixture *f, SubletSavedSearch *search, guint position, gboolean is_default)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_restore_async (f->searches,
                                       search,
                                       position,
                                       is_default,
                                       sublet_test_on_result,
                                       &result);
  finish (f, &result, -1);
}

/* An undo puts back what was there, where it was. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch) removed = NULL;
  g_autofree char *other = NULL;

  add_named (f, "A");
  removed = g_object_ref (add_named (f, "B"));
  other = g_strdup (sublet_saved_search_get_id (add_named (f, "C")));
  set_default (f, sublet_saved_search_get_id (removed));
  remove_one (f, sublet_saved_search_get_id (removed), -1);
  assert_names (f, "A,C");
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
  remove_one (f, sublet_saved_search_get_id (removed), SUBLET_ERROR_NOT_FOUND);

  restore (f, removed, 1, TRUE);
  assert_names (f, "A,B,C");
  restart (f, NULL);
  assert_names (f, "A,B,C");
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches),
                   ==,
                   sublet_saved_search_get_id (removed));

  /* What has become the default meanwhile stays it. */
  remove_one (f, sublet_saved_search_get_id (removed), -1);
  set_default (f, other);
  restore (f, removed, 0, TRUE);
  assert_names (f, "B,A,C");
  restart (f, NULL);
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches), ==, other);
}

static SubletSavedSearch *
find_named (Fixture *f, const char *name)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->searches)); i++)
    {
      SubletSavedSearch *search = sublet_saved_searches_find (f->searches, get_id (f, i), NULL);

      if (g_str_equal (sublet_saved_search_get_name (search), name))
        return search;
    }

  g_assert_not_reached ();
}

/* Whatever is done to it but saving it anew leaves what a newer version wrote as it is. */
static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch)
    newer = sublet_saved_search_new_stored ("from-newer", "Newer", NEWER_JSON);
  g_autoptr (SubletSavedSearch) instead = NULL;
  g_auto (SubletSearchTerms) terms = { 0 };

  add_named (f, "A");
  add (f, newer, -1);
  rename_to (f, "from-newer", "Newest", -1);
  set_default (f, "from-newer");
  restart (f, NULL);
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newest")), ==, NEWER_JSON);
  remove_one (f, "from-newer", -1);
  restore (f, newer, 0, FALSE);
  restart (f, NULL);
  assert_names (f, "Newer,A");
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newer")), ==, NEWER_JSON);
  /* What looks the same to an older version is not the same. */
  sublet_search_terms_copy (sublet_saved_search_get_terms (find_named (f, "Newer")), &terms);
  g_assert_null (sublet_saved_searches_find_terms (f->searches, &terms));

  instead = sublet_saved_search_new_instead (find_named (f, "Newer"), &terms);
  replace (f, instead);
  restart (f, NULL);
  assert_names (f, "Newer,A");
  g_assert_null (strstr (sublet_saved_search_get_json (find_named (f, "Newer")), "bell"));
  g_assert_true (sublet_saved_searches_find_terms (f->searches, &terms) == find_named (f, "Newer"));

  /* That can be undone as well. */
  replace (f, newer);
  restart (f, NULL);
  g_assert_cmpstr (sublet_saved_search_get_json (find_named (f, "Newer")), ==, NEWER_JSON);
}

/* Before the profile is open there is nothing to change. */
static void
test_early (Fixture *f, gconstpointer data)
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
test_read_only (Fixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .read_only = true };
  g_autofree char *id = g_strdup (sublet_saved_search_get_id (add_named (f, "A")));

  g_assert_false (sublet_saved_searches_get_read_only (f->searches));
  restart (f, &options);
  g_assert_true (sublet_saved_searches_get_read_only (f->searches));
  assert_names (f, "A");
  rename_to (f, id, "B", SUBLET_ERROR_READ_ONLY);
  remove_one (f, id, SUBLET_ERROR_READ_ONLY);
  assert_names (f, "A");
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
run (Fixture *f, SubletDatabaseFunc func)
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
test_error (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (sublet_saved_search_get_id (add_named (f, "A")));

  run (f, drop_table);
  g_assert_false (load (f, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_cmpint (sublet_saved_searches_get_state (f->searches),
                   ==,
                   SUBLET_SAVED_SEARCHES_STATE_ERROR);
  g_assert_error (sublet_saved_searches_get_error (f->searches), SUBLET_ERROR, SUBLET_ERROR_STORE);
  /* What could not be written is not shown. */
  rename_to (f, id, "B", SUBLET_ERROR_STORE);
  assert_names (f, "A");

  run (f, make_table);
  g_clear_error (&error);
  g_assert_true (load (f, &error));
  g_assert_null (sublet_saved_searches_get_error (f->searches));
  assert_names (f, "A");
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
test_migration (Fixture *f, gconstpointer data)
{
  guint n_before = find_step ();
  g_autofree const char **before = g_new0 (const char *, n_before + 1);
  SubletDatabaseOptions old = { 0 };
  char *folder = sublet_test_make_folder ();
  g_autoptr (GError) error = NULL;
  Fixture other = { .folder = folder };

  memcpy (before, sublet_database_rentals_steps, n_before * sizeof *before);
  old.rentals_steps = before;
  other.profile = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  other.database = sublet_test_open_database (other.profile, &old);
  g_assert_finalize_object (g_steal_pointer (&other.database));

  open_with (&other, NULL);
  assert_names (&other, "");
  add_named (&other, "A");
  restart (&other, NULL);
  assert_names (&other, "A");
  tear_down (&other, NULL);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/core/market/saved-searches/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("names", test_names);
  ADD ("order", test_order);
  ADD ("default", test_default);
  ADD ("undo", test_undo);
  ADD ("newer", test_newer);
  ADD ("early", test_early);
  ADD ("read-only", test_read_only);
  ADD ("error", test_error);
  ADD ("migration", test_migration);

#undef ADD

  return g_test_run ();
}
