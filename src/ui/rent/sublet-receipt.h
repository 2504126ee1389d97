/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RECEIPT (sublet_receipt_get_type ())

/* What will be paid, part by part: labels at the start, figures at the end. */
G_DECLARE_FINAL_TYPE (SubletReceipt, sublet_receipt, SUBLET, RECEIPT, AdwBin)

GtkWidget *sublet_receipt_new (void);

/* credit_lasts_us: how long the credit lasts afterwards; 0: not known. */
void sublet_receipt_set_quote (SubletReceipt *self,
                               const SubletQuote *quote,
                               const SubletJob *job,
                               gint64 credit_lasts_us);

/* 0: none is made along. */
void sublet_receipt_set_volume (SubletReceipt *self, gint64 rate_nusd);

/* Paid ahead; 0: nothing. */
void sublet_receipt_set_deposit (SubletReceipt *self, gint64 deposit_uusd, gint64 discounted_nusd);

G_END_DECLS
