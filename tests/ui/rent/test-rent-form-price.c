/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rent-form-fixture.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

/* What is paid: the kind of price, the bid, the ceiling, a deposit, a lease, how many. */

static const char *
get_problem (RentFormFixture *fixture, const char *name)
{
  GtkWidget *row =
    gtk_widget_get_ancestor (rent_form_find_field (fixture, name), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}

static void
test_ceiling (RentFormFixture *fixture, gconstpointer data)
{
  GtkEditable *ceiling = GTK_EDITABLE (rent_form_find_field (fixture, "ceiling"));

  gtk_editable_set_text (ceiling, "0");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 0);
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "The next one is proposed, never taken."));

  gtk_editable_set_text (ceiling, "0.2");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "Below this offer's $0.325/h nothing can be taken; 0 turns it off.");
  gtk_editable_set_text (ceiling, "");
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
}

/* A bid begins at the floor, unrounded until it is typed, and never goes below. */
static void
test_bid (RentFormFixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "bid")));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);

  rent_form_fill_kind (fixture, 812, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (rent_form_find_field (fixture, "bid")));
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rent_form_find_field (fixture, "bid"))),
                   ==,
                   "0.281");
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "At least $0.280/h, the market is at $0.310/h."));

  rent_form_type_in (fixture, "bid", "0.28");
  g_assert_cmpstr (get_problem (fixture, "bid"),
                   ==,
                   "Bid $0.280/h or more: below it the instance would not start.");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form), ==, get_problem (fixture, "bid"));
  rent_form_type_in (fixture, "bid", "x");
  g_assert_cmpstr (get_problem (fixture, "bid"), ==, "Type a bid in dollars an hour.");
  rent_form_type_in (fixture, "bid", "0.4");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, 400000000);
  /* 5 % above the bid and the disk. */
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 436000000);
}

/* Another kind of price has to be searched for: of a reserved one too, which tells the discount. */
static void
test_kind (RentFormFixture *fixture, gconstpointer data)
{
  GtkToggleButton *reserved = GTK_TOGGLE_BUTTON (rent_form_find_field (fixture, "kind-reserved"));
  GtkToggleButton *interruptible =
    GTK_TOGGLE_BUTTON (rent_form_find_field (fixture, "kind-interruptible"));

  gtk_toggle_button_set_active (reserved, TRUE);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price does not tell the discount.");
  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "deposit")));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Search Reserved"));
  g_assert_cmpint (fixture->searched, ==, SUBLET_PRICE_KIND_RESERVED);

  gtk_toggle_button_set_active (interruptible, TRUE);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price is not the one to bid against.");
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Search Interruptible"));
  g_assert_cmpint (fixture->searched, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);

  rent_form_fill_kind (fixture, 812, SUBLET_PRICE_KIND_RESERVED);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  rent_form_find_field (fixture, "kind-on-demand")),
                                TRUE);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price is not the on-demand one.");
}

/* What is paid ahead is checked while it is typed, and the row says what it buys. */
static void
test_deposit (RentFormFixture *fixture, gconstpointer data)
{
  guint before;

  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "deposit")));
  rent_form_fill_kind (fixture, 812, SUBLET_PRICE_KIND_RESERVED);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (rent_form_find_field (fixture, "deposit")));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 0);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window,
                                               "Without a deposit it is on-demand, $0.325/h. A "
                                               "deposit brings up to 23\u00a0% off the GPU."));

  rent_form_type_in (fixture, "deposit", "25");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 25000000);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "up to 23\u00a0% off the GPU"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "If it is destroyed early"));

  rent_form_type_in (fixture, "deposit", "x");
  g_assert_cmpstr (get_problem (fixture, "deposit"),
                   ==,
                   "Type an amount in dollars, or 0 for no deposit.");
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  rent_form_type_in (fixture, "deposit", "-3");
  g_assert_nonnull (get_problem (fixture, "deposit"));
  rent_form_type_in (fixture, "deposit", "100000.01");
  g_assert_cmpstr (get_problem (fixture, "deposit"), ==, "A deposit is at most $100000.00.");
  rent_form_type_in (fixture, "deposit", "");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 0);

  /* Never more than there is; when that changes it is checked again. */
  rent_form_type_in (fixture, "deposit", "25.5");
  before = fixture->n_changed;
  sublet_rent_form_set_credit (fixture->form, 25000000);
  g_assert_cmpuint (fixture->n_changed, ==, before + 1);
  g_assert_cmpstr (get_problem (fixture, "deposit"),
                   ==,
                   "The deposit is more than your credit of $25.00.");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   get_problem (fixture, "deposit"));
  sublet_rent_form_set_credit (fixture->form, 25000000);
  g_assert_cmpuint (fixture->n_changed, ==, before + 1);
  sublet_rent_form_set_credit (fixture->form, 25500000);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));

  /* As by a recipe. The ceiling is above the plain price, not the discounted one. */
  sublet_rent_form_set_deposit_uusd (fixture->form, 12340000);
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 12340000);
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), >, 325000000);
}

static void
test_lease (RentFormFixture *fixture, gconstpointer data)
{
  GtkDropDown *lease = GTK_DROP_DOWN (rent_form_find_field (fixture, "lease"));
  GListModel *choices;

  sublet_rent_form_set_lease (fixture->form, 8, SUBLET_LEASE_END_DESTROY);
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_rent_form_get_lease_end (fixture->form), ==, SUBLET_LEASE_END_DESTROY);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "Until to"));

  /* What is not among the choices becomes one, in its place. */
  sublet_rent_form_set_lease (fixture->form, 36, SUBLET_LEASE_END_STOP);
  choices = gtk_drop_down_get_model (lease);
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 11);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (choices), 6),
                   ==,
                   "1\u00a0d 12\u00a0h");
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 36 * G_TIME_SPAN_HOUR);

  /* Without an end it says what that costs. */
  gtk_drop_down_set_selected (lease, g_list_model_get_n_items (choices) - 1);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 0);
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "Without an end it bills $7.80 a day"));
  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "lease-end")));
}

static void
test_count (RentFormFixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 1);
  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "count")));

  sublet_rent_form_set_most (fixture->form, 16);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (rent_form_find_field (fixture, "count")));
  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "stop-on-failure")));
  rent_form_type_in (fixture, "count", "3");
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 3);
  g_assert_true (gtk_widget_get_mapped (rent_form_find_field (fixture, "stop-on-failure")));
  g_assert_true (sublet_rent_form_get_stop_on_failure (fixture->form));
  rent_form_type_in (fixture, "count", "17");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form), ==, "Rent 1 to 16 at once.");
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 0);
  rent_form_type_in (fixture, "count", "1.5");
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
}

static void
test_policy (RentFormFixture *fixture, gconstpointer data)
{
  GtkDropDown *policy = GTK_DROP_DOWN (rent_form_find_field (fixture, "policy"));
  g_autoptr (SubletOffer) other = rent_form_make_offer (100, SUBLET_PRICE_KIND_ON_DEMAND);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (policy)));
  sublet_rent_form_set_policy (fixture->form, FALSE, SUBLET_POLICY_CHEAPEST);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (policy)));
  g_assert_cmpint (fixture->policy, ==, 0);
  gtk_drop_down_set_selected (policy, 2);
  g_assert_cmpint (fixture->policy, ==, SUBLET_POLICY_SECOND_CHEAPEST);

  /* Another offer: what is typed stays, as far as the machine has it. */
  rent_form_type_in (fixture, "image", "a/b:c");
  rent_form_type_in (fixture, "disk", "300");
  rent_form_type_in (fixture, "label", "night");
  sublet_rent_form_set_offer (fixture->form, other);
  g_assert_cmpstr (rent_form_get_image (fixture), ==, "a/b:c");
  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 100, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rent_form_find_field (fixture, "label"))),
                   ==,
                   "night");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  RENT_FORM_ADD ("ceiling", test_ceiling);
  RENT_FORM_ADD ("bid", test_bid);
  RENT_FORM_ADD ("kind", test_kind);
  RENT_FORM_ADD ("deposit", test_deposit);
  RENT_FORM_ADD ("lease", test_lease);
  RENT_FORM_ADD ("count", test_count);
  RENT_FORM_ADD ("policy", test_policy);

  return g_test_run ();
}
