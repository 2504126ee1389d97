/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "searches-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

static void
count_signal (SearchesFixture *f)
{
  f->n_signals++;
}

gboolean
searches_fixture_load (SearchesFixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_load_async (f->searches, sublet_test_on_result, &result);
  g_assert_cmpint (sublet_saved_searches_get_state (f->searches),
                   ==,
                   SUBLET_SAVED_SEARCHES_STATE_LOADING);
  sublet_test_await_result (&result);
  return sublet_saved_searches_load_finish (f->searches, result, error);
}

void
searches_fixture_open_with (SearchesFixture *f, const SubletDatabaseOptions *options)
{
  g_autoptr (GError) error = NULL;

  f->database = sublet_test_open_database (f->profile, options);
  f->searches = sublet_saved_searches_new ();
  sublet_saved_searches_set_database (f->searches, f->database);
  g_assert_true (searches_fixture_load (f, &error));
  g_assert_no_error (error);
  f->n_signals = 0;
  g_signal_connect_swapped (f->searches, "items-changed", G_CALLBACK (count_signal), f);
}

void
searches_fixture_set_up (SearchesFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  searches_fixture_open_with (f, NULL);
}

static void
close_all (SearchesFixture *f)
{
  g_assert_finalize_object (g_steal_pointer (&f->searches));
  g_assert_finalize_object (g_steal_pointer (&f->database));
}

void
searches_fixture_tear_down (SearchesFixture *f, gconstpointer data)
{
  close_all (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

void
searches_fixture_restart (SearchesFixture *f, const SubletDatabaseOptions *options)
{
  close_all (f);
  searches_fixture_open_with (f, options);
}

void
searches_fixture_finish (SearchesFixture *f, GAsyncResult **result, int code)
{
  g_autoptr (GError) error = NULL;

  sublet_test_await_result (result);
  if (sublet_saved_searches_change_finish (f->searches, *result, &error))
    g_assert_cmpint (code, ==, -1);
  else
    g_assert_error (error, SUBLET_ERROR, code);
  g_clear_object (result);
}

void
searches_fixture_add (SearchesFixture *f, SubletSavedSearch *search, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_add_async (f->searches, search, sublet_test_on_result, &result);
  searches_fixture_finish (f, &result, code);
}

SubletSavedSearch *
searches_fixture_add_named (SearchesFixture *f, const char *name)
{
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autoptr (SubletSavedSearch) search = NULL;

  sublet_search_terms_init (&terms);
  sublet_offer_filter_set_model (terms.filter, name, true);
  search = sublet_saved_search_new (name, &terms);
  searches_fixture_add (f, search, -1);

  return sublet_saved_searches_find (f->searches, sublet_saved_search_get_id (search), NULL);
}

const char *
searches_fixture_get_id (SearchesFixture *f, guint position)
{
  g_autoptr (SubletSavedSearch)
    search = g_list_model_get_item (G_LIST_MODEL (f->searches), position);

  g_assert_nonnull (search);
  return sublet_saved_search_get_id (search);
}

void
searches_fixture_assert_names (SearchesFixture *f, const char *names)
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

void
searches_fixture_set_default (SearchesFixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_set_default_async (f->searches, id, sublet_test_on_result, &result);
  searches_fixture_finish (f, &result, -1);
}

void
searches_fixture_rename_to (SearchesFixture *f, const char *id, const char *name, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_rename_async (f->searches, id, name, sublet_test_on_result, &result);
  searches_fixture_finish (f, &result, code);
}

void
searches_fixture_replace (SearchesFixture *f, SubletSavedSearch *instead)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_replace_async (f->searches, instead, sublet_test_on_result, &result);
  searches_fixture_finish (f, &result, -1);
}

void
searches_fixture_remove_one (SearchesFixture *f, const char *id, int code)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_remove_async (f->searches, id, sublet_test_on_result, &result);
  searches_fixture_finish (f, &result, code);
}

void
searches_fixture_restore (SearchesFixture *f,
                          SubletSavedSearch *search,
                          guint position,
                          gboolean is_default)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_restore_async (f->searches,
                                       search,
                                       position,
                                       is_default,
                                       sublet_test_on_result,
                                       &result);
  searches_fixture_finish (f, &result, -1);
}
