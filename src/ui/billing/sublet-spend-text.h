/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

G_BEGIN_DECLS

/* What is said of spending. Days are those of UTC. */

/* "GPU", "Disk": a column's title, a series' name. */
const char *sublet_spend_text_get_kind (SubletChargeKind kind);
/* "Day", "Week", "Month" */
const char *sublet_spend_text_get_step (SubletSpendStep step);

/* "Spent per Day" */
const char *sublet_spend_text_get_caption (SubletSpendStep step);

/* "Tue 17 Nov", "16 Nov to 22 Nov", "November 2026" */
char *sublet_spend_text_dup_bucket (const SubletSpendBucket *bucket,
                                    const SubletSpendSeries *series);
/* "17 Nov", "Nov 2026": below a bar */
char *sublet_spend_text_dup_tick (const SubletSpendBucket *bucket, bool by_months);
/* "GPU $7.12, disk $0.22"; "" where there is none */
char *sublet_spend_text_dup_parts (const gint64 *parts_uusd);
/* "Tue 17 Nov: $7.41 = GPU $7.12, disk $0.22" */
char *sublet_spend_text_dup_sentence (const SubletSpendBucket *bucket,
                                      const SubletSpendSeries *series);

/* "3 of 30 days are not known yet.", and why; (nullable): there is nothing to say */
char *sublet_spend_text_dup_note (guint n_missing, guint n_days, const char *reason);

G_END_DECLS
