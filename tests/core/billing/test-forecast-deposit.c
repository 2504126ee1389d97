/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/forecast-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* What was paid ahead. The service does not say what a deposit pays: the costs stay whole. */

#define LEFT_UUSD G_GINT64_CONSTANT (42100000)

static const struct
{
  SubletBurnKind kind;
  SubletWhatIf what;
  bool destroyed;
  gint64 cost_uusd;
  bool told;
} rows[] = {
  { SUBLET_BURN_KIND_RUNNING, SUBLET_WHAT_IF_NOTHING, false, 25920000, true },
  { SUBLET_BURN_KIND_RUNNING, SUBLET_WHAT_IF_STOP, false, 1440000, true },
  { SUBLET_BURN_KIND_RUNNING, SUBLET_WHAT_IF_DESTROY, false, 0, false },
  { SUBLET_BURN_KIND_STOPPED, SUBLET_WHAT_IF_NOTHING, false, 1440000, true },
  { SUBLET_BURN_KIND_OFFLINE, SUBLET_WHAT_IF_NOTHING, false, 0, false },
  { SUBLET_BURN_KIND_ENDING, SUBLET_WHAT_IF_NOTHING, false, 1440000, true },
  { SUBLET_BURN_KIND_ENDING, SUBLET_WHAT_IF_NOTHING, true, 0, false },
};

static void
test_costs (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletBurnItem item = forecast_fixture_make_item (rows[i].kind);
      g_autoptr (SubletBurn) burn = NULL;
      g_autoptr (GHashTable) what_ifs = sublet_what_ifs_new ();
      g_autoptr (SubletForecast) forecast = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      item.deposit_uusd = LEFT_UUSD;
      item.destroyed = rows[i].destroyed;
      burn = forecast_fixture_make_burn (item);
      sublet_what_ifs_set (what_ifs, "ada-id", rows[i].what);
      forecast = sublet_forecast_new (burn, what_ifs, 0, NOW, END);
      g_assert_cmpint (forecast->total_uusd, ==, rows[i].cost_uusd);
      forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_DEPOSIT, rows[i].told, 0);
      g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_DEPOSIT].amount_uusd,
                       ==,
                       rows[i].told ? LEFT_UUSD : 0);
      forecast_fixture_assert_n_assumed (forecast, 1 + rows[i].told);
    }
}

/* What one of several holds is not known: neither is what they hold together. */
static void
test_several (void)
{
  SubletBurnItem one = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem two = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem unknown = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem none = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  SubletBurnItem last = forecast_fixture_make_item (SUBLET_BURN_KIND_RUNNING);
  g_autoptr (SubletBurn) burn = NULL;
  g_autoptr (SubletForecast) known = NULL;
  g_autoptr (SubletForecast) forecast = NULL;

  one.deposit_uusd = LEFT_UUSD;
  two.deposit_uusd = LEFT_UUSD;
  unknown.deposit_uusd = SUBLET_MONEY_UNKNOWN;
  last.deposit_uusd = LEFT_UUSD;
  burn = forecast_fixture_make_burn (one);
  sublet_burn_add (burn, &two);
  sublet_burn_add (burn, &none);
  known = sublet_forecast_new (burn, NULL, 0, NOW, END);
  forecast_fixture_assert_assumed (known, SUBLET_ASSUMPTION_DEPOSIT, 2, 0);
  g_assert_cmpint (known->assumptions[SUBLET_ASSUMPTION_DEPOSIT].amount_uusd, ==, 2 * LEFT_UUSD);

  sublet_burn_add (burn, &unknown);
  sublet_burn_add (burn, &last);
  forecast = sublet_forecast_new (burn, NULL, 0, NOW, END);
  forecast_fixture_assert_assumed (forecast, SUBLET_ASSUMPTION_DEPOSIT, 4, 0);
  g_assert_cmpint (forecast->assumptions[SUBLET_ASSUMPTION_DEPOSIT].amount_uusd,
                   ==,
                   SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (forecast->total_uusd, ==, 5 * 25920000);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/forecast-deposit/costs", test_costs);
  g_test_add_func ("/billing/forecast-deposit/several", test_several);

  return g_test_run ();
}
