/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-warnings.h"

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
  SubletOfferWarnings warnings = SUBLET_OFFER_WARNING_NONE;
  gint64 ends_us = sublet_offer_row_get_ends_us (row, known_at_us);

  if (ends_us > 0 && (double) (ends_us - now_us) < job->hours * (double) G_TIME_SPAN_HOUR)
    warnings |= SUBLET_OFFER_WARNING_ENDS_EARLY;
  if (row->verification == SUBLET_VERIFICATION_DEVERIFIED)
    warnings |= SUBLET_OFFER_WARNING_DEVERIFIED;
  if (row->direct_port_count == 0)
    warnings |= SUBLET_OFFER_WARNING_NO_PORTS;
  if (isnan (row->cuda_max_good))
    warnings |= SUBLET_OFFER_WARNING_CUDA_UNKNOWN;

  return warnings;
}
