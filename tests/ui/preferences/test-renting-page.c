/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-renting-page.h"

#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = sublet_settings_new (TRUE);
  fixture->window = sublet_ui_test_present (sublet_renting_page_new (fixture->settings), 600, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &window);
  g_assert_finalize_object (fixture->settings);
}

static GtkEditable *
find_field (Fixture *fixture, const char *name)
{
  return GTK_EDITABLE (sublet_ui_test_find (fixture->window, name));
}

static const char *
get_problem (GtkEditable *field)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (field), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}

static void
test_spend_cap (Fixture *fixture, gconstpointer data)
{
  GtkEditable *field = find_field (fixture, "cap-per-hour");
  GtkWidget *apply = sublet_ui_test_find (fixture->window, "hour_button");

  g_assert_cmpstr (gtk_editable_get_text (field), ==, "0.00");
  g_assert_false (gtk_widget_get_visible (apply));

  /* Half of what is typed is something else: nothing counts before it is applied. */
  gtk_editable_set_text (field, "2.5");
  g_assert_true (gtk_widget_get_visible (apply));
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_hour (fixture->settings),
                                  0,
                                  1e-9);
  sublet_ui_test_click (apply);
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_hour (fixture->settings),
                                  2.5,
                                  1e-9);
  g_assert_cmpstr (gtk_editable_get_text (field), ==, "2.50");
  g_assert_false (gtk_widget_get_visible (apply));

  /* What does not fit is named at its row and cannot be applied, not by Enter either. */
  gtk_editable_set_text (field, "two");
  g_assert_cmpstr (get_problem (field), ==, "A cap is $0.00 to $100000.00; 0 means none.");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
  g_assert_false (gtk_widget_get_visible (apply));
  g_signal_emit_by_name (field, "activate");
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_hour (fixture->settings),
                                  2.5,
                                  1e-9);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (field),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_editable_set_text (field, "3");
  g_assert_null (get_problem (field));
  g_signal_emit_by_name (field, "activate");
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_hour (fixture->settings),
                                  3,
                                  1e-9);
}

static void
test_spend_cap_per_day (Fixture *fixture, gconstpointer data)
{
  GtkEditable *field = find_field (fixture, "cap-per-day");

  gtk_editable_set_text (field, "20");
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "day_button"));
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_day (fixture->settings),
                                  20,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (sublet_settings_get_spend_cap_per_hour (fixture->settings),
                                  0,
                                  1e-9);
}

static void
assert_budgets (Fixture *fixture, double daily_usd, double monthly_usd)
{
  double daily;
  double monthly;

  g_object_get (fixture->settings, "daily-budget", &daily, "monthly-budget", &monthly, NULL);
  g_assert_cmpfloat_with_epsilon (daily, daily_usd, 1e-9);
  g_assert_cmpfloat_with_epsilon (monthly, monthly_usd, 1e-9);
}

static void
test_budgets (Fixture *fixture, gconstpointer data)
{
  GtkEditable *daily = find_field (fixture, "daily-budget");
  GtkEditable *monthly = find_field (fixture, "monthly-budget");

  assert_budgets (fixture, 0, 0);
  gtk_editable_set_text (daily, "20");
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "daily_button"));
  assert_budgets (fixture, 20, 0);
  gtk_editable_set_text (monthly, "200.5");
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "monthly_button"));
  assert_budgets (fixture, 20, 200.5);
  g_assert_cmpstr (gtk_editable_get_text (monthly), ==, "200.50");

  gtk_editable_set_text (daily, "-1");
  g_assert_cmpstr (get_problem (daily), ==, "A budget is $0.00 to $1000000.00; 0 means none.");
  g_signal_emit_by_name (daily, "activate");
  assert_budgets (fixture, 20, 200.5);
  g_object_set (fixture->settings, "daily-budget", 0.0, NULL);
  g_assert_cmpstr (gtk_editable_get_text (daily), ==, "0.00");
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  GtkEditable *disk = find_field (fixture, "disk");
  int value;

  gtk_editable_set_text (disk, "2");
  g_assert_cmpstr (get_problem (disk), ==, "The disk must be 8 to 100000 GB.");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (disk), 128);
  g_assert_null (get_problem (disk));
  g_object_get (fixture->settings, "disk-gb", &value, NULL);
  g_assert_cmpint (value, ==, 128);

  /* And back: another window may change it. */
  g_object_set (fixture->settings, "disk-gb", 256, NULL);
  g_assert_cmpstr (gtk_editable_get_text (disk), ==, "256");

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_field (fixture, "ceiling")), 12);
  g_assert_cmpint (sublet_settings_get_ceiling_percent (fixture->settings), ==, 12);
}

static void
test_image (Fixture *fixture, gconstpointer data)
{
  GtkEditable *field = find_field (fixture, "image");
  g_autofree char *image = NULL;

  gtk_editable_set_text (field, "pytorch latest");
  g_assert_cmpstr (get_problem (field), ==, "The name of an image has no spaces.");
  gtk_editable_set_text (field, "vastai/base-image:latest");
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "image_button"));
  image = sublet_settings_dup_image (fixture->settings);
  g_assert_cmpstr (image, ==, "vastai/base-image:latest");
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (sublet_ui_test_find (fixture->window, "policy_row"));

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 3);
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings), ==, SUBLET_POLICY_MOST_RELIABLE);
  sublet_settings_set_policy (fixture->settings, SUBLET_POLICY_BEST_VALUE);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/preferences/renting" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/spend-cap", test_spend_cap);
  ADD ("/spend-cap-per-day", test_spend_cap_per_day);
  ADD ("/budgets", test_budgets);
  ADD ("/numbers", test_numbers);
  ADD ("/image", test_image);
  ADD ("/policy", test_policy);

  return g_test_run ();
}
