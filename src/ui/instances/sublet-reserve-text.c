/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-reserve-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define MONTH_US ((gint64) SUBLET_HOURS_PER_MONTH * G_TIME_SPAN_HOUR)

/* What everything costs in a day; as long as that is not known, what the instance alone does. */
static gint64
get_day_uusd (const SubletReserveFacts *facts)
{
  gint64 burn_nusd = facts->burn_nusd != SUBLET_MONEY_UNKNOWN ? facts->burn_nusd : facts->rate_nusd;
  gint64 day_uusd = sublet_money_cost_uusd (burn_nusd, G_TIME_SPAN_DAY);

  return day_uusd != SUBLET_MONEY_UNKNOWN ? day_uusd : 0;
}

static gint64
round_down (gint64 amount_uusd)
{
  return MAX (amount_uusd, 0) / SUBLET_UUSD_PER_USD * SUBLET_UUSD_PER_USD;
}

/**
 * sublet_reserve_text_get_first_uusd:
 * @facts: what it costs, and the credit
 *
 * Returns: a month at its rate, rounded to dollars, at most so many that the rest of the credit
 *   lasts a day; 0 when the rate is not known or there is no dollar for that
 */
gint64
sublet_reserve_text_get_first_uusd (const SubletReserveFacts *facts)
{
  gint64 month_uusd = sublet_money_cost_uusd (facts->rate_nusd, MONTH_US);

  if (month_uusd == SUBLET_MONEY_UNKNOWN || month_uusd <= 0)
    return 0;

  month_uusd =
    MAX ((month_uusd + SUBLET_UUSD_PER_USD / 2) / SUBLET_UUSD_PER_USD, 1) * SUBLET_UUSD_PER_USD;
  if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN)
    return month_uusd;

  return MIN (month_uusd, round_down (facts->credit_uusd - get_day_uusd (facts)));
}

/**
 * sublet_reserve_text_dup_problem:
 * @facts: an amount
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_reserve_text_dup_problem (const SubletReserveFacts *facts)
{
  if (facts->above_cap)
    return g_strdup (_ ("What runs is above your spend cap: nothing is paid ahead before that is "
                        "changed."));
  if (facts->amount_uusd == SUBLET_MONEY_UNKNOWN || facts->amount_uusd == 0)
    return g_strdup (_ ("Type an amount in dollars."));

  return sublet_rent_text_deposit_problem (facts->amount_uusd, facts->credit_uusd);
}

/**
 * sublet_reserve_text_dup_warning:
 * @facts: an amount with which nothing is wrong
 *
 * Returns: (transfer full) (nullable): that what is left does not last a day
 */
char *
sublet_reserve_text_dup_warning (const SubletReserveFacts *facts)
{
  if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN ||
      facts->credit_uusd - facts->amount_uusd >= get_day_uusd (facts))
    return NULL;

  return g_strdup (_ ("Your credit then lasts less than a day."));
}

/**
 * sublet_reserve_text_dup_terms:
 * @facts: the discount that there may be
 *
 * How much of the discount so much brings, the service says when it is paid (fact sheet 5.6).
 *
 * Returns: (transfer full): what it buys, without a promise
 */
char *
sublet_reserve_text_dup_terms (const SubletReserveFacts *facts)
{
  g_autofree char *percent = NULL;

  if (!isfinite (facts->discount_max))
    return g_strdup (
      _ ("It may bring a discount on the GPU. How much, Vast says when it is paid."));
  if (facts->discount_max <= 0)
    return g_strdup (_ ("This machine gives no discount: a deposit only locks money."));

  percent = sublet_format_percent (facts->discount_max, 0);
  /* TRANSLATORS: per cent without their sign, as in 23; a no-break space before the sign */
  return g_strdup_printf (_ ("It brings up to %s %% off the GPU. How much, Vast says when it is "
                             "paid: nothing is promised."),
                             percent);
}

/* "That leaves $12.37 of your credit, which lasts 19 h." */
static char *
dup_rest (const SubletReserveFacts *facts)
{
  gint64 rest_uusd = facts->credit_uusd - facts->amount_uusd;
  gint64 lasts_us = sublet_rent_lasts_us (rest_uusd, facts->burn_nusd);
  g_autofree char *rest = sublet_format_amount (rest_uusd);
  g_autofree char *lasts = NULL;

  if (lasts_us <= 0)
    /* TRANSLATORS: %s is an amount, as in $21.37 */
    return g_strdup_printf (_ ("That leaves %s of your credit."), rest);

  lasts = sublet_format_duration_short (lasts_us);
  /* TRANSLATORS: an amount and a duration, as in $21.37 and 19 h */
  return g_strdup_printf (_ ("That leaves %1$s of your credit, which lasts %2$s."), rest, lasts);
}

/**
 * sublet_reserve_text_dup_question:
 * @facts: an amount with which nothing is wrong
 *
 * Returns: (transfer full): the question, what is left then, and what ending early costs
 */
char *
sublet_reserve_text_dup_question (const SubletReserveFacts *facts)
{
  g_autofree char *amount = sublet_format_amount (facts->amount_uusd);
  g_autofree char *rest = NULL;

  if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: an amount and the name of an instance, as in $50.00 and "ada-1"; the blank is a
     * no-break space */
    return g_strdup_printf (_ ("Prepay %1$s for %2$s? If %2$s is destroyed early, the discount so "
                               "far and 5 %% are lost; the rest comes back."),
                               amount,
                               facts->label);

  rest = dup_rest (facts);
  /* TRANSLATORS: an amount, the name of an instance, and a sentence about the credit; the blank is
   * a no-break space */
  return g_strdup_printf (_ ("Prepay %1$s for %2$s? %3$s If %2$s is destroyed early, the discount "
                             "so far and 5 %% are lost; the rest comes back."),
                             amount,
                             facts->label,
                             rest);
}
