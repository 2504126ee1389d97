/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "market-searches-fixture.h"

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

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/ui/market/market-searches/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("save-and-apply", test_save_and_apply);
  ADD ("names", test_names);
  ADD ("remove", test_remove);
  ADD ("replace", test_replace);
  ADD ("rename", test_rename);

#undef ADD

  return g_test_run ();
}
