/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "desktop-fixture.h"

#include "app/sublet-bill-alert.h"
#include "app/sublet-budget-alert.h"
#include "core/billing/sublet-charge-history-private.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-charges.h"
#include "ui/sublet-ui-test.h"

/* Credit, budgets and bills. */

/* In hours, at a dollar an hour. */
static void
set_credit (DesktopFixture *f, int hours)
{
  sublet_ui_fixture_set_account (f->fixture, hours * G_GINT64_CONSTANT (1000000));
}

/* Once for each time that it gets low, taken back when it does no more; nothing of what is not
 * known. */
static void
test_credit (DesktopFixture *f, gconstpointer data)
{
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_ui_fixture_set_knowledge (f->fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_fixture_set_burn (f->fixture, G_GINT64_CONSTANT (1000000000));
  set_credit (f, 9);
  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  sublet_credit_alert_set_engine (f->credit_alert, f->fixture->engine);

  set_credit (f, 2);
  set_credit (f, 1);
  sublet_ui_fixture_set_knowledge (f->fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  set_credit (f, 9);
  set_credit (f, 1);
  sublet_ui_fixture_set_knowledge (f->fixture, SUBLET_KNOWLEDGE_KNOWN);
  set_credit (f, 9);

  g_object_set (f->settings, "low-credit-hours", 24, NULL);
  g_object_set (f->settings, "low-credit-hours", 3, "notify-low-credit", FALSE, NULL);
  set_credit (f, 2);
  set_credit (f, 9);
  desktop_fixture_assert_told (f, last, "~Low Credit;~Low Credit;~~");
}

/* A dollar an hour since so many minutes ago. */
static void
set_meter (DesktopFixture *f, SubletRental *rental, int minutes)
{
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (f->fixture->clock));

  sublet_rental_set_instance_id (rental, 7);
  sublet_rental_set_meter (rental,
                           0,
                           now_us - minutes * G_TIME_SPAN_MINUTE,
                           G_GINT64_CONSTANT (1000000000));
  g_object_notify (G_OBJECT (f->fixture->engine), "known-at-us");
}

/* Each level once; taken back when the budget grew, and when nobody wants to hear of it. */
static void
test_budget (DesktopFixture *f, gconstpointer data)
{
  g_autoptr (SubletBudgetAlert) alert = NULL;
  g_autoptr (SubletOutlook) outlook = NULL;
  g_autoptr (SubletChargeHistory) history = NULL;
  g_autoptr (SubletDatabase) database = NULL;
  SubletRental *one = sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_rental_set_instance_id (last, 0);
  database = sublet_test_open_database (f->fixture->profile, NULL);
  outlook = sublet_outlook_new (f->fixture->engine, f->fixture->engine->client, f->settings);
  history = sublet_charge_history_new (f->fixture->engine->client, database);
  sublet_charge_history_set_account (history, 900);
  sublet_outlook_set_history (outlook, history);
  alert = sublet_budget_alert_new (f->application, f->settings);
  sublet_budget_alert_set_outlook (alert, outlook);
  set_meter (f, one, 60);
  g_object_set (f->settings, "daily-budget", 1.2, NULL);
  sublet_test_await (desktop_fixture_has_words, f);
  set_meter (f, one, 66);
  set_meter (f, one, 72);
  set_meter (f, one, 90);
  g_object_set (f->settings, "daily-budget", 20.0, NULL);
  g_object_set (f->settings, "daily-budget", 1.6, NULL);
  g_object_set (f->settings, "notify-budget", FALSE, NULL);
  g_object_set (f->settings, "daily-budget", 1.0, NULL);

  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  desktop_fixture_assert_told (f,
                               last,
                               "Four fifths of the daily budget are spent;The daily budget is "
                               "spent;~"
                               "Four fifths of the daily budget are spent;~~");
  g_object_set (f->settings, "daily-budget", 0.0, NULL);
  sublet_charge_history_set_account (history, 0);
}

/* Once, when its charges are known and somebody wants to hear of it. */
static void
test_bill (DesktopFixture *f, gconstpointer data)
{
  g_autoptr (SubletBillAlert) alert = sublet_bill_alert_new (f->application, f->settings);
  SubletUiCharges *charges = sublet_ui_charges_new (f->fixture);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_ui_charges_put_all (charges, 10);
  sublet_ui_journal_write (charges->journal,
                           "UPDATE rentals SET server = 'http://127.0.0.1:1',"
                           "  made_us = made_us - 259200000000,"
                           "  ended_us = ended_us - 259200000000 WHERE label = 'old-run'");
  g_object_set (f->settings, "notify-bill", FALSE, NULL);
  sublet_bill_alert_set_history (alert, charges->history);
  sublet_ui_charges_load (charges);
  /* Nobody wants to hear of it: it is not looked for, which would hold the alert. */
  g_assert_cmpuint (G_OBJECT (alert)->ref_count, ==, 1);
  /* It is not certain whose they are. */
  sublet_charge_history_await_account (charges->history, 900, NULL);
  g_object_set (f->settings, "notify-bill", TRUE, NULL);
  g_assert_cmpuint (G_OBJECT (alert)->ref_count, ==, 1);
  sublet_charge_history_set_account (charges->history, 900);
  sublet_test_await (desktop_fixture_has_words, f);
  /* The same charges, read anew. */
  sublet_charge_history_set_account (charges->history, 0);
  sublet_ui_charges_load (charges);

  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  desktop_fixture_assert_told (f, last, "old-run cost more than quoted;~");
  g_assert_null (charges->history->asking);
  sublet_bill_alert_set_history (alert, NULL);
  sublet_ui_charges_free (charges);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);
  g_test_add ("/app/notifier/budget",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_budget,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/bill",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_bill,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/credit",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_credit,
              desktop_fixture_tear_down);

  return g_test_run ();
}
