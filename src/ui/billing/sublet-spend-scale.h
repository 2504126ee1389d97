/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

G_BEGIN_DECLS

/* How a series of spending fits into so much room. Pure. */

/* From lowest to highest times the step; zero is one of them. */
typedef struct
{
  gint64 step_uusd; /* 1, 2 or 5 times a power of ten, a cent at the least */
  int lowest;       /* not above 0 */
  int highest;      /* above @lowest */
} SubletSpendAxis;

SubletSpendAxis sublet_spend_scale_choose_axis (gint64 lowest_uusd,
                                                gint64 highest_uusd,
                                                guint max_steps);

/* How low and how high the bars are: what is negative stands below zero. */
void sublet_spend_scale_get_extent (const SubletSpendSeries *series,
                                    gint64 *lowest_uusd,
                                    gint64 *highest_uusd);

/* So many buckets at the most: neighbours are one, where there are more. */
SubletSpendSeries *sublet_spend_scale_group (const SubletSpendSeries *series, guint max_buckets);

/* Each how many bars there is room for a label. */
guint sublet_spend_scale_get_stride (guint n_bars, double width, double label_width);

/* So many days that the months are what one finds them by. */
bool sublet_spend_scale_is_long (const SubletSpendSeries *series);
/* One of its days is the first of a month. */
bool sublet_spend_scale_begins_month (const SubletSpendBucket *bucket);

/* The bucket of a moment; the nearest one where it is in none. */
guint sublet_spend_scale_find (const SubletSpendSeries *series, gint64 at_us);

G_END_DECLS
