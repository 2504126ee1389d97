/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletInvoiceKind:
 * @SUBLET_INVOICE_KIND_CREDIT: money paid in
 * @SUBLET_INVOICE_KIND_TRANSFER: credit moved between accounts
 * @SUBLET_INVOICE_KIND_PAYOUT: money paid out
 * @SUBLET_INVOICE_KIND_REFUND: money given back
 * @SUBLET_INVOICE_KIND_RESERVED: prepaid for an instance
 * @SUBLET_INVOICE_KIND_OTHER: a kind that is not known here
 *
 * Source: fact sheet 7.3.
 */
typedef enum
{
  SUBLET_INVOICE_KIND_CREDIT,
  SUBLET_INVOICE_KIND_TRANSFER,
  SUBLET_INVOICE_KIND_PAYOUT,
  SUBLET_INVOICE_KIND_REFUND,
  SUBLET_INVOICE_KIND_RESERVED,
  SUBLET_INVOICE_KIND_OTHER,
} SubletInvoiceKind;

#define SUBLET_TYPE_INVOICE (sublet_invoice_get_type ())

/* One payment in either direction. Immutable. Source: fact sheet 7.3. */
G_DECLARE_FINAL_TYPE (SubletInvoice, sublet_invoice, SUBLET, INVOICE, GObject)

typedef struct
{
  gint64 id;      /* 0: not said */
  gint64 when_us; /* Unix microseconds */
  gint64 paid_us; /* 0: not paid yet */
  SubletInvoiceKind kind;
  char *source;      /* (owned) (nullable) "stripe" */
  char *service;     /* (owned) (nullable) "stripe_payments" */
  char *description; /* (owned) (nullable) the service's own words */
  /* As a person reads it: what adds to the credit is positive. The wire has it the other way round,
   * except for transfers and payouts. */
  gint64 amount_uusd;
} SubletInvoiceData;

void sublet_invoice_data_clear (SubletInvoiceData *data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubletInvoiceData, sublet_invoice_data_clear)

/* Takes the data's members. */
SubletInvoice *sublet_invoice_new_take (SubletInvoiceData *data);

const SubletInvoiceData *sublet_invoice_get_data (SubletInvoice *self);

G_END_DECLS
