/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/billing/sublet-billing-private.h"
#include "ui/billing/sublet-billing-page.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/sublet-ui-bill.h"
#include "ui/sublet-ui-test.h"

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)
#define N_MANY 100000

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *page;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene, bool with_bill)
{
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_account (scene->fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_burn (scene->fixture, BURN_NUSD);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  if (with_bill)
    {
      sublet_ui_bill_add_some (scene->fixture);
      sublet_ui_bill_set_known (scene->fixture, true);
    }
  scene->page = sublet_billing_page_new (scene->fixture->billing, scene->fixture->engine);
  scene->window = sublet_ui_test_present (scene->page, 1000, 800);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_false (sublet_billing_get_visible (scene->fixture->billing));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static bool
shows (Scene *scene, const char *text)
{
  sublet_ui_test_settle (scene->window);
  return sublet_ui_test_find_label (scene->page, text) != NULL;
}

static const char *
get_text (Scene *scene, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene->page, name)));
}

static const char *
get_said (Scene *scene)
{
  return sublet_announcer_get_said (
    SUBLET_ANNOUNCER (sublet_ui_test_find_type (scene->page, SUBLET_TYPE_ANNOUNCER)));
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

static void
test_faces (void)
{
  Scene scene;
  guint found = 0;
  guint keys = 0;
  guint opened = 0;
  guint added = 0;

  scene_init (&scene, false);
  g_signal_connect (scene.page, "find-gpu", G_CALLBACK (on_signal), &found);
  g_signal_connect (scene.page, "open-keys", G_CALLBACK (on_signal), &keys);
  g_signal_connect (scene.page, "open-website", G_CALLBACK (on_signal), &opened);
  g_signal_connect (scene.page, "add-credit", G_CALLBACK (on_signal), &added);
  g_assert_true (sublet_billing_get_visible (scene.fixture->billing));
  click (&scene, "Add Credit");
  g_assert_cmpuint (added, ==, 1);

  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_SERVER);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  g_assert_true (shows (&scene, "Vast answered with a failure of its own."));
  g_assert_false (shows (&scene, "Nothing was billed"));
  gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (scene.page, "details")), TRUE);
  g_assert_cmpstr (get_text (&scene, "message"), ==, "GET charges: what the service said");
  g_assert_cmpstr (get_text (&scene, "age"), ==, "Not known yet");
  click (&scene, "Open Vast's Website");
  g_assert_cmpuint (opened, ==, 1);
  /* It stands until there is an answer. */
  click (&scene, "Try Again");
  g_assert_true (sublet_billing_get_refreshing (scene.fixture->billing));
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));

  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "Billing Is Not Visible"));
  g_assert_true (shows (&scene, "This key lacks billing_read."));
  g_assert_null (sublet_ui_test_find_button (scene.page, "Try Again"));
  click (&scene, "Open Vast's Key Page");
  g_assert_cmpuint (keys, ==, 1);

  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_true (shows (&scene, "Nothing was billed in these days."));
  g_assert_true (shows (&scene, "Known at 14:10"));
  click (&scene, "Find a GPU");
  g_assert_cmpuint (found, ==, 1);
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
  scene_init (&scene, false);
  g_object_set (scene.page, "size-class", SUBLET_SIZE_CLASS_NARROW, NULL);

  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "Billing Is Not Visible"));
  g_assert_cmpint (measure_width (&scene), <=, 360);
  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_SERVER);
  g_assert_true (shows (&scene, "Your Bill Is Not Known"));
  g_assert_cmpint (measure_width (&scene), <=, 360);
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_true (shows (&scene, "Nothing Spent"));
  g_assert_cmpint (measure_width (&scene), <=, 360);

  scene_clear (&scene);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
}

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

  scene_init (&scene, false);
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_true (shows (&scene, "Nothing Spent"));
  for (i = 0; i < G_N_ELEMENTS (size_classes); i++)
    {
      GtkWidget *tile = sublet_ui_test_find (scene.page, "credit_tile");
      GtkWidget *figure = sublet_ui_test_find (scene.page, "credit_figure");
      gboolean narrow = size_classes[i] == SUBLET_SIZE_CLASS_NARROW;

      g_object_set (scene.page, "size-class", size_classes[i], NULL);
      sublet_ui_test_settle (scene.window);
      g_assert_true ((gtk_widget_get_parent (figure) == tile) == narrow);
      g_assert_true (gtk_widget_get_mapped (figure));
      assert_no_higher_of_itself (tile);
      assert_no_higher_of_itself (sublet_ui_test_find (scene.page, "spending_tile"));
      assert_no_higher_of_itself (sublet_ui_test_find (scene.page, "end_tile"));
    }
  scene_clear (&scene);
}

/* A spinner only after 300 ms, and only where nothing is known. */
static void
test_loading (void)
{
  Scene scene;

  scene_init (&scene, false);
  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_SERVER);
  sublet_billing_clear (scene.fixture->billing);
  g_assert_false (shows (&scene, "Your Bill Is Not Known"));
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 299);
  g_assert_false (shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 1);
  g_assert_true (shows (&scene, "Adding up charges…"));
  g_assert_true (
    gtk_spinner_get_spinning (GTK_SPINNER (sublet_ui_test_find (scene.page, "spinner"))));
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_false (shows (&scene, "Adding up charges…"));
  scene_clear (&scene);
}

static GtkWidget *
find_row (GtkWidget *page, const char *title)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find_label (page, title), SUBLET_TYPE_BILLING_ROW);
}

static void
test_content (void)
{
  Scene scene;
  GtkWidget *row;

  scene_init (&scene, true);
  g_assert_true (shows (&scene, "$11.35"));
  row = find_row (scene.page, "ada-1");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (row, "amount"))),
                   ==,
                   "$7.41");
  g_assert_true (gtk_widget_has_css_class (row, "first"));
  g_assert_false (gtk_widget_has_css_class (row, "last"));
  g_assert_nonnull (sublet_ui_test_find_label (row, "upload\302\240$0.02"));
  gtk_test_accessible_assert_property (find_row (scene.page, "Instance 40112240"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Instance 40112240, $0.31: "
                                       "21\302\240Nov\302\240to\302\24023\302\240Nov\302\240· "
                                       "GPU\302\240$0.31");
  g_assert_true (gtk_widget_has_css_class (find_row (scene.page, "Volume 771"), "last"));
  g_assert_true (shows (&scene, "not paid yet"));
  g_assert_true (shows (&scene, "+\u2060$50.00"));
  g_assert_true (shows (&scene, "−$5.00"));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "note_box")));

  /* One of the two may be empty. */
  g_list_store_remove_all (scene.fixture->billing->invoices);
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_true (shows (&scene, "Nothing was paid in these days."));
  g_assert_true (shows (&scene, "ada-1"));
  scene_clear (&scene);
}

/* What the meters counted today, as long as no charge is known; and of how much. */
static void
test_month (void)
{
  Scene scene;
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *of_budget = NULL;
  SubletRental *rental;
  gint64 now_us, cost_uusd;

  scene_init (&scene, true);
  now_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene.fixture->clock));
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "month_tile")));
  outlook = sublet_outlook_new (scene.fixture->engine, scene.fixture->billing->client, settings);
  sublet_billing_page_set_outlook (SUBLET_BILLING_PAGE (scene.page), outlook);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "month_tile")));
  g_assert_cmpstr (get_text (&scene, "month_figure"), ==, "–");

  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us);
  sublet_manual_clock_advance (scene.fixture->clock, 3 * 60 * 60 * 1000);
  cost_uusd = sublet_rental_get_cost_uusd (rental, now_us + 3 * G_TIME_SPAN_HOUR) - cost_uusd;
  amount = sublet_format_amount (cost_uusd);
  of_budget = g_strconcat (amount, " of $200.00", NULL);
  g_object_notify (G_OBJECT (scene.fixture->engine), "known-at-us");
  g_assert_cmpstr (get_text (&scene, "month_figure"), ==, amount);
  g_assert_cmpstr (get_text (&scene, "month_line"), ==, "Or more: not all days are known yet");
  g_object_set (settings, "monthly-budget", 200.0, NULL);
  g_assert_cmpstr (get_text (&scene, "month_figure"), ==, of_budget);
  g_object_set (settings, "monthly-budget", 0.0, NULL);

  sublet_billing_page_set_outlook (SUBLET_BILLING_PAGE (scene.page), NULL);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "month_tile")));
  sublet_billing_page_set_outlook (SUBLET_BILLING_PAGE (scene.page), outlook);
  scene_clear (&scene);
}

static void
test_money (void)
{
  Scene scene;

  scene_init (&scene, true);
  sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_burn (scene.fixture, BURN_NUSD);
  g_assert_cmpstr (get_text (&scene, "credit_figure"), ==, "$41.37");
  g_assert_cmpstr (get_text (&scene, "spending_figure"), ==, "$1.84/h");
  g_assert_cmpstr (get_text (&scene, "spending_line"), ==, "1 running");
  g_assert_cmpstr (get_text (&scene, "end_figure"), ==, "tomorrow 12:39");
  g_assert_cmpstr (get_text (&scene, "end_line"), ==, "22\302\240h at this rate");
  gtk_test_accessible_assert_property (sublet_ui_test_find (scene.page, "credit_tile"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Credit: $41.37, Prepaid at Vast");
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "low_icon")));
  sublet_billing_page_set_low_credit_hours (SUBLET_BILLING_PAGE (scene.page), 24);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "low_icon")));

  /* By itself. */
  sublet_manual_clock_advance (scene.fixture->clock, 30 * 60 * 1000);
  g_assert_cmpstr (get_text (&scene, "end_line"), ==, "21\302\240h at this rate");

  sublet_ui_fixture_set_burn (scene.fixture, SUBLET_NUSD_PER_USD / 1000 * 22 + 500000);
  g_assert_cmpstr (get_text (&scene, "spending_figure"), ==, "$0.0225/h");

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (g_str_has_prefix (get_text (&scene, "credit_line"), "as of "));
  g_assert_true (g_str_has_prefix (get_text (&scene, "spending_line"), "as of "));

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_NEVER);
  sublet_ui_fixture_set_account (scene.fixture, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpstr (get_text (&scene, "credit_figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "spending_figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "end_figure"), ==, "–");
  g_assert_cmpstr (get_text (&scene, "spending_line"), ==, "Not known yet");
  scene_clear (&scene);
}

/* Old rows stay, and it is said since when they are old. */
static void
test_stale (void)
{
  Scene scene;

  scene_init (&scene, true);
  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_NO_NETWORK);
  g_assert_true (shows (&scene, "ada-1"));
  g_assert_true (shows (&scene, "No answer from Vast since 14:02. You see what was known then."));
  g_assert_true (shows (&scene, "Known at 14:02"));
  click (&scene, "Try Again");
  g_assert_true (sublet_billing_get_refreshing (scene.fixture->billing));
  g_assert_true (shows (&scene, "ada-1"));

  sublet_ui_bill_set_failed (scene.fixture, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (shows (&scene, "This key lacks the permission for it."));
  g_assert_true (shows (&scene, "ada-1"));

  sublet_ui_bill_set_known (scene.fixture, false);
  g_assert_true (shows (&scene, "Some rows could not be read; the total may be higher."));
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (scene.page, "note_box")));
  scene_clear (&scene);
}

static bool
has_focus (Scene *scene, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (scene->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_range (void)
{
  Scene scene;
  SubletBilling *billing;
  GtkWidget *range;

  scene_init (&scene, true);
  billing = scene.fixture->billing;
  range = sublet_ui_test_find (scene.page, "range");
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (has_focus (&scene, range));
  g_assert_cmpstr (get_text (&scene, "days"), ==, "25 Oct to 23 Nov, UTC days");
  g_assert_false (sublet_billing_get_refreshing (billing));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (range), 0);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "17 Nov to 23 Nov, UTC days");
  g_assert_true (sublet_billing_get_refreshing (billing));
  sublet_ui_bill_set_known (scene.fixture, true);
  g_assert_false (shows (&scene, "ada-1"));
  g_assert_true (shows (&scene, "Nothing was billed in these days."));
  /* Nobody who chose with the keyboard has to start again. */
  g_assert_true (has_focus (&scene, range));
  g_assert_cmpstr (get_said (&scene), ==, "$0.00 billed, 17 Nov to 23 Nov, UTC days");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (range), 3);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Oct to 31 Oct, UTC days");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (range), 2);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Nov to 23 Nov, UTC days");

  /* Over midnight the chosen days are others. */
  sublet_manual_clock_advance (scene.fixture->clock, 10 * 60 * 60 * 1000);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "1 Nov to 24 Nov, UTC days");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (range), 1);
  g_assert_cmpstr (get_text (&scene, "days"), ==, "26 Oct to 24 Nov, UTC days");
  scene_clear (&scene);
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

/* A history of any length costs what is seen of it. */
static void
test_many (void)
{
  Scene scene;
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model;
  GtkWidget *list;
  guint i;

  scene_init (&scene, true);
  for (i = 0; i < N_MANY; i++)
    g_ptr_array_add (charges, sublet_ui_make_charge (NULL, i + 1, N_MANY - i, 0));
  g_list_store_splice (scene.fixture->billing->charges, 0, 4, charges->pdata, charges->len);
  sublet_ui_bill_set_known (scene.fixture, true);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpuint (count_rows (scene.page), <, 300);

  /* And back from its end. */
  list = sublet_ui_test_find (scene.page, "list");
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  gtk_widget_activate_action (list,
                              "list.scroll-to-item",
                              "u",
                              g_list_model_get_n_items (model) - 1);
  g_assert_true (shows (&scene, "+\u2060$25.00"));
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
  g_assert_true (shows (&scene, "$41.37"));
  g_assert_true (shows (&scene, "Add Credit"));
  scene_clear (&scene);
}

/* Nothing is asked and nothing waits while nobody looks. */
static void
test_hidden (void)
{
  Scene scene;

  scene_init (&scene, true);
  gtk_widget_set_visible (scene.page, FALSE);
  sublet_test_drain ();
  g_assert_false (sublet_billing_get_visible (scene.fixture->billing));
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (scene.fixture->clock), ==, 0);
  gtk_widget_set_visible (scene.page, TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (sublet_billing_get_visible (scene.fixture->billing));
  sublet_billing_page_set_size_class (SUBLET_BILLING_PAGE (scene.page), SUBLET_SIZE_CLASS_NARROW);
  g_assert_true (shows (&scene, "ada-1"));
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/page/faces", test_faces);
  g_test_add_func ("/ui/billing/page/large-text", test_large_text);
  g_test_add_func ("/ui/billing/page/tiles", test_tiles);
  g_test_add_func ("/ui/billing/page/month", test_month);
  g_test_add_func ("/ui/billing/page/loading", test_loading);
  g_test_add_func ("/ui/billing/page/content", test_content);
  g_test_add_func ("/ui/billing/page/money", test_money);
  g_test_add_func ("/ui/billing/page/stale", test_stale);
  g_test_add_func ("/ui/billing/page/range", test_range);
  g_test_add_func ("/ui/billing/page/many", test_many);
  g_test_add_func ("/ui/billing/page/hidden", test_hidden);

  return g_test_run ();
}
