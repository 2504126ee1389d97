/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-kind-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_kind_get_title:
 * @kind: a kind of price
 *
 * Returns: (transfer none): what it is called
 */
const char *
sublet_kind_get_title (SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return _ ("Interruptible");
    case SUBLET_PRICE_KIND_RESERVED:
      return _ ("Reserved");
    case SUBLET_PRICE_KIND_ON_DEMAND:
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return _ ("On-Demand");
    }
}

/**
 * sublet_kind_get_gpu_title:
 * @kind: a kind of price
 *
 * Returns: (transfer none): the line of a receipt that says what the GPU costs in it
 */
const char *
sublet_kind_get_gpu_title (SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      /* TRANSLATORS: a line of a receipt: what the GPU costs at the lowest bid that gets it */
      return _ ("GPU, lowest bid");
    case SUBLET_PRICE_KIND_RESERVED:
      /* TRANSLATORS: a line of a receipt: what the GPU costs with the discount for paying ahead */
      return _ ("GPU, paid ahead");
    case SUBLET_PRICE_KIND_ON_DEMAND:
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return _ ("GPU");
    }
}

/* (nullable): NULL where either is not known */
static char *
dup_difference (const SubletQuote *quote, const SubletQuote *chosen)
{
  g_autofree char *amount = NULL;
  gint64 more_uusd;

  if (quote->job_uusd == SUBLET_MONEY_UNKNOWN || chosen->job_uusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  more_uusd = quote->job_uusd - chosen->job_uusd;
  if (more_uusd == 0)
    return g_strdup (_ ("As much as the chosen kind"));

  amount = sublet_format_amount (ABS (more_uusd));
  if (more_uusd < 0)
    /* TRANSLATORS: how much less a job costs in another kind of price; %s is an amount */
    return g_strdup_printf (_ ("%s less than the chosen kind"), amount);

  /* TRANSLATORS: how much more a job costs in another kind of price; %s is an amount */
  return g_strdup_printf (_ ("%s more than the chosen kind"), amount);
}

static char *
dup_figures (const SubletOfferRow *row, const SubletQuote *quote)
{
  g_autofree char *day = sublet_format_rate_per_day (quote->running_rate_nusd);
  g_autofree char *gpu = sublet_format_rate (quote->gpu_rate_nusd);
  g_autofree char *disk = sublet_format_rate (quote->disk_rate_nusd);
  g_autofree char *traffic = sublet_format_amount (quote->traffic_uusd);
  g_autofree char *flops = sublet_format_per_dollar (row->total_flops, quote->job_rate_nusd, 0);
  g_autofree char *dlperf = sublet_format_per_dollar (row->dlperf, quote->job_rate_nusd, 0);

  /* TRANSLATORS: what an offer costs in one kind of price, in little room: the rates of GPU and
   * disk; the rate of both, as in "$7.80 a day", and the amount of the traffic; how many TFLOPS and
   * how much DLPerf a dollar gets */
  return g_strdup_printf (_ ("GPU %1$s · disk %2$s\n%3$s · traffic %4$s\n"
                             "%5$s TFLOPS/$ · %6$s DLPerf/$"),
                             gpu,
                             disk,
                             day,
                             traffic,
                             flops,
                             dlperf);
}

/**
 * sublet_kind_dup_prices:
 * @row: an offer
 * @quote: what the job costs there
 * @chosen: (nullable): what it costs in the kind that is chosen; NULL when it is this one
 *
 * Returns: (transfer full): what the job costs more or less; its parts, the price of a day, and
 *   what a dollar computes
 */
char *
sublet_kind_dup_prices (const SubletOfferRow *row,
                        const SubletQuote *quote,
                        const SubletQuote *chosen)
{
  g_autofree char *figures = dup_figures (row, quote);
  g_autofree char *difference = chosen != NULL ? dup_difference (quote, chosen)
                                               : g_strdup (_ ("The chosen kind"));

  return difference != NULL ? g_strconcat (difference, "\n", figures, NULL)
                            : g_steal_pointer (&figures);
}

/**
 * sublet_kind_dup_reason:
 * @market: a market
 * @kind: a kind of price
 *
 * Returns: (transfer full): why an offer has no price in it
 */
char *
sublet_kind_dup_reason (SubletMarket *market, SubletPriceKind kind)
{
  switch (sublet_market_get_kind_state (market, kind))
    {
    case SUBLET_KIND_STATE_OFF:
      return g_strdup (_ ("Side by Side shows it"));
    case SUBLET_KIND_STATE_AWAITED:
      return g_strdup (_ ("Vast has not answered yet"));
    case SUBLET_KIND_STATE_FAILED:
      return g_strdup (
        sublet_error_text_get_sentence (sublet_market_get_kind_error (market, kind)));
    case SUBLET_KIND_STATE_CUT:
      return g_strdup (_ ("Not among the offers that are known"));
    case SUBLET_KIND_STATE_KNOWN:
    default:
      return g_strdup (_ ("Not offered in this kind"));
    }
}

/**
 * sublet_kind_dup_age:
 * @market: a market
 * @kind: a kind of price of which something is known
 *
 * Returns: (transfer full) (nullable): when its prices were sent, and why no newer ones came; NULL
 *   when the last request was answered
 */
char *
sublet_kind_dup_age (SubletMarket *market, SubletPriceKind kind)
{
  const GError *error = sublet_market_get_kind_error (market, kind);
  SubletClock *clock = sublet_market_get_clock (market);
  g_autofree char *time = NULL;

  if (error == NULL)
    return NULL;

  time = sublet_format_time (sublet_market_get_kind_known_at_us (market, kind) -
                               sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));

  /* TRANSLATORS: prices that are old; %1$s is when they were sent, %2$s a sentence that says why no
   * newer ones came */
  return g_strdup_printf (_ ("Known at %1$s. %2$s"), time, sublet_error_text_get_sentence (error));
}
