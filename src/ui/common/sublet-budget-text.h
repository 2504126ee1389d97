/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-budget.h"

G_BEGIN_DECLS

/* Budgets in words. All (transfer full). */

/* "Today", "This month" */
char *sublet_budget_text_dup_period (SubletBudgetPeriod period);
/* "$9.20 of $20.00" */
char *sublet_budget_text_dup_figure (const SubletSpent *spent, gint64 budget_uusd);

/* For whoever is told of it. */
char *sublet_budget_text_dup_alert (SubletBudgetPeriod period, SubletBudgetLevel level);
char *sublet_budget_text_dup_alert_body (SubletBudgetPeriod period,
                                         const SubletSpent *spent,
                                         gint64 budget_uusd);

G_END_DECLS
