/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* Source: fact sheet 3.1, "price: 0.001 to 128 per machine". */
#define HIGHEST_BID_NUSD (128 * SUBLET_NUSD_PER_USD)

/**
 * sublet_rent_text_count_problem:
 * @count: what was typed; NAN when it is no number
 * @most: how many can be rented at once
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_count_problem (double count, guint most)
{
  if (isfinite (count) && count >= 1 && count <= (double) most && floor (count) >= count)
    return NULL;
  if (most <= 1)
    return g_strdup (_ ("One can be rented at once here."));

  /* TRANSLATORS: %u is a number from 2 on */
  return g_strdup_printf (_ ("Rent 1 to %u at once."), most);
}

/**
 * sublet_rent_text_count_hint:
 * @count: what was typed; NAN when it is no number
 *
 * Returns: (transfer full): which offers they take
 */
char *
sublet_rent_text_count_hint (double count)
{
  if (count > 1)
    return g_strdup (_ ("This one and the next best, each on a machine of its own."));

  return g_strdup (_ ("Each rental takes an offer of its own."));
}

/**
 * sublet_rent_text_bid_problem:
 * @bid_nusd: what was typed, per hour; SUBLET_MONEY_UNKNOWN when it is no number
 * @floor_nusd: the lowest that is taken, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_rent_text_bid_problem (gint64 bid_nusd, gint64 floor_nusd)
{
  g_autofree char *rate = NULL;

  if (bid_nusd == SUBLET_MONEY_UNKNOWN || bid_nusd <= 0)
    return g_strdup (_ ("Type a bid in dollars an hour."));
  if (bid_nusd > HIGHEST_BID_NUSD)
    return g_strdup (_ ("A bid is at most $128 an hour."));
  if (floor_nusd == SUBLET_MONEY_UNKNOWN || bid_nusd >= floor_nusd)
    return NULL;

  rate = sublet_format_rate (floor_nusd);
  /* TRANSLATORS: %s is a rate, as in $0.280/h */
  return g_strdup_printf (_ ("Bid %s or more: below it the instance would not start."), rate);
}

/**
 * sublet_rent_text_bid_hint:
 * @floor_nusd: the lowest that is taken, per hour, or SUBLET_MONEY_UNKNOWN
 * @market_nusd: what others pay for it now, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): both, as far as they are known
 */
char *
sublet_rent_text_bid_hint (gint64 floor_nusd, gint64 market_nusd)
{
  g_autofree char *least = NULL;
  g_autofree char *market = NULL;

  if (floor_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Whoever bids more takes the GPU."));

  least = sublet_format_rate (floor_nusd);
  if (market_nusd == SUBLET_MONEY_UNKNOWN || market_nusd <= floor_nusd)
    /* TRANSLATORS: %s is a rate, as in $0.280/h */
    return g_strdup_printf (_ ("At least %s. Whoever bids more takes the GPU."), least);

  market = sublet_format_rate (market_nusd);
  /* TRANSLATORS: two rates, as in $0.280/h and $0.310/h */
  return g_strdup_printf (_ ("At least %1$s, the market is at %2$s. Whoever bids more takes the "
                             "GPU."),
                             least,
                             market);
}

/**
 * sublet_rent_text_lease_hint:
 * @lease_us: how long, in microseconds; 0: no lease
 * @now_us: this computer's time
 * @running_rate_nusd: what it costs running, per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): when it ends, or what it costs that it does not
 */
char *
sublet_rent_text_lease_hint (gint64 lease_us, gint64 now_us, gint64 running_rate_nusd)
{
  g_autofree char *end = NULL;
  g_autofree char *rate = NULL;

  if (lease_us > 0)
    {
      end = sublet_format_time_ahead (now_us + lease_us, now_us);
      /* TRANSLATORS: %s is a time, as in "today 22:10" */
      return g_strdup_printf (_ ("Until %s, or at Sublet's next start if it is closed then."), end);
    }
  if (running_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Without an end it bills until you end it."));

  rate = sublet_format_rate_per_day (running_rate_nusd);
  /* TRANSLATORS: %s is a rate, as in "$7.80 a day" */
  return g_strdup_printf (_ ("Without an end it bills %s until you end it."), rate);
}

/**
 * sublet_rent_text_lease_choice:
 * @hours: how long; 0: no lease
 *
 * Returns: (transfer full): a choice in a list
 */
char *
sublet_rent_text_lease_choice (int hours)
{
  if (hours <= 0)
    return g_strdup (_ ("No Lease"));

  return sublet_format_duration (hours * G_TIME_SPAN_HOUR);
}

/**
 * sublet_rent_text_button:
 * @count: how many are rented; 0: that is not known
 * @running_rate_nusd: what all of them cost running, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): what the button says
 */
char *
sublet_rent_text_button (guint count, gint64 running_rate_nusd)
{
  g_autofree char *rate = NULL;

  if (count == 0 || running_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Rent"));

  rate = sublet_format_rate (running_rate_nusd);
  if (count > 1)
    /* TRANSLATORS: on the button that rents several; a number and a rate of all, as in $1.300/h */
    return g_strdup_printf (_ ("Rent %1$u · %2$s"), count, rate);

  /* TRANSLATORS: on the button that rents; %s is a rate, as in $0.325/h */
  return g_strdup_printf (_ ("Rent · %s"), rate);
}

/**
 * sublet_rent_text_all:
 * @count: how many are rented; 0: that is not known
 * @running_rate_nusd: what all of them cost running, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full) (nullable): that, and that what follows is one of them; %NULL for one
 */
char *
sublet_rent_text_all (guint count, gint64 running_rate_nusd)
{
  g_autofree char *rate = NULL;
  g_autofree char *day = NULL;

  if (count <= 1 || running_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  rate = sublet_format_rate (running_rate_nusd);
  day = sublet_format_rate_per_day (running_rate_nusd);
  /* TRANSLATORS: a number of instances and two rates, as in $1.300/h and "$31.20 a day" */
  return g_strdup_printf (_ ("All %1$u: %2$s, %3$s. The first:"), count, rate, day);
}

/**
 * sublet_rent_lasts_us:
 * @credit_uusd: what is left, or SUBLET_MONEY_UNKNOWN
 * @rate_nusd: what is spent per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: for how long, in microseconds; 0 when it cannot be said
 */
gint64
sublet_rent_lasts_us (gint64 credit_uusd, gint64 rate_nusd)
{
  if (credit_uusd == SUBLET_MONEY_UNKNOWN || rate_nusd == SUBLET_MONEY_UNKNOWN ||
      credit_uusd <= 0 || rate_nusd <= 0)
    return 0;

  /* µ$ ÷ (n$/h) = 1000 h. */
  return sublet_money_multiply_divide (credit_uusd, 1000 * G_TIME_SPAN_HOUR, rate_nusd);
}

/**
 * sublet_rent_text_total:
 * @quote: the price in its parts
 * @hours: for how long
 *
 * Returns: (transfer full): the price as one sentence, to be spoken
 */
char *
sublet_rent_text_total (const SubletQuote *quote, double hours)
{
  g_autofree char *rate = sublet_format_rate (quote->running_rate_nusd);
  g_autofree char *job = sublet_format_amount (quote->job_uusd);
  g_autofree char *duration = sublet_format_duration (sublet_job_hours_to_us (hours));

  /* TRANSLATORS: a rate, an amount and a duration, as in $0.325/h, $2.67 and 8 h */
  return g_strdup_printf (_ ("%1$s, about %2$s for a job of %3$s"), rate, job, duration);
}
