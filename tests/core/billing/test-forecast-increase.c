/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/forecast-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* A price increase in the middle of what is left of the month. */

/* $0.48 and $0.03 an hour: $11.52 and $0.72 a day, instead of $8.64 and $0.48. */
#define DEARER_NUSD G_GINT64_CONSTANT (480000000)
#define DEARER_DISK_NUSD G_GINT64_CONSTANT (30000000)

typedef struct
{
  const char *name;
  SubletBurnKind kind;
  SubletWhatIf what;
  gint64 increase_us; /* from now; its contract ends then */
  gint64 lease_us;    /* from now, 0: none */
  SubletLeaseEnd at_end;
  gint64 contract_us; /* from now, 0: with the increase */
  gint64 cost_uusd;
  gint64 then_nusd;           /* what is said of the increase, 0: nothing is */
  SubletAssumptionKind other; /* what is said beside it */
} Row;

#define RUNNING SUBLET_BURN_KIND_RUNNING
#define STOPPED SUBLET_BURN_KIND_STOPPED
#define STOP SUBLET_LEASE_END_STOP
#define DESTROY SUBLET_LEASE_END_DESTROY

static const Row rows[] = {
  /* It goes on: a day at the old rate, two at the new one. */
  { "runs", RUNNING, 0, DAY, 0, 0, 0, 31680000, DEARER_NUSD, SUBLET_ASSUMPTION_RUNS },
  { "later", RUNNING, 0, 3 * DAY, 0, 0, 0, 25920000, 0, SUBLET_ASSUMPTION_RUNS },
  { "due", RUNNING, 0, -HOUR, 0, 0, 0, 34560000, DEARER_NUSD, SUBLET_ASSUMPTION_RUNS },
  { "stopped", STOPPED, 0, DAY, 0, 0, 0, 1920000, DEARER_DISK_NUSD, SUBLET_ASSUMPTION_STOPPED },
  { "ending",
    SUBLET_BURN_KIND_ENDING,
    0,
    DAY,
    0,
    0,
    0,
    1920000,
    DEARER_DISK_NUSD,
    SUBLET_ASSUMPTION_ENDS },
  { "offline", SUBLET_BURN_KIND_OFFLINE, 0, DAY, 0, 0, 0, 0, 0, SUBLET_ASSUMPTION_OFFLINE },
  /* A day, a day dearer, a day of the dearer disk. */
  { "lease-after",
    RUNNING,
    0,
    DAY,
    2 * DAY,
    STOP,
    0,
    20880000,
    DEARER_NUSD,
    SUBLET_ASSUMPTION_LEASE_STOPS },
  /* A day, a day of the disk, a day of the dearer disk. */
  { "lease-before",
    RUNNING,
    0,
    2 * DAY,
    DAY,
    STOP,
    0,
    9840000,
    DEARER_DISK_NUSD,
    SUBLET_ASSUMPTION_LEASE_STOPS },
  { "destroyed-before",
    RUNNING,
    0,
    2 * DAY,
    DAY,
    DESTROY,
    0,
    8640000,
    0,
    SUBLET_ASSUMPTION_LEASE_DESTROYS },
  { "destroyed-with-it",
    RUNNING,
    0,
    DAY,
    DAY,
    DESTROY,
    0,
    8640000,
    0,
    SUBLET_ASSUMPTION_LEASE_DESTROYS },
  { "stopped-by-hand",
    RUNNING,
    SUBLET_WHAT_IF_STOP,
    DAY,
    0,
    0,
    0,
    1920000,
    DEARER_DISK_NUSD,
    SUBLET_ASSUMPTION_IF_STOPPED },
  { "destroyed-by-hand",
    RUNNING,
    SUBLET_WHAT_IF_DESTROY,
    DAY,
    0,
    0,
    0,
    0,
    0,
    SUBLET_ASSUMPTION_IF_DESTROYED },
  /* Its contract goes on until two days from now: a day, a day dearer, a day of the dearer disk. */
  { "contract-after",
    RUNNING,
    0,
    DAY,
    0,
    0,
    2 * DAY,
    20880000,
    DEARER_NUSD,
    SUBLET_ASSUMPTION_CONTRACT_STOPS },
};

static SubletBurnItem
make_increased (SubletBurnKind kind, gint64 increase_us)
{
  SubletBurnItem item = forecast_fixture_make_item (kind);

  item.increase = SUBLET_BURN_INCREASE_ACCEPTED;
  item.increase_us = NOW + increase_us;
  item.contract_end_us = NOW + increase_us;
  item.increased_running_nusd = DEARER_NUSD;
  item.increased_stopped_nusd = DEARER_DISK_NUSD;

  return item;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  SubletBurnItem item = make_increased (row->kind, row->increase_us);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (GHashTable) what_ifs = sublet_what_ifs_new ();
  g_autoptr (SubletForecast) forecast = NULL;
  const SubletAssumption *assumption;

  item.lease_end_us = row->lease_us != 0 ? NOW + row->lease_us : 0;
  item.lease_at_end = row->at_end;
  if (row->contract_us != 0)
    item.contract_end_us = NOW + row->contract_us;
  burn = forecast_fixture_make_burn (item);
  sublet_what_ifs_set (what_ifs, "ada-id", row->what);
  forecast = sublet_forecast_new (burn, what_ifs, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, row->cost_uusd);
  assumption = &forecast->assumptions[SUBLET_ASSUMPTION_INCREASE_ACCEPTED];
  g_assert_cmpuint (assumption->count, ==, row->then_nusd != 0);
  if (row->then_nusd != 0)
    {
      g_assert_cmpint (assumption->at_us, ==, MAX (NOW + row->increase_us, NOW));
      g_assert_cmpint (assumption->rate_nusd, ==, row->then_nusd);
      g_assert_cmpstr (assumption->name, ==, "ada");
    }
  g_assert_cmpuint (forecast->assumptions[row->other].count, ==, 1);
  forecast_fixture_assert_n_assumed (forecast, 1 + (row->then_nusd != 0));
}

/* Traffic goes on beside it, and is not part of what the increase comes to. */
static void
test_traffic (void)
{
  SubletBurnItem item = make_increased (SUBLET_BURN_KIND_RUNNING, DAY);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  item.traffic_nusd = 5000000;
  burn = forecast_fixture_make_burn (item);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, 31680000 + 360000);
  g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_INCREASE_ACCEPTED].rate_nusd,
                   ==,
                   DEARER_NUSD);
}

/* One that nobody accepted yet costs as much, and is told apart. */
static void
test_waiting (void)
{
  SubletBurnItem item = make_increased (SUBLET_BURN_KIND_RUNNING, DAY);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  item.increase = SUBLET_BURN_INCREASE_WAITING;
  burn = forecast_fixture_make_burn (item);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  g_assert_cmpint (forecast->total_uusd, ==, 31680000);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_INCREASE_WAITING, 1, NOW + DAY);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_RUNS, 1, 0);
  forecast_fixture_assert_n_assumed (forecast, 2);
}

static void
assert_vague (SubletBurnItem item, gint64 cost_uusd, bool vague, guint n_assumed)
{
  g_autoptr (SubletBurn) burn = forecast_fixture_make_burn (item);
  g_autoptr (SubletForecast) forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);

  g_assert_cmpint (forecast->total_uusd, ==, cost_uusd);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_INCREASE_VAGUE, vague, 0);
  forecast_fixture_assert_n_assumed (forecast, n_assumed);
}

/* What is not said is not guessed: it goes on at today's rate, and that is told. */
static void
test_vague (void)
{
  SubletBurnItem by_what = make_increased (SUBLET_BURN_KIND_RUNNING, DAY);
  SubletBurnItem from_when = make_increased (SUBLET_BURN_KIND_RUNNING, DAY);
  SubletBurnItem others = make_increased (SUBLET_BURN_KIND_RUNNING, DAY);
  SubletBurnItem later = make_increased (SUBLET_BURN_KIND_RUNNING, 3 * DAY);

  by_what.increased_running_nusd = SUBLET_MONEY_UNKNOWN;
  assert_vague (by_what, 25920000, true, 2);
  from_when.increase_us = 0;
  from_when.contract_end_us = 0;
  assert_vague (from_when, 25920000, true, 2);
  /* Traffic becomes dearer beside the rest. */
  others.increase_vague = true;
  assert_vague (others, 31680000, true, 3);
  later.increase_vague = true;
  later.increased_running_nusd = SUBLET_MONEY_UNKNOWN;
  assert_vague (later, 25920000, false, 1);
}

static SubletBurnItem
make_disk_unknown (SubletBurnKind kind)
{
  SubletBurnItem item = make_increased (kind, DAY);

  item.increased_stopped_nusd = SUBLET_MONEY_UNKNOWN;

  return item;
}

/* What a disk costs then matters to what does not run then. */
static void
test_vague_disk (void)
{
  SubletBurnItem leased = make_disk_unknown (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem destroyed = make_disk_unknown (SUBLET_BURN_KIND_ENDING);

  assert_vague (make_disk_unknown (SUBLET_BURN_KIND_RUNNING), 31680000, false, 2);
  assert_vague (make_disk_unknown (SUBLET_BURN_KIND_STOPPED), 1440000, true, 2);
  assert_vague (make_disk_unknown (SUBLET_BURN_KIND_ENDING), 1440000, true, 2);
  assert_vague (make_disk_unknown (SUBLET_BURN_KIND_OFFLINE), 0, false, 1);
  destroyed.destroyed = true;
  assert_vague (destroyed, 0, false, 1);
  /* A day, a day dearer, a day of the disk at the rate that is known. */
  leased.lease_end_us = NOW + 2 * DAY;
  leased.lease_at_end = SUBLET_LEASE_END_STOP;
  assert_vague (leased, 8640000 + 11520000 + 480000, true, 3);
}

/* Nothing is said of what does not come any more. */
static void
test_vague_over (void)
{
  SubletBurnItem item = make_increased (SUBLET_BURN_KIND_RUNNING, 2 * DAY);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  item.increase_vague = true;
  item.lease_end_us = NOW + DAY;
  item.lease_at_end = SUBLET_LEASE_END_DESTROY;
  burn = forecast_fixture_make_burn (item);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_INCREASE_VAGUE, 0, 0);
  forecast_fixture_assert_n_assumed (forecast, 1);
}

/* Of several the first is told, and what they cost together then. */
static void
test_several (void)
{
  SubletBurnItem later = make_increased (SUBLET_BURN_KIND_RUNNING, 2 * DAY);
  SubletBurnItem sooner = make_increased (SUBLET_BURN_KIND_STOPPED, DAY);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  burn = forecast_fixture_make_burn (later);
  sublet_burn_add (burn, &sooner);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_INCREASE_ACCEPTED, 2, NOW + DAY);
  g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_INCREASE_ACCEPTED].rate_nusd,
                   ==,
                   DEARER_NUSD + DEARER_DISK_NUSD);
}

/* $8.64 last a day, $1.44 more three hours of the dearer one. */
static void
test_credit (void)
{
  g_autoptr (SubletBurn)
    burn = forecast_fixture_make_burn (make_increased (SUBLET_BURN_KIND_RUNNING, DAY));

  g_assert_cmpint (sublet_forecast_get_credit_end_us (burn, NULL, 8640000 + 1440000, NOW),
                   ==,
                   NOW + DAY + 3 * HOUR);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/billing/forecast-increase/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/billing/forecast-increase/traffic", test_traffic);
  g_test_add_func ("/billing/forecast-increase/waiting", test_waiting);
  g_test_add_func ("/billing/forecast-increase/vague", test_vague);
  g_test_add_func ("/billing/forecast-increase/vague-disk", test_vague_disk);
  g_test_add_func ("/billing/forecast-increase/vague-over", test_vague_over);
  g_test_add_func ("/billing/forecast-increase/several", test_several);
  g_test_add_func ("/billing/forecast-increase/credit", test_credit);

  return g_test_run ();
}
