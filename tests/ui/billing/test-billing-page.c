/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "core/billing/sublet-charge-history-private.h"
#include "ui/billing/page-scene.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-spend-chart.h"
#include "ui/common/sublet-announcer.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

/* Overview: what it shows, where that leads, and what it asks for. */

static void
on_signal (GtkWidget *page, guint *count)
{
  (*count)++;
}

static guint
count_rows (GtkWidget *top)
{
  GtkWidget *child;
  guint n = SUBLET_IS_BILLING_ROW (top);

  for (child = gtk_widget_get_first_child (top); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

static GtkWidget *
find_row (PageScene *scene, const char *text)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find_label (scene->page, text),
                                  SUBLET_TYPE_BILLING_ROW);
}

/* The month, and the latest payments: what is wrong with one says nothing of the other. */
static void
test_content (void)
{
  PageScene scene;
  GtkWidget *chart;

  page_scene_init (&scene, 30);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "+\u2060$50.00");
  g_assert_true (page_scene_shows (&scene, "Spent per Day"));
  g_assert_true (page_scene_shows (&scene, "1 Nov to 23 Nov, UTC days"));
  chart = sublet_ui_test_find_type (scene.page, SUBLET_TYPE_SPEND_CHART);
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_cmpuint (sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (chart))->buckets->len, ==, 23);
  g_assert_true (g_str_has_suffix (sublet_announcer_get_said (SUBLET_ANNOUNCER (
                                     sublet_ui_test_find_type (scene.page, SUBLET_TYPE_ANNOUNCER))),
                                   "billed, 1 Nov to 23 Nov, UTC days"));
  g_assert_true (page_scene_shows (&scene, "not paid yet"));
  g_assert_true (page_scene_shows (&scene, "+\u2060$25.00"));
  g_assert_true (page_scene_shows (&scene, "Known at 14:10"));
  g_assert_false (gtk_widget_get_visible (page_scene_find (&scene, "note_icon")));
  g_assert_false (gtk_widget_get_visible (page_scene_find (&scene, "retry_button")));
  /* These rentals are another account's. */
  g_assert_true (page_scene_shows (&scene, "No rental can be compared with its bill yet."));
  page_scene_clear (&scene);
}

/* Those that exceed their quotes first, though they are not the newest; three at most. */
static void
test_bills (void)
{
  PageScene scene;
  GtkWidget *list;

  page_scene_init (&scene, 30);
  /* The newest costs what was quoted. */
  sublet_ui_journal_write (scene.overview->charges->journal,
                           "UPDATE rentals SET quoted_running_nusd = 100000000000"
                           " WHERE id = 'rental-00000'");
  sublet_ui_overview_quote (scene.overview);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "old-run");
  g_assert_true (page_scene_shows (&scene, "⚠"));
  list = gtk_widget_get_ancestor (find_row (&scene, "old-run"), GTK_TYPE_LIST_BOX);
  g_assert_true (
    gtk_widget_is_ancestor (find_row (&scene, "old-run"),
                            GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0))));
  g_assert_cmpuint (count_rows (list), >, 1);
  g_assert_cmpuint (count_rows (list), <=, 3);

  /* Where the focus is, is said what the row says. */
  gtk_test_accessible_assert_relation (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       find_row (&scene, "old-run"),
                                       NULL);

  /* A row leads where all of them are. */
  g_signal_emit_by_name (list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (scene.section, ==, "quotes");
  page_scene_clear (&scene);
}

static bool
is_compared (gpointer page)
{
  return SUBLET_BILLING_PAGE (page)->checking == NULL;
}

/* A journal that cannot be read is no journal of which nothing can be compared; nor is one that is
 * being read. */
static void
test_no_journal (void)
{
  PageScene scene;
  GtkWidget *nothing;

  page_scene_init (&scene, 30);
  sublet_ui_overview_quote (scene.overview);
  sublet_ui_journal_write (scene.overview->charges->journal, "ALTER TABLE events RENAME TO gone");
  page_scene_present (&scene);
  nothing = sublet_ui_test_find (SUBLET_BILLING_PAGE (scene.page)->bills_digest, "nothing");
  sublet_ui_overview_load (scene.overview);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nothing)), ==, "Not known yet");
  page_scene_await (&scene, "+\u2060$50.00");
  sublet_test_await (is_compared, scene.page);
  g_assert_true (gtk_widget_get_mapped (nothing));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nothing)), ==, "Not known yet");
  page_scene_clear (&scene);
}

/* Every figure leads to what it is of, by key or pointer. */
static void
test_ways (void)
{
  static const struct
  {
    const char *tile;
    const char *section;
  } rows[] = {
    { "credit_tile", "payments" },
    { "end_tile", "forecast" },
    { "month_tile", "spending" },
  };
  PageScene scene;
  guint added = 0;
  gsize i;

  page_scene_init (&scene, 30);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  g_signal_connect (scene.page, "add-credit", G_CALLBACK (on_signal), &added);
  page_scene_await (&scene, "+\u2060$50.00");
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *tile = page_scene_find (&scene, rows[i].tile);

      g_assert_true (gtk_widget_grab_focus (tile));
      sublet_ui_test_click (tile);
      g_assert_cmpstr (scene.section, ==, rows[i].section);
      gtk_test_accessible_assert_role (tile, GTK_ACCESSIBLE_ROLE_BUTTON);
    }
  sublet_ui_test_click (page_scene_find (&scene, "spending_tile"));
  g_assert_cmpuint (scene.n_instances, ==, 1);
  page_scene_click (&scene, "All Spending");
  g_assert_cmpstr (scene.section, ==, "spending");
  page_scene_click (&scene, "All Bills");
  g_assert_cmpstr (scene.section, ==, "quotes");
  page_scene_click (&scene, "All Payments");
  g_assert_cmpstr (scene.section, ==, "payments");
  page_scene_click (&scene, "Add Credit");
  g_assert_cmpuint (added, ==, 1);

  /* The figures come first. */
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) ==
                 page_scene_find (&scene, "credit_tile"));
  page_scene_clear (&scene);
}

/* Nothing is asked while nobody looks, and the page waits for nothing. */
static void
test_hidden (void)
{
  PageScene scene;

  page_scene_init (&scene, 30);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "+\u2060$50.00");
  gtk_widget_set_visible (scene.page, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (scene.overview->charges->history->ranges->len, ==, 0);
  gtk_widget_set_visible (scene.page, TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpuint (scene.overview->charges->history->ranges->len, >, 0);
  g_assert_true (page_scene_shows (&scene, "Spent per Day"));
  page_scene_clear (&scene);
}

static gint64
get_first_us (SubletChargeHistory *history, guint i)
{
  const SubletChargeRange *range = g_ptr_array_index (history->ranges, i);

  return range->from_us;
}

/* Whatever Spending shows, the days of the outlook are enough here. */
static void
test_asking (void)
{
  PageScene scene;
  SubletChargeHistory *history;

  page_scene_init (&scene, 30);
  history = scene.overview->charges->history;
  sublet_spend_model_set_range (scene.overview->model, SUBLET_BILLING_RANGE_THIS_YEAR);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "Spent per Day");
  g_assert_cmpuint (history->ranges->len, ==, 1);
  g_assert_cmpint (get_first_us (history, 0), >=, SUBLET_UI_SPEND_DAY_US - 16 * G_TIME_SPAN_DAY);
  page_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/page/content", test_content);
  g_test_add_func ("/ui/billing/page/bills", test_bills);
  g_test_add_func ("/ui/billing/page/no-journal", test_no_journal);
  g_test_add_func ("/ui/billing/page/ways", test_ways);
  g_test_add_func ("/ui/billing/page/hidden", test_hidden);
  g_test_add_func ("/ui/billing/page/asking", test_asking);

  return g_test_run ();
}
