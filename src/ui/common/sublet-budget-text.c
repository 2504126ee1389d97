/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-budget-text.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_budget_text_dup_period:
 * @period: a day or a month
 *
 * Returns: (transfer full): its name, for what was spent in it
 */
char *
sublet_budget_text_dup_period (SubletBudgetPeriod period)
{
  return period == SUBLET_BUDGET_PERIOD_DAY ? g_strdup (_ ("Today")) : g_strdup (_ ("This month"));
}

/**
 * sublet_budget_text_dup_figure:
 * @spent: what was spent
 * @budget_uusd: of how much; 0: there is no budget
 *
 * Returns: (transfer full): both amounts, and that there may be more
 */
char *
sublet_budget_text_dup_figure (const SubletSpent *spent, gint64 budget_uusd)
{
  g_autofree char *amount = sublet_format_amount (spent->spent_uusd);
  g_autofree char *budget = sublet_format_amount (budget_uusd);

  if (budget_uusd <= 0)
    return spent->known ? g_steal_pointer (&amount)
                        /* TRANSLATORS: %s is what was spent, as far as is known */
                        : g_strdup_printf (_ ("%s or more"), amount);
  if (!spent->known)
    /* TRANSLATORS: %1$s is what was spent as far as is known, %2$s the budget */
    return g_strdup_printf (_ ("%1$s or more of %2$s"), amount, budget);

  /* TRANSLATORS: %1$s is what was spent, %2$s the budget: "$9.20 of $20.00" */
  return g_strdup_printf (_ ("%1$s of %2$s"), amount, budget);
}

/**
 * sublet_budget_text_dup_alert:
 * @period: a day or a month
 * @level: near or over
 *
 * Returns: (transfer full): what there is to be told, as a title
 */
char *
sublet_budget_text_dup_alert (SubletBudgetPeriod period, SubletBudgetLevel level)
{
  if (period == SUBLET_BUDGET_PERIOD_DAY)
    return level == SUBLET_BUDGET_LEVEL_OVER
      ? g_strdup (_ ("The daily budget is spent"))
      : g_strdup (_ ("Four fifths of the daily budget are spent"));

  return level == SUBLET_BUDGET_LEVEL_OVER
    ? g_strdup (_ ("The monthly budget is spent"))
    : g_strdup (_ ("Four fifths of the monthly budget are spent"));
}

/**
 * sublet_budget_text_dup_alert_body:
 * @period: a day or a month
 * @spent: what was spent
 * @budget_uusd: the budget
 *
 * Returns: (transfer full): the money, and that nothing ends by itself
 */
char *
sublet_budget_text_dup_alert_body (SubletBudgetPeriod period,
                                   const SubletSpent *spent,
                                   gint64 budget_uusd)
{
  g_autofree char *figure = sublet_budget_text_dup_figure (spent, budget_uusd);

  if (period == SUBLET_BUDGET_PERIOD_DAY)
    /* TRANSLATORS: %s is what was spent of how much, as in "$16.20 of $20.00" */
    return g_strdup_printf (_ ("%s this UTC day. What runs goes on."), figure);

  /* TRANSLATORS: %s is what was spent of how much, as in "$162.00 of $200.00" */
  return g_strdup_printf (_ ("%s this UTC month. What runs goes on."), figure);
}
