/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-budget.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-volume.h"
#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test.h"

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

/* 3 December 2026, 14:00: the third day of its month. */
#define TODAY (20790 * DAY)
#define NOW (TODAY + 14 * HOUR)

/* One charge of a thing on a day: GPU and disk, and traffic. */
static void
add_charge (GPtrArray *days,
            gint64 day_us,
            const char *source,
            gint64 instance_id,
            gint64 time_uusd,
            gint64 traffic_uusd)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  SubletChargeData data = { .instance_id = instance_id,
                            .source = g_strdup (source),
                            .amount_uusd = time_uusd + traffic_uusd };

  data.parts_uusd[SUBLET_CHARGE_KIND_GPU] = time_uusd;
  data.parts_uusd[SUBLET_CHARGE_KIND_UPLOAD] = traffic_uusd;
  g_ptr_array_add (charges, sublet_charge_new_take (&data));
  g_ptr_array_add (days, sublet_charge_day_new (day_us, MIN (day_us + DAY, NOW), charges));
}

static GPtrArray *
make_days (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
}

static void
add_reading (GArray *readings, gint64 instance_id, const char *source, gint64 metered_uusd)
{
  SubletMeterReading reading = { .instance_id = instance_id,
                                 .source = g_strdup (source),
                                 .metered_uusd = metered_uusd };

  g_array_append_val (readings, reading);
}

static void
assert_spent (SubletBudgetPeriod period,
              const SubletSpend *spend,
              gint64 known_at_us,
              GArray *readings,
              gint64 spent_uusd,
              bool known)
{
  SubletSpent spent;

  sublet_spent_read (&spent, period, spend, known_at_us, readings, NOW);
  g_assert_cmpint (spent.spent_uusd, ==, spent_uusd);
  g_assert_true (spent.known == known);
  g_assert_cmpint (spent.start_us,
                   ==,
                   period == SUBLET_BUDGET_PERIOD_DAY ? TODAY : TODAY - 2 * DAY);
  g_assert_cmpint (spent.end_us,
                   ==,
                   period == SUBLET_BUDGET_PERIOD_DAY ? TODAY + DAY : TODAY + 29 * DAY);
}

/* Charges that are late, that are not, that never come: nothing is counted twice. */
static void
test_today (void)
{
  static const struct
  {
    gint64 charged_uusd;
    gint64 traffic_uusd;
    gint64 metered_uusd;
    gint64 spent_uusd;
  } cases[] = {
    { 1000000, 0, 1400000, 1400000 },
    { 1400000, 0, 1000000, 1400000 },
    { 1000000, 50000, 1400000, 1450000 },
    { 1400000, 50000, 1000000, 1450000 },
    { 1000000, 50000, 0, 1050000 },
    { 0, 0, 1400000, 1400000 },
    { -200000, 0, 0, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) days = make_days ();
      g_autoptr (GArray) readings = sublet_meter_readings_new ();
      g_autoptr (SubletSpend) spend = NULL;

      add_charge (days, TODAY, "instance-1", 1, cases[i].charged_uusd, cases[i].traffic_uusd);
      add_reading (readings, 1, NULL, cases[i].metered_uusd);
      spend = sublet_spend_new (days, NULL, NULL);
      assert_spent (SUBLET_BUDGET_PERIOD_DAY, spend, NOW, readings, cases[i].spent_uusd, true);
    }
}

/* Each by itself: one that ended has no meter, a new one no charge, a volume is no instance. */
static void
test_several (void)
{
  g_autoptr (GPtrArray) days = make_days ();
  g_autoptr (GArray) readings = sublet_meter_readings_new ();
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  static const struct
  {
    const char *source;
    gint64 instance_id;
    gint64 amount_uusd;
  } rows[] = { { "instance-1", 1, 1000000 },
               { "instance-2", 2, 2000000 },
               { "volume-7", 0, 30000 },
               { "volume-8", 0, 40000 },
               { "instance-9", 9, -10000 } };
  g_autoptr (SubletSpend) spend = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletChargeData data = { .instance_id = rows[i].instance_id,
                                .source = g_strdup (rows[i].source),
                                .amount_uusd = rows[i].amount_uusd };

      g_ptr_array_add (charges, sublet_charge_new_take (&data));
    }
  g_ptr_array_add (days, sublet_charge_day_new (TODAY, NOW, charges));
  spend = sublet_spend_new (days, NULL, NULL);
  add_reading (readings, 1, NULL, 1500000);
  add_reading (readings, 3, NULL, 700000);
  add_reading (readings, 0, "volume-7", 35000);
  assert_spent (SUBLET_BUDGET_PERIOD_DAY,
                spend,
                NOW,
                readings,
                1500000 + 2000000 + 700000 + 35000 + 40000 - 10000,
                true);
}

/* The days before are what was charged, whatever a meter says of today. */
static void
test_month (void)
{
  g_autoptr (GPtrArray) days = make_days ();
  g_autoptr (GPtrArray) gap = make_days ();
  g_autoptr (GArray) readings = sublet_meter_readings_new ();
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (SubletSpend) spend_with_gap = NULL;

  add_charge (days, TODAY - 3 * DAY, "instance-1", 1, 90000000, 0);
  add_charge (days, TODAY - 2 * DAY, "instance-1", 1, 1000000, 0);
  add_charge (days, TODAY - DAY, "instance-1", 1, 2000000, 100000);
  add_charge (days, TODAY, "instance-1", 1, 500000, 0);
  add_reading (readings, 1, NULL, 600000);
  spend = sublet_spend_new (days, NULL, NULL);
  assert_spent (SUBLET_BUDGET_PERIOD_MONTH, spend, NOW, readings, 3700000, true);
  assert_spent (SUBLET_BUDGET_PERIOD_DAY, spend, NOW, readings, 600000, true);

  /* A day that nobody answered is not one without charges. */
  add_charge (gap, TODAY - 2 * DAY, "instance-1", 1, 1000000, 0);
  spend_with_gap = sublet_spend_new (gap, NULL, NULL);
  assert_spent (SUBLET_BUDGET_PERIOD_MONTH, spend_with_gap, NOW, readings, 1600000, false);
}

/* Without charges the meters are all there is, and it is said. */
static void
test_unknown (void)
{
  g_autoptr (GPtrArray) days = make_days ();
  g_autoptr (GArray) readings = sublet_meter_readings_new ();
  g_autoptr (SubletSpend) spend = sublet_spend_new (days, NULL, NULL);

  add_reading (readings, 1, NULL, 600000);
  assert_spent (SUBLET_BUDGET_PERIOD_DAY, NULL, 0, readings, 600000, false);
  assert_spent (SUBLET_BUDGET_PERIOD_MONTH, NULL, 0, readings, 600000, false);
  /* What was known yesterday says nothing of today. */
  assert_spent (SUBLET_BUDGET_PERIOD_DAY, spend, TODAY - 1, readings, 600000, false);
  assert_spent (SUBLET_BUDGET_PERIOD_DAY, spend, TODAY, readings, 600000, true);
}

static SubletRental *
make_rental (gint64 instance_id, gint64 meter_uusd, gint64 meter_at_us, gint64 meter_rate_nusd)
{
  SubletRental *rental = sublet_rental_new ("ada", SUBLET_RENTAL_ORIGIN_OURS);

  sublet_rental_set_state (rental,
                           instance_id == 6 ? SUBLET_RENTAL_STATE_UNKNOWN
                                            : SUBLET_RENTAL_STATE_READY,
                           SUBLET_RENTAL_REASON_NONE,
                           TODAY);
  sublet_rental_set_instance_id (rental, instance_id);
  sublet_rental_set_meter (rental, meter_uusd, meter_at_us, meter_rate_nusd);

  return rental;
}

/* Since the day began, or since the rate changed last. */
static void
test_meters (void)
{
  static const struct
  {
    gint64 instance_id;
    gint64 meter_uusd;
    gint64 meter_at_us;
    gint64 rate_nusd;
    gint64 metered_uusd; /* SUBLET_MONEY_UNKNOWN: none */
  } cases[] = {
    { 1, 9000000, TODAY - 5 * HOUR, 100000000, 1400000 },
    { 2, 9000000, TODAY + 10 * HOUR, 100000000, 400000 },
    { 3, 9000000, NOW, 100000000, 0 },
    { 0, 9000000, TODAY, 100000000, SUBLET_MONEY_UNKNOWN },
    { 4, SUBLET_MONEY_UNKNOWN, TODAY, 100000000, SUBLET_MONEY_UNKNOWN },
    { 5, 9000000, TODAY, SUBLET_MONEY_UNKNOWN, SUBLET_MONEY_UNKNOWN },
    /* Another account's. */
    { 6, 9000000, TODAY - 5 * HOUR, 100000000, SUBLET_MONEY_UNKNOWN },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
      g_autoptr (GArray) readings = sublet_meter_readings_new ();
      g_autoptr (SubletRental) rental = make_rental (cases[i].instance_id,
                                                     cases[i].meter_uusd,
                                                     cases[i].meter_at_us,
                                                     cases[i].rate_nusd);

      g_list_store_append (rentals, rental);
      sublet_meter_readings_add_rentals (readings, G_LIST_MODEL (rentals), NOW);
      g_assert_cmpuint (readings->len, ==, cases[i].metered_uusd != SUBLET_MONEY_UNKNOWN);
      if (readings->len > 0)
        g_assert_cmpint (g_array_index (readings, SubletMeterReading, 0).metered_uusd,
                         ==,
                         cases[i].metered_uusd);
    }
}

static void
test_volumes (void)
{
  g_autoptr (GPtrArray) volumes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) readings = sublet_meter_readings_new ();
  SubletVolumeData old = { .id = 7, .size_gb = 72, .nusd_per_gb_month = 100000000 };
  SubletVolumeData young = old;
  SubletVolumeData unpriced = old;

  young.start_us = NOW - HOUR;
  unpriced.nusd_per_gb_month = SUBLET_MONEY_UNKNOWN;
  g_ptr_array_add (volumes, sublet_volume_new_take (&old));
  g_ptr_array_add (volumes, sublet_volume_new_take (&young));
  g_ptr_array_add (volumes, sublet_volume_new_take (&unpriced));
  sublet_meter_readings_add_volumes (readings, volumes, NOW);
  g_assert_cmpuint (readings->len, ==, 2);
  g_assert_cmpstr (g_array_index (readings, SubletMeterReading, 0).source, ==, "volume-7");
  g_assert_cmpint (g_array_index (readings, SubletMeterReading, 0).metered_uusd, ==, 140000);
  g_assert_cmpint (g_array_index (readings, SubletMeterReading, 1).metered_uusd, ==, 10000);
}

static void
test_levels (void)
{
  static const struct
  {
    gint64 budget_uusd;
    gint64 spent_uusd;
    SubletBudgetLevel level;
  } cases[] = {
    { 0, 99000000, SUBLET_BUDGET_LEVEL_WITHIN },
    { 20000000, 0, SUBLET_BUDGET_LEVEL_WITHIN },
    { 20000000, 15999999, SUBLET_BUDGET_LEVEL_WITHIN },
    { 20000000, 16000000, SUBLET_BUDGET_LEVEL_NEAR },
    { 20000000, 19999999, SUBLET_BUDGET_LEVEL_NEAR },
    { 20000000, 20000000, SUBLET_BUDGET_LEVEL_OVER },
    { 20000000, 99000000, SUBLET_BUDGET_LEVEL_OVER },
    { 20000000, SUBLET_MONEY_UNKNOWN, SUBLET_BUDGET_LEVEL_WITHIN },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sublet_budget_get_level (cases[i].budget_uusd, cases[i].spent_uusd),
                     ==,
                     cases[i].level);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/billing/budget/today", test_today);
  g_test_add_func ("/billing/budget/several", test_several);
  g_test_add_func ("/billing/budget/month", test_month);
  g_test_add_func ("/billing/budget/unknown", test_unknown);
  g_test_add_func ("/billing/budget/meters", test_meters);
  g_test_add_func ("/billing/budget/volumes", test_volumes);
  g_test_add_func ("/billing/budget/levels", test_levels);

  return g_test_run ();
}
