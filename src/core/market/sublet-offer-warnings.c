/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-warnings.h"

#include "core/base/sublet-money.h"

#include <math.h>

/**
 * sublet_offer_row_get_ends_us:
 * @row: an offer
 * @known_at_us: when the service sent it, service time
 *
 * Source: fact sheet 2.5, `end_date` and `duration`; the earlier of the two where both are there.
 *
 * Returns: until when it can be rented at the longest, Unix µs of the service; 0 when not known
 */
gint64
sublet_offer_row_get_ends_us (const SubletOfferRow *row, gint64 known_at_us)
{
  gint64 by_duration_us = 0;

  if (row->duration_us > 0 && row->duration_us < G_MAXINT64 - known_at_us)
    by_duration_us = known_at_us + row->duration_us;
  if (row->end_us <= 0 || by_duration_us <= 0)
    return MAX (row->end_us, by_duration_us);

  return MIN (row->end_us, by_duration_us);
}

static bool
ends_within (gint64 left_us, double hours)
{
  return (double) left_us < hours * (double) G_TIME_SPAN_HOUR;
}

static SubletOfferWarnings
get_end_warnings (gint64 left_us, const SubletJob *job)
{
  if (ends_within (left_us, job->hours))
    return SUBLET_OFFER_WARNING_ENDS_EARLY;
  if (ends_within (left_us, job->lease_hours))
    return SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE;

  return SUBLET_OFFER_WARNING_NONE;
}

/* A machine that nobody has tested, and one whose tests are not told. */
static SubletOfferWarnings
get_verification_warnings (SubletVerification verification)
{
  switch (verification)
    {
    case SUBLET_VERIFICATION_DEVERIFIED:
      return SUBLET_OFFER_WARNING_DEVERIFIED;
    case SUBLET_VERIFICATION_UNVERIFIED:
      return SUBLET_OFFER_WARNING_UNVERIFIED;
    case SUBLET_VERIFICATION_UNKNOWN:
    case SUBLET_VERIFICATION_VERIFIED:
    default:
      return SUBLET_OFFER_WARNING_NONE;
    }
}

/* Versions have one decimal, so half of one tells them apart. */
static bool
is_cuda_old (double cuda, double needed)
{
  return cuda < needed - 0.05;
}

static bool
is_negative (gint64 rate_nusd)
{
  return rate_nusd < 0 && rate_nusd != SUBLET_MONEY_UNKNOWN;
}

/* What is missing is not known; this is known, and no price. */
static bool
is_no_price (const SubletOfferRow *row, const SubletJob *job)
{
  SubletQuote quote;

  sublet_quote_for_row (row, job, &quote);
  if (quote.gpu_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return row->dph_base_nusd != SUBLET_MONEY_UNKNOWN;

  return is_negative (row->storage_nusd_per_gb_month) || is_negative (row->inet_down_nusd_per_tb) ||
         is_negative (row->inet_up_nusd_per_tb);
}

static bool
is_traffic_dear (const SubletOfferRow *row, const SubletJob *job)
{
  SubletQuote quote;
  gint64 gpu_uusd;

  sublet_quote_for_row (row, job, &quote);
  if (quote.job_uusd == SUBLET_MONEY_UNKNOWN)
    return false;
  gpu_uusd = sublet_money_cost_uusd (quote.gpu_rate_nusd, sublet_job_hours_to_us (job->hours));

  return quote.traffic_uusd > gpu_uusd;
}

/**
 * sublet_offer_row_get_warnings:
 * @row: an offer
 * @job: what is to run on it
 * @known_at_us: when the service sent it, service time
 * @now_us: the service's time now
 *
 * Returns: what speaks against it
 */
SubletOfferWarnings
sublet_offer_row_get_warnings (const SubletOfferRow *row,
                               const SubletJob *job,
                               gint64 known_at_us,
                               gint64 now_us)
{
  SubletOfferWarnings warnings = get_verification_warnings (row->verification);
  gint64 ends_us = sublet_offer_row_get_ends_us (row, known_at_us);

  if (ends_us > 0)
    warnings |= get_end_warnings (ends_us - now_us, job);
  if (row->direct_port_count == 0)
    warnings |= SUBLET_OFFER_WARNING_NO_PORTS;
  if (isnan (row->cuda_max_good))
    warnings |= SUBLET_OFFER_WARNING_CUDA_UNKNOWN;
  else if (is_cuda_old (row->cuda_max_good, job->cuda))
    warnings |= SUBLET_OFFER_WARNING_CUDA_OLD;
  if (is_no_price (row, job))
    warnings |= SUBLET_OFFER_WARNING_NO_PRICE;
  if (is_traffic_dear (row, job))
    warnings |= SUBLET_OFFER_WARNING_TRAFFIC_DEAR;

  return warnings;
}
