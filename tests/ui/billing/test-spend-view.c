/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "core/billing/sublet-charge-history-private.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "ui/billing/spend-scene.h"
#include "ui/billing/sublet-bill-view.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/billing/sublet-spend-chart.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/common/sublet-announcer.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* Spending: what it shows, and that it does nothing out of sight. */

static void
test_month (void)
{
  SpendScene scene;

  spend_scene_init (&scene, 30);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "Spent per Day");
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "1 Nov to 23 Nov, UTC days");
  g_assert_cmpstr (spend_scene_get_text (&scene, "age"), ==, "Known at 14:10");
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 23);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.view, "note_box")));
  g_assert_true (g_str_has_suffix (sublet_announcer_get_said (SUBLET_ANNOUNCER (
                                     sublet_ui_test_find_type (scene.view, SUBLET_TYPE_ANNOUNCER))),
                                   "billed, 1 Nov to 23 Nov, UTC days"));

  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-week"));
  g_assert_true (spend_scene_shows (&scene, "Spent per Week"));
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 5);
  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-month"));
  g_assert_true (spend_scene_shows (&scene, "Spent per Month"));
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 1);
  spend_scene_clear (&scene);
}

/* Whether the legend says it is what a bar may cost; NULL: whether it says nothing of a budget. */
static bool
has_budget (SpendScene *scene, const char *amount)
{
  GtkWidget *figure = sublet_ui_test_find_type (scene->view, SUBLET_TYPE_SPEND_FIGURE);
  GtkWidget *label = sublet_ui_test_find_label (figure, "budget");
  gint64 budget_uusd;

  sublet_ui_test_settle (scene->window);
  g_object_get (sublet_ui_test_find_type (figure, SUBLET_TYPE_SPEND_CHART),
                "budget-uusd",
                &budget_uusd,
                NULL);
  if (amount == NULL)
    return label == NULL && budget_uusd == 0;

  return label != NULL && strstr (gtk_label_get_text (GTK_LABEL (label)), amount) != NULL &&
         budget_uusd > 0;
}

/* The one of a bar's length, as the person wants it. */
static void
test_budget (void)
{
  SpendScene scene;
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;

  spend_scene_init (&scene, 30);
  outlook = sublet_outlook_new (scene.fixture->engine, scene.fixture->engine->client, settings);
  sublet_spend_view_set_outlook (SUBLET_SPEND_VIEW (scene.view), outlook);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "Spent per Day");
  g_assert_true (has_budget (&scene, NULL));
  g_object_set (settings, "daily-budget", 12.5, "monthly-budget", 200.0, NULL);
  g_assert_true (has_budget (&scene, "$12.50"));
  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-week"));
  g_assert_true (has_budget (&scene, NULL));
  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-month"));
  g_assert_true (has_budget (&scene, "$200.00"));
  g_object_set (settings, "monthly-budget", 150.0, NULL);
  g_assert_true (has_budget (&scene, "$150.00"));
  sublet_spend_view_set_outlook (SUBLET_SPEND_VIEW (scene.view), NULL);
  g_assert_true (has_budget (&scene, NULL));
  g_object_set (settings, "daily-budget", 0.0, "monthly-budget", 0.0, NULL);
  spend_scene_clear (&scene);
}

static gint64
read_cents (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  g_auto (GStrv) parts = g_strsplit (text + strlen ("$"), ".", 2);

  return g_ascii_strtoll (parts[0], NULL, 10) * 100 + g_ascii_strtoll (parts[1], NULL, 10);
}

static GtkWidget *
find_row (SpendScene *scene, const char *title)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find_label (scene->view, title),
                                  SUBLET_TYPE_BILLING_ROW);
}

static gint64
get_cents (SpendScene *scene, const char *title)
{
  return read_cents (sublet_ui_test_find (find_row (scene, title), "amount"));
}

/* Whatever the charges have in common, nothing is left out. */
static void
test_groups (void)
{
  SpendScene scene;
  gint64 total;

  spend_scene_init (&scene, 23);
  sublet_spend_view_set_size_class (SUBLET_SPEND_VIEW (scene.view), SUBLET_SIZE_CLASS_NARROW);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  total = read_cents (sublet_ui_test_find (scene.view, "total"));
  g_assert_cmpint (get_cents (&scene, "ada-1") + get_cents (&scene, "old-run") +
                     get_cents (&scene, "Instance 40199999") + get_cents (&scene, "volume-771"),
                   ==,
                   total);
  g_assert_nonnull (sublet_ui_test_find_label (find_row (&scene, "ada-1"), "40112233"));
  g_assert_true (gtk_widget_has_css_class (find_row (&scene, "ada-1"), "first"));
  g_assert_true (gtk_widget_has_css_class (find_row (&scene, "Instance 40199999"), "last"));

  spend_scene_choose (&scene, "grouping", SUBLET_SPEND_GROUPING_LABEL);
  g_assert_cmpint (get_cents (&scene, "ada-1") + get_cents (&scene, "old-run") +
                     get_cents (&scene, "Without a Label"),
                   ==,
                   total);
  spend_scene_choose (&scene, "grouping", SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpint (get_cents (&scene, "RTX 4090") + get_cents (&scene, "H100 SXM") +
                     get_cents (&scene, "GPU Not Known"),
                   ==,
                   total);
  spend_scene_choose (&scene, "grouping", SUBLET_SPEND_GROUPING_MACHINE);
  g_assert_cmpint (get_cents (&scene, "Machine 20417") + get_cents (&scene, "Machine Not Known"),
                   ==,
                   total);
  spend_scene_clear (&scene);
}

/* With room for columns it is a table of the same parts, the dearest first until somebody wants
 * another order. */
static void
test_table (void)
{
  SpendScene scene;
  GtkWidget *table;
  GListModel *rows;
  g_autoptr (SubletFigureRow) first = NULL;
  g_autoptr (SubletFigureRow) last = NULL;

  spend_scene_init (&scene, 23);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1 · 40112233");
  table = sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE);
  rows = sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (table));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  spend_scene_choose (&scene, "sort", 6);
  first = g_list_model_get_item (rows, 0);
  last = g_list_model_get_item (rows, 3);
  g_assert_cmpstr (sublet_figure_row_get_title (first), ==, "ada-1");
  g_assert_cmpint (sublet_figure_row_compare (first, last, 6, true), <, 0);
  spend_scene_choose (&scene, "sort", 0);
  g_clear_object (&first);
  first = g_list_model_get_item (rows, 0);
  g_assert_cmpstr (sublet_figure_row_get_title (first), ==, "ada-1");
  spend_scene_clear (&scene);
}

/* The rentals of the account, beside what was charged for them. */
static void
test_bill (void)
{
  SpendScene scene;
  SubletSpendModel *model;
  GtkWidget *bill;
  GtkWidget *window;

  spend_scene_init (&scene, 23);
  sublet_ui_journal_write (scene.charges->journal,
                           "UPDATE rentals SET server = 'http://127.0.0.1:1'");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  bill = sublet_bill_view_new (model);
  window = sublet_ui_test_present (bill, 800, 600);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  g_object_remove_weak_pointer (G_OBJECT (scene.view), (gpointer *) &scene.view);
  scene.view = bill;
  spend_scene_await (&scene, "old-run\302\240· H100 SXM");
  g_assert_true (spend_scene_shows (&scene, "billed"));
  /* Whoever goes first, the other one still looks. */
  gtk_window_destroy (GTK_WINDOW (window));
  scene.view = sublet_ui_test_find_type (scene.window, SUBLET_TYPE_SPEND_VIEW);
  g_object_add_weak_pointer (G_OBJECT (scene.view), (gpointer *) &scene.view);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  spend_scene_clear (&scene);
}

/* Asked for only while somebody looks. */
static void
test_visible (void)
{
  SpendScene scene;

  spend_scene_init (&scene, 23);
  spend_scene_load (&scene);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  gtk_widget_set_visible (scene.view, FALSE);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 0);
  gtk_widget_set_visible (scene.view, TRUE);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  spend_scene_clear (&scene);
}

/* What another section makes of the same model is nothing to be worked at out of sight. */
static void
test_unseen (void)
{
  SpendScene scene;
  SubletSpendModel *model;
  GtkWidget *figure;

  spend_scene_init (&scene, 23);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  figure = sublet_ui_test_find_type (scene.view, SUBLET_TYPE_SPEND_CHART);
  gtk_widget_set_visible (scene.view, FALSE);
  sublet_spend_model_set_visible (model, TRUE);
  sublet_spend_model_set_days (model, SUBLET_UI_SPEND_DAY_US, SUBLET_UI_SPEND_DAY_US);
  g_assert_cmpuint (sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (figure))->buckets->len,
                    ==,
                    23);
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "1 Nov to 23 Nov, UTC days");
  sublet_charge_history_set_account (scene.charges->history, 0);
  sublet_ui_charges_load (scene.charges);

  /* By the time it is seen it is up to date. */
  gtk_widget_set_visible (scene.view, TRUE);
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "17 Nov, UTC day");
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 1);
  sublet_spend_model_set_visible (model, FALSE);
  spend_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-view/month", test_month);
  g_test_add_func ("/ui/billing/spend-view/budget", test_budget);
  g_test_add_func ("/ui/billing/spend-view/groups", test_groups);
  g_test_add_func ("/ui/billing/spend-view/table", test_table);
  g_test_add_func ("/ui/billing/spend-view/bill", test_bill);
  g_test_add_func ("/ui/billing/spend-view/visible", test_visible);
  g_test_add_func ("/ui/billing/spend-view/unseen", test_unseen);

  return g_test_run ();
}
