/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-charge-history-private.h"
#include "ui/billing/sublet-billing-page-private.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-spend-chart.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/sublet-ui-overview.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)

typedef struct
{
  SubletUiFixture *fixture;
  SubletUiOverview *overview;
  GtkWidget *page;
  GtkWidget *window;
  char *section; /* (owned) (nullable): the one that was asked for last */
  guint n_instances;
} Scene;

static void
on_show_section (Scene *scene, const char *section)
{
  g_free (scene->section);
  scene->section = g_strdup (section);
}

static void
on_show_instances (Scene *scene)
{
  scene->n_instances++;
}

/* 23 November: so many days of the month are known. */
static void
scene_init (Scene *scene, guint n_days)
{
  memset (scene, 0, sizeof *scene);
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_account (scene->fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_burn (scene->fixture, BURN_NUSD);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->overview = sublet_ui_overview_new (scene->fixture);
  sublet_ui_charges_put_all (scene->overview->charges, n_days);
  sublet_ui_overview_answer (scene->overview, 200, true);
}

static void
present (Scene *scene)
{
  scene->page = sublet_billing_page_new (scene->overview->outlook,
                                         scene->overview->payments,
                                         scene->overview->model);
  g_signal_connect_swapped (scene->page, "show-section", G_CALLBACK (on_show_section), scene);
  g_signal_connect_swapped (scene->page, "show-instances", G_CALLBACK (on_show_instances), scene);
  scene->window = sublet_ui_test_present (scene->page, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_cmpuint (scene->overview->charges->history->ranges->len, ==, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->overview, sublet_ui_overview_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
  g_free (scene->section);
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
  GtkWidget *label;

  sublet_ui_test_settle (wanted->scene->window);
  label = sublet_ui_test_find_label (wanted->scene->page, wanted->text);
  return label != NULL && gtk_widget_get_mapped (label);
}

/* One question does not follow the other at once, which is a matter of the clock. */
static bool
is_shown_in_time (gpointer user_data)
{
  Wanted *wanted = user_data;

  sublet_manual_clock_advance (wanted->scene->fixture->clock, 50);
  return is_shown (wanted);
}

static bool
shows (Scene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  return is_shown (&wanted);
}

static void
await_text (Scene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  sublet_test_await (is_shown_in_time, &wanted);
}

static GtkWidget *
find (Scene *scene, const char *name)
{
  return sublet_ui_test_find (scene->page, name);
}

/* Of a tile: "figure" or "line". */
static const char *
get_text (Scene *scene, const char *tile, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (find (scene, tile), name)));
}

static void
on_signal (GtkWidget *page, guint *count)
{
  (*count)++;
}

static void
click (Scene *scene, const char *label)
{
  sublet_ui_test_settle (scene->window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene->page, label));
}

/* ---- what is there ---- */

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
find_row (Scene *scene, const char *text)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find_label (scene->page, text),
                                  SUBLET_TYPE_BILLING_ROW);
}

/* The month, and the latest payments: what is wrong with one says nothing of the other. */
static void
test_content (void)
{
  Scene scene;
  GtkWidget *chart;

  scene_init (&scene, 30);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "+\u2060$50.00");
  g_assert_true (shows (&scene, "Spent per Day"));
  g_assert_true (shows (&scene, "1 Nov to 23 Nov, UTC days"));
  chart = sublet_ui_test_find_type (scene.page, SUBLET_TYPE_SPEND_CHART);
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_cmpuint (sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (chart))->buckets->len, ==, 23);
  g_assert_true (g_str_has_suffix (sublet_announcer_get_said (SUBLET_ANNOUNCER (
                                     sublet_ui_test_find_type (scene.page, SUBLET_TYPE_ANNOUNCER))),
                                   "billed, 1 Nov to 23 Nov, UTC days"));
  g_assert_true (shows (&scene, "not paid yet"));
  g_assert_true (shows (&scene, "+\u2060$25.00"));
  g_assert_true (shows (&scene, "Known at 14:10"));
  g_assert_false (gtk_widget_get_visible (find (&scene, "note_icon")));
  g_assert_false (gtk_widget_get_visible (find (&scene, "retry_button")));
  /* These rentals are another account's. */
  g_assert_true (shows (&scene, "No rental can be compared with its bill yet."));
  scene_clear (&scene);
}

/* Those that exceed their quotes first, though they are not the newest; three at most. */
static void
test_bills (void)
{
  Scene scene;
  GtkWidget *list;

  scene_init (&scene, 30);
  /* The newest costs what was quoted. */
  sublet_ui_journal_write (scene.overview->charges->journal,
                           "UPDATE rentals SET quoted_running_nusd = 100000000000"
                           " WHERE id = 'rental-00000'");
  sublet_ui_overview_quote (scene.overview);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "old-run");
  g_assert_true (shows (&scene, "⚠"));
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
  scene_clear (&scene);
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
  Scene scene;
  GtkWidget *nothing;

  scene_init (&scene, 30);
  sublet_ui_overview_quote (scene.overview);
  sublet_ui_journal_write (scene.overview->charges->journal, "ALTER TABLE events RENAME TO gone");
  present (&scene);
  nothing = sublet_ui_test_find (SUBLET_BILLING_PAGE (scene.page)->bills_digest, "nothing");
  sublet_ui_overview_load (scene.overview);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nothing)), ==, "Not known yet");
  await_text (&scene, "+\u2060$50.00");
  sublet_test_await (is_compared, scene.page);
  g_assert_true (gtk_widget_get_mapped (nothing));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nothing)), ==, "Not known yet");
  scene_clear (&scene);
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
  Scene scene;
  guint added = 0;
  gsize i;

  scene_init (&scene, 30);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  g_signal_connect (scene.page, "add-credit", G_CALLBACK (on_signal), &added);
  await_text (&scene, "+\u2060$50.00");
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *tile = find (&scene, rows[i].tile);

      g_assert_true (gtk_widget_grab_focus (tile));
      sublet_ui_test_click (tile);
      g_assert_cmpstr (scene.section, ==, rows[i].section);
      gtk_test_accessible_assert_role (tile, GTK_ACCESSIBLE_ROLE_BUTTON);
    }
  sublet_ui_test_click (find (&scene, "spending_tile"));
  g_assert_cmpuint (scene.n_instances, ==, 1);
  click (&scene, "All Spending");
  g_assert_cmpstr (scene.section, ==, "spending");
  click (&scene, "All Bills");
  g_assert_cmpstr (scene.section, ==, "quotes");
  click (&scene, "All Payments");
  g_assert_cmpstr (scene.section, ==, "payments");
  click (&scene, "Add Credit");
  g_assert_cmpuint (added, ==, 1);

  /* The figures come first. */
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) == find (&scene, "credit_tile"));
  scene_clear (&scene);
}

/* ---- faces ---- */

static void
test_forbidden (void)
{
  Scene scene;
  guint keys = 0;

  scene_init (&scene, 0);
  sublet_ui_overview_answer (scene.overview, 403, false);
  present (&scene);
  g_signal_connect (scene.page, "open-keys", G_CALLBACK (on_signal), &keys);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "Billing Is Not Visible");
  g_assert_true (shows (&scene, "This key lacks billing_read."));
  g_assert_false (shows (&scene, "Nothing was billed"));
  g_assert_false (shows (&scene, "Payments"));
  g_assert_false (gtk_widget_get_visible (find (&scene, "retry_button")));
  click (&scene, "Open Vast's Key Page");
  g_assert_cmpuint (keys, ==, 1);
  scene_clear (&scene);
}

/* What is known stays, and what is wrong is said, until there is an answer. */
static void
test_part (void)
{
  Scene scene;

  scene_init (&scene, 12);
  sublet_ui_overview_answer (scene.overview, 403, false);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "11 of 23 days are not known yet.");
  g_assert_true (shows (&scene, "Spent per Day"));
  g_assert_true (shows (&scene, "This key lacks the permission for it."));
  g_assert_true (gtk_widget_get_visible (find (&scene, "note_icon")));
  g_assert_true (shows (&scene, "Not known yet"));

  sublet_ui_overview_answer (scene.overview, 200, true);
  click (&scene, "Try Again");
  await_text (&scene, "+\u2060$50.00");
  await_text (&scene, "Known at 14:10");
  g_assert_false (gtk_widget_get_visible (find (&scene, "note_icon")));
  scene_clear (&scene);
}

/* Known to be nothing, which is not the same as not known. */
static void
test_empty (void)
{
  Scene scene;
  guint found = 0;
  guint i;

  scene_init (&scene, 0);
  for (i = 0; i < 30; i++)
    sublet_ui_charges_put (scene.overview->charges, i, false);
  sublet_ui_overview_answer (scene.overview, 200, false);
  present (&scene);
  g_signal_connect (scene.page, "find-gpu", G_CALLBACK (on_signal), &found);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "Nothing Spent");
  click (&scene, "Find a GPU");
  g_assert_cmpuint (found, ==, 1);

  /* A payment is something. */
  sublet_ui_overview_answer (scene.overview, 200, true);
  sublet_payments_refresh (scene.overview->payments);
  await_text (&scene, "+\u2060$50.00");
  g_assert_false (shows (&scene, "Nothing Spent"));
  /* And there is no chart of nothing. */
  g_assert_true (gtk_widget_get_mapped (find (&scene, "no_spending")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find (&scene, "no_spending"))),
                   ==,
                   "Nothing was billed in these days.");
  g_assert_false (gtk_widget_get_mapped (SUBLET_BILLING_PAGE (scene.page)->figure));
  scene_clear (&scene);
}

static bool
are_payments_known (gpointer payments)
{
  return sublet_payments_get_known_at_us (payments) > 0;
}

/* Nothing in the days that are known, and nothing paid: of the others nobody knows. */
static void
test_unknown (void)
{
  Scene scene;
  guint i;

  scene_init (&scene, 0);
  for (i = 0; i < 12; i++)
    sublet_ui_charges_put (scene.overview->charges, i, false);
  sublet_ui_overview_answer (scene.overview, 200, false);
  present (&scene);
  sublet_payments_set_account (scene.overview->payments, SUBLET_UI_ACCOUNT);
  sublet_test_await (are_payments_known, scene.overview->payments);
  sublet_ui_overview_answer (scene.overview, 403, false);
  sublet_ui_charges_load (scene.overview->charges);
  await_text (&scene, "11 of 23 days are not known yet.");
  g_assert_false (shows (&scene, "Nothing Spent"));
  scene_clear (&scene);
}

/* A spinner only after 300 ms, and only where nothing is known. */
static void
test_loading (void)
{
  Scene scene;

  scene_init (&scene, 30);
  present (&scene);
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 299);
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 1);
  g_assert_true (shows (&scene, "Adding up charges…"));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (find (&scene, "spinner"))));
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "Spent per Day");
  g_assert_false (shows (&scene, "Adding up charges…"));
  scene_clear (&scene);
}

static int
measure_width (Scene *scene)
{
  int least;

  sublet_ui_test_settle (scene->window);
  gtk_widget_measure (scene->page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* No face is wider than the narrowest window, whatever its buttons say. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  Scene scene;
  int before;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  scene_init (&scene, 30);
  sublet_ui_overview_quote (scene.overview);
  present (&scene);
  g_object_set (scene.page, "size-class", SUBLET_SIZE_CLASS_NARROW, NULL);
  g_assert_cmpint (measure_width (&scene), <=, 360);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "+\u2060$50.00");
  await_text (&scene, "old-run");
  g_assert_cmpint (measure_width (&scene), <=, 360);
  scene_clear (&scene);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
}

/* ---- tiles ---- */

/* From GTK 4.10 on a box complains of a child that has less than it needs of itself. */
static void
assert_no_higher_of_itself (GtkWidget *widget)
{
  graphene_rect_t bounds;
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  /* With what its style adds around it, as it was measured. */
  g_assert_true (gtk_widget_compute_bounds (widget, widget, &bounds));
  g_assert_cmpint (least, <=, (int) bounds.size.height);
}

/* The figure between the lines, and beside them where the tiles are below each other. */
static void
test_tiles (void)
{
  static const SubletSizeClass size_classes[] = { SUBLET_SIZE_CLASS_MEDIUM,
                                                  SUBLET_SIZE_CLASS_NARROW,
                                                  SUBLET_SIZE_CLASS_MEDIUM };
  Scene scene;
  gsize i;

  scene_init (&scene, 0);
  present (&scene);
  for (i = 0; i < G_N_ELEMENTS (size_classes); i++)
    {
      GtkWidget *tile = find (&scene, "credit_tile");
      GtkWidget *figure = sublet_ui_test_find (tile, "figure");
      gboolean narrow = size_classes[i] == SUBLET_SIZE_CLASS_NARROW;

      g_object_set (scene.page, "size-class", size_classes[i], NULL);
      sublet_ui_test_settle (scene.window);
      g_assert_true ((gtk_widget_get_parent (figure) == sublet_ui_test_find (tile, "row")) ==
                     narrow);
      g_assert_true (gtk_widget_get_mapped (figure));
      assert_no_higher_of_itself (tile);
      assert_no_higher_of_itself (find (&scene, "spending_tile"));
      assert_no_higher_of_itself (find (&scene, "end_tile"));
      assert_no_higher_of_itself (find (&scene, "month_tile"));
    }
  scene_clear (&scene);
}

/* What the meters counted today, as long as no charge is known; and of how much. */
static void
test_month (void)
{
  Scene scene;
  g_autofree char *amount = NULL;
  g_autofree char *of_budget = NULL;
  SubletRental *rental;
  gint64 now_us, cost_uusd;

  scene_init (&scene, 0);
  now_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene.fixture->clock));
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  present (&scene);
  g_assert_cmpstr (get_text (&scene, "month_tile", "figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "month_tile", "line"), ==, "Not known yet");

  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us);
  sublet_manual_clock_advance (scene.fixture->clock, 3 * 60 * 60 * 1000);
  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us + 3 * G_TIME_SPAN_HOUR) - cost_uusd;
  amount = sublet_format_amount (cost_uusd);
  of_budget = g_strconcat (amount, " of $200.00", NULL);
  g_object_notify (G_OBJECT (scene.fixture->engine), "known-at-us");
  g_assert_cmpstr (get_text (&scene, "month_tile", "figure"), ==, amount);
  g_assert_cmpstr (get_text (&scene, "month_tile", "line"),
                   ==,
                   "Or more: not all days are known yet");
  g_object_set (scene.overview->settings, "monthly-budget", 200.0, NULL);
  g_assert_cmpstr (get_text (&scene, "month_tile", "figure"), ==, of_budget);
  /* A budget wants to know the charges, whoever looks. */
  g_object_set (scene.overview->settings, "monthly-budget", 0.0, NULL);
  scene_clear (&scene);
}

static void
test_money (void)
{
  Scene scene;

  scene_init (&scene, 0);
  sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_burn (scene.fixture, BURN_NUSD);
  present (&scene);
  g_assert_cmpstr (get_text (&scene, "credit_tile", "figure"), ==, "$41.37");
  g_assert_cmpstr (get_text (&scene, "spending_tile", "figure"), ==, "$1.84/h");
  g_assert_cmpstr (get_text (&scene, "spending_tile", "line"), ==, "1 running");
  g_assert_cmpstr (get_text (&scene, "end_tile", "figure"), ==, "tomorrow 12:39");
  g_assert_cmpstr (get_text (&scene, "end_tile", "line"), ==, "22\302\240h at this rate");
  gtk_test_accessible_assert_property (find (&scene, "credit_tile"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Credit: $41.37, Prepaid at Vast");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (find (&scene, "end_tile"), "icon")));
  sublet_billing_page_set_low_credit_hours (SUBLET_BILLING_PAGE (scene.page), 24);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (find (&scene, "end_tile"), "icon")));

  /* By itself. */
  sublet_manual_clock_advance (scene.fixture->clock, 30 * 60 * 1000);
  g_assert_cmpstr (get_text (&scene, "end_tile", "line"), ==, "21\302\240h at this rate");

  sublet_ui_fixture_set_burn (scene.fixture, SUBLET_NUSD_PER_USD / 1000 * 22 + 500000);
  g_assert_cmpstr (get_text (&scene, "spending_tile", "figure"), ==, "$0.0225/h");

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (g_str_has_prefix (get_text (&scene, "credit_tile", "line"), "as of "));
  g_assert_true (g_str_has_prefix (get_text (&scene, "spending_tile", "line"), "as of "));

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_NEVER);
  sublet_ui_fixture_set_account (scene.fixture, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpstr (get_text (&scene, "credit_tile", "figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "spending_tile", "figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "end_tile", "figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "spending_tile", "line"), ==, "Not known yet");
  scene_clear (&scene);
}

/* Nothing is asked while nobody looks, and the page waits for nothing. */
static void
test_hidden (void)
{
  Scene scene;

  scene_init (&scene, 30);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "+\u2060$50.00");
  gtk_widget_set_visible (scene.page, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (scene.overview->charges->history->ranges->len, ==, 0);
  gtk_widget_set_visible (scene.page, TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpuint (scene.overview->charges->history->ranges->len, >, 0);
  g_assert_true (shows (&scene, "Spent per Day"));
  scene_clear (&scene);
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
  Scene scene;
  SubletChargeHistory *history;

  scene_init (&scene, 30);
  history = scene.overview->charges->history;
  sublet_spend_model_set_range (scene.overview->model, SUBLET_BILLING_RANGE_THIS_YEAR);
  present (&scene);
  sublet_ui_overview_load (scene.overview);
  await_text (&scene, "Spent per Day");
  g_assert_cmpuint (history->ranges->len, ==, 1);
  g_assert_cmpint (get_first_us (history, 0), >=, SUBLET_UI_SPEND_DAY_US - 16 * G_TIME_SPAN_DAY);
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/page/content", test_content);
  g_test_add_func ("/ui/billing/page/bills", test_bills);
  g_test_add_func ("/ui/billing/page/no-journal", test_no_journal);
  g_test_add_func ("/ui/billing/page/ways", test_ways);
  g_test_add_func ("/ui/billing/page/forbidden", test_forbidden);
  g_test_add_func ("/ui/billing/page/part", test_part);
  g_test_add_func ("/ui/billing/page/empty", test_empty);
  g_test_add_func ("/ui/billing/page/unknown", test_unknown);
  g_test_add_func ("/ui/billing/page/loading", test_loading);
  g_test_add_func ("/ui/billing/page/large-text", test_large_text);
  g_test_add_func ("/ui/billing/page/tiles", test_tiles);
  g_test_add_func ("/ui/billing/page/month", test_month);
  g_test_add_func ("/ui/billing/page/money", test_money);
  g_test_add_func ("/ui/billing/page/hidden", test_hidden);
  g_test_add_func ("/ui/billing/page/asking", test_asking);

  return g_test_run ();
}
