/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-bill.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/billing/sublet-billing-private.h"

/* 21 Nov 2026 00:00 UTC; the fixture's clock stands at Monday 23 Nov 14:10. */
#define FIRST_DAY_US (G_GINT64_CONSTANT (1795219200) * G_TIME_SPAN_SECOND)

static gint64
now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

/**
 * sublet_ui_make_charge:
 * @label: (nullable): the instance's
 * @instance_id: its id
 * @amount_uusd: all of it
 * @disk_uusd: the disk's part
 *
 * Returns: (transfer full): a charge of three days
 */
SubletCharge *
sublet_ui_make_charge (const char *label, gint64 instance_id, gint64 amount_uusd, gint64 disk_uusd)
{
  SubletChargeData data = {
    .start_us = FIRST_DAY_US,
    .end_us = FIRST_DAY_US + 3 * G_TIME_SPAN_DAY,
    .instance_id = instance_id,
    .type = g_strdup ("instance"),
    .source = g_strdup_printf ("instance-%" G_GINT64_FORMAT, instance_id),
    .label = g_strdup (label),
    .amount_uusd = amount_uusd,
  };

  data.parts_uusd[SUBLET_CHARGE_KIND_DISK] = disk_uusd;
  data.parts_uusd[SUBLET_CHARGE_KIND_GPU] = amount_uusd - disk_uusd;

  return sublet_charge_new_take (&data);
}

/**
 * sublet_ui_make_invoice:
 * @kind: what it is
 * @when_us: when
 * @amount_uusd: how much is added to the credit
 * @paid: whether it was paid
 *
 * Returns: (transfer full): a payment
 */
SubletInvoice *
sublet_ui_make_invoice (SubletInvoiceKind kind, gint64 when_us, gint64 amount_uusd, bool paid)
{
  SubletInvoiceData data = {
    .id = 551,
    .when_us = when_us,
    .paid_us = paid ? when_us + G_TIME_SPAN_MINUTE : 0,
    .kind = kind,
    .source = g_strdup ("stripe"),
    .description = kind == SUBLET_INVOICE_KIND_CREDIT ? g_strdup ("Card payment") : NULL,
    .amount_uusd = amount_uusd,
  };

  return sublet_invoice_new_take (&data);
}

/* Takes the charge. */
static void
add_charge (SubletUiFixture *fixture, SubletCharge *charge)
{
  g_autoptr (SubletCharge) owned = charge;

  g_list_store_append (fixture->billing->charges, owned);
  fixture->billing->total_uusd =
    sublet_money_add (fixture->billing->total_uusd, sublet_charge_get_data (owned)->amount_uusd);
}

/* Takes the payment. */
static void
add_invoice (SubletUiFixture *fixture, SubletInvoice *invoice)
{
  g_autoptr (SubletInvoice) owned = invoice;

  g_list_store_append (fixture->billing->invoices, owned);
}

/**
 * sublet_ui_bill_add_some:
 * @fixture: a fixture
 */
void
sublet_ui_bill_add_some (SubletUiFixture *fixture)
{
  SubletChargeData first = {
    .start_us = FIRST_DAY_US,
    .end_us = FIRST_DAY_US + 3 * G_TIME_SPAN_DAY,
    .instance_id = 40112233,
    .label = g_strdup ("ada-1"),
    .amount_uusd = 7412000,
    .parts_uusd = { 7120000, 222000, 50000, 20000, 0 },
  };
  SubletChargeData volume = {
    .start_us = FIRST_DAY_US,
    .end_us = FIRST_DAY_US + G_TIME_SPAN_DAY,
    .type = g_strdup ("volume"),
    .source = g_strdup ("volume-771"),
    .description = g_strdup ("Volume 771 Charges - 1 day"),
    .amount_uusd = 4000,
    .parts_uusd = { 0, 4000, 0, 0, 0 },
  };

  add_charge (fixture, sublet_charge_new_take (&first));
  add_charge (fixture, sublet_ui_make_charge ("old-run", 39870411, 3620000, 140000));
  add_charge (fixture, sublet_ui_make_charge (NULL, 40112240, 310000, 0));
  add_charge (fixture, sublet_charge_new_take (&volume));
  add_invoice (fixture,
               sublet_ui_make_invoice (SUBLET_INVOICE_KIND_CREDIT,
                                       now_us (fixture) - G_TIME_SPAN_DAY,
                                       50 * SUBLET_UUSD_PER_USD,
                                       false));
  add_invoice (fixture,
               sublet_ui_make_invoice (SUBLET_INVOICE_KIND_TRANSFER,
                                       now_us (fixture) - 5 * G_TIME_SPAN_DAY,
                                       -5 * SUBLET_UUSD_PER_USD,
                                       true));
  add_invoice (fixture,
               sublet_ui_make_invoice (SUBLET_INVOICE_KIND_CREDIT,
                                       now_us (fixture) - 9 * G_TIME_SPAN_DAY,
                                       25 * SUBLET_UUSD_PER_USD,
                                       true));
}

static void
notify (SubletUiFixture *fixture)
{
  sublet_billing_notify (fixture->billing, PROP_TOTAL_UUSD);
  sublet_billing_notify (fixture->billing, PROP_COMPLETE);
  sublet_billing_notify (fixture->billing, PROP_KNOWN_AT_US);
}

/**
 * sublet_ui_bill_set_known:
 * @fixture: a fixture
 * @complete: whether every row could be read
 */
void
sublet_ui_bill_set_known (SubletUiFixture *fixture, bool complete)
{
  SubletBilling *billing = fixture->billing;

  sublet_billing_stop (billing);
  billing->complete = complete;
  billing->known_at_us = now_us (fixture);
  sublet_billing_set_error (billing, NULL);
  sublet_billing_set_state (billing, SUBLET_BILLING_STATE_KNOWN);
  notify (fixture);
}

/**
 * sublet_ui_bill_set_failed:
 * @fixture: a fixture
 * @code: a SubletError
 */
void
sublet_ui_bill_set_failed (SubletUiFixture *fixture, int code)
{
  SubletBilling *billing = fixture->billing;
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, code, "GET charges: what the service said");

  sublet_billing_stop (billing);
  if (billing->state == SUBLET_BILLING_STATE_KNOWN)
    billing->known_at_us = now_us (fixture) - 8 * G_TIME_SPAN_MINUTE;
  else
    sublet_billing_set_state (billing, SUBLET_BILLING_STATE_ERROR);
  sublet_billing_set_error (billing, error);
  notify (fixture);
}
