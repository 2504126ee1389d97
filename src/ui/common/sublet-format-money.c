/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format-private.h"

#include "core/base/sublet-money.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* Amounts and rates. */

/* U+2060: no line ends between a sign and its amount. */
#define WORD_JOINER "\342\201\240"

/* Half away from zero, without the sign. */
static guint64
round_magnitude (gint64 value, guint64 divisor)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;

  return magnitude / divisor + (magnitude % divisor >= divisor - divisor / 2 ? 1 : 0);
}

/* The figure with its currency sign, and with a true minus. */
static char *
format_dollars (guint64 magnitude, int decimals, bool negative)
{
  g_autofree char *figure = sublet_format_fixed (magnitude, decimals);

  if (negative)
    /* TRANSLATORS: a negative amount of US dollars with a true minus sign; %s is the figure */
    return g_strdup_printf (_ ("−$%s"), figure);

  /* TRANSLATORS: an amount of US dollars; %s is the figure */
  return g_strdup_printf (_ ("$%s"), figure);
}

static char *
format_rate_with (gint64 rate_nusd, int decimals, guint64 divisor)
{
  g_autofree char *dollars = NULL;
  guint64 magnitude;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  magnitude = round_magnitude (rate_nusd, divisor);
  if (magnitude == 0 && rate_nusd != 0)
    {
      dollars = format_dollars (1, decimals, false);
      /* TRANSLATORS: a rate too small to write out; %s is the smallest one, as in $0.001 */
      return g_strdup_printf (_ ("<%s/h"), dollars);
    }

  dollars = format_dollars (magnitude, decimals, rate_nusd < 0);
  /* TRANSLATORS: a rate per hour; %s is an amount, as in $0.325 */
  return g_strdup_printf (_ ("%s/h"), dollars);
}

static char *
format_plain (gint64 value, int decimals, guint64 divisor)
{
  g_autofree char *figure = NULL;
  guint64 magnitude;

  if (value == SUBLET_MONEY_UNKNOWN)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  magnitude = round_magnitude (value, divisor);
  if (magnitude == 0 && value != 0)
    {
      figure = sublet_format_fixed (1, decimals);
      /* TRANSLATORS: a figure in a column, too small to write out; %s is the smallest one */
      return g_strdup_printf (_ ("<%s"), figure);
    }

  figure = sublet_format_fixed (magnitude, decimals);
  return value < 0 ? g_strconcat ("−", figure, NULL) : g_steal_pointer (&figure);
}

/**
 * sublet_format_amount:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * Two decimals. What would round to nothing is "under $0.01", zero itself is written.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_amount (gint64 amount_uusd)
{
  g_autofree char *dollars = NULL;
  guint64 cents;

  if (amount_uusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  cents = round_magnitude (amount_uusd, SUBLET_UUSD_PER_USD / 100);
  if (cents > 0 || amount_uusd == 0)
    return format_dollars (cents, 2, amount_uusd < 0);

  dollars = format_dollars (1, 2, false);
  /* TRANSLATORS: an amount too small to write out; %s is one cent, as in $0.01 */
  return g_strdup_printf (_ ("under %s"), dollars);
}

/**
 * sublet_format_amount_signed:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * For what goes in and out: what is added has its sign too.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_amount_signed (gint64 amount_uusd)
{
  g_autofree char *amount = sublet_format_amount (amount_uusd);
  g_autofree char *joined = NULL;

  if (amount_uusd == SUBLET_MONEY_UNKNOWN || amount_uusd < (gint64) (SUBLET_UUSD_PER_USD / 100 / 2))
    return g_steal_pointer (&amount);

  joined = g_strconcat (WORD_JOINER, amount, NULL);
  /* TRANSLATORS: an amount that is added; %s is the amount, as in $25.00 */
  return g_strdup_printf (_ ("+%s"), joined);
}

/**
 * sublet_format_amount_step:
 * @amount_uusd: a mark of an axis
 * @step_uusd: how far the marks are apart, a cent at the least
 *
 * Returns: (transfer full): the amount, with decimals only where the marks need them
 */
char *
sublet_format_amount_step (gint64 amount_uusd, gint64 step_uusd)
{
  if (step_uusd % SUBLET_UUSD_PER_USD == 0)
    return format_dollars (round_magnitude (amount_uusd, SUBLET_UUSD_PER_USD), 0, amount_uusd < 0);

  return format_dollars (round_magnitude (amount_uusd, SUBLET_UUSD_PER_USD / 100),
                         2,
                         amount_uusd < 0);
}

/**
 * sublet_format_amount_plain:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * For a column whose title names the unit.
 *
 * Returns: (transfer full): the figure with two decimals
 */
char *
sublet_format_amount_plain (gint64 amount_uusd)
{
  return format_plain (amount_uusd, 2, SUBLET_UUSD_PER_USD / 100);
}

/**
 * sublet_format_rate:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with three decimals and its unit
 */
char *
sublet_format_rate (gint64 rate_nusd)
{
  return format_rate_with (rate_nusd, 3, SUBLET_NUSD_PER_USD / 1000);
}

/**
 * sublet_format_rate_short:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with two decimals and its unit, for the money pill
 */
char *
sublet_format_rate_short (gint64 rate_nusd)
{
  return format_rate_with (rate_nusd, 2, SUBLET_NUSD_PER_USD / 100);
}

/**
 * sublet_format_rate_fine:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with two decimals, with four below $0.10
 */
char *
sublet_format_rate_fine (gint64 rate_nusd)
{
  if (rate_nusd == 0 || rate_nusd == SUBLET_MONEY_UNKNOWN ||
      ABS (rate_nusd) >= SUBLET_NUSD_PER_USD / 10)
    return sublet_format_rate_short (rate_nusd);

  return format_rate_with (rate_nusd, 4, SUBLET_NUSD_PER_USD / 10000);
}

/**
 * sublet_format_rate_plain:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * For a column whose title names the unit.
 *
 * Returns: (transfer full): the figure with three decimals
 */
char *
sublet_format_rate_plain (gint64 rate_nusd)
{
  return format_plain (rate_nusd, 3, SUBLET_NUSD_PER_USD / 1000);
}

/**
 * sublet_format_rate_per_day:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): what it comes to in 24 hours
 */
char *
sublet_format_rate_per_day (gint64 rate_nusd)
{
  g_autofree char *amount = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  amount = sublet_format_amount (sublet_money_cost_uusd (rate_nusd, G_TIME_SPAN_DAY));
  /* TRANSLATORS: a rate per day; %s is an amount, as in $7.80 */
  return g_strdup_printf (_ ("%s a day"), amount);
}

/**
 * sublet_format_rate_and_day:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate, and what it comes to in 24 hours
 */
char *
sublet_format_rate_and_day (gint64 rate_nusd)
{
  g_autofree char *rate = sublet_format_rate (rate_nusd);
  g_autofree char *day = sublet_format_rate_per_day (rate_nusd);

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&rate);

  /* TRANSLATORS: a rate per hour and per day, as in "$0.325/h" and "$7.80 a day" */
  return g_strdup_printf (_ ("%1$s · %2$s"), rate, day);
}

/**
 * sublet_format_per_dollar:
 * @figure: what there is in an hour
 * @rate_nusd: what the hour costs, in nano-dollars, or SUBLET_MONEY_UNKNOWN
 * @decimals: how many
 *
 * Returns: (transfer full): how much of it a dollar gets
 */
char *
sublet_format_per_dollar (double figure, gint64 rate_nusd, int decimals)
{
  if (rate_nusd == SUBLET_MONEY_UNKNOWN || rate_nusd <= 0)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  return sublet_format_number (figure / sublet_money_usd_from_nusd (rate_nusd), decimals);
}
