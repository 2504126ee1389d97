/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/billing/sublet-forecast-text.h"
#include "ui/billing/sublet-forecast-view.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
assert_assumption (SubletAssumptionKind kind, guint count, const char *expected)
{
  SubletForecast forecast = { 0 };

  g_assert_null (sublet_forecast_text_dup_assumption (&forecast, kind, 0, NOW_US));
  forecast.assumptions[kind] = (SubletAssumption){ .count = count,
                                                   .name = "ada-1",
                                                   .at_us = NOW_US + 23 * G_TIME_SPAN_HOUR,
                                                   .rate_nusd = 325000000,
                                                   .amount_uusd = 42100000 };
  /* The service's clock is an hour ahead. */
  assert_text (sublet_forecast_text_dup_assumption (&forecast, kind, G_TIME_SPAN_HOUR, NOW_US),
               expected);
}

static void
test_assumptions (void)
{
  static const struct
  {
    SubletAssumptionKind kind;
    guint count;
    const char *sentence;
  } rows[] = {
    { SUBLET_ASSUMPTION_RUNS, 1, "Running to the end: ada-1, at $0.33/h." },
    { SUBLET_ASSUMPTION_RUNS, 3, "Running to the end: 3 instances, at $0.33/h." },
    { SUBLET_ASSUMPTION_STARTS, 1, "Starting, and running from now on: ada-1, at $0.33/h." },
    { SUBLET_ASSUMPTION_LEASE_STOPS,
      1,
      "Stopped by its lease tomorrow 12:10: ada-1. Then its disk is billed." },
    { SUBLET_ASSUMPTION_LEASE_STOPS,
      2,
      "Stopped by leases, the first tomorrow 12:10: 2 instances. Then the disks are billed." },
    { SUBLET_ASSUMPTION_LEASE_DESTROYS, 1, "Destroyed by its lease tomorrow 12:10: ada-1." },
    { SUBLET_ASSUMPTION_LEASE_DESTROYS,
      2,
      "Destroyed by leases, the first tomorrow 12:10: 2 instances." },
    { SUBLET_ASSUMPTION_CONTRACT_STOPS,
      1,
      "Stopped as its host’s contract ends tomorrow 12:10: ada-1. Then its disk is billed." },
    { SUBLET_ASSUMPTION_INCREASE_ACCEPTED,
      1,
      "Price increase that you accepted, from tomorrow 12:10: ada-1, then at $0.33/h." },
    { SUBLET_ASSUMPTION_INCREASE_ACCEPTED,
      2,
      "Price increases that you accepted, the first from tomorrow 12:10: 2 instances, then at "
      "$0.33/h together." },
    { SUBLET_ASSUMPTION_INCREASE_WAITING,
      1,
      "Announced price increase, counted as if accepted, from tomorrow 12:10: ada-1, then at "
      "$0.33/h." },
    { SUBLET_ASSUMPTION_INCREASE_WAITING,
      2,
      "Announced price increases, counted as if accepted, the first from tomorrow 12:10: 2 "
      "instances, then at $0.33/h together." },
    { SUBLET_ASSUMPTION_INCREASE_VAGUE,
      1,
      "Price increase not known in full, and counted as far as it is: ada-1." },
    { SUBLET_ASSUMPTION_DEPOSIT,
      1,
      "Not counted: the deposit of ada-1, $42.10 left. The costs are counted in full, as Vast does "
      "not say which of them a deposit pays." },
    { SUBLET_ASSUMPTION_DEPOSIT,
      2,
      "Not counted: the deposit of 2 instances, $42.10 left. The costs are counted in full, as "
      "Vast "
      "does not say which of them a deposit pays." },
    { SUBLET_ASSUMPTION_SPOT, 1, "Interruptible, at today’s bid and never outbid: ada-1." },
    { SUBLET_ASSUMPTION_STOPPED, 2, "Staying stopped, disk billed: 2 instances, at $0.33/h." },
    { SUBLET_ASSUMPTION_ENDS, 1, "Ending, as you ordered: ada-1." },
    { SUBLET_ASSUMPTION_OFFLINE, 1, "Host offline, and not billed until it is back: ada-1." },
    { SUBLET_ASSUMPTION_UNSETTLED, 1, "Perhaps rented, and not counted: ada-1." },
    { SUBLET_ASSUMPTION_UNPRICED, 1, "Price not known, and not counted: ada-1." },
    { SUBLET_ASSUMPTION_IF_STOPPED, 1, "Stopped now, disk billed: ada-1, at $0.33/h." },
    { SUBLET_ASSUMPTION_IF_DESTROYED, 1, "Destroyed now: ada-1." },
    { SUBLET_ASSUMPTION_VOLUMES, 1, "1 volume stays, at $0.33/h." },
    { SUBLET_ASSUMPTION_VOLUMES, 2, "2 volumes stay, at $0.33/h." },
    { SUBLET_ASSUMPTION_VOLUMES_UNKNOWN, 1, "Your volumes are not known, and not counted." },
    { SUBLET_ASSUMPTION_TRAFFIC, 1, "Traffic goes on as in the last days, at about $0.33/h." },
    { SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN, 1, "What traffic costs is not known, and not counted." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_assumption (rows[i].kind, rows[i].count, rows[i].sentence);
}

/* Something was paid ahead, and what is left of it is not known. */
static void
test_deposit_unknown (void)
{
  SubletForecast forecast = { 0 };

  forecast.assumptions[SUBLET_ASSUMPTION_DEPOSIT] =
    (SubletAssumption){ .count = 1, .name = "ada-1", .amount_uusd = SUBLET_MONEY_UNKNOWN };
  assert_text (
    sublet_forecast_text_dup_assumption (&forecast, SUBLET_ASSUMPTION_DEPOSIT, 0, NOW_US),
    "Not counted: the deposit of ada-1. How much is left of it is not known. The costs are counted "
    "in full, as Vast does not say which of them a deposit pays.");
}

/* What is due already is told of now, not of the past. */
static void
test_increase_due (void)
{
  SubletForecast forecast = { 0 };

  forecast.assumptions[SUBLET_ASSUMPTION_INCREASE_ACCEPTED] =
    (SubletAssumption){ .count = 1,
                        .name = "ada-1",
                        .at_us = NOW_US - 5 * G_TIME_SPAN_HOUR,
                        .rate_nusd = 325000000 };
  assert_text (sublet_forecast_text_dup_assumption (&forecast,
                                                    SUBLET_ASSUMPTION_INCREASE_ACCEPTED,
                                                    0,
                                                    NOW_US),
               "Price increase that you accepted, from today 14:10: ada-1, then at $0.33/h.");
}

static void
test_sentences (void)
{
  SubletForecast forecast = { .total_uusd = 5000000, .base_uusd = 5000000 };
  SubletSpent spent = { .spent_uusd = 42100000, .known = true };
  const SubletBurnItem nameless = { .instance_id = 40112233 };
  SubletForecastItem item = { .cost_uusd = 1440000, .base_uusd = 25920000 };

  assert_text (sublet_forecast_text_dup_sum (&forecast, &spent),
               "$42.10 spent so far, about $5.00 to come.");
  spent.known = false;
  assert_text (sublet_forecast_text_dup_sum (&forecast, &spent),
               "$42.10 or more spent so far, about $5.00 to come.");
  assert_text (sublet_forecast_text_dup_difference (&forecast), "");
  forecast.base_uusd = 17300000;
  assert_text (sublet_forecast_text_dup_difference (&forecast),
               "About $12.30 less than if everything goes on.");
  assert_text (sublet_forecast_text_dup_item (&item), "About $1.44");
  item.what = SUBLET_WHAT_IF_STOP;
  assert_text (sublet_forecast_text_dup_item (&item), "About $1.44 instead of $25.92");
  assert_text (sublet_forecast_text_dup_name (&nameless), "Instance 40112233");
}

static void
test_credit (void)
{
  const gint64 soon_us = NOW_US + G_TIME_SPAN_HOUR;
  const gint64 later_us = NOW_US + 22 * G_TIME_SPAN_HOUR;

  assert_text (sublet_forecast_text_dup_credit (0, 0, 0, NOW_US),
               "Your credit does not end: nothing is billed.");
  assert_text (sublet_forecast_text_dup_credit (0, soon_us, 0, NOW_US),
               "Your credit is enough: leases end before it does. Without them it would end today "
               "15:10.");
  assert_text (sublet_forecast_text_dup_credit (soon_us, soon_us, 0, NOW_US),
               "Your credit ends today 15:10. Then Vast stops what runs.");
  assert_text (sublet_forecast_text_dup_credit (later_us, soon_us, 0, NOW_US),
               "Your credit ends tomorrow 12:10, as leases end before. Without them it would end "
               "today 15:10.");
}

static GtkWidget *
find_row (GtkWidget *view, const char *name)
{
  GtkWidget *label = sublet_ui_test_find_label (view, name);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, ADW_TYPE_COMBO_ROW);
}

/* Trying out does nothing but change the figures, and is forgotten when what there is changes. */
static void
test_what_if (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  SubletRental *rental;
  GtkWidget *view;
  GtkWidget *window;
  GtkWidget *row;

  rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_NONE);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_account (fixture, G_GINT64_CONSTANT (41370000));
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);
  view = sublet_forecast_view_new (outlook);
  window = sublet_ui_test_present (view, 700, 900);
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);

  g_assert_nonnull (
    sublet_ui_test_find_label (view, "Your volumes are not known, and not counted."));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (view, "difference_label")));
  row = find_row (view, "ada-1");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))),
                    ==,
                    3);
  g_assert_cmpuint (g_list_model_get_n_items (
                      adw_combo_row_get_model (ADW_COMBO_ROW (find_row (view, "old-run")))),
                    ==,
                    2);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (view, "difference_label")));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "instead of"));
  g_assert_nonnull (
    sublet_ui_test_find_label (view, "Stopped now, disk billed: ada-1, at $0.0151/h."));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  g_assert_nonnull (sublet_ui_test_find_label (view, "Destroyed now: ada-1."));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_READY);
  g_assert_false (sublet_rental_get_busy (rental));

  /* An amount that changes leaves the rows alone. */
  sublet_manual_clock_advance (fixture->clock, 60 * 1000);
  g_object_notify (G_OBJECT (fixture->engine), "known-at-us");
  g_assert_true (find_row (view, "ada-1") == row);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 2);

  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_REASON_NONE, 1);
  g_object_notify (G_OBJECT (fixture->engine), "known-at-us");
  g_assert_null (sublet_ui_test_find_label (view, "ada-1"));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (view, "difference_label")));

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &view);
  g_clear_object (&outlook);
  sublet_ui_fixture_free (fixture);
}

static bool
is_whole (GtkWidget *row, const char *text)
{
  GtkWidget *label = sublet_ui_test_find_label (row, text);

  g_assert_nonnull (label);
  return !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* A name that is long, or just too long, leaves room for what is chosen: it wraps. */
static void
test_long_names (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *window;
  GtkWidget *view;
  guint i;

  for (i = 20; i < 60; i += 2)
    {
      g_ptr_array_add (names, g_strnfill (i, 'n'));
      sublet_ui_fixture_add_rental (fixture,
                                    g_ptr_array_index (names, names->len - 1),
                                    SUBLET_RENTAL_STATE_READY);
    }
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);
  view = sublet_forecast_view_new (outlook);
  window = sublet_ui_test_present (view, 360, 600);

  for (i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_test_message ("%s", name);
      g_assert_true (is_whole (find_row (view, name), "Goes On"));
      g_assert_true (is_whole (find_row (view, name), name));
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&outlook);
  sublet_ui_fixture_free (fixture);
}

/* What the month comes to stands against its budget. */
static void
test_budget (void)
{
  SubletUiFixture *fixture = sublet_ui_fixture_new ();
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  GtkWidget *view;
  GtkWidget *window;

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);
  view = sublet_forecast_view_new (outlook);
  window = sublet_ui_test_present (view, 360, 900);

  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (view, "budget_box")));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (view, "credit_label")));
  g_object_set (settings, "monthly-budget", 100000.0, NULL);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (view, "budget_box")));
  g_assert_false (gtk_widget_get_visible (sublet_ui_test_find (view, "budget_icon")));
  g_object_set (settings, "monthly-budget", 0.01, NULL);
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (view, "budget_icon")));
  g_object_set (settings, "monthly-budget", 0.0, NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&outlook);
  sublet_ui_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/forecast/assumptions", test_assumptions);
  g_test_add_func ("/ui/billing/forecast/deposit-unknown", test_deposit_unknown);
  g_test_add_func ("/ui/billing/forecast/increase-due", test_increase_due);
  g_test_add_func ("/ui/billing/forecast/sentences", test_sentences);
  g_test_add_func ("/ui/billing/forecast/credit", test_credit);
  g_test_add_func ("/ui/billing/forecast/what-if", test_what_if);
  g_test_add_func ("/ui/billing/forecast/long-names", test_long_names);
  g_test_add_func ("/ui/billing/forecast/budget", test_budget);

  return g_test_run ();
}
