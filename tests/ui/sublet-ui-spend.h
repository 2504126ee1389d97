/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

G_BEGIN_DECLS

/* Spending made by hand: the same in each run. */

/* 17 November 2026, a Tuesday. */
#define SUBLET_UI_SPEND_DAY_US (G_GINT64_CONSTANT (20774) * G_TIME_SPAN_DAY)

/* (transfer full): so many days, nothing spent in any; all are known. */
SubletSpendSeries *sublet_ui_spend_new (gint64 first_day_us, guint n_days);
/* (transfer full): most of them with all kinds, some with none. */
SubletSpendSeries *sublet_ui_spend_new_some (gint64 first_day_us, guint n_days);
SubletSpendBucket *sublet_ui_spend_get (SubletSpendSeries *series, guint i);
/* Makes that day's amount another, of which the GPU's part is what the others leave. */
void sublet_ui_spend_set (SubletSpendSeries *series,
                          guint i,
                          gint64 total_uusd,
                          gint64 disk_uusd,
                          gint64 download_uusd,
                          gint64 upload_uusd);
void sublet_ui_spend_set_incomplete (SubletSpendSeries *series, guint i);

G_END_DECLS
