/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"

#include "core/base/sublet-money.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-search-button.h"
#include "ui/market/sublet-search-list.h"
#include "ui/market/sublet-search-name-dialog.h"
#include "ui/market/sublet-search-row.h"

#include "market-fixture.h"

/* Saved searches on the page of the market: the button, the list, the question for a name. */

typedef struct
{
  MarketFixture base;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletSavedSearches *searches;
  SubletSettings *settings;
  GtkWidget *page;
  GtkWidget *toasts;
  GtkWidget *window;
  guint n_views;
} Fixture;

static void
count_view (Fixture *fixture)
{
  fixture->n_views++;
}

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_saved_searches_load_async (fixture->searches, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_saved_searches_load_finish (fixture->searches, result, NULL);
}

static void
set_up_with (Fixture *fixture, const SubletDatabaseOptions *options)
{
  g_autoptr (GError) error = NULL;

  market_fixture_set_up (&fixture->base, NULL);
  fixture->settings = sublet_settings_new (TRUE);
  g_object_set (fixture->settings, "filters", "{}", NULL);
  if (fixture->folder == NULL)
    fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->database = sublet_test_open_database (fixture->profile, options);
  fixture->searches = sublet_saved_searches_new ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, NULL);
  sublet_saved_searches_set_database (fixture->searches, fixture->database);
  load (fixture);
}

static void
present (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  SubletMarketPage *page;

  fixture->page = sublet_market_page_new (fixture->base.market, fixture->settings);
  page = SUBLET_MARKET_PAGE (fixture->page);
  sublet_market_page_set_searches (page, fixture->searches);
  gtk_widget_set_vexpand (fixture->page, TRUE);
  fixture->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), fixture->page);
  gtk_box_append (GTK_BOX (box), sublet_market_page_get_header_start (page));
  gtk_box_append (GTK_BOX (box), fixture->toasts);
  fixture->window = sublet_ui_test_present (box, 1200, 800);
  market_fixture_await_idle (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  g_signal_connect_swapped (fixture->base.market, "view-changed", G_CALLBACK (count_view), fixture);
}

/* ---- what a person sees and does ---- */

static GtkWidget *
get_button (Fixture *fixture)
{
  return sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_SEARCH_BUTTON);
}

static SubletSearchList *
get_list (Fixture *fixture)
{
  return SUBLET_SEARCH_LIST (
    sublet_ui_test_find_type (get_button (fixture), SUBLET_TYPE_SEARCH_LIST));
}

static GtkWidget *
get_row (Fixture *fixture, int position)
{
  GtkWidget *list = sublet_ui_test_find (GTK_WIDGET (get_list (fixture)), "list");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), position));
}

/* What is cheapest may be looked for still, and that holds the list. */
static void
close_window (Fixture *fixture)
{
  gpointer page = fixture->page;
  gpointer list = sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_SEARCH_LIST);

  g_signal_handlers_disconnect_by_data (fixture->base.market, fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  g_object_add_weak_pointer (G_OBJECT (list), &list);
  /* GTK 4.8 stumbles over a popover whose window goes. */
  sublet_search_button_popdown (SUBLET_SEARCH_BUTTON (get_button (fixture)));
  sublet_ui_test_settle (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&page);
  sublet_ui_test_assert_gone (&list);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture);
  g_assert_finalize_object (fixture->searches);
  g_assert_finalize_object (fixture->database);
  g_clear_object (&fixture->profile);
  g_assert_finalize_object (fixture->settings);
  market_fixture_tear_down (&fixture->base, NULL);
  sublet_test_remove_folder (fixture->folder);
}

static bool
is_listed (gpointer user_data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (user_data));
}

static void
open_list (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "market.show-searches", NULL);
  sublet_test_await (is_listed, get_list (fixture));
  sublet_ui_test_settle (fixture->window);
}

static void
do_to_row (Fixture *fixture, int position, const char *action)
{
  g_assert_true (gtk_widget_activate_action (get_row (fixture, position), action, NULL));
}

static bool
is_action_on (GtkWidget *widget, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  bool on;

  /* A widget that names an action is off while the action is. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, widget);
  on = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return on;
}

static GtkWidget *
find_name_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_SEARCH_NAME_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static void
type_name (GtkWidget *dialog, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "entry")), name);
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Wanted;

static bool
has_count (gpointer user_data)
{
  Wanted *wanted = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (wanted->fixture->searches)) == wanted->n;
}

static void
await_count (Fixture *fixture, guint n)
{
  Wanted wanted = { fixture, n };

  sublet_test_await (has_count, &wanted);
}

static void
save (Fixture *fixture, const char *name)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->searches));
  GtkWidget *dialog;
  gpointer gone = NULL;

  gtk_widget_activate_action (fixture->page, "market.save-search", NULL);
  dialog = find_name_dialog ();
  g_assert_nonnull (dialog);
  g_set_weak_pointer (&gone, dialog);
  type_name (dialog, name);
  g_assert_true (gtk_widget_activate_action (dialog, "search-name.save", NULL));
  sublet_ui_test_assert_gone (&gone);
  await_count (fixture, n + 1);
}

static const char *
get_name (Fixture *fixture, guint position)
{
  g_autoptr (SubletSavedSearch)
    search = g_list_model_get_item (G_LIST_MODEL (fixture->searches), position);

  return sublet_saved_search_get_name (search);
}

static void
assert_button (Fixture *fixture, const char *name, gboolean changed)
{
  GtkWidget *label = sublet_ui_test_find_label (get_button (fixture), name);
  GtkWidget *sign = sublet_ui_test_find_label (get_button (fixture), "· changed");

  g_assert_nonnull (label);
  g_assert_cmpint (sign != NULL && gtk_widget_get_visible (sign), ==, changed);
}

/* ---- tests ---- */

static void
test_save_and_apply (Fixture *fixture, gconstpointer data)
{
  SubletMarket *market = fixture->base.market;
  const char *const columns[] = { "mark", "gpu", "job-rate", "cuda", NULL };
  const char *const orders[] = { "-reliability", "place", NULL };
  g_auto (GStrv) now = NULL;
  SubletOfferOrder order;
  SubletJob job;
  guint n_shown;

  present (fixture);
  assert_button (fixture, "Saved Searches", FALSE);
  /* One by one: the page takes each into the market and writes the order back. */
  g_object_set (fixture->settings, "filters", "{\"verified\":true}", NULL);
  g_object_set (fixture->settings, "sort-columns", orders, NULL);
  g_object_set (fixture->settings, "visible-columns", columns, NULL);
  g_object_set (fixture->settings, "job-hours", 20.0, NULL);
  n_shown = sublet_market_get_shown (market);
  g_assert_cmpuint (n_shown, <, sublet_market_get_total (market));
  save (fixture, " Verified ");
  assert_button (fixture, "Verified", FALSE);

  g_object_set (fixture->settings, "filters", "{}", NULL);
  g_object_set (fixture->settings, "sort-columns", NULL, NULL);
  g_object_set (fixture->settings, "visible-columns", NULL, NULL);
  g_object_set (fixture->settings, "job-hours", 8.0, NULL);
  assert_button (fixture, "Verified", TRUE);
  fixture->n_views = 0;
  open_list (fixture);
  do_to_row (fixture, 0, "search.apply");
  sublet_test_drain ();

  /* In one step. */
  g_assert_cmpuint (fixture->n_views, ==, 1);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, n_shown);
  sublet_market_get_order (market, &order);
  g_assert_cmpint (order.first, ==, SUBLET_OFFER_KEY_RELIABILITY);
  g_assert_true (order.first_descending);
  sublet_market_get_job (market, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, 20, 1e-9);
  g_object_get (fixture->settings, "visible-columns", &now, NULL);
  g_assert_true (g_strv_equal ((const char *const *) now, columns));
  assert_button (fixture, "Verified", FALSE);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_list (fixture))));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (SUBLET_SAVED_SEARCH_MAX_NAME + 1, 'x');
  const struct
  {
    const char *typed;
    const char *problem;
  } names[] = {
    { " verified ", "Another search has this name." },
    { "", NULL },
    { " ", NULL },
    { "a\tb", "one line of text" },
    { longest, "80 characters at most" },
  };
  GtkWidget *dialog;
  gpointer gone = NULL;
  gsize i;

  present (fixture);
  save (fixture, "Verified");
  gtk_widget_activate_action (fixture->page, "market.save-search", NULL);
  dialog = find_name_dialog ();
  g_set_weak_pointer (&gone, dialog);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      type_name (dialog, names[i].typed);
      g_assert_false (is_action_on (dialog, "search-name.save"));
      g_assert_cmpint (gtk_widget_get_visible (sublet_ui_test_find (dialog, "problem_box")),
                       ==,
                       names[i].problem != NULL);
      if (names[i].problem != NULL)
        g_assert_nonnull (sublet_ui_test_find_label (dialog, names[i].problem));
    }
  type_name (dialog, "Other");
  g_assert_true (is_action_on (dialog, "search-name.save"));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (dialog, "problem_box")));
  gtk_window_close (GTK_WINDOW (dialog));
  sublet_ui_test_assert_gone (&gone);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->searches)), ==, 1);

  /* Its own name is no other's. */
  do_to_row (fixture, 0, "search.rename");
  dialog = find_name_dialog ();
  g_set_weak_pointer (&gone, dialog);
  type_name (dialog, "VERIFIED");
  g_assert_true (gtk_widget_activate_action (dialog, "search-name.save", NULL));
  sublet_ui_test_assert_gone (&gone);
  while (!g_str_equal (get_name (fixture, 0), "VERIFIED"))
    sublet_test_drain ();
  assert_button (fixture, "VERIFIED", FALSE);
}

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

typedef struct
{
  Fixture *fixture;
  const char *names;
} Order;

static bool
has_order (gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GString) joined = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (order->fixture->searches)); i++)
    g_string_append (joined, get_name (order->fixture, i));

  return g_str_equal (joined->str, order->names);
}

static void
await_order (Fixture *fixture, const char *names)
{
  Order order = { fixture, names };

  sublet_test_await (has_order, &order);
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

static GtkWidget *
find_undo (Fixture *fixture)
{
  return sublet_ui_test_find_button (fixture->toasts, "Undo");
}

static bool
offers_undo (gpointer user_data)
{
  return find_undo (user_data) != NULL;
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  save (fixture, "A");
  g_object_set (fixture->settings, "filters", "{\"verified\":true}", NULL);
  save (fixture, "B");
  open_list (fixture);
  sublet_ui_test_press (get_row (fixture, 0), GDK_KEY_Delete, 0);
  await_order (fixture, "B");
  sublet_test_await (offers_undo, fixture);
  sublet_ui_test_click (find_undo (fixture));
  await_order (fixture, "AB");
}

static bool
is_changed (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *sign = sublet_ui_test_find_label (get_button (fixture), "· changed");

  return sign != NULL && gtk_widget_get_visible (sign);
}

static bool
is_not_changed (gpointer user_data)
{
  return !is_changed (user_data);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  save (fixture, "A");
  g_object_set (fixture->settings, "filters", "{\"verified\":true}", NULL);
  assert_button (fixture, "A", TRUE);
  do_to_row (fixture, 0, "search.replace");
  sublet_test_await (is_not_changed, fixture);
  sublet_test_await (offers_undo, fixture);
  sublet_ui_test_click (find_undo (fixture));
  sublet_test_await (is_changed, fixture);
}

static bool
is_named (gpointer user_data)
{
  Order *wanted = user_data;

  return g_str_equal (get_name (wanted->fixture, 0), wanted->names) &&
         sublet_ui_test_find_label (get_button (wanted->fixture), wanted->names) != NULL;
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  Order before = { fixture, "Night" };
  Order after = { fixture, "Day" };
  GtkWidget *dialog;

  present (fixture);
  save (fixture, "Night");
  do_to_row (fixture, 0, "search.rename");
  dialog = find_name_dialog ();
  type_name (dialog, "Day");
  g_assert_true (gtk_widget_activate_action (dialog, "search-name.save", NULL));
  sublet_test_await (is_named, &after);
  sublet_test_await (offers_undo, fixture);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->toasts, "Renamed to Day"));
  sublet_ui_test_click (find_undo (fixture));
  sublet_test_await (is_named, &before);
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
  g_test_add ("/ui/market/market-searches/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("save-and-apply", test_save_and_apply);
  ADD ("names", test_names);
  ADD ("lowest", test_lowest);
  ADD ("order", test_order);
  ADD ("remove", test_remove);
  ADD ("replace", test_replace);
  ADD ("rename", test_rename);
  g_test_add ("/ui/market/market-searches/faces",
              Fixture,
              NULL,
              set_up_unread,
              test_faces,
              tear_down);
  ADD ("read-only", test_read_only);

#undef ADD

  return g_test_run ();
}
