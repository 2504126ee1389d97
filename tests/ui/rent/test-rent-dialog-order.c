/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "ui/rent/sublet-running-row.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

/* Once Rent was pressed. */

static void
test_rent_once (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  /* A double click, and the keys. */
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_signal_emit_by_name (sublet_ui_renting_find_widget (fixture, "head_button"), "clicked");
  gtk_widget_activate_action (fixture->dialog, "rent.rent", NULL);

  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  g_assert_cmpuint (fixture->n_rented, ==, 1);
  g_assert_cmpstr (sublet_rental_get_label (fixture->rented), ==, "ada-1");
  g_assert_cmpint (sublet_rental_get_instance_id (fixture->rented), >, 0);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
shows_destroy (gpointer data)
{
  return sublet_ui_test_find_button (data, "Destroy…") != NULL;
}

static float
get_top (SubletUiRenting *fixture, const char *name)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (sublet_ui_renting_find_widget (fixture, name),
                                            fixture->dialog,
                                            &bounds));
  return bounds.origin.y;
}

static void
test_warning (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *accept;

  sublet_ui_renting_rent_and_open_again (fixture);
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "1 instance runs, $"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "1 warning to accept"));
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "label"))),
                   ==,
                   "ada-2");

  /* What runs already, with its way out. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Show"));
  sublet_test_await (shows_destroy, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_type (fixture->dialog, SUBLET_TYPE_RUNNING_ROW));
  /* The name has the row to itself. */
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpfloat (get_top (fixture, "destroy_button"), >, get_top (fixture, "facts_label"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Destroy…"));
  sublet_ui_test_answer ("Destroy ada-1?", "cancel");

  accept = gtk_widget_get_ancestor (sublet_ui_test_find_label (fixture->dialog, "Rent one more"),
                                    GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (accept), TRUE);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
answer_is_lost (gpointer data)
{
  return sublet_ui_test_find_label (data, "The answer got lost") != NULL;
}

static void
test_unclear (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"lost-reply\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (answer_is_lost, fixture->dialog);

  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Written to the journal"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Asked Vast for offer"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "will not rent a second one"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Close"));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Rent"));
  g_assert_null (sublet_ui_test_find_button (fixture->dialog, "Again"));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Close"));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
engine_has_instance (gpointer data)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (data);
  g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, 0);

  return rental != NULL && sublet_rental_get_instance_id (rental) > 0;
}

static bool
asks_vast (gpointer data)
{
  return sublet_ui_test_find_label (data, "Waiting for Vast's answer") != NULL;
}

static void
test_close_while_asking (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture, "/_sim/faults", "{\"fault\":\"hold\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (asks_vast, fixture->dialog);

  /* Escape closes it and the work goes on. */
  gtk_widget_activate_action (fixture->dialog, "rent.cancel", NULL);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  sublet_ui_renting_arm (fixture, "/_sim/await", "{\"route\":\"create\",\"count\":1}");
  sublet_ui_renting_arm (fixture, "/_sim/release", "{}");
  sublet_test_await (engine_has_instance, fixture->engine);
  g_assert_cmpuint (fixture->n_rented, ==, 0);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
says_why_not (gpointer data)
{
  return gtk_widget_get_visible (data) &&
         sublet_ui_test_find_label (data, "more than your cap allows. Nothing was rented.") != NULL;
}

/* Whoever closes the window in the moment before the intent is written thinks that something was
 * asked for: when nothing was, it comes back to say so. */
static void
test_close_before_written (SubletUiRenting *fixture, gconstpointer data)
{
  const SubletSpendCaps caps = { .per_hour_nusd = 1000000 };

  sublet_ui_renting_open_dialog (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  /* Lowered behind the window's back: the engine has the last word. */
  sublet_rental_engine_set_caps (fixture->engine, &caps);
  sublet_ui_test_click (sublet_ui_renting_find_widget (fixture, "head_button"));
  gtk_widget_activate_action (fixture->dialog, "rent.cancel", NULL);
  g_assert_nonnull (fixture->dialog);
  g_assert_false (gtk_widget_get_visible (fixture->dialog));

  sublet_test_await (says_why_not, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Cancel"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static bool
is_gone (gpointer data)
{
  return sublet_ui_test_find_label (data, "This Offer Is Gone") != NULL;
}

static void
test_taken_too_dear (SubletUiRenting *fixture, gconstpointer data)
{
  gint64 first = sublet_offer_get_row (fixture->offer)->id;

  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"no-such-ask\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "ceiling", "0");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (is_gone, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);

  /* Proposed, never rented: the person sees its price first. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Rent It Instead…"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpint (sublet_offer_get_row (
                     sublet_rent_dialog_get_offer (SUBLET_RENT_DIALOG (fixture->dialog)))
                     ->id,
                   !=,
                   first);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 2);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static void
test_taken_next_one (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture,
                         "/_sim/faults",
                         "{\"fault\":\"no-such-ask\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "ceiling", "50");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 2);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 1);
}

static bool
was_refused (gpointer data)
{
  return sublet_ui_test_find_label (data, "Nothing was rented") != NULL;
}

static void
test_refused (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_arm (fixture, "/_sim/faults", "{\"fault\":\"auth-401\",\"route\":\"create\"}");
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (was_refused, fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "does not accept this key"));

  /* Back with everything as it was chosen. */
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Back to the Offer"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Cancel"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/rent-once", test_rent_once);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/warning", test_warning);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/unclear", test_unclear);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/close-while-asking", test_close_while_asking);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/close-before-written", test_close_before_written);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/taken-too-dear", test_taken_too_dear);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/taken-next-one", test_taken_next_one);
  SUBLET_UI_RENTING_ADD ("/ui/rent/dialog/refused", test_refused);

  return g_test_run ();
}
