/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-budget.h"
#include "core/billing/sublet-forecast.h"

G_BEGIN_DECLS

/* What comes, in words. All (transfer full). Service times become this computer's by the offset. */

/* What is assumed of so many; NULL: it is not. */
char *sublet_forecast_text_dup_assumption (const SubletForecast *forecast,
                                           SubletAssumptionKind kind,
                                           gint64 offset_us,
                                           gint64 now_local_us);
/* "$42.10 spent so far, about $44.10 to come." */
char *sublet_forecast_text_dup_sum (const SubletForecast *forecast, const SubletSpent *spent);
/* "About $12.30 less than if all goes on."; "" where nothing is changed. */
char *sublet_forecast_text_dup_difference (const SubletForecast *forecast);
/* When the credit ends, and that ends of leases are counted. */
char *sublet_forecast_text_dup_credit (gint64 end_us,
                                       gint64 plain_end_us,
                                       gint64 offset_us,
                                       gint64 now_local_us);
/* "About $25.92", "About $1.44 instead of $25.92" */
char *sublet_forecast_text_dup_item (const SubletForecastItem *item);
/* "ada-1", of a nameless one "Instance 40112233" */
char *sublet_forecast_text_dup_name (const SubletBurnItem *item);

G_END_DECLS
