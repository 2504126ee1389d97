/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-bill-view.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/billing/sublet-charge-history-private.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/sublet-ui-charges.h"
#include "ui/sublet-ui-test.h"

/* Quote and Bill: what it shows, of which days, in which order, and why it has nothing. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletUiCharges *charges;
  SubletSpendModel *model;
  GtkWidget *view;
  GtkWidget *window;
} Scene;

/* 23 November; all rentals are of the last two days. */
static void
scene_init (Scene *scene, guint n_days)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->charges = sublet_ui_charges_new (scene->fixture);
  sublet_ui_journal_write (scene->charges->journal,
                           "UPDATE rentals SET server = 'http://127.0.0.1:1'");
  sublet_ui_charges_put_all (scene->charges, n_days);
  scene->model = sublet_spend_model_new (scene->charges->journal->history);
  scene->view = sublet_bill_view_new (scene->model);
  scene->window = sublet_ui_test_present (scene->view, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_assert_cmpuint (scene->charges->history->ranges->len, ==, 0);
  sublet_spend_model_set_history (scene->model, NULL);
  g_clear_object (&scene->model);
  g_clear_pointer (&scene->charges, sublet_ui_charges_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static void
give_charges (Scene *scene)
{
  sublet_spend_model_set_history (scene->model, scene->charges->history);
  sublet_ui_charges_load (scene->charges);
}

typedef struct
{
  Scene *scene;
  const char *text;
} Wanted;

static bool
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;

  sublet_ui_test_settle (wanted->scene->window);
  return sublet_ui_test_find_label (wanted->scene->view, wanted->text) != NULL;
}

static void
await_text (Scene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  sublet_test_await (is_shown, &wanted);
}

static bool
shows (Scene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  return is_shown (&wanted);
}

static void
on_signal (GtkWidget *view, guint *count)
{
  (*count)++;
}

/* ---- why there is nothing ---- */

static void
test_reasons (void)
{
  Scene scene;
  guint keys = 0;

  scene_init (&scene, 0);
  g_signal_connect (scene.view, "open-keys", G_CALLBACK (on_signal), &keys);
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  g_assert_true (shows (&scene, "Adding up charges…"));

  give_charges (&scene);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "This key lacks billing_read."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Open Vast's Key Page"));
  g_assert_cmpuint (keys, ==, 1);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_NO_NETWORK);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  g_assert_nonnull (sublet_ui_test_find_button (scene.view, "Try Again"));
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_SERVER);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  scene_clear (&scene);
}

/* With what is known there, the bar says what is missing and why. */
static void
test_missing (void)
{
  Scene scene;

  scene_init (&scene, 5);
  give_charges (&scene);
  await_text (&scene, "old-run");
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "18 of 23 days are not known yet."));
  g_assert_true (shows (&scene, "old-run"));
  scene_clear (&scene);
}

/* A journal that cannot be read is no journal without rentals. */
static void
test_no_journal (void)
{
  Scene scene;

  scene_init (&scene, 5);
  sublet_ui_journal_write (scene.charges->journal, "ALTER TABLE events RENAME TO gone");
  give_charges (&scene);
  await_text (&scene, "Your Bill Is Not Known");
  g_assert_false (shows (&scene, "Nothing was rented"));
  scene_clear (&scene);
}

/* ---- which days ---- */

static void
choose (Scene *scene, const char *chooser, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find (scene->view, chooser)), position);
  sublet_ui_test_settle (scene->window);
}

static void
test_days (void)
{
  Scene scene;

  scene_init (&scene, 60);
  give_charges (&scene);
  await_text (&scene, "old-run");
  g_assert_true (shows (&scene, "The same days as in Spending"));
  /* Those of the range, and those of the bills. */
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 2);

  choose (&scene, "range", 1);
  await_text (&scene, "Nothing was rented in these days.");
  g_assert_false (shows (&scene, "old-run"));
  g_assert_cmpint (sublet_spend_model_get_range (scene.model), ==, SUBLET_BILLING_RANGE_LAST_MONTH);

  /* And back, from elsewhere. */
  sublet_spend_model_set_range (scene.model, SUBLET_BILLING_RANGE_30_DAYS);
  await_text (&scene, "old-run");
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (sublet_ui_test_find (scene.view, "range"))),
                    ==,
                    2);
  scene_clear (&scene);
}

/* ---- in which order ---- */

static GListModel *
get_rows (Scene *scene)
{
  GtkWidget *table = sublet_ui_test_find_type (scene->view, SUBLET_TYPE_FIGURE_TABLE);

  return sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (table));
}

/* Neighbours stand in the order that a column has. */
static void
assert_ordered (GListModel *rows, guint column, bool descending)
{
  guint i;

  g_assert_cmpuint (g_list_model_get_n_items (rows), >, 2);
  for (i = 1; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SubletFigureRow) before = g_list_model_get_item (rows, i - 1);
      g_autoptr (SubletFigureRow) after = g_list_model_get_item (rows, i);

      g_assert_cmpint (sublet_figure_row_compare (before, after, column, descending), <=, 0);
    }
}

/* The table is as high as its rows: the last one is not below its edge. */
static void
assert_all_seen (Scene *scene)
{
  GtkWidget *table = sublet_ui_test_find_type (scene->view, SUBLET_TYPE_FIGURE_TABLE);
  GListModel *rows = get_rows (scene);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SubletFigureRow) row = g_list_model_get_item (rows, i);
      GtkWidget *label = sublet_ui_test_find_label (table, sublet_figure_row_get_text (row, 0));
      graphene_rect_t bounds;

      g_assert_nonnull (label);
      g_assert_true (gtk_widget_compute_bounds (label, table, &bounds));
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (table));
    }
}

static void
test_order (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autofree char *sort = NULL;
  g_autofree char *kept = NULL;
  GtkWidget *direction;
  GtkWidget *table;
  Scene scene;

  scene_init (&scene, 23);
  sublet_bill_view_bind_settings (SUBLET_BILL_VIEW (scene.view), settings);
  give_charges (&scene);
  await_text (&scene, "old-run");
  table = sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE);
  sort = sublet_figure_table_dup_sort (SUBLET_FIGURE_TABLE (table));
  g_assert_cmpstr (sort, ==, "-rented");
  assert_ordered (get_rows (&scene), 1, true);
  assert_all_seen (&scene);

  /* Figures begin with the most, words with the first. */
  choose (&scene, "sort", 6);
  assert_ordered (get_rows (&scene), 6, true);
  direction = sublet_ui_test_find (scene.view, "descending");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (direction)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (direction), FALSE);
  assert_ordered (get_rows (&scene), 6, false);
  choose (&scene, "sort", 0);
  assert_ordered (get_rows (&scene), 0, false);
  g_object_get (settings, "quotes-sort", &kept, NULL);
  g_assert_cmpstr (kept, ==, "instance");
  g_object_set (settings, "quotes-sort", "-hours", NULL);
  assert_ordered (get_rows (&scene), 2, true);

  /* No such column. */
  g_object_set (settings, "quotes-sort", "-weight", NULL);
  assert_ordered (get_rows (&scene), 2, true);
  scene_clear (&scene);
}

/* Without room for columns the same rows are a list, in the same order. */
static void
test_narrow (void)
{
  Scene scene;

  scene_init (&scene, 23);
  give_charges (&scene);
  await_text (&scene, "old-run");
  g_assert_null (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_BILLING_ROW));
  sublet_bill_view_set_size_class (SUBLET_BILL_VIEW (scene.view), SUBLET_SIZE_CLASS_NARROW);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_BILLING_ROW));
  g_assert_null (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE));
  g_assert_true (shows (&scene, "billed"));
  sublet_bill_view_set_size_class (SUBLET_BILL_VIEW (scene.view), SUBLET_SIZE_CLASS_MEDIUM);
  sublet_ui_test_settle (scene.window);
  g_assert_null (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE));
  sublet_bill_view_set_size_class (SUBLET_BILL_VIEW (scene.view), SUBLET_SIZE_CLASS_WIDE);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE));
  scene_clear (&scene);
}

/* What is not known stands last, in whatever direction. */
static void
test_unknown_last (void)
{
  g_autoptr (SubletFigureRow)
    known = sublet_figure_row_new (1, g_strdup ("a"), g_strdup (""), g_strdup ("$1.00"));
  g_autoptr (SubletFigureRow)
    unknown = sublet_figure_row_new (1, g_strdup ("b"), g_strdup (""), g_strdup ("–"));
  g_autofree char *sentence = sublet_figure_row_dup_sentence (known);

  sublet_figure_row_take_figure (known, 0, g_strdup ("$1.00"), 1000000);
  sublet_figure_row_take_figure (unknown, 0, g_strdup ("–"), SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_figure_row_compare (known, unknown, 0, false), <, 0);
  g_assert_cmpint (sublet_figure_row_compare (known, unknown, 0, true), <, 0);
  g_assert_cmpint (sublet_figure_row_compare (unknown, known, 0, true), >, 0);
  g_assert_false (sublet_figure_row_equals (known, unknown));
  g_assert_cmpstr (sentence, ==, "a, $1.00");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/bill-view/reasons", test_reasons);
  g_test_add_func ("/ui/billing/bill-view/missing", test_missing);
  g_test_add_func ("/ui/billing/bill-view/no-journal", test_no_journal);
  g_test_add_func ("/ui/billing/bill-view/days", test_days);
  g_test_add_func ("/ui/billing/bill-view/order", test_order);
  g_test_add_func ("/ui/billing/bill-view/narrow", test_narrow);
  g_test_add_func ("/ui/billing/bill-view/unknown-last", test_unknown_last);

  return g_test_run ();
}
