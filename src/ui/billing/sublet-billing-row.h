/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-charge.h"
#include "core/model/sublet-invoice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_ROW (sublet_billing_row_get_type ())

/* A charge or a payment: what it is, its facts below, the amount on the page's right edge. */
G_DECLARE_FINAL_TYPE (SubletBillingRow, sublet_billing_row, SUBLET, BILLING_ROW, GtkWidget)

GtkWidget *sublet_billing_row_new (void);

void sublet_billing_row_set_words (SubletBillingRow *self,
                                   const char *title,
                                   const char *facts,
                                   const char *amount);

/* @now_us: service time, for the years that need not be said. */
void sublet_billing_row_set_invoice (SubletBillingRow *self, SubletInvoice *invoice, gint64 now_us);
/* Rows of one section stand together as one card. */
void sublet_billing_row_set_ends (SubletBillingRow *self, gboolean first, gboolean last);

G_END_DECLS
