/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/bill-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/* What is quoted, what is billed, and why it is more. */

/* ---- the comparison ---- */

/* Ten dollars are quoted; in cents. */
static const struct
{
  int gpu;
  int disk;
  int download;
  int upload;
  int other;
  bool repriced;
  bool exceeds;
  SubletBillCause cause;
} bills[] = {
  { 900, 100, 0, 0, 0, false, false, SUBLET_BILL_CAUSE_NONE },
  { 800, 100, 0, 0, 0, false, false, SUBLET_BILL_CAUSE_NONE },
  /* Both must be passed: 50 cents are 5 %. */
  { 900, 100, 30, 20, 0, false, false, SUBLET_BILL_CAUSE_NONE },
  { 900, 100, 30, 21, 0, false, true, SUBLET_BILL_CAUSE_TRAFFIC },
  { 900, 100, 0, 0, 60, false, true, SUBLET_BILL_CAUSE_UNKNOWN },
  { 1000, 100, 0, 0, 0, true, true, SUBLET_BILL_CAUSE_PRICE },
  { 1000, 100, 0, 0, 0, false, true, SUBLET_BILL_CAUSE_UNKNOWN },
  { 1000, 100, 0, 0, 0, true, true, SUBLET_BILL_CAUSE_PRICE },
  { 900, 160, 0, 0, 0, true, true, SUBLET_BILL_CAUSE_PRICE },
  { 910, 160, 0, 0, 0, false, true, SUBLET_BILL_CAUSE_UNKNOWN },
  /* What is less elsewhere does not hide it. */
  { 700, 100, 300, 0, 0, false, true, SUBLET_BILL_CAUSE_TRAFFIC },
};

static void
test_bills (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (bills); i++)
    {
      SubletBillRental *rental = bill_fixture_make_usual_rental (7);
      g_autoptr (SubletSpend) spend = NULL;
      g_autoptr (SubletBillCheck) check = NULL;
      const SubletBillCheckRow *row;
      int cents =
        bills[i].gpu + bills[i].disk + bills[i].download + bills[i].upload + bills[i].other;

      g_test_message ("%d cents", cents);
      rental->repriced = bills[i].repriced;
      spend = bill_fixture_make_spend (bill_fixture_make_day (0,
                                                              true,
                                                              7,
                                                              bills[i].gpu,
                                                              bills[i].disk,
                                                              bills[i].download,
                                                              bills[i].upload,
                                                              bills[i].other),
                                       NULL);
      check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
      row = bill_fixture_get_row (check, 0);
      g_assert_true (row->whole);
      g_assert_cmpint (row->quoted_uusd, ==, 10000000);
      g_assert_cmpint (row->billed_uusd, ==, cents * 10000);
      g_assert_cmpint (row->difference_uusd, ==, cents * 10000 - 10000000);
      g_assert_true (row->exceeds == bills[i].exceeds);
      g_assert_cmpint (row->cause, ==, bills[i].cause);
      g_assert_cmpfloat_with_epsilon (sublet_bill_check_row_get_percent (row),
                                      cents / 10.0 - 100,
                                      1e-9);
    }
}

/* A long pull: thirty hours of the disk alone are three dollars. */
static void
test_loading (void)
{
  SubletBillRental *rental = bill_fixture_make_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 0, 230, 0, 0, 0),
                                     bill_fixture_make_day (1, true, 7, 450, 120, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  bill_fixture_add_event (rental, 1, STATE (PROVISIONING), 0);
  bill_fixture_add_event (rental, 31, STATE (READY), 0);
  bill_fixture_add_event (rental, 36, STATE (GONE), 0);
  rental->ended_us = THIS + 36 * HOUR;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, 5000000);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->billed_uusd, ==, 8000000);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->cause, ==, SUBLET_BILL_CAUSE_LOADING);
}

/* Ten cents are not enough where they are much, nor is much of nothing. */
static void
test_small (void)
{
  SubletBillRental *rental = bill_fixture_make_usual_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 9, 11, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_NUSD_PER_USD / 100;
  rental->quoted_stopped_nusd = 0;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->difference_uusd, ==, 100000);
  g_assert_false (bill_fixture_get_row (check, 0)->exceeds);
}

/* What was expected of traffic is in the quote. */
static void
test_traffic (void)
{
  SubletBillRental *rental = bill_fixture_make_usual_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 900, 100, 90, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->traffic_uusd = 500000;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, 10500000);
  g_assert_false (bill_fixture_get_row (check, 0)->exceeds);
}

/* ---- what is known ---- */

/* Of what runs still, until where the days are whole; today is not. */
static void
test_open (void)
{
  SubletBillRental *rental = bill_fixture_make_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 1980, 220, 0, 0, 0),
                                     bill_fixture_make_day (1, false, 7, 800, 20, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  bill_fixture_add_event (rental, 2, STATE (READY), 0);
  check = bill_fixture_check_one (rental, spend, THIS + DAY + 9 * HOUR);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_false (bill_fixture_get_row (check, 0)->whole);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, 22000000);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->difference_uusd, ==, 0);
}

/* A day between is missing: nothing is held against the quote of the days behind it. */
static void
test_gap (void)
{
  SubletBillRental *rental = bill_fixture_make_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 1980, 220, 0, 0, 0),
                                     bill_fixture_make_day (2, true, 7, 9000, 900, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  bill_fixture_add_event (rental, 2, STATE (READY), 0);
  bill_fixture_add_event (rental, 60, STATE (GONE), 0);
  rental->ended_us = THIS + 60 * HOUR;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_false (bill_fixture_get_row (check, 0)->whole);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->difference_uusd, ==, 0);
}

/* No charge is known yet, or no quote: there is nothing to compare. */
static void
test_unknown (void)
{
  SubletBillRental *rental = bill_fixture_make_usual_rental (7);
  SubletBillRental *unquoted = bill_fixture_make_usual_rental (7);
  g_autoptr (SubletSpend)
    later = bill_fixture_make_spend (bill_fixture_make_day (1, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) early = bill_fixture_check_one (rental, later, THIS + 12 * HOUR);
  g_autoptr (SubletBillCheck) check = NULL;

  g_assert_cmpint (bill_fixture_get_row (early, 0)->until_us, ==, 0);
  g_assert_cmpint (bill_fixture_get_row (early, 0)->quoted_uusd, ==, 10000000);
  g_assert_cmpint (bill_fixture_get_row (early, 0)->billed_uusd, ==, 0);
  g_assert_cmpint (bill_fixture_get_row (early, 0)->difference_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_false (bill_fixture_get_row (early, 0)->exceeds);
  g_assert_true (isnan (sublet_bill_check_row_get_percent (bill_fixture_get_row (early, 0))));

  unquoted->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  check = bill_fixture_check_one (unquoted, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->billed_uusd, ==, 10000000);
  g_assert_false (bill_fixture_get_row (check, 0)->exceeds);
}

/* Each charge counts once and where it belongs; what is nobody's is left. */
static void
test_many (void)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);
  SubletBillRental *again = bill_fixture_make_usual_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 900, 100, 0, 0, 0),
                                     bill_fixture_make_day (1, true, 9, 900, 100, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  g_ptr_array_add (rentals, bill_fixture_make_usual_rental (8));
  g_ptr_array_add (rentals, bill_fixture_make_usual_rental (7));
  g_free (again->id);
  again->id = g_strdup ("again");
  again->made_us += HOUR;
  g_ptr_array_add (rentals, again);
  check = sublet_bill_check_new (rentals, spend, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 3);
  g_assert_cmpstr (bill_fixture_get_row (check, 0)->rental->id, ==, "again");
  g_assert_cmpint (bill_fixture_get_row (check, 0)->billed_uusd, ==, 10000000);
  g_assert_cmpstr (bill_fixture_get_row (check, 1)->rental->id, ==, "r7");
  g_assert_cmpint (bill_fixture_get_row (check, 1)->billed_uusd, ==, 0);
  g_assert_cmpint (bill_fixture_get_row (check, 2)->billed_uusd, ==, 0);
}

/* ---- of some days ---- */

/* Those that ran in them, whenever they began; their bills are of all of their days. */
static void
test_limit (void)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);
  SubletBillRental *late = bill_fixture_make_late_rental (8);
  SubletBillRental *open = bill_fixture_make_rental (9);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SubletSpend) nothing = sublet_spend_new (none, NULL, NULL);
  g_autoptr (SubletBillCheck) check = NULL;
  gint64 from_us;
  gint64 until_us;

  open->made_us = THIS + 3 * DAY;
  g_ptr_array_add (rentals, bill_fixture_make_usual_rental (7));
  g_ptr_array_add (rentals, late);
  g_ptr_array_add (rentals, open);
  check = sublet_bill_check_new (rentals, nothing, THIS + 9 * DAY);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  g_assert_cmpint (until_us, ==, THIS + 9 * DAY);

  /* Seen last on the first day, noticed on the second: which of them it ended on is not known. */
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 2);
  g_assert_true (bill_fixture_get_row (check, 0)->rental == open);
  g_assert_true (bill_fixture_get_row (check, 1)->rental == late);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  sublet_bill_check_limit (check, THIS + 2 * DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 1);
  g_assert_true (bill_fixture_get_row (check, 0)->rental == open);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + 3 * DAY);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 2 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 0);
  g_assert_false (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/bill-check/bills", test_bills);
  g_test_add_func ("/billing/bill-check/loading", test_loading);
  g_test_add_func ("/billing/bill-check/small", test_small);
  g_test_add_func ("/billing/bill-check/traffic", test_traffic);
  g_test_add_func ("/billing/bill-check/open", test_open);
  g_test_add_func ("/billing/bill-check/gap", test_gap);
  g_test_add_func ("/billing/bill-check/unknown", test_unknown);
  g_test_add_func ("/billing/bill-check/many", test_many);
  g_test_add_func ("/billing/bill-check/limit", test_limit);

  return g_test_run ();
}
