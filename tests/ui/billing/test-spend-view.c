/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "core/base/sublet-error.h"
#include "core/billing/sublet-charge-history-private.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "ui/billing/sublet-bill-view.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/billing/sublet-spend-chart.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/common/sublet-announcer.h"
#include "ui/sublet-ui-charges.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* Whose the fixture's charges are. */
#define ACCOUNT 900

typedef struct
{
  SubletUiFixture *fixture;
  SubletUiCharges *charges;
  GtkWidget *view;
  GtkWidget *window;
} Scene;

/* 23 November: so many days of the month are known. */
static void
scene_init (Scene *scene, guint n_days)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->charges = sublet_ui_charges_new (scene->fixture);
  sublet_ui_charges_put_all (scene->charges, n_days);
  scene->view = sublet_spend_view_new (scene->charges->journal->history);
  scene->window = sublet_ui_test_present (scene->view, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_cmpuint (scene->charges->history->ranges->len, ==, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_clear_pointer (&scene->charges, sublet_ui_charges_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

/* The databases are open, and the account is known. */
static void
give_charges (Scene *scene)
{
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene->view), scene->charges->history);
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

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene->view, name)));
}

static guint
get_n_bars (Scene *scene)
{
  GtkWidget *chart = sublet_ui_test_find_type (scene->view, SUBLET_TYPE_SPEND_CHART);

  return sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (chart))->buckets->len;
}

static void
choose (Scene *scene, const char *chooser, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find (scene->view, chooser)), position);
  sublet_ui_test_settle (scene->window);
}

static void
on_signal (GtkWidget *view, guint *count)
{
  (*count)++;
}

static void
test_month (void)
{
  Scene scene;

  scene_init (&scene, 30);
  give_charges (&scene);
  await_text (&scene, "Spent per Day");
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Nov to 23 Nov, UTC days");
  g_assert_cmpstr (get_text (&scene, "age"), ==, "Known at 14:10");
  g_assert_cmpuint (get_n_bars (&scene), ==, 23);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.view, "note_box")));
  g_assert_true (g_str_has_suffix (sublet_announcer_get_said (SUBLET_ANNOUNCER (
                                     sublet_ui_test_find_type (scene.view, SUBLET_TYPE_ANNOUNCER))),
                                   "billed, 1 Nov to 23 Nov, UTC days"));

  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-week"));
  g_assert_true (shows (&scene, "Spent per Week"));
  g_assert_cmpuint (get_n_bars (&scene), ==, 5);
  sublet_ui_test_click (sublet_ui_test_find (scene.view, "by-month"));
  g_assert_true (shows (&scene, "Spent per Month"));
  g_assert_cmpuint (get_n_bars (&scene), ==, 1);
  scene_clear (&scene);
}

/* Whether the legend says it is what a bar may cost; NULL: whether it says nothing of a budget. */
static bool
has_budget (Scene *scene, const char *amount)
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
  Scene scene;
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;

  scene_init (&scene, 30);
  outlook = sublet_outlook_new (scene.fixture->engine, scene.fixture->engine->client, settings);
  sublet_spend_view_set_outlook (SUBLET_SPEND_VIEW (scene.view), outlook);
  give_charges (&scene);
  await_text (&scene, "Spent per Day");
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
  scene_clear (&scene);
}

static gint64
read_cents (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  g_auto (GStrv) parts = g_strsplit (text + strlen ("$"), ".", 2);

  return g_ascii_strtoll (parts[0], NULL, 10) * 100 + g_ascii_strtoll (parts[1], NULL, 10);
}

static GtkWidget *
find_row (Scene *scene, const char *title)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find_label (scene->view, title),
                                  SUBLET_TYPE_BILLING_ROW);
}

static gint64
get_cents (Scene *scene, const char *title)
{
  return read_cents (sublet_ui_test_find (find_row (scene, title), "amount"));
}

/* Whatever the charges have in common, nothing is left out. */
static void
test_groups (void)
{
  Scene scene;
  gint64 total;

  scene_init (&scene, 23);
  sublet_spend_view_set_size_class (SUBLET_SPEND_VIEW (scene.view), SUBLET_SIZE_CLASS_NARROW);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  total = read_cents (sublet_ui_test_find (scene.view, "total"));
  g_assert_cmpint (get_cents (&scene, "ada-1") + get_cents (&scene, "old-run") +
                     get_cents (&scene, "Instance 40199999") + get_cents (&scene, "volume-771"),
                   ==,
                   total);
  g_assert_nonnull (sublet_ui_test_find_label (find_row (&scene, "ada-1"), "40112233"));
  g_assert_true (gtk_widget_has_css_class (find_row (&scene, "ada-1"), "first"));
  g_assert_true (gtk_widget_has_css_class (find_row (&scene, "Instance 40199999"), "last"));

  choose (&scene, "grouping", SUBLET_SPEND_GROUPING_LABEL);
  g_assert_cmpint (get_cents (&scene, "ada-1") + get_cents (&scene, "old-run") +
                     get_cents (&scene, "Without a Label"),
                   ==,
                   total);
  choose (&scene, "grouping", SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpint (get_cents (&scene, "RTX 4090") + get_cents (&scene, "H100 SXM") +
                     get_cents (&scene, "GPU Not Known"),
                   ==,
                   total);
  choose (&scene, "grouping", SUBLET_SPEND_GROUPING_MACHINE);
  g_assert_cmpint (get_cents (&scene, "Machine 20417") + get_cents (&scene, "Machine Not Known"),
                   ==,
                   total);
  scene_clear (&scene);
}

/* With room for columns it is a table of the same parts, the dearest first until somebody wants
 * another order. */
static void
test_table (void)
{
  Scene scene;
  GtkWidget *table;
  GListModel *rows;
  g_autoptr (SubletFigureRow) first = NULL;
  g_autoptr (SubletFigureRow) last = NULL;

  scene_init (&scene, 23);
  give_charges (&scene);
  await_text (&scene, "ada-1 · 40112233");
  table = sublet_ui_test_find_type (scene.view, SUBLET_TYPE_FIGURE_TABLE);
  rows = sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (table));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  choose (&scene, "sort", 6);
  first = g_list_model_get_item (rows, 0);
  last = g_list_model_get_item (rows, 3);
  g_assert_cmpstr (sublet_figure_row_get_title (first), ==, "ada-1");
  g_assert_cmpint (sublet_figure_row_compare (first, last, 6, true), <, 0);
  choose (&scene, "sort", 0);
  g_clear_object (&first);
  first = g_list_model_get_item (rows, 0);
  g_assert_cmpstr (sublet_figure_row_get_title (first), ==, "ada-1");
  scene_clear (&scene);
}

/* What was chosen is chosen the next time, too; what is not to be read is as at the start. */
static void
test_memory (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  SubletSpendModel *model;
  gint64 from_us;
  gint64 until_us;
  Scene scene;

  scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  choose (&scene, "grouping", SUBLET_SPEND_GROUPING_GPU);
  choose (&scene, "sort", 1);
  sublet_spend_model_set_step (model, SUBLET_SPEND_STEP_WEEK);
  sublet_spend_model_set_days (model,
                               SUBLET_UI_SPEND_DAY_US - 3 * G_TIME_SPAN_DAY,
                               SUBLET_UI_SPEND_DAY_US);
  scene_clear (&scene);

  scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  give_charges (&scene);
  await_text (&scene, "RTX 4090");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  g_assert_cmpstr (get_text (&scene, "days"), ==, "14 Nov to 17 Nov, UTC days");
  g_assert_cmpint (sublet_spend_model_get_step (model), ==, SUBLET_SPEND_STEP_WEEK);
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (scene.view, "by-week"))));
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (sublet_ui_test_find (scene.view, "grouping"))),
                    ==,
                    SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (sublet_ui_test_find (scene.view, "sort"))),
                    ==,
                    1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sublet_ui_test_find (scene.view, "from"))),
                   ==,
                   "2026-11-14");
  scene_clear (&scene);

  g_object_set (settings, "spending-days", "2026-11-31/2026-11-02", NULL);
  scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  g_assert_cmpint (sublet_spend_model_get_range (model), ==, SUBLET_BILLING_RANGE_THIS_MONTH);
  sublet_spend_model_get_days (model, &from_us, &until_us);
  g_assert_cmpint (from_us, <, SUBLET_UI_SPEND_DAY_US);
  scene_clear (&scene);
}

static void
set_text (Scene *scene, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (scene->view, name)), text);
}

static void
test_chosen_days (void)
{
  Scene scene;
  GtkWidget *problem;

  scene_init (&scene, 30);
  give_charges (&scene);
  await_text (&scene, "Spent per Day");
  problem = sublet_ui_test_find (scene.view, "problem");
  choose (&scene, "range", 1);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Oct to 31 Oct, UTC days");
  choose (&scene, "range", 2);
  g_assert_cmpuint (get_n_bars (&scene), ==, 30);
  choose (&scene, "range", 3);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Jan to 23 Nov, UTC days");

  /* The days that are shown are where one begins. */
  choose (&scene, "range", 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sublet_ui_test_find (scene.view, "from"))),
                   ==,
                   "2026-01-01");
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Jan to 23 Nov, UTC days");
  set_text (&scene, "from", " 2026-11-16");
  set_text (&scene, "until", "2026-11-19 ");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "16 Nov to 19 Nov, UTC days");
  g_assert_cmpuint (get_n_bars (&scene), ==, 4);

  set_text (&scene, "from", "2026-11-31");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_true (gtk_widget_has_css_class (sublet_ui_test_find (scene.view, "from"), "error"));
  set_text (&scene, "from", "2026-11-20");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (shows (&scene, "The last day is before the first."));
  g_assert_false (gtk_widget_has_css_class (sublet_ui_test_find (scene.view, "from"), "error"));
  set_text (&scene, "from", "1999-01-01");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (shows (&scene, "At most ten years can be shown."));
  /* What was shown stays. */
  g_assert_cmpstr (get_text (&scene, "days"), ==, "16 Nov to 19 Nov, UTC days");
  set_text (&scene, "from", "2026-11-18");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_false (gtk_widget_get_visible (problem));
  g_assert_cmpstr (get_text (&scene, "days"), ==, "18 Nov to 19 Nov, UTC days");
  scene_clear (&scene);
}

/* Days that are known are shown, whatever became of the others. */
static void
test_missing (void)
{
  Scene scene;

  scene_init (&scene, 20);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  g_assert_true (shows (&scene, "3 of 23 days are not known yet."));
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_SERVER);
  g_assert_true (shows (&scene, "3 of 23 days are not known yet. Vast answered with"));
  g_assert_true (shows (&scene, "not all known"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_nonnull (scene.charges->history->asking);
  g_assert_true (shows (&scene, "ada-1"));
  scene_clear (&scene);
}

static void
test_faces (void)
{
  Scene scene;
  guint keys = 0;
  guint found = 0;

  scene_init (&scene, 0);
  g_signal_connect (scene.view, "open-keys", G_CALLBACK (on_signal), &keys);
  g_signal_connect (scene.view, "find-gpu", G_CALLBACK (on_signal), &found);
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  g_assert_true (shows (&scene, "Adding up charges…"));

  give_charges (&scene);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "Billing Is Not Visible"));
  g_assert_true (shows (&scene, "This key lacks billing_read."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Open Vast's Key Page"));
  g_assert_cmpuint (keys, ==, 1);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_SERVER);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  scene_clear (&scene);

  scene_init (&scene, 0);
  g_signal_connect (scene.view, "find-gpu", G_CALLBACK (on_signal), &found);
  for (keys = 0; keys < 23; keys++)
    sublet_ui_charges_put (scene.charges, keys, false);
  give_charges (&scene);
  await_text (&scene, "Nothing Spent");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Find a GPU"));
  g_assert_cmpuint (found, ==, 1);
  scene_clear (&scene);
}

static void
on_account_wanted (guint *n_wanted)
{
  (*n_wanted)++;
}

/* A start without an answer: what was known is there, with how old it is, and to try again asks
 * whose the key is. */
static void
test_offline (void)
{
  Scene scene;
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "connection refused");
  guint n_wanted = 0;

  scene_init (&scene, 23);
  g_signal_connect_swapped (scene.charges->history,
                            "account-wanted",
                            G_CALLBACK (on_account_wanted),
                            &n_wanted);
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene.view), scene.charges->history);
  sublet_charge_history_await_account (scene.charges->history, 0, error);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_cmpuint (n_wanted, ==, 1);

  sublet_charge_history_await_account (scene.charges->history, ACCOUNT, error);
  await_text (&scene, "ada-1");
  g_assert_true (shows (&scene, "No answer from Vast since 14:10. You see what was known then."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_cmpuint (n_wanted, ==, 2);
  g_assert_null (scene.charges->history->asking);

  sublet_charge_history_set_account (scene.charges->history, ACCOUNT);
  g_assert_false (shows (&scene, "No answer from Vast"));
  g_assert_true (shows (&scene, "ada-1"));
  scene_clear (&scene);
}

/* Another account's charges do not stay, nor do those of a profile that is closed. */
static void
test_other_account (void)
{
  Scene scene;
  SubletSpendModel *model;

  scene_init (&scene, 23);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  sublet_charge_history_set_account (scene.charges->history, 0);
  /* Not even until the other's are added up. */
  g_assert_null (sublet_spend_model_make_series (model));
  g_assert_false (shows (&scene, "ada-1"));
  sublet_ui_charges_load (scene.charges);
  await_text (&scene, "ada-1");
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene.view), NULL);
  g_assert_null (sublet_spend_model_make_series (model));
  g_assert_false (shows (&scene, "ada-1"));
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 0);
  scene_clear (&scene);
}

/* What is shown is what is written. */
static void
test_export (void)
{
  Scene scene;
  SubletSpendModel *model;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  scene_init (&scene, 23);
  g_assert_false (gtk_widget_get_sensitive (sublet_ui_test_find (scene.view, "export_button")));
  give_charges (&scene);
  await_text (&scene, "ada-1");
  g_assert_true (gtk_widget_get_sensitive (sublet_ui_test_find (scene.view, "export_button")));

  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  sublet_spend_model_set_days (model, SUBLET_UI_SPEND_DAY_US, SUBLET_UI_SPEND_DAY_US);
  path = g_build_filename (scene.fixture->folder, "spending.csv", NULL);
  file = g_file_new_for_path (path);
  sublet_spend_model_export_async (model,
                                   file,
                                   SUBLET_CHARGE_FORMAT_CSV,
                                   NULL,
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);
  sublet_charge_history_export_finish (scene.charges->history, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "2026-11-17"));
  g_assert_null (strstr (text, "2026-11-19"));
  scene_clear (&scene);
}

/* The rentals of the account, beside what was charged for them. */
static void
test_bill (void)
{
  Scene scene;
  SubletSpendModel *model;
  GtkWidget *bill;
  GtkWidget *window;

  scene_init (&scene, 23);
  sublet_ui_journal_write (scene.charges->journal,
                           "UPDATE rentals SET server = 'http://127.0.0.1:1'");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  bill = sublet_bill_view_new (model);
  window = sublet_ui_test_present (bill, 800, 600);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  g_object_remove_weak_pointer (G_OBJECT (scene.view), (gpointer *) &scene.view);
  scene.view = bill;
  await_text (&scene, "old-run\302\240· H100 SXM");
  g_assert_true (shows (&scene, "billed"));
  /* Whoever goes first, the other one still looks. */
  gtk_window_destroy (GTK_WINDOW (window));
  scene.view = sublet_ui_test_find_type (scene.window, SUBLET_TYPE_SPEND_VIEW);
  g_object_add_weak_pointer (G_OBJECT (scene.view), (gpointer *) &scene.view);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  scene_clear (&scene);
}

/* Asked for only while somebody looks. */
static void
test_visible (void)
{
  Scene scene;

  scene_init (&scene, 23);
  give_charges (&scene);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  gtk_widget_set_visible (scene.view, FALSE);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 0);
  gtk_widget_set_visible (scene.view, TRUE);
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 1);
  scene_clear (&scene);
}

/* What another section makes of the same model is nothing to be worked at out of sight. */
static void
test_unseen (void)
{
  Scene scene;
  SubletSpendModel *model;
  GtkWidget *figure;

  scene_init (&scene, 23);
  give_charges (&scene);
  await_text (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  figure = sublet_ui_test_find_type (scene.view, SUBLET_TYPE_SPEND_CHART);
  gtk_widget_set_visible (scene.view, FALSE);
  sublet_spend_model_set_visible (model, TRUE);
  sublet_spend_model_set_days (model, SUBLET_UI_SPEND_DAY_US, SUBLET_UI_SPEND_DAY_US);
  g_assert_cmpuint (sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (figure))->buckets->len,
                    ==,
                    23);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Nov to 23 Nov, UTC days");
  sublet_charge_history_set_account (scene.charges->history, 0);
  sublet_ui_charges_load (scene.charges);

  /* By the time it is seen it is up to date. */
  gtk_widget_set_visible (scene.view, TRUE);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "17 Nov, UTC day");
  g_assert_cmpuint (get_n_bars (&scene), ==, 1);
  sublet_spend_model_set_visible (model, FALSE);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-view/month", test_month);
  g_test_add_func ("/ui/billing/spend-view/budget", test_budget);
  g_test_add_func ("/ui/billing/spend-view/groups", test_groups);
  g_test_add_func ("/ui/billing/spend-view/table", test_table);
  g_test_add_func ("/ui/billing/spend-view/memory", test_memory);
  g_test_add_func ("/ui/billing/spend-view/chosen-days", test_chosen_days);
  g_test_add_func ("/ui/billing/spend-view/missing", test_missing);
  g_test_add_func ("/ui/billing/spend-view/faces", test_faces);
  g_test_add_func ("/ui/billing/spend-view/offline", test_offline);
  g_test_add_func ("/ui/billing/spend-view/other-account", test_other_account);
  g_test_add_func ("/ui/billing/spend-view/export", test_export);
  g_test_add_func ("/ui/billing/spend-view/bill", test_bill);
  g_test_add_func ("/ui/billing/spend-view/visible", test_visible);
  g_test_add_func ("/ui/billing/spend-view/unseen", test_unseen);

  return g_test_run ();
}
