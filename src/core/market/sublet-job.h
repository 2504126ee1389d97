/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/* What the person wants to run: the true price of an offer is the price of this. */
typedef struct
{
  double hours;   /* above 0 */
  double disk_gb; /* 8 or more, as sold */
  double down_gb; /* into the machine */
  double up_gb;   /* out of it */
  SubletPriceKind kind;
  double lease_hours; /* what it is rented for, no part of the price; 0: no lease */
  double cuda;        /* the least CUDA its image needs, no part of the price; 0: not known */
} SubletJob;

/* The parts of a price. Rates per hour, amounts for the job; SUBLET_MONEY_UNKNOWN where not known.
 */
typedef struct
{
  gint64 gpu_rate_nusd;
  gint64 disk_rate_nusd;
  gint64 running_rate_nusd; /* GPU and disk */
  gint64 stopped_rate_nusd; /* disk alone */
  gint64 traffic_uusd;      /* once */
  gint64 job_uusd;          /* running for the hours, and the traffic */
  gint64 job_rate_nusd;     /* job ÷ hours: what the table's "Job $/h" shows and sorts by */
} SubletQuote;

/* 8 h, 64 GB, 20 GB down, 2 GB up, on-demand. */
void sublet_job_init (SubletJob *job);
bool sublet_job_equal (const SubletJob *a, const SubletJob *b);
gint64 sublet_job_hours_to_us (double hours);
void sublet_quote_for_row (const SubletOfferRow *row, const SubletJob *job, SubletQuote *quote);

G_END_DECLS
