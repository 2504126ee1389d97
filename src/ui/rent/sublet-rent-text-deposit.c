/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_rent_text_credit_after_deposit:
 * @facts: the line about the credit, of something with a deposit
 *
 * What the deposit leaves of the credit has to last.
 *
 * Returns: (transfer full): what it says
 */
char *
sublet_rent_text_credit_after_deposit (const SubletRentCheckFacts *facts)
{
  gint64 rest_uusd = facts->amount_uusd - facts->deposit_uusd;
  gint64 lasts_us = sublet_rent_lasts_us (rest_uusd, facts->rate_nusd);
  g_autofree char *credit = sublet_format_amount (facts->amount_uusd);
  g_autofree char *deposit = sublet_format_amount (facts->deposit_uusd);
  g_autofree char *rest = sublet_format_amount (rest_uusd);
  g_autofree char *lasts = NULL;

  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_STOP)
    /* TRANSLATORS: two amounts, as in $41.37 and $50.00 */
    return g_strdup_printf (_ ("Your credit of %1$s is less than the deposit of %2$s."),
                               credit,
                               deposit);
  if (lasts_us <= 0)
    /* TRANSLATORS: %s is an amount, as in $21.37 */
    return g_strdup_printf (_ ("The deposit leaves %s of your credit"), rest);

  lasts = sublet_format_duration_short (lasts_us);
  if (facts->verdict == SUBLET_PREFLIGHT_VERDICT_FINE)
    /* TRANSLATORS: an amount and a duration, as in $21.37 and 19 h */
    return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s"), rest, lasts);
  if (lasts_us < G_TIME_SPAN_DAY)
    /* TRANSLATORS: an amount and a duration, as in $1.20 and 3 h */
    return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s, less than a day"),
                               rest,
                               lasts);

  /* TRANSLATORS: an amount and a duration, as in $51.20 and 3 d */
  return g_strdup_printf (_ ("The deposit leaves %1$s, which lasts %2$s, less than this job"),
                             rest,
                             lasts);
}

/**
 * sublet_rent_text_deposit_problem:
 * @deposit_uusd: what was typed; SUBLET_MONEY_UNKNOWN when it is no amount
 * @credit_uusd: what it is taken from, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_deposit_problem (gint64 deposit_uusd, gint64 credit_uusd)
{
  g_autofree char *most = NULL;

  if (deposit_uusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Type an amount in dollars, or 0 for no deposit."));
  if (credit_uusd != SUBLET_MONEY_UNKNOWN && deposit_uusd > MAX (credit_uusd, 0))
    {
      most = sublet_format_amount (MAX (credit_uusd, 0));
      /* TRANSLATORS: %s is an amount, as in $41.37 */
      return g_strdup_printf (_ ("The deposit is more than your credit of %s."), most);
    }
  if (deposit_uusd > SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD)
    {
      most = sublet_format_amount (SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD);
      /* TRANSLATORS: %s is an amount, as in $100,000.00 */
      return g_strdup_printf (_ ("A deposit is at most %s."), most);
    }

  return NULL;
}

/* Of the GPU's price, as a fraction; 0 where the offer gives none. */
static double
get_discount (const SubletQuote *plain, const SubletQuote *discounted)
{
  if (plain->gpu_rate_nusd == SUBLET_MONEY_UNKNOWN || plain->gpu_rate_nusd <= 0 ||
      discounted->gpu_rate_nusd == SUBLET_MONEY_UNKNOWN ||
      discounted->gpu_rate_nusd >= plain->gpu_rate_nusd)
    return 0;

  return (double) (plain->gpu_rate_nusd - discounted->gpu_rate_nusd) /
         (double) plain->gpu_rate_nusd;
}

static char *
dup_no_deposit (double discount, const char *rate)
{
  g_autofree char *percent = sublet_format_percent (discount, 0);

  if (discount > 0)
    /* TRANSLATORS: a rate, as in $0.325/h, and per cent without their sign, as in 23;
     * the blank is a no-break space */
    return g_strdup_printf (_ ("Without a deposit it is on-demand, %1$s. A deposit brings up to "
                               "%2$s %% off the GPU."),
                               rate,
                               percent);

  /* TRANSLATORS: a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Without a deposit it is on-demand, %s. This machine gives no "
                             "discount."),
                             rate);
}

/**
 * sublet_rent_text_deposit_hint:
 * @deposit_uusd: what was typed; SUBLET_MONEY_UNKNOWN when it is no amount
 * @plain: what it costs without a deposit
 * @discounted: and with the whole discount that its offer shows
 *
 * How much of the discount so much brings, the service says when it is paid. Source of what ending
 * early costs: fact sheet 5.6.
 *
 * Returns: (transfer full): what it buys, and what ending early costs
 */
char *
sublet_rent_text_deposit_hint (gint64 deposit_uusd,
                               const SubletQuote *plain,
                               const SubletQuote *discounted)
{
  double discount = get_discount (plain, discounted);
  g_autofree char *rate = sublet_format_rate (plain->running_rate_nusd);
  g_autofree char *percent = sublet_format_percent (discount, 0);
  g_autofree char *lasts = NULL;

  if (deposit_uusd == SUBLET_MONEY_UNKNOWN || deposit_uusd == 0)
    return dup_no_deposit (discount, rate);
  if (discount <= 0)
    return g_strdup (_ ("This machine gives no discount: a deposit only locks money."));

  lasts = sublet_format_duration_short (
    sublet_rent_lasts_us (deposit_uusd, discounted->running_rate_nusd));
  /* TRANSLATORS: per cent without their sign, as in 23, and a duration, as in 6 d; the blanks are
   * no-break spaces */
  return g_strdup_printf (_ ("Paid from your credit once it runs: up to %1$s %% off the GPU, for "
                             "up to %2$s. If it is destroyed early, the discount so far and 5 %% "
                             "are lost; the rest comes back."),
                             percent,
                             lasts);
}
