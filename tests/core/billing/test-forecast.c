/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/forecast-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

typedef struct
{
  const char *name;
  SubletBurnKind kind;
  bool destroyed;
  gint64 lease_us; /* from now, 0: none */
  SubletLeaseEnd at_end;
  gint64 contract_us; /* from now, 0: none */
  gint64 cost_uusd;   /* until the end of the month */
  SubletAssumptionKind kind_assumed;
  guint n_assumed;
} Row;

static const Row rows[] = {
  /* Nothing ends it: the whole time. */
  { "runs", SUBLET_BURN_KIND_RUNNING, false, 0, 0, 0, 25920000, SUBLET_ASSUMPTION_RUNS, 1 },
  { "starts", SUBLET_BURN_KIND_STARTING, false, 0, 0, 0, 25920000, SUBLET_ASSUMPTION_STARTS, 1 },
  /* A day at $8.64, two of the disk at $0.48. */
  { "lease-stops",
    SUBLET_BURN_KIND_RUNNING,
    false,
    DAY,
    SUBLET_LEASE_END_STOP,
    0,
    9600000,
    SUBLET_ASSUMPTION_LEASE_STOPS,
    1 },
  { "lease-destroys",
    SUBLET_BURN_KIND_RUNNING,
    false,
    DAY,
    SUBLET_LEASE_END_DESTROY,
    0,
    8640000,
    SUBLET_ASSUMPTION_LEASE_DESTROYS,
    1 },
  { "lease-of-starting",
    SUBLET_BURN_KIND_STARTING,
    false,
    DAY,
    SUBLET_LEASE_END_DESTROY,
    0,
    8640000,
    SUBLET_ASSUMPTION_LEASE_DESTROYS,
    2 },
  /* Later than the month: it runs as far as this goes. */
  { "lease-later",
    SUBLET_BURN_KIND_RUNNING,
    false,
    4 * DAY,
    SUBLET_LEASE_END_DESTROY,
    0,
    25920000,
    SUBLET_ASSUMPTION_RUNS,
    1 },
  { "lease-at-the-end",
    SUBLET_BURN_KIND_RUNNING,
    false,
    3 * DAY,
    SUBLET_LEASE_END_DESTROY,
    0,
    25920000,
    SUBLET_ASSUMPTION_RUNS,
    1 },
  /* It is being carried out. */
  { "lease-due",
    SUBLET_BURN_KIND_RUNNING,
    false,
    -HOUR,
    SUBLET_LEASE_END_STOP,
    0,
    1440000,
    SUBLET_ASSUMPTION_LEASE_STOPS,
    1 },
  { "contract",
    SUBLET_BURN_KIND_RUNNING,
    false,
    0,
    0,
    DAY,
    9600000,
    SUBLET_ASSUMPTION_CONTRACT_STOPS,
    1 },
  /* The contract stops it after a day, the lease destroys its disk after two. */
  { "contract-before-destroy",
    SUBLET_BURN_KIND_RUNNING,
    false,
    2 * DAY,
    SUBLET_LEASE_END_DESTROY,
    DAY,
    9120000,
    SUBLET_ASSUMPTION_CONTRACT_STOPS,
    2 },
  { "contract-after-lease",
    SUBLET_BURN_KIND_RUNNING,
    false,
    DAY,
    SUBLET_LEASE_END_STOP,
    2 * DAY,
    9600000,
    SUBLET_ASSUMPTION_LEASE_STOPS,
    1 },
  { "contract-after-destroy",
    SUBLET_BURN_KIND_RUNNING,
    false,
    DAY,
    SUBLET_LEASE_END_DESTROY,
    2 * DAY,
    8640000,
    SUBLET_ASSUMPTION_LEASE_DESTROYS,
    1 },
  { "stopped", SUBLET_BURN_KIND_STOPPED, false, 0, 0, 0, 1440000, SUBLET_ASSUMPTION_STOPPED, 1 },
  { "stopped-with-lease",
    SUBLET_BURN_KIND_STOPPED,
    false,
    DAY,
    SUBLET_LEASE_END_DESTROY,
    DAY,
    480000,
    SUBLET_ASSUMPTION_STOPPED,
    2 },
  { "stopping", SUBLET_BURN_KIND_ENDING, false, 0, 0, 0, 1440000, SUBLET_ASSUMPTION_ENDS, 1 },
  { "destroying", SUBLET_BURN_KIND_ENDING, true, DAY, 0, 0, 0, SUBLET_ASSUMPTION_ENDS, 1 },
  { "offline", SUBLET_BURN_KIND_OFFLINE, false, DAY, 0, 0, 0, SUBLET_ASSUMPTION_OFFLINE, 1 },
  { "unclear", SUBLET_BURN_KIND_UNSETTLED, false, 0, 0, 0, 0, SUBLET_ASSUMPTION_UNSETTLED, 1 },
  { "volume", SUBLET_BURN_KIND_VOLUME, false, 0, 0, 0, 1440000, SUBLET_ASSUMPTION_VOLUMES, 1 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  SubletBurnItem item = forecast_fixture_make_item (row->kind);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  item.destroyed = row->destroyed;
  item.lease_end_us = row->lease_us != 0 ? NOW + row->lease_us : 0;
  item.lease_at_end = row->at_end;
  item.contract_end_us = row->contract_us != 0 ? NOW + row->contract_us : 0;
  burn = forecast_fixture_make_burn (item);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, row->cost_uusd);
  g_assert_cmpint (forecast->base_uusd, ==, row->cost_uusd);
  g_assert_cmpuint (forecast->items->len, ==, 1);
  g_assert_cmpuint (forecast->assumptions[row->kind_assumed].count, ==, 1);
  g_assert_cmpstr (forecast->assumptions[row->kind_assumed].name, ==, "ada");
  forecast_fixture_assert_n_assumed (forecast, row->n_assumed);
}

/* What is not known is said, and is not nothing. */
static void
test_unknown (void)
{
  SubletBurnItem item = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem unpriced = forecast_fixture_make_item (SUBLET_BURN_KIND_STOPPED);
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  g_autoptr (SubletForecast) forecast = NULL;

  unpriced.now_nusd = SUBLET_MONEY_UNKNOWN;
  unpriced.stopped_nusd = SUBLET_MONEY_UNKNOWN;
  sublet_burn_add (burn, &item);
  sublet_burn_add (burn, &unpriced);
  /* An hour without an answer: what was rented then is counted from now on. */
  forecast = sublet_forecast_new (burn, NULL, NOW - HOUR, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, 25920000);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_LIST_UNKNOWN, 1, NOW - HOUR);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_UNPRICED, 1, 0);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_STOPPED, 1, 0);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_VOLUMES_UNKNOWN, 1, 0);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN, 1, 0);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_RUNS, 1, 0);
  forecast_fixture_assert_n_assumed (forecast, 6);
}

static void
test_nothing (void)
{
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  g_autoptr (SubletForecast) forecast = NULL;

  burn->volumes_known = true;
  burn->traffic_known = true;
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, 0);
  forecast_fixture_assert_n_assumed (forecast, 0);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 5000000, NOW), ==, 0);
}

/* Of several the earliest is named. */
static void
test_several (void)
{
  SubletBurnItem later = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem sooner = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  later.lease_end_us = NOW + 2 * DAY;
  sooner.lease_end_us = NOW + DAY;
  sooner.spot = true;
  g_free (sooner.name);
  sooner.name = g_strdup ("bob");
  burn = forecast_fixture_make_burn (later);
  sublet_burn_add (burn, &sooner);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_LEASE_STOPS, 2, NOW + DAY);
  g_assert_cmpstr (forecast->assumptions[SUBLET_ASSUMPTION_LEASE_STOPS].name, ==, "bob");
  g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_LEASE_STOPS].rate_nusd,
                   ==,
                   2 * RUNNING_NUSD);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_SPOT, 1, 0);
  g_assert_cmpint (forecast->total_uusd, ==, 17280000 + 480000 + 8640000 + 960000);
}

/* Traffic goes on while it runs, and ends with that. */
static void
test_traffic (void)
{
  SubletBurnItem item = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  item.traffic_nusd = 5000000;
  item.lease_end_us = NOW + DAY;
  burn = forecast_fixture_make_burn (item);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, 9600000 + 120000);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_TRAFFIC, 1, 0);
  g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_TRAFFIC].rate_nusd, ==, 5000000);
}

static gint64
get_total_if (const SubletBurn *burn, SubletWhatIf what, SubletAssumptionKind kind, guint count)
{
  g_autoptr (GHashTable) what_ifs = sublet_what_ifs_new ();
  g_autoptr (SubletForecast) forecast = NULL;
  const SubletForecastItem *item;

  sublet_what_ifs_set (what_ifs, "ada-id", what);
  sublet_what_ifs_set (what_ifs, "another", SUBLET_WHAT_IF_DESTROY);
  forecast = sublet_forecast_new (burn, what_ifs, 0, NOW, END);
  g_assert_cmpuint (forecast->assumptions[kind].count, ==, count);
  item = &g_array_index (forecast->items, SubletForecastItem, 0);
  g_assert_cmpint (item->cost_uusd, ==, forecast->total_uusd);
  g_assert_cmpint (item->base_uusd, ==, forecast->base_uusd);

  return forecast->total_uusd;
}

static void
test_what_if (void)
{
  SubletBurnItem item = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem stopped = forecast_fixture_make_item (SUBLET_BURN_KIND_STOPPED);
  SubletBurnItem volume = forecast_fixture_make_item (SUBLET_BURN_KIND_VOLUME);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletBurn) disk = NULL;
  g_autoptr (SubletBurn) volumes = NULL;

  item.lease_end_us = NOW + 2 * DAY;
  item.lease_at_end = SUBLET_LEASE_END_DESTROY;
  item.contract_end_us = NOW + DAY;
  item.traffic_nusd = 5000000;
  burn = forecast_fixture_make_burn (item);
  /* Its disk until the lease destroys it. */
  g_assert_cmpint (get_total_if (burn, SUBLET_WHAT_IF_STOP, SUBLET_ASSUMPTION_IF_STOPPED, 1),
                   ==,
                   960000);
  g_assert_cmpint (get_total_if (burn, SUBLET_WHAT_IF_DESTROY, SUBLET_ASSUMPTION_IF_DESTROYED, 1),
                   ==,
                   0);
  g_assert_cmpint (get_total_if (burn, SUBLET_WHAT_IF_NOTHING, SUBLET_ASSUMPTION_IF_STOPPED, 0),
                   ==,
                   8640000 + 120000 + 480000);

  /* What does not run is not stopped, and a volume is no instance. */
  disk = forecast_fixture_make_burn (stopped);
  g_assert_cmpint (get_total_if (disk, SUBLET_WHAT_IF_STOP, SUBLET_ASSUMPTION_STOPPED, 1),
                   ==,
                   1440000);
  g_assert_cmpint (get_total_if (disk, SUBLET_WHAT_IF_DESTROY, SUBLET_ASSUMPTION_IF_DESTROYED, 1),
                   ==,
                   0);
  volumes = forecast_fixture_make_burn (volume);
  g_assert_cmpint (get_total_if (volumes, SUBLET_WHAT_IF_DESTROY, SUBLET_ASSUMPTION_VOLUMES, 1),
                   ==,
                   1440000);
}

static void
test_credit (void)
{
  SubletBurnItem item = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem leased = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem destroyed = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  g_autoptr (SubletBurn) burn = forecast_fixture_make_burn (item);
  g_autoptr (SubletBurn) ending = NULL;
  g_autoptr (GHashTable) what_ifs = sublet_what_ifs_new ();

  /* $3.60 last ten hours, none at all none. */
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 3600000, NOW),
                   ==,
                   NOW + 10 * HOUR);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 0, NOW), ==, NOW);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, -5, NOW), ==, NOW);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, SUBLET_MONEY_UNKNOWN, NOW),
                   ==,
                   0);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, G_MAXINT64, NOW), ==, 0);

  /* Another one runs for five hours, then its disk stays: $3.60, then $0.38 an hour. */
  leased.lease_end_us = NOW + 5 * HOUR;
  sublet_burn_add (burn, &leased);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 3600000, NOW),
                   ==,
                   NOW + 5 * HOUR);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 3600000 + 380000, NOW),
                   ==,
                   NOW + 6 * HOUR);
  sublet_what_ifs_set (what_ifs, "ada-id", SUBLET_WHAT_IF_STOP);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, what_ifs, 400000, NOW),
                   ==,
                   NOW + 10 * HOUR);

  /* All is destroyed before: it does not end. */
  destroyed.lease_end_us = NOW + 5 * HOUR;
  destroyed.lease_at_end = SUBLET_LEASE_END_DESTROY;
  ending = forecast_fixture_make_burn (destroyed);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (ending, NULL, 1800001, NOW), ==, 0);
  g_assert_cmpint (sublet_forecast_get_credit_end_us (ending, NULL, 1440000, NOW),
                   ==,
                   NOW + 4 * HOUR);
}

static gint64
get_us (int year, int month, int day, int hour)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (at) * G_TIME_SPAN_SECOND;
}

static void
test_months (void)
{
  static const int cases[][6] = {
    { 2026, 11, 30, 23, 2026, 12 }, { 2026, 12, 31, 12, 2027, 1 }, { 2028, 2, 29, 23, 2028, 3 },
    { 2027, 2, 28, 1, 2027, 3 },    { 2028, 1, 31, 0, 2028, 2 },   { 2026, 12, 1, 0, 2027, 1 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const int *c = cases[i];
      gint64 at_us = get_us (c[0], c[1], c[2], c[3]);

      g_assert_cmpint (sublet_forecast_get_month_end_us (at_us), ==, get_us (c[4], c[5], 1, 0));
      g_assert_cmpint (sublet_forecast_get_month_start_us (at_us), ==, get_us (c[0], c[1], 1, 0));
    }
}

/* A leap February has a day more, and the last moment of a month costs nothing more. */
static void
test_february (void)
{
  static const struct
  {
    int year;
    gint64 cost_uusd;
  } cases[] = { { 2027, 28 * 8640000 }, { 2028, 29 * 8640000 } };
  g_autoptr (SubletBurn)
    burn = forecast_fixture_make_burn (forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING));
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 from_us = get_us (cases[i].year, 2, 1, 0);
      gint64 until_us = sublet_forecast_get_month_end_us (from_us);
      g_autoptr (SubletForecast) forecast = sublet_forecast_new (burn, NULL, 0, from_us, until_us);
      g_autoptr (SubletForecast) last = sublet_forecast_new (burn, NULL, 0, until_us, until_us);

      g_assert_cmpint (forecast->total_uusd, ==, cases[i].cost_uusd);
      g_assert_cmpint (last->total_uusd, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/billing/forecast/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/billing/forecast/unknown", test_unknown);
  g_test_add_func ("/billing/forecast/nothing", test_nothing);
  g_test_add_func ("/billing/forecast/several", test_several);
  g_test_add_func ("/billing/forecast/traffic", test_traffic);
  g_test_add_func ("/billing/forecast/what-if", test_what_if);
  g_test_add_func ("/billing/forecast/credit", test_credit);
  g_test_add_func ("/billing/forecast/months", test_months);
  g_test_add_func ("/billing/forecast/february", test_february);

  return g_test_run ();
}
