/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-bill-check.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/* What is quoted, what is billed, and why it is more. */

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define HOUR ((gint64) G_TIME_SPAN_HOUR)
#define THIS (20000 * DAY)
#define STATE(state) SUBLET_RENTAL_STATE_##state
#define REASON(reason) SUBLET_RENTAL_REASON_##reason

/* A dollar an hour, of which the disk is ten cents. */
static SubletBillRental *
make_rental (gint64 contract_id)
{
  SubletBillRental *rental = sublet_bill_rental_new ();

  rental->id = g_strdup_printf ("r%d", (int) contract_id);
  rental->contract_id = contract_id;
  rental->made_us = THIS + HOUR;
  rental->quoted_running_nusd = SUBLET_NUSD_PER_USD;
  rental->quoted_stopped_nusd = SUBLET_NUSD_PER_USD / 10;

  return rental;
}

static void
add_event (SubletBillRental *rental, int hours, SubletRentalState state, SubletRentalReason reason)
{
  sublet_bill_rental_add_event (rental, THIS + hours * HOUR, state, reason);
}

/* Loads for an hour, runs for ten from two o'clock on, and ends. */
static SubletBillRental *
make_usual_rental (gint64 contract_id)
{
  SubletBillRental *rental = make_rental (contract_id);

  add_event (rental, 1, STATE (PROVISIONING), 0);
  add_event (rental, 2, STATE (READY), 0);
  add_event (rental, 12, STATE (GONE), 0);
  rental->ended_us = THIS + 12 * HOUR;

  return rental;
}

/* One day of one charge, its parts in cents. */
static SubletChargeDay *
make_day (int number,
          bool complete,
          gint64 contract_id,
          int gpu,
          int disk,
          int download,
          int upload,
          int other)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 cent = SUBLET_UUSD_PER_USD / 100;
  SubletChargeData data = {
    .instance_id = contract_id,
    .amount_uusd = (gpu + disk + download + upload + other) * cent,
    .parts_uusd = { gpu * cent, disk * cent, download * cent, upload * cent, other * cent },
  };

  g_ptr_array_add (charges, sublet_charge_new_take (&data));

  return sublet_charge_day_new (THIS + number * DAY,
                                THIS + (number + 1) * DAY - (complete ? 0 : 1),
                                charges);
}

static SubletSpend *
make_spend (SubletChargeDay *first, SubletChargeDay *second)
{
  g_autoptr (GPtrArray)
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);

  g_ptr_array_add (days, first);
  if (second != NULL)
    g_ptr_array_add (days, second);

  return sublet_spend_new (days, NULL, NULL);
}

static SubletBillCheck *
check_one (SubletBillRental *rental, SubletSpend *spend, gint64 now_us)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);

  g_ptr_array_add (rentals, rental);

  return sublet_bill_check_new (rentals, spend, now_us);
}

static const SubletBillCheckRow *
get_row (const SubletBillCheck *check, guint i)
{
  return &g_array_index (check->rows, SubletBillCheckRow, i);
}

/* ---- how it is billed ---- */

static void
assert_durations (const SubletBillRental *rental, int until, const char *hours)
{
  gint64 durations_us[SUBLET_N_BILL_SPAN_KINDS];
  g_autofree char *found = NULL;

  sublet_bill_rental_measure (rental, 0, THIS + until * HOUR, durations_us);
  found = g_strdup_printf ("%d %d %d",
                           (int) (durations_us[SUBLET_BILL_SPAN_LOADING] / HOUR),
                           (int) (durations_us[SUBLET_BILL_SPAN_RUNNING] / HOUR),
                           (int) (durations_us[SUBLET_BILL_SPAN_STOPPED] / HOUR));
  g_assert_cmpstr (found, ==, hours);
}

static void
test_spans (void)
{
  g_autoptr (SubletBillRental) rental = make_rental (7);

  assert_durations (rental, 100, "0 0 0");
  add_event (rental, 1, STATE (INTENDED), 0);
  add_event (rental, 2, STATE (REQUESTING), 0);
  add_event (rental, 3, STATE (PROVISIONING), 0);
  add_event (rental, 5, STATE (CONNECTING), 0);
  add_event (rental, 6, STATE (READY), 0);
  add_event (rental, 7, STATE (READY), REASON (PRICE_DIFFERS));
  add_event (rental, 9, STATE (STOPPING), 0);
  add_event (rental, 10, STATE (STOPPED), 0);
  add_event (rental, 20, STATE (STARTING), 0);
  add_event (rental, 21, STATE (RUNNING), 0);
  add_event (rental, 22, STATE (OFFLINE), 0);
  add_event (rental, 30, STATE (RUNNING), 0);
  /* Nobody knows better. */
  add_event (rental, 31, STATE (UNKNOWN), 0);
  add_event (rental, 35, STATE (DESTROYING), 0);
  assert_durations (rental, 4, "1 0 0");
  assert_durations (rental, 22, "2 6 11");
  assert_durations (rental, 40, "2 16 11");
  add_event (rental, 36, STATE (GONE), 0);
  assert_durations (rental, 40, "2 12 11");
  /* Its end counts, whatever the last event says. */
  rental->ended_us = THIS + 33 * HOUR;
  assert_durations (rental, 40, "2 9 11");
  g_assert_true (rental->repriced);
}

/* What never ran was loading, however that ended. */
static void
test_never_ran (void)
{
  g_autoptr (SubletBillRental) rental = make_rental (7);

  add_event (rental, 1, STATE (PROVISIONING), 0);
  add_event (rental, 3, STATE (FAILED), REASON (IMAGE));
  assert_durations (rental, 9, "8 0 0");
  g_assert_false (rental->repriced);
}

static void
test_meter (void)
{
  g_autoptr (SubletBillRental) rental = make_rental (7);

  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS), ==, SUBLET_MONEY_UNKNOWN);
  rental->meter_uusd = 2000000;
  rental->meter_at_us = THIS;
  rental->meter_rate_nusd = SUBLET_NUSD_PER_USD;
  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS + 3 * HOUR), ==, 5000000);
  rental->ended_us = THIS;
  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS + 3 * HOUR), ==, 2000000);
}

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
      SubletBillRental *rental = make_usual_rental (7);
      g_autoptr (SubletSpend) spend = NULL;
      g_autoptr (SubletBillCheck) check = NULL;
      const SubletBillCheckRow *row;
      int cents =
        bills[i].gpu + bills[i].disk + bills[i].download + bills[i].upload + bills[i].other;

      g_test_message ("%d cents", cents);
      rental->repriced = bills[i].repriced;
      spend = make_spend (make_day (0,
                                    true,
                                    7,
                                    bills[i].gpu,
                                    bills[i].disk,
                                    bills[i].download,
                                    bills[i].upload,
                                    bills[i].other),
                          NULL);
      check = check_one (rental, spend, THIS + 9 * DAY);
      row = get_row (check, 0);
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
  SubletBillRental *rental = make_rental (7);
  g_autoptr (SubletSpend) spend =
    make_spend (make_day (0, true, 7, 0, 230, 0, 0, 0), make_day (1, true, 7, 450, 120, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  add_event (rental, 1, STATE (PROVISIONING), 0);
  add_event (rental, 31, STATE (READY), 0);
  add_event (rental, 36, STATE (GONE), 0);
  rental->ended_us = THIS + 36 * HOUR;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, 5000000);
  g_assert_cmpint (get_row (check, 0)->billed_uusd, ==, 8000000);
  g_assert_cmpint (get_row (check, 0)->cause, ==, SUBLET_BILL_CAUSE_LOADING);
}

/* Ten cents are not enough where they are much, nor is much of nothing. */
static void
test_small (void)
{
  SubletBillRental *rental = make_usual_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 9, 11, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_NUSD_PER_USD / 100;
  rental->quoted_stopped_nusd = 0;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->difference_uusd, ==, 100000);
  g_assert_false (get_row (check, 0)->exceeds);
}

/* What was expected of traffic is in the quote. */
static void
test_traffic (void)
{
  SubletBillRental *rental = make_usual_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 900, 100, 90, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->traffic_uusd = 500000;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, 10500000);
  g_assert_false (get_row (check, 0)->exceeds);
}

/* ---- an end that nobody saw ---- */

/* Seen for the last time at ten, when it had run for eight hours; noticed the next day at noon. */
static SubletBillRental *
make_late_rental (gint64 contract_id)
{
  SubletBillRental *rental = make_rental (contract_id);

  add_event (rental, 1, STATE (PROVISIONING), 0);
  add_event (rental, 2, STATE (READY), 0);
  add_event (rental, 36, STATE (GONE), 0);
  rental->ended_us = THIS + 36 * HOUR;
  rental->seen_us = THIS + 10 * HOUR;
  rental->meter_uusd = 34000000;

  return rental;
}

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
        spend = make_spend (make_day (0, true, 7, late_bills[i].gpu, late_bills[i].disk, 0, 0, 0),
                            make_day (1,
                                      true,
                                      7,
                                      late_bills[i].next_gpu,
                                      late_bills[i].next_disk,
                                      0,
                                      0,
                                      0));
      g_autoptr (SubletBillCheck) check = check_one (make_late_rental (7), spend, THIS + 9 * DAY);
      const SubletBillCheckRow *row = get_row (check, 0);

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
  g_autoptr (SubletBillCheck) unknown = check_one (make_late_rental (7), nothing, THIS + 9 * DAY);
  SubletBillRental *soon = make_usual_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) noticed = NULL;

  g_assert_cmpint (get_row (unknown, 0)->quoted_uusd, ==, 8000000);
  g_assert_cmpint (get_row (unknown, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_cmpint (get_row (unknown, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);

  soon->seen_us = soon->ended_us - 10 * G_TIME_SPAN_MINUTE;
  soon->meter_uusd = 9000000;
  noticed = check_one (soon, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (noticed, 0)->about_us, ==, 0);
  g_assert_cmpint (get_row (noticed, 0)->quoted_uusd, ==, 10000000);
  g_assert_cmpint (get_row (noticed, 0)->metered_uusd, ==, 9000000);
}

/* Where its known days end before nobody looked, these alone are compared; its end is no better
 * known for that. */
static void
test_unseen_before (void)
{
  SubletBillRental *rental = make_late_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 1980, 230, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = NULL;

  rental->seen_us = THIS + 30 * HOUR;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, 22000000);
  g_assert_cmpint (get_row (check, 0)->about_us, ==, THIS + 30 * HOUR);
  g_assert_cmpint (get_row (check, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);
}

/* One that was not rented here has no quote, and its end was not seen for that either. */
static void
test_unseen_unquoted (void)
{
  SubletBillRental *rental = make_late_rental (7);
  g_autoptr (SubletSpend) spend =
    make_spend (make_day (0, true, 7, 1035, 125, 0, 0, 0), make_day (1, true, 7, 0, 0, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  rental->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (get_row (check, 0)->billed_uusd, ==, 11600000);
  g_assert_cmpint (get_row (check, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_cmpint (get_row (check, 0)->metered_uusd, ==, SUBLET_MONEY_UNKNOWN);
}

/* As far as it is charged: by the day, and no longer than until it was noticed. */
static void
test_unseen_unquoted_later (void)
{
  SubletBillRental *rental = make_late_rental (7);
  g_autoptr (SubletSpend) spend =
    make_spend (make_day (0, true, 7, 1035, 125, 0, 0, 0), make_day (1, true, 7, 720, 90, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  rental->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  rental->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->about_us, ==, THIS + 36 * HOUR);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 1);
}

/* Once its days are known, it is left out of those after its end. */
static void
test_unseen_limit (void)
{
  g_autoptr (SubletSpend) spend =
    make_spend (make_day (0, true, 7, 720, 90, 0, 0, 0), make_day (1, true, 7, 0, 0, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = check_one (make_late_rental (7), spend, THIS + 9 * DAY);

  g_assert_true (get_row (check, 0)->whole);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 0);
}

/* ---- of some days ---- */

/* Those that ran in them, whenever they began; their bills are of all of their days. */
static void
test_limit (void)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);
  SubletBillRental *late = make_late_rental (8);
  SubletBillRental *open = make_rental (9);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SubletSpend) nothing = sublet_spend_new (none, NULL, NULL);
  g_autoptr (SubletBillCheck) check = NULL;
  gint64 from_us;
  gint64 until_us;

  open->made_us = THIS + 3 * DAY;
  g_ptr_array_add (rentals, make_usual_rental (7));
  g_ptr_array_add (rentals, late);
  g_ptr_array_add (rentals, open);
  check = sublet_bill_check_new (rentals, nothing, THIS + 9 * DAY);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  g_assert_cmpint (until_us, ==, THIS + 9 * DAY);

  /* Seen last on the first day, noticed on the second: which of them it ended on is not known. */
  sublet_bill_check_limit (check, THIS + DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 2);
  g_assert_true (get_row (check, 0)->rental == open);
  g_assert_true (get_row (check, 1)->rental == late);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  sublet_bill_check_limit (check, THIS + 2 * DAY, THIS + 4 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 1);
  g_assert_true (get_row (check, 0)->rental == open);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + 3 * DAY);
  sublet_bill_check_limit (check, THIS + DAY, THIS + 2 * DAY, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 0);
  g_assert_false (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
}

/* Its end is thought to be on the first day, which nobody knows before all the days until it was
 * noticed are known: these are asked for, and only then is it whole. */
static void
test_unseen_days (void)
{
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 720, 90, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) check = check_one (make_late_rental (7), spend, THIS + 9 * DAY);
  gint64 from_us;
  gint64 until_us;

  g_assert_cmpint (get_row (check, 0)->about_us, ==, THIS + 10 * HOUR);
  g_assert_false (get_row (check, 0)->whole);
  g_assert_true (sublet_bill_check_get_days (check, THIS + 9 * DAY, &from_us, &until_us));
  g_assert_cmpint (from_us, ==, THIS + HOUR);
  g_assert_cmpint (until_us, ==, THIS + 36 * HOUR);
}

/* ---- what is known ---- */

/* Of what runs still, until where the days are whole; today is not. */
static void
test_open (void)
{
  SubletBillRental *rental = make_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 1980, 220, 0, 0, 0),
                                              make_day (1, false, 7, 800, 20, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  add_event (rental, 2, STATE (READY), 0);
  check = check_one (rental, spend, THIS + DAY + 9 * HOUR);
  g_assert_cmpint (get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_false (get_row (check, 0)->whole);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, 22000000);
  g_assert_cmpint (get_row (check, 0)->difference_uusd, ==, 0);
}

/* A day between is missing: nothing is held against the quote of the days behind it. */
static void
test_gap (void)
{
  SubletBillRental *rental = make_rental (7);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 1980, 220, 0, 0, 0),
                                              make_day (2, true, 7, 9000, 900, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  add_event (rental, 2, STATE (READY), 0);
  add_event (rental, 60, STATE (GONE), 0);
  rental->ended_us = THIS + 60 * HOUR;
  check = check_one (rental, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->until_us, ==, THIS + DAY);
  g_assert_false (get_row (check, 0)->whole);
  g_assert_cmpint (get_row (check, 0)->difference_uusd, ==, 0);
}

/* No charge is known yet, or no quote: there is nothing to compare. */
static void
test_unknown (void)
{
  SubletBillRental *rental = make_usual_rental (7);
  SubletBillRental *unquoted = make_usual_rental (7);
  g_autoptr (SubletSpend) later = make_spend (make_day (1, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletSpend) spend = make_spend (make_day (0, true, 7, 900, 100, 0, 0, 0), NULL);
  g_autoptr (SubletBillCheck) early = check_one (rental, later, THIS + 12 * HOUR);
  g_autoptr (SubletBillCheck) check = NULL;

  g_assert_cmpint (get_row (early, 0)->until_us, ==, 0);
  g_assert_cmpint (get_row (early, 0)->quoted_uusd, ==, 10000000);
  g_assert_cmpint (get_row (early, 0)->billed_uusd, ==, 0);
  g_assert_cmpint (get_row (early, 0)->difference_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_false (get_row (early, 0)->exceeds);
  g_assert_true (isnan (sublet_bill_check_row_get_percent (get_row (early, 0))));

  unquoted->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  check = check_one (unquoted, spend, THIS + 9 * DAY);
  g_assert_cmpint (get_row (check, 0)->quoted_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (get_row (check, 0)->billed_uusd, ==, 10000000);
  g_assert_false (get_row (check, 0)->exceeds);
}

/* Each charge counts once and where it belongs; what is nobody's is left. */
static void
test_many (void)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);
  SubletBillRental *again = make_usual_rental (7);
  g_autoptr (SubletSpend) spend =
    make_spend (make_day (0, true, 7, 900, 100, 0, 0, 0), make_day (1, true, 9, 900, 100, 0, 0, 0));
  g_autoptr (SubletBillCheck) check = NULL;

  g_ptr_array_add (rentals, make_usual_rental (8));
  g_ptr_array_add (rentals, make_usual_rental (7));
  g_free (again->id);
  again->id = g_strdup ("again");
  again->made_us += HOUR;
  g_ptr_array_add (rentals, again);
  check = sublet_bill_check_new (rentals, spend, THIS + 9 * DAY);
  g_assert_cmpuint (check->rows->len, ==, 3);
  g_assert_cmpstr (get_row (check, 0)->rental->id, ==, "again");
  g_assert_cmpint (get_row (check, 0)->billed_uusd, ==, 10000000);
  g_assert_cmpstr (get_row (check, 1)->rental->id, ==, "r7");
  g_assert_cmpint (get_row (check, 1)->billed_uusd, ==, 0);
  g_assert_cmpint (get_row (check, 2)->billed_uusd, ==, 0);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/bill-check/spans", test_spans);
  g_test_add_func ("/billing/bill-check/never-ran", test_never_ran);
  g_test_add_func ("/billing/bill-check/meter", test_meter);
  g_test_add_func ("/billing/bill-check/bills", test_bills);
  g_test_add_func ("/billing/bill-check/loading", test_loading);
  g_test_add_func ("/billing/bill-check/small", test_small);
  g_test_add_func ("/billing/bill-check/traffic", test_traffic);
  g_test_add_func ("/billing/bill-check/unseen", test_unseen);
  g_test_add_func ("/billing/bill-check/unseen-unknown", test_unseen_unknown);
  g_test_add_func ("/billing/bill-check/unseen-before", test_unseen_before);
  g_test_add_func ("/billing/bill-check/unseen-unquoted", test_unseen_unquoted);
  g_test_add_func ("/billing/bill-check/unseen-unquoted-later", test_unseen_unquoted_later);
  g_test_add_func ("/billing/bill-check/unseen-limit", test_unseen_limit);
  g_test_add_func ("/billing/bill-check/limit", test_limit);
  g_test_add_func ("/billing/bill-check/unseen-days", test_unseen_days);
  g_test_add_func ("/billing/bill-check/open", test_open);
  g_test_add_func ("/billing/bill-check/gap", test_gap);
  g_test_add_func ("/billing/bill-check/unknown", test_unknown);
  g_test_add_func ("/billing/bill-check/many", test_many);

  return g_test_run ();
}
