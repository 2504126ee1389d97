/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-job-fit.h"

#include <math.h>

/**
 * sublet_job_fits_row:
 * @job: what is to run
 * @row: an offer
 *
 * Returns: whether it can be rented, as far as is known, and has room for the job's disk
 */
bool
sublet_job_fits_row (const SubletJob *job, const SubletOfferRow *row)
{
  /* Unknown room is not "none": the search asked the service for enough. */
  return row->rentable && !row->rented &&
         (isnan (row->disk_space_gb) || row->disk_space_gb >= job->disk_gb);
}
