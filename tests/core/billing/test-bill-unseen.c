/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/bill-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* An end that nobody saw. */

/* In cents, of the first day and the second: the disk bills an hour while it loads. */
static const struct
{
  int gpu;
  int disk;
  int next_gpu;
  int next_disk;
  int quoted;
  int about; /* in minutes */
} late_bills[] = {
  /* It ended at half past one. */
  { 1035, 125, 0, 0, 1150, 13 * 60 + 30 },
  /* As soon as nobody looked. */
  { 720, 90, 0, 0, 800, 10 * 60 },
  /* It ran for an hour more, then was stopped until seven in the evening. */
  { 810, 180, 0, 0, 980, 19 * 60 },
  /* Until two the next morning. */
  { 1980, 230, 180, 20, 2400, 26 * 60 },
  /* The price was twice as high: at the quoted one it cannot have been there for longer than the
   * day that is charged. */
  { 9999, 9999, 0, 0, 2200, 24 * 60 },
};

static void
test_unseen (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (late_bills); i++)
    {
      g_autoptr (SubletSpend)
        spend = bill_fixture_make_spend (bill_fixture_make_day (0,
                                                                true,
                                                                7,
                                                                late_bills[i].gpu,
                                                                late_bills[i].disk,
                                                                0,
                                                                0,
                                                                0),
                                         bill_fixture_make_day (1,
                                                                true,
                                                                7,
                                                                late_bills[i].next_gpu,
                                                                late_bills[i].next_disk,
                                                                0,
                                                                0,
                                                                0));
      g_autoptr (SubletBillCheck)
        check = bill_fixture_check_one (bill_fixture_make_late_rental (7), spend, THIS + 9 * DAY);
      const SubletBillCheckRow *row = bill_fixture_get_row (check, 0);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_true (row->whole);
      g_assert_cmpint (row->quoted_uusd, ==, late_bills[i].quoted * G_GINT64_CONSTANT (10000));
      g_assert_cmpint (row->about_us, ==, THIS + late_bills[i].about * G_TIME_SPAN_MINUTE);
      g_assert_cmpint (row->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);
      g_assert_true (row->exceeds == (late_bills[i].gpu == 9999));
    }
}

/* As long as its charges are not known, it is quoted for the time it was seen to be there. What is
 * noticed in time has an exact end. */
static void
test_unseen_unknown (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SubletSpend) nothing = sublet_spend_new (none, NULL, NULL);
  g_autoptr (SubletBillCheck)
    unknown = bill_fixture_check_one (bill_fixture_make_late_rental (7), nothing, THIS + 9 * DAY);
  SubletBillRental *soon = bill_fixture_make_usual_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) noticed = NULL;

  g_assert_cmpint (bill_fixture_get_row (unknown, 0)->quoted_uusd, ==, 8000000);
  g_assert_cmpint (bill_fixture_get_row (unknown, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_cmpint (bill_fixture_get_row (unknown, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);

  soon->seen_us = soon->ended_us - 10 * G_TIME_SPAN_MINUTE;
  soon->meter_uusd = 9000000;
  noticed = bill_fixture_check_one (soon, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (noticed, 0)->about_us, ==, 0);
  g_assert_cmpint (bill_fixture_get_row (noticed, 0)->quoted_uusd, ==, 10000000);
  g_assert_cmpint (bill_fixture_get_row (noticed, 0)->metered_uusd, ==, 9000000);
}

/* Where its known days end before nobody looked, these alone are compared; its end is no better
 * known for that. */
static void
test_unseen_before (void)
{
  SubletBillRental *rental = bill_fixture_make_late_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 1980, 230, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->seen_us = THIS + 30 * HOUR;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, 22000000);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->about_us, ==, THIS + 30 * HOUR);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);
}

/* One that was not rented here has no quote, and its end was not seen for that either. */
static void
test_unseen_unquoted (void)
{
  SubletBillRental *rental = bill_fixture_make_late_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 1035, 125, 0, 0, 0),
                                     bill_fixture_make_day (1, true, 7, 0, 0, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  rental->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->quoted_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->billed_uusd, ==, 11600000);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);
}

/* As far as it is charged: by the day, and no longer than until it was noticed. */
static void
test_unseen_unquoted_later (void)
{
  SubletBillRental *rental = bill_fixture_make_late_rental (7);
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 1035, 125, 0, 0, 0),
                                     bill_fixture_make_day (1, true, 7, 720, 90, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  rental->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  check = bill_fixture_check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (bill_fixture_get_row (check, 0)->about_us, ==, THIS + 36 * HOUR);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 1);
}

/* Once its days are known, it is left out of those after its end. */
static void
test_unseen_limit (void)
{
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 720, 90, 0, 0, 0),
                                     bill_fixture_make_day (1, true, 7, 0, 0, 0, 0, 0));
  g_autoptr (SubletBillCheck)
    check = bill_fixture_check_one (bill_fixture_make_late_rental (7), spend, THIS + 9 * DAY);

  g_assert_true (bill_fixture_get_row (check, 0)->whole);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 0);
}

/* Its end is thought to be on the first day, which nobody knows before all the days until it was
 * noticed are known: these are asked for, and only then is it whole. */
static void
test_unseen_days (void)
{
  g_autoptr (SubletSpend)
    spend = bill_fixture_make_spend (bill_fixture_make_day (0, true, 7, 720, 90, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck)
    check = bill_fixture_check_one (bill_fixture_make_late_rental (7), spend, THIS + 9 * DAY);
  gint64 from_us;
  gint64 until_us;

  g_assert_cmpint (bill_fixture_get_row (check, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_false (bill_fixture_get_row (check, 0)->whole);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  g_assert_cmpint (until_us, ==, THIS + 36 * HOUR);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/bill-unseen/unseen", test_unseen);
  g_test_add_func ("/billing/bill-unseen/unseen-unknown", test_unseen_unknown);
  g_test_add_func ("/billing/bill-unseen/unseen-before", test_unseen_before);
  g_test_add_func ("/billing/bill-unseen/unseen-unquoted", test_unseen_unquoted);
  g_test_add_func ("/billing/bill-unseen/unseen-unquoted-later", test_unseen_unquoted_later);
  g_test_add_func ("/billing/bill-unseen/unseen-limit", test_unseen_limit);
  g_test_add_func ("/billing/bill-unseen/unseen-days", test_unseen_days);

  return g_test_run ();
}
