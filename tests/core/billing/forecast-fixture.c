/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/forecast-fixture.h"

SubletBurnItem
forecast_fixture_make_item (SubletBurnKind kind)
{
  return (SubletBurnItem){ .kind = kind,
                           .id = g_strdup ("ada-id"),
                           .name = g_strdup ("ada"),
                           .now_nusd = RUNNING_NUSD,
                           .running_nusd = RUNNING_NUSD,
                           .stopped_nusd = DISK_NUSD };
}

SubletBurn *
forecast_fixture_make_burn (SubletBurnItem item)
{
  SubletBurn *burn = sublet_burn_new ();

  burn->volumes_known = true;
  burn->traffic_known = true;
  sublet_burn_add (burn, &item);

  return burn;
}

void
forecast_fixture_assert_assumed (const SubletForecast *forecast,
                                 SubletAssumptionKind kind,
                                 guint count,
                                 gint64 at_us)
{
  g_assert_cmpuint (forecast->assumptions[kind].count, ==, count);
  g_assert_cmpint (forecast->assumptions[kind].at_us, ==, at_us);
}

void
forecast_fixture_assert_n_assumed (const SubletForecast *forecast, guint n)
{
  guint found = 0;
  gsize i;

  for (i = 0; i < SUBLET_N_ASSUMPTIONS; i++)
    found += forecast->assumptions[i].count > 0;
  g_assert_cmpuint (found, ==, n);
}
