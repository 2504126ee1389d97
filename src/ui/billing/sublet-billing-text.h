/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/model/sublet-account.h"
#include "core/model/sublet-charge.h"
#include "core/model/sublet-invoice.h"
#include "ui/common/sublet-money-text.h"

G_BEGIN_DECLS

/* What the billing page says. Days and times are those of UTC, and say so. */

/**
 * SubletBillingFaceKind:
 * @SUBLET_BILLING_FACE_CONTENT: there are charges or payments to show
 * @SUBLET_BILLING_FACE_BLANK: asked just now
 * @SUBLET_BILLING_FACE_LOADING: asked, and that takes a while
 * @SUBLET_BILLING_FACE_EMPTY: nothing was billed and nothing was paid
 * @SUBLET_BILLING_FACE_FORBIDDEN: this key may not see it
 * @SUBLET_BILLING_FACE_ERROR: nothing is known, and why
 */
typedef enum
{
  SUBLET_BILLING_FACE_CONTENT,
  SUBLET_BILLING_FACE_BLANK,
  SUBLET_BILLING_FACE_LOADING,
  SUBLET_BILLING_FACE_EMPTY,
  SUBLET_BILLING_FACE_FORBIDDEN,
  SUBLET_BILLING_FACE_ERROR,
} SubletBillingFaceKind;

SubletBillingFaceKind sublet_billing_text_choose_face (const GError *error, gboolean waited);

/* "12 Nov", "12 Nov to 14 Nov" */
char *sublet_billing_text_dup_span (gint64 from_us, gint64 until_us, gint64 now_us);
/* "30 Oct to 28 Nov, UTC days" */
char *sublet_billing_text_dup_days (gint64 from_us, gint64 until_us, gint64 now_us);
/* "$12.50 billed, 30 Oct to 28 Nov, UTC days": said aloud */
char *sublet_billing_text_dup_total (gint64 total_uusd,
                                     gint64 from_us,
                                     gint64 until_us,
                                     gint64 now_us);
/* "19 Nov 14:02 UTC" */
char *sublet_billing_text_dup_moment (gint64 at_us, gint64 now_us);
/* "Known at 14:10", by this computer's clock */
char *sublet_billing_text_dup_known_at (SubletClock *clock, gint64 known_at_us);
/* "No answer from Vast since 14:02. You see what was known then." */
char *sublet_billing_text_dup_stale (SubletClock *clock, gint64 known_at_us, const GError *error);

/* "GPU $7.12", without a place to break */
char *sublet_charge_text_dup_part (SubletChargeKind kind, gint64 amount_uusd);
/* "40112233 · GPU $7.12 · disk $0.22"; @id 0: without */
char *sublet_spend_text_dup_facts (gint64 id, const gint64 *parts_uusd);

/* "Credit Added" */
char *sublet_invoice_text_dup_title (SubletInvoice *invoice);
/* "19 Nov 14:02 UTC · Card payment · not paid yet" */
char *sublet_invoice_text_dup_facts (SubletInvoice *invoice, gint64 now_us);
char *sublet_invoice_text_dup_amount (SubletInvoice *invoice);

/* The line below a tile's figure; "" where there is nothing to add. */
char *sublet_billing_text_dup_credit_line (const SubletMoneyFacts *facts,
                                           const SubletAccountData *account);
char *sublet_billing_text_dup_spending_line (const SubletMoneyFacts *facts,
                                             const SubletSpendingPart parts[SUBLET_SPENDING_N]);
char *sublet_billing_text_dup_end_line (const SubletMoneyFacts *facts);

G_END_DECLS
