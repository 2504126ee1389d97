/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "market-searches-fixture.h"

/* What the list of saved searches says. */

static bool
has_lowest (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *rate =
    sublet_format_rate (sublet_market_get_lowest_rate_nusd (fixture->base.market));

  return sublet_ui_test_find_label (get_row (fixture, 0), rate) != NULL;
}

static bool
has_none_now (gpointer user_data)
{
  return sublet_ui_test_find_label (get_row (user_data, 1), "none now") != NULL;
}

/* Without asking: by what is held. Another kind of price is not. */
static void
test_lowest (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  save (fixture, "Any");
  g_object_set (fixture->settings, "filters", "{\"max-rate\":0.0001}", NULL);
  save (fixture, "None");
  g_object_set (fixture->settings, "price-kind", SUBLET_PRICE_KIND_INTERRUPTIBLE, NULL);
  market_fixture_await_idle (&fixture->base);
  save (fixture, "Interruptible");
  g_object_set (fixture->settings,
                "filters",
                "{}",
                "price-kind",
                SUBLET_PRICE_KIND_ON_DEMAND,
                NULL);
  market_fixture_await_idle (&fixture->base);

  open_list (fixture);
  sublet_test_await (has_lowest, fixture);
  sublet_test_await (has_none_now, fixture);
  g_assert_nonnull (sublet_ui_test_find_label (get_row (fixture, 2), "–"));
}

static bool
is_default_first (gpointer user_data)
{
  GtkWidget *note = sublet_ui_test_find_label (get_row (user_data, 0), "Default");

  return note != NULL && gtk_widget_get_visible (note);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  save (fixture, "A");
  g_object_set (fixture->settings, "filters", "{\"verified\":true}", NULL);
  save (fixture, "B");
  g_object_set (fixture->settings, "filters", "{\"data-center\":true}", NULL);
  save (fixture, "C");
  open_list (fixture);

  g_assert_false (is_action_on (get_row (fixture, 0), "search.move-up"));
  g_assert_false (is_action_on (get_row (fixture, 2), "search.move-down"));
  sublet_ui_test_press (get_row (fixture, 2), GDK_KEY_Up, GDK_ALT_MASK);
  await_order (fixture, "ACB");
  /* The same one goes on with the same key. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == get_row (fixture, 1));
  sublet_ui_test_press (get_row (fixture, 1), GDK_KEY_Up, GDK_ALT_MASK);
  await_order (fixture, "CAB");
  g_assert_false (is_action_on (get_row (fixture, 0), "search.move-up"));

  /* By its handle, to below the last one. */
  g_signal_emit_by_name (get_row (fixture, 0), "dragged", 5.0, FALSE);
  g_signal_emit_by_name (get_row (fixture, 0), "dragged", 5000.0, FALSE);
  g_signal_emit_by_name (get_row (fixture, 0), "dragged", 5000.0, TRUE);
  await_order (fixture, "ABC");

  do_to_row (fixture, 0, "search.default");
  sublet_test_await (is_default_first, fixture);
  g_assert_cmpstr (sublet_saved_search_get_name (
                     sublet_saved_searches_get_default (fixture->searches)),
                   ==,
                   "A");
}

static const char *
get_face (Fixture *fixture)
{
  GtkWidget *stack = sublet_ui_test_find (GTK_WIDGET (get_list (fixture)), "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static bool
rename_table (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, data, error);
}

static void
run (Fixture *fixture, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_database_run_async (fixture->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             rename_table,
                             (gpointer) sql,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (fixture->database, result, NULL, NULL));
}

static bool
is_empty_face (gpointer user_data)
{
  return g_str_equal (get_face (user_data), "empty");
}

static void
set_up_unread (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, NULL);
}

static void
test_faces (Fixture *fixture, gconstpointer data)
{
  GtkWidget *retry;

  present (fixture);
  open_list (fixture);
  g_assert_cmpstr (get_face (fixture), ==, "loading");
  g_assert_false (is_action_on (fixture->page, "market.save-search"));
  g_assert_false (is_action_on (GTK_WIDGET (get_list (fixture)), "searches.save"));

  run (fixture, "ALTER TABLE searches RENAME TO elsewhere");
  sublet_saved_searches_set_database (fixture->searches, fixture->database);
  load (fixture);
  g_assert_cmpstr (get_face (fixture), ==, "error");
  g_assert_false (is_action_on (fixture->page, "market.save-search"));

  run (fixture, "ALTER TABLE elsewhere RENAME TO searches");
  retry = sublet_ui_test_find_button (GTK_WIDGET (get_list (fixture)), "Try Again");
  sublet_ui_test_click (retry);
  sublet_test_await (is_empty_face, fixture);
  g_assert_true (is_action_on (fixture->page, "market.save-search"));
  g_assert_true (is_action_on (GTK_WIDGET (get_list (fixture)), "searches.save"));
}

/* What can be looked at can be applied; nothing else, and the list says why. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  const SubletDatabaseOptions options = { .read_only = true };
  static const char *const off[] = { "search.replace",
                                     "search.rename",
                                     "search.default",
                                     "search.remove" };
  gsize i;

  present (fixture);
  save (fixture, "A");
  close_window (fixture);
  g_assert_finalize_object (fixture->searches);
  g_assert_finalize_object (fixture->database);
  fixture->database = sublet_test_open_database (fixture->profile, &options);
  fixture->searches = sublet_saved_searches_new ();
  sublet_saved_searches_set_database (fixture->searches, fixture->database);
  load (fixture);
  present (fixture);
  open_list (fixture);

  g_assert_true (is_action_on (get_row (fixture, 0), "search.apply"));
  for (i = 0; i < G_N_ELEMENTS (off); i++)
    g_assert_false (is_action_on (get_row (fixture, 0), off[i]));
  g_assert_false (is_action_on (GTK_WIDGET (get_list (fixture)), "searches.save"));
  g_assert_false (is_action_on (fixture->page, "market.save-search"));
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (get_list (fixture)), "Another Sublet has this profile"));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/ui/market/market-searches-list/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("lowest", test_lowest);
  ADD ("order", test_order);
  ADD ("read-only", test_read_only);
  g_test_add ("/ui/market/market-searches-list/faces",
              Fixture,
              NULL,
              set_up_unread,
              test_faces,
              tear_down);

#undef ADD

  return g_test_run ();
}
