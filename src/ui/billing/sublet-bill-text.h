/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-bill-check.h"

G_BEGIN_DECLS

/* What is said of a quote that is held against its bill. */

/* "ada-1 · RTX 4090" */
char *sublet_bill_text_dup_title (const SubletBillCheckRow *row);
/* "quoted $3.10 · running $3.11 · billed $3.62 · +16.8 % · likely traffic" */
char *sublet_bill_text_dup_facts (const SubletBillCheckRow *row, gint64 now_us);
/* "so far · likely traffic", "until about 19 Nov 14:02 UTC" */
char *sublet_bill_text_dup_remark (const SubletBillCheckRow *row, gint64 now_us);
/* "+16.8 %" */
char *sublet_bill_text_dup_percent (const SubletBillCheckRow *row);
/* "⚠ +$0.52" */
char *sublet_bill_text_dup_difference (const SubletBillCheckRow *row);

/* "ada-1 cost more than quoted", and "Billed $3.62, quoted $3.10: likely traffic." */
char *sublet_bill_text_dup_alert (const SubletBillCheckRow *row);
char *sublet_bill_text_dup_alert_body (const SubletBillCheckRow *row);

G_END_DECLS
