/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-job.h"

#include "core/base/sublet-money.h"

#include <math.h>

/* A hundred years; beyond it the product below is nonsense, not a price. */
#define MAX_HOURS 876600.0

/* A machine that is paid for, or free, is nobody's offer: what is not positive is no price. */
static gint64
get_price_nusd (gint64 rate_nusd)
{
  return rate_nusd > 0 ? rate_nusd : SUBLET_MONEY_UNKNOWN;
}

/* Disk and traffic are free on some machines, and paid for on none. */
static gint64
get_fee_nusd (gint64 rate_nusd)
{
  return rate_nusd >= 0 ? rate_nusd : SUBLET_MONEY_UNKNOWN;
}

static gint64
get_discounted_gpu_rate_nusd (const SubletOfferRow *row)
{
  gint64 disk_part_nusd;

  if (row->discounted_dph_nusd == SUBLET_MONEY_UNKNOWN || row->discounted_dph_nusd <= 0)
    return row->dph_base_nusd;

  /* The discounted figure is a total with the disk that was asked for, like `dph_total`; what of
   * `dph_total` is not `dph_base` is that disk. Whether the disk is discounted too is unconfirmed.
   */
  if (row->dph_total_nusd == SUBLET_MONEY_UNKNOWN || row->dph_base_nusd == SUBLET_MONEY_UNKNOWN)
    return row->discounted_dph_nusd;

  disk_part_nusd = MAX (row->dph_total_nusd - row->dph_base_nusd, 0);

  return MAX (row->discounted_dph_nusd - disk_part_nusd, 0);
}

static gint64
get_gpu_rate_nusd (const SubletOfferRow *row, SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return row->min_bid_nusd > 0 ? row->min_bid_nusd : row->dph_base_nusd;

    case SUBLET_PRICE_KIND_RESERVED:
      return get_discounted_gpu_rate_nusd (row);

    case SUBLET_PRICE_KIND_UNKNOWN:
    case SUBLET_PRICE_KIND_ON_DEMAND:
    default:
      return row->dph_base_nusd;
    }
}

/* Traffic that is not wanted costs nothing, even where its price is not known. */
static gint64
get_traffic_uusd (gint64 rate_per_tb_nusd, double traffic_gb)
{
  return traffic_gb > 0 ? sublet_money_traffic_uusd (get_fee_nusd (rate_per_tb_nusd), traffic_gb)
                        : 0;
}

/**
 * sublet_job_init:
 * @job: (out caller-allocates): the job
 *
 * Eight hours on demand with 64 GB of disk, 20 GB into the machine and 2 GB out of it.
 */
void
sublet_job_init (SubletJob *job)
{
  job->hours = 8;
  job->disk_gb = 64;
  job->down_gb = 20;
  job->up_gb = 2;
  job->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  job->lease_hours = 0;
  job->cuda = 0;
}

/**
 * sublet_job_equal:
 * @a: a job
 * @b: another
 *
 * Returns: whether both ask for the same
 */
bool
sublet_job_equal (const SubletJob *a, const SubletJob *b)
{
  return a->kind == b->kind && !islessgreater (a->hours, b->hours) &&
         !islessgreater (a->disk_gb, b->disk_gb) && !islessgreater (a->down_gb, b->down_gb) &&
         !islessgreater (a->up_gb, b->up_gb) && !islessgreater (a->lease_hours, b->lease_hours) &&
         !islessgreater (a->cuda, b->cuda);
}

/**
 * sublet_job_hours_to_us:
 * @hours: a job's hours, or those of its lease
 *
 * Most tenths of an hour have no exact figure: rounded, 2.3 h are 2 h 18 min.
 *
 * Returns: microseconds; 0 for no duration, which is what is not above 0 or beyond a hundred years
 */
gint64
sublet_job_hours_to_us (double hours)
{
  if (!isfinite (hours) || hours <= 0 || hours > MAX_HOURS)
    return 0;

  return MAX (llround (hours * (double) G_TIME_SPAN_HOUR), 1);
}

/**
 * sublet_quote_for_row:
 * @row: an offer
 * @job: what is to run; its kind is the one the offer was searched with
 * @quote: (out caller-allocates): the price
 *
 * The true price: GPU and this disk by the hour, and this traffic once. An interruptible job is
 * priced at the lowest bid, since a person who bids more is told so where they bid; a reserved one
 * at the discounted rate. A price of the GPU that is not positive is none, and so is a negative one
 * of disk or traffic: what a job costs there is not known.
 *
 * Source: fact sheet 2.6 for the arithmetic, 2.5 for the price of each kind.
 */
void
sublet_quote_for_row (const SubletOfferRow *row, const SubletJob *job, SubletQuote *quote)
{
  gint64 duration_us = sublet_job_hours_to_us (job->hours);

  quote->gpu_rate_nusd = get_price_nusd (get_gpu_rate_nusd (row, job->kind));
  quote->disk_rate_nusd =
    sublet_money_disk_rate_nusd (get_fee_nusd (row->storage_nusd_per_gb_month), job->disk_gb);
  quote->running_rate_nusd = sublet_money_add (quote->gpu_rate_nusd, quote->disk_rate_nusd);
  quote->stopped_rate_nusd = quote->disk_rate_nusd;
  quote->traffic_uusd =
    sublet_money_add (get_traffic_uusd (row->inet_down_nusd_per_tb, job->down_gb),
                      get_traffic_uusd (row->inet_up_nusd_per_tb, job->up_gb));

  if (duration_us == 0)
    {
      quote->job_uusd = SUBLET_MONEY_UNKNOWN;
      quote->job_rate_nusd = SUBLET_MONEY_UNKNOWN;
      return;
    }

  quote->job_uusd =
    sublet_money_add (sublet_money_cost_uusd (quote->running_rate_nusd, duration_us),
                      quote->traffic_uusd);
  /* Micro-dollars for so many microseconds to nano-dollars per hour. */
  quote->job_rate_nusd =
    sublet_money_multiply_divide (quote->job_uusd, G_TIME_SPAN_HOUR * 1000, duration_us);
}
