/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-money.h"
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

#define RAISE_NUSD G_GINT64_CONSTANT (40000000)
#define LONG_NAME "evaluation-of-the-second-corpus"
#define LEFT_UUSD G_GINT64_CONSTANT (42100000)

static SubletRental *
add_running (SubletUiFixture *fixture, const char *label)
{
  return sublet_ui_fixture_add_rental (fixture, label, SUBLET_RENTAL_STATE_READY);
}

static void
accept_increase (SubletUiFixture *fixture, SubletRental *rental)
{
  sublet_ui_add_increase (SUBLET_CLOCK (fixture->clock), rental, RAISE_NUSD, 26);
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_TAKEN);
}

/* By how much is not said. */
static void
announce_something (SubletUiFixture *fixture, SubletRental *rental)
{
  const gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  const SubletPriceIncreaseData data = {
    .id = 9,
    .contract_id = sublet_rental_get_instance_id (rental),
    .old_gpu_nusd = SUBLET_MONEY_UNKNOWN,
    .new_gpu_nusd = SUBLET_MONEY_UNKNOWN,
    .old_disk_nusd = SUBLET_MONEY_UNKNOWN,
    .new_disk_nusd = SUBLET_MONEY_UNKNOWN,
    .changes_others = true,
    .from_us = now_us + 50 * G_TIME_SPAN_HOUR,
    .created_us = now_us,
  };
  g_autoptr (SubletPriceIncrease) increase = sublet_price_increase_new (&data);

  sublet_rental_set_increase (rental, increase, now_us);
}

static void
prepay (SubletRental *rental)
{
  const SubletInstanceData *before = sublet_instance_get_data (sublet_rental_get_instance (rental));
  g_autoptr (SubletInstance) instance = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = before->id;
  data.actual_status = before->actual_status;
  data.intended_status = before->intended_status;
  data.dph_base_nusd = before->dph_base_nusd;
  data.dph_total_nusd = before->dph_total_nusd;
  data.storage_nusd_per_gb_month = before->storage_nusd_per_gb_month;
  data.disk_space_gb = before->disk_space_gb;
  data.credit_balance_uusd = LEFT_UUSD;
  instance = sublet_instance_new_take (&data, sublet_rental_get_known_at_us (rental));
  sublet_rental_set_instance (rental, instance);
}

/* Each kind of a price increase, and a deposit. */
static GtkWidget *
make_dearer (SubletUiFixture *fixture)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;

  accept_increase (fixture, add_running (fixture, "ada-1"));
  accept_increase (fixture, add_running (fixture, "ada-2"));
  sublet_ui_add_increase (SUBLET_CLOCK (fixture->clock),
                          add_running (fixture, LONG_NAME),
                          RAISE_NUSD,
                          74);
  announce_something (fixture, add_running (fixture, "ada-4"));
  prepay (add_running (fixture, "reserved-1"));
  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  outlook = sublet_outlook_new (fixture->engine, fixture->engine->client, settings);

  return sublet_forecast_view_new (outlook);
}

/* What it rests on stands below what if. */
static GtkWidget *
scroll_down (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *scrolled = sublet_ui_test_find_type (window, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  sublet_ui_test_settle (window);

  return window;
}

/* What could be done with the instance of the longest name. */
static GtkWidget *
open_choices (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *name = sublet_ui_test_find_label (window, LONG_NAME);
  GtkWidget *row = gtk_widget_get_ancestor (name, ADW_TYPE_COMBO_ROW);

  adw_action_row_activate (ADW_ACTION_ROW (row));
  sublet_ui_test_settle (window);

  return sublet_ui_test_find_type (row, GTK_TYPE_POPOVER);
}

const Shot forecast_shots[] = {
  { "billing-forecast", make_forecast, NULL, true },
  { "billing-forecast-dearer", make_dearer, NULL, true },
  { "billing-forecast-dearer-below", make_dearer, scroll_down, false },
  { "billing-forecast-choices", make_dearer, open_choices, false },
  { NULL },
};
