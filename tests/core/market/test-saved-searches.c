/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "searches-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* What a person does with them. */

static void
test_names (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch) twice = NULL;
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autofree char *id =
    g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "Cheap")));

  sublet_search_terms_init (&terms);
  twice = sublet_saved_search_new (" CHEAP ", &terms);
  searches_fixture_add (f, twice, SUBLET_ERROR_INVALID);
  searches_fixture_assert_names (f, "Cheap");
  g_assert_cmpuint (f->n_signals, ==, 1);
  g_assert_cmpint (sublet_saved_searches_check_name (f->searches, "cheap ", NULL),
                   ==,
                   SUBLET_SEARCH_NAME_PROBLEM_TAKEN);
  /* Its own name is nobody else's. */
  searches_fixture_rename_to (f, id, "CHEAP", -1);
  searches_fixture_rename_to (f, id, " ", SUBLET_ERROR_INVALID);
  searches_fixture_rename_to (f, "nobody", "Other", SUBLET_ERROR_NOT_FOUND);
  searches_fixture_assert_names (f, "CHEAP");
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "CHEAP");
}

static void
test_order (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *id = NULL;

  searches_fixture_add_named (f, "A");
  searches_fixture_add_named (f, "B");
  searches_fixture_add_named (f, "C");
  id = g_strdup (searches_fixture_get_id (f, 0));
  /* Both before either is written, as a key that is held down does. */
  sublet_saved_searches_move_async (f->searches, id, 1, sublet_test_on_result, &first);
  sublet_saved_searches_move_async (f->searches, id, 99, sublet_test_on_result, &second);
  searches_fixture_finish (f, &first, -1);
  searches_fixture_finish (f, &second, -1);
  searches_fixture_assert_names (f, "B,C,A");
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "B,C,A");

  sublet_saved_searches_move_async (f->searches, id, 0, sublet_test_on_result, &first);
  searches_fixture_finish (f, &first, -1);
  searches_fixture_assert_names (f, "A,B,C");
  g_assert_cmpuint (f->n_signals, ==, 1);
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "A,B,C");
}

static void
test_default (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) counter = NULL;
  g_autofree char *a = g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "A")));
  g_autofree char *b = g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "B")));

  counter = sublet_notify_counter_new (f->searches, "default-id");
  g_assert_null (sublet_saved_searches_get_default (f->searches));
  searches_fixture_set_default (f, a);
  searches_fixture_set_default (f, b);
  searches_fixture_set_default (f, b);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 2);
  g_clear_object (&counter);
  searches_fixture_restart (f, NULL);
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches), ==, b);
  g_assert_cmpstr (sublet_saved_search_get_name (sublet_saved_searches_get_default (f->searches)),
                   ==,
                   "B");
  searches_fixture_set_default (f, NULL);
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
  searches_fixture_restart (f, NULL);
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
}

/* An undo puts back what was there, where it was. */
static void
test_undo (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (SubletSavedSearch) removed = NULL;
  g_autofree char *other = NULL;

  searches_fixture_add_named (f, "A");
  removed = g_object_ref (searches_fixture_add_named (f, "B"));
  other = g_strdup (sublet_saved_search_get_id (searches_fixture_add_named (f, "C")));
  searches_fixture_set_default (f, sublet_saved_search_get_id (removed));
  searches_fixture_remove_one (f, sublet_saved_search_get_id (removed), -1);
  searches_fixture_assert_names (f, "A,C");
  g_assert_null (sublet_saved_searches_get_default_id (f->searches));
  searches_fixture_remove_one (f, sublet_saved_search_get_id (removed), SUBLET_ERROR_NOT_FOUND);

  searches_fixture_restore (f, removed, 1, TRUE);
  searches_fixture_assert_names (f, "A,B,C");
  searches_fixture_restart (f, NULL);
  searches_fixture_assert_names (f, "A,B,C");
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches),
                   ==,
                   sublet_saved_search_get_id (removed));

  /* What has become the default meanwhile stays it. */
  searches_fixture_remove_one (f, sublet_saved_search_get_id (removed), -1);
  searches_fixture_set_default (f, other);
  searches_fixture_restore (f, removed, 0, TRUE);
  searches_fixture_assert_names (f, "B,A,C");
  searches_fixture_restart (f, NULL);
  g_assert_cmpstr (sublet_saved_searches_get_default_id (f->searches), ==, other);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SEARCHES_FIXTURE_ADD ("names", test_names);
  SEARCHES_FIXTURE_ADD ("order", test_order);
  SEARCHES_FIXTURE_ADD ("default", test_default);
  SEARCHES_FIXTURE_ADD ("undo", test_undo);

  return g_test_run ();
}
