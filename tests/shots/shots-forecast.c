/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/billing/sublet-forecast-view.h"
#include "ui/sublet-ui-test.h"

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)

static GtkWidget *
make_forecast (SubletUiFixture *fixture)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  SubletRental *rental;

  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
  rental = sublet_ui_fixture_add_rental (fixture, "leased", SUBLET_RENTAL_STATE_READY);
  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    8 * G_TIME_SPAN_HOUR);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);
  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  g_object_set (settings, "monthly-budget", 100.0, NULL);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);

  return sublet_forecast_view_new (outlook);
}

const Shot forecast_shots[] = {
  { "billing-forecast", make_forecast, NULL, true },
  { NULL },
};
