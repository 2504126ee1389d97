/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-bill.h"

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
