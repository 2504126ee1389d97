/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-money.h"

#include <math.h>

/* A thousand times the dearest thing the service could sell; beyond it a figure is nonsense. */
#define MAX_USD 1e9

/* More than any disk or line could hold or carry; beyond it llround() is undefined. */
#define MAX_GB 1e12

static bool
scale (double usd, double factor, gint64 *out)
{
  if (!isfinite (usd) || fabs (usd) > MAX_USD)
    {
      *out = SUBLET_MONEY_UNKNOWN;
      return false;
    }

  *out = llround (usd * factor);
  return true;
}

/**
 * sublet_money_uusd_from_usd:
 * @usd: an amount in dollars, as sent
 * @amount_uusd: (out): the amount in micro-dollars, SUBLET_MONEY_UNKNOWN when @usd is no amount
 *
 * Returns: whether @usd is finite and below a billion dollars
 */
bool
sublet_money_uusd_from_usd (double usd, gint64 *amount_uusd)
{
  return scale (usd, SUBLET_UUSD_PER_USD, amount_uusd);
}

/**
 * sublet_money_nusd_from_usd:
 * @usd: a rate in dollars per unit, as sent
 * @rate_nusd: (out): the rate in nano-dollars, SUBLET_MONEY_UNKNOWN when @usd is no rate
 *
 * Returns: whether @usd is finite and below a billion dollars
 */
bool
sublet_money_nusd_from_usd (double usd, gint64 *rate_nusd)
{
  return scale (usd, SUBLET_NUSD_PER_USD, rate_nusd);
}

/**
 * sublet_money_usd_from_uusd:
 * @amount_uusd: an amount
 *
 * For requests and charts only; nothing is calculated in doubles.
 *
 * Returns: dollars, NaN when unknown
 */
double
sublet_money_usd_from_uusd (gint64 amount_uusd)
{
  return amount_uusd == SUBLET_MONEY_UNKNOWN ? NAN : (double) amount_uusd / SUBLET_UUSD_PER_USD;
}

/**
 * sublet_money_usd_from_nusd:
 * @rate_nusd: a rate
 *
 * Returns: dollars per unit, NaN when unknown
 */
double
sublet_money_usd_from_nusd (gint64 rate_nusd)
{
  return rate_nusd == SUBLET_MONEY_UNKNOWN ? NAN : (double) rate_nusd / SUBLET_NUSD_PER_USD;
}

/**
 * sublet_money_multiply_divide:
 * @value: what is scaled
 * @factor: the numerator
 * @divisor: the denominator, above 0
 *
 * @value × @factor ÷ @divisor in 128 bits, rounded once, half away from zero. What does not fit,
 * and whatever starts unknown, is SUBLET_MONEY_UNKNOWN.
 *
 * Returns: the scaled value
 */
gint64
sublet_money_multiply_divide (gint64 value, gint64 factor, gint64 divisor)
{
  __int128 product;
  __int128 half;

  g_return_val_if_fail (divisor > 0, SUBLET_MONEY_UNKNOWN);

  if (value == SUBLET_MONEY_UNKNOWN || factor == SUBLET_MONEY_UNKNOWN)
    return SUBLET_MONEY_UNKNOWN;

  product = (__int128) value * factor;
  half = divisor / 2;
  product = (product + (product < 0 ? -half : half)) / divisor;

  return product > G_MAXINT64 || product <= G_MININT64 ? SUBLET_MONEY_UNKNOWN : (gint64) product;
}

/**
 * sublet_money_add:
 * @a: an amount or rate
 * @b: another of the same unit
 *
 * Returns: the sum; SUBLET_MONEY_UNKNOWN when either is unknown or the sum does not fit
 */
gint64
sublet_money_add (gint64 a, gint64 b)
{
  gint64 sum;

  if (a == SUBLET_MONEY_UNKNOWN || b == SUBLET_MONEY_UNKNOWN || __builtin_add_overflow (a, b, &sum))
    return SUBLET_MONEY_UNKNOWN;

  return sum;
}

/**
 * sublet_money_cost_uusd:
 * @rate_per_hour_nusd: a rate per hour
 * @duration_us: how long, in microseconds
 *
 * Returns: what that time costs, in micro-dollars
 */
gint64
sublet_money_cost_uusd (gint64 rate_per_hour_nusd, gint64 duration_us)
{
  return sublet_money_multiply_divide (rate_per_hour_nusd, duration_us, G_TIME_SPAN_HOUR * 1000);
}

/**
 * sublet_money_disk_rate_nusd:
 * @rate_per_gb_month_nusd: the price of a GB for the service's month of 720 hours
 * @disk_gb: the disk rented, in GB as sold
 *
 * Source: fact sheet 2.6, disk per hour = storage_cost × GB ÷ 720.
 *
 * Returns: nano-dollars per hour
 */
gint64
sublet_money_disk_rate_nusd (gint64 rate_per_gb_month_nusd, double disk_gb)
{
  if (!isfinite (disk_gb) || disk_gb < 0 || disk_gb > MAX_GB)
    return SUBLET_MONEY_UNKNOWN;

  return sublet_money_multiply_divide (rate_per_gb_month_nusd,
                                       llround (disk_gb * 1000),
                                       SUBLET_HOURS_PER_MONTH * 1000);
}

/**
 * sublet_money_traffic_uusd:
 * @rate_per_tb_nusd: the price of a TB of 1024 GB in one direction
 * @traffic_gb: how much, in GB
 *
 * Returns: micro-dollars
 */
gint64
sublet_money_traffic_uusd (gint64 rate_per_tb_nusd, double traffic_gb)
{
  if (!isfinite (traffic_gb) || traffic_gb < 0 || traffic_gb > MAX_GB)
    return SUBLET_MONEY_UNKNOWN;

  return sublet_money_multiply_divide (rate_per_tb_nusd,
                                       llround (traffic_gb * 1000),
                                       (gint64) SUBLET_GB_PER_TB * 1000 * 1000);
}
