/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

/* Several rentals of one wish, and the offers that policies pick. */

static void
test_several (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) ledger = NULL;
  JsonArray *contracts;
  gint64 machine_ids[2];
  guint i;

  sublet_ui_renting_use_market (fixture);
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "count", "2");
  sublet_ui_renting_accept_warnings (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Rent 2 · $"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "All 2: $"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);

  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_null (fixture->dialog);
  g_assert_cmpuint (fixture->n_rented, ==, 1);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 2);
  ledger = sublet_test_simulator_ledger (fixture->simulator);
  contracts = json_object_get_array_member (json_node_get_object (ledger), "contracts");
  g_assert_cmpuint (json_array_get_length (contracts), ==, 2);
  for (i = 0; i < 2; i++)
    machine_ids[i] =
      json_object_get_int_member (json_array_get_object_element (contracts, i), "machine");
  g_assert_cmpint (machine_ids[0], !=, machine_ids[1]);
}

static bool
is_asked (gpointer data)
{
  return sublet_ui_test_find_label (data, "asking") != NULL;
}

static bool
has_ended (gpointer data)
{
  return sublet_ui_test_find_label (data, "1 of 3 rented") != NULL;
}

static void
test_stop_here (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *stop;

  sublet_ui_renting_arm (fixture, "/_sim/faults", "{\"fault\":\"hold\",\"route\":\"create\"}");
  sublet_ui_renting_use_market (fixture);
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "count", "3");
  sublet_ui_renting_accept_warnings (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (is_asked, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Count 3, so far"));
  sublet_ui_renting_arm (fixture, "/_sim/await", "{\"route\":\"create\",\"count\":1}");

  stop = sublet_ui_test_find_button (fixture->dialog, "Stop Here");
  sublet_ui_test_click (stop);
  sublet_ui_renting_arm (fixture, "/_sim/release", "{}");
  sublet_test_await (has_ended, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "not asked for"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Nothing else was rented."));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Stop Here"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

/* Another policy, another offer; what was typed stays. */
static void
test_policy (SubletUiRenting *fixture, gconstpointer data)
{
  guint cheapest;
  guint second;

  sublet_ui_renting_use_market (fixture);
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "image", "a/b:c");
  cheapest = sublet_market_choose (fixture->market, SUBLET_POLICY_CHEAPEST);
  second = sublet_market_choose (fixture->market, SUBLET_POLICY_SECOND_CHEAPEST);
  g_assert_cmpuint (cheapest, !=, second);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_renting_find_widget (fixture, "policy")),
                              SUBLET_POLICY_SECOND_CHEAPEST);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpint (sublet_offer_get_row (
                     sublet_rent_dialog_get_offer (SUBLET_RENT_DIALOG (fixture->dialog)))
                     ->id,
                   ==,
                   sublet_market_get_row (fixture->market, second)->id);
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "image"))),
                   ==,
                   "a/b:c");
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings),
                   ==,
                   SUBLET_POLICY_SECOND_CHEAPEST);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/several/several", test_several);
  SUBLET_UI_RENTING_ADD ("/ui/rent/several/stop-here", test_stop_here);
  SUBLET_UI_RENTING_ADD ("/ui/rent/several/policy", test_policy);

  return g_test_run ();
}
