/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/bill-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* How a rental is billed, hour by hour. */

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
  g_autoptr (SubletBillRental) rental = bill_fixture_make_rental (7);

  assert_durations (rental, 100, "0 0 0");
  bill_fixture_add_event (rental, 1, STATE (INTENDED), 0);
  bill_fixture_add_event (rental, 2, STATE (REQUESTING), 0);
  bill_fixture_add_event (rental, 3, STATE (PROVISIONING), 0);
  bill_fixture_add_event (rental, 5, STATE (CONNECTING), 0);
  bill_fixture_add_event (rental, 6, STATE (READY), 0);
  bill_fixture_add_event (rental, 7, STATE (READY), REASON (PRICE_DIFFERS));
  bill_fixture_add_event (rental, 9, STATE (STOPPING), 0);
  bill_fixture_add_event (rental, 10, STATE (STOPPED), 0);
  bill_fixture_add_event (rental, 20, STATE (STARTING), 0);
  bill_fixture_add_event (rental, 21, STATE (RUNNING), 0);
  bill_fixture_add_event (rental, 22, STATE (OFFLINE), 0);
  bill_fixture_add_event (rental, 30, STATE (RUNNING), 0);
  /* Nobody knows better. */
  bill_fixture_add_event (rental, 31, STATE (UNKNOWN), 0);
  bill_fixture_add_event (rental, 35, STATE (DESTROYING), 0);
  assert_durations (rental, 4, "1 0 0");
  assert_durations (rental, 22, "2 6 11");
  assert_durations (rental, 40, "2 16 11");
  bill_fixture_add_event (rental, 36, STATE (GONE), 0);
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
  g_autoptr (SubletBillRental) rental = bill_fixture_make_rental (7);

  bill_fixture_add_event (rental, 1, STATE (PROVISIONING), 0);
  bill_fixture_add_event (rental, 3, STATE (FAILED), REASON (IMAGE));
  assert_durations (rental, 9, "8 0 0");
  g_assert_false (rental->repriced);
}

static void
test_meter (void)
{
  g_autoptr (SubletBillRental) rental = bill_fixture_make_rental (7);

  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS), ==, SUBLET_MONEY_UNKNOWN);
  rental->meter_uusd = 2000000;
  rental->meter_at_us = THIS;
  rental->meter_rate_nusd = SUBLET_NUSD_PER_USD;
  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS + 3 * HOUR), ==, 5000000);
  rental->ended_us = THIS;
  g_assert_cmpint (sublet_bill_rental_get_metered_uusd (rental, THIS + 3 * HOUR), ==, 2000000);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/bill-rental/spans", test_spans);
  g_test_add_func ("/billing/bill-rental/never-ran", test_never_ran);
  g_test_add_func ("/billing/bill-rental/meter", test_meter);

  return g_test_run ();
}
