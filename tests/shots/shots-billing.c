/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "core/billing/sublet-billing-private.h"
#include "ui/billing/sublet-billing-page.h"
#include "ui/sublet-ui-bill.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)
#define SMALL_BURN_NUSD G_GINT64_CONSTANT (22500000)

static GtkWidget *
make_page (SubletUiFixture *fixture, SubletKnowledge knowledge)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOutlook) outlook = NULL;
  GtkWidget *page;

  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);
  g_object_set (settings, "monthly-budget", 200.0, NULL);
  outlook = sublet_outlook_new (fixture->engine, fixture->billing->client, settings);
  page = sublet_billing_page_new (fixture->billing, fixture->engine);
  sublet_billing_page_set_outlook (SUBLET_BILLING_PAGE (page), outlook);

  return page;
}

static void
rent_some (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_ui_count_cost (SUBLET_CLOCK (fixture->clock), rental, 5);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
}

static GtkWidget *
make_some (SubletUiFixture *fixture)
{
  rent_some (fixture);
  sublet_ui_bill_add_some (fixture);
  sublet_ui_bill_set_known (fixture, true);
  return make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_incomplete (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_burn (fixture, SMALL_BURN_NUSD);
  sublet_ui_bill_add_some (fixture);
  sublet_ui_bill_set_known (fixture, false);
  return make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_unknown (SubletUiFixture *fixture)
{
  rent_some (fixture);
  sublet_ui_bill_add_some (fixture);
  sublet_ui_bill_set_known (fixture, true);
  return make_page (fixture, SUBLET_KNOWLEDGE_UNKNOWN);
}

static GtkWidget *
fail_again (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_bill_set_failed (fixture, SUBLET_ERROR_NO_NETWORK);
  return window;
}

static GtkWidget *
make_payments (SubletUiFixture *fixture)
{
  sublet_ui_bill_add_some (fixture);
  g_list_store_remove_all (fixture->billing->charges);
  fixture->billing->total_uusd = 0;
  sublet_ui_bill_set_known (fixture, true);
  return make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_long (SubletUiFixture *fixture)
{
  g_autoptr (SubletCharge)
    charge = sublet_ui_make_charge ("a-label-that-is-exactly-forty-characters",
                                    40112233,
                                    G_GINT64_CONSTANT (12345670000),
                                    G_GINT64_CONSTANT (345670000));

  sublet_ui_fixture_add_rental (fixture,
                                "a-label-that-is-exactly-forty-characters",
                                SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_burn (fixture, G_GINT64_CONSTANT (1234560000000));
  g_list_store_append (fixture->billing->charges, charge);
  fixture->billing->total_uusd = G_GINT64_CONSTANT (12345670000);
  sublet_ui_bill_set_known (fixture, true);
  return make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  sublet_ui_bill_set_known (fixture, true);
  return make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_never (SubletUiFixture *fixture)
{
  return make_page (fixture, SUBLET_KNOWLEDGE_NEVER);
}

static GtkWidget *
wait_for_spinner (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_billing_clear (fixture->billing);
  sublet_manual_clock_advance (fixture->clock, 400);
  return window;
}

static GtkWidget *
fail_first (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_bill_set_failed (fixture, SUBLET_ERROR_NO_NETWORK);
  return window;
}

static GtkWidget *
forbid (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_ui_bill_set_failed (fixture, SUBLET_ERROR_FORBIDDEN);
  return window;
}

const Shot billing_shots[] = {
  { "billing-some", make_some, NULL, true },
  { "billing-incomplete", make_incomplete, NULL, false },
  { "billing-unknown", make_unknown, fail_again, false },
  { "billing-payments", make_payments, NULL, false },
  { "billing-long", make_long, NULL, false },
  { "billing-loading", make_never, wait_for_spinner, false },
  { "billing-empty", make_empty, NULL, false },
  { "billing-error", make_never, fail_first, false },
  { "billing-forbidden", make_never, forbid, true },
  { NULL },
};
