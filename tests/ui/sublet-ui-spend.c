/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-spend.h"

#define CENT G_GINT64_CONSTANT (10000)

/**
 * sublet_ui_spend_new:
 * @first_day_us: the first UTC day
 * @n_days: how many
 *
 * Returns: (transfer full): a series by days
 */
SubletSpendSeries *
sublet_ui_spend_new (gint64 first_day_us, guint n_days)
{
  SubletSpendSeries *series = g_new0 (SubletSpendSeries, 1);
  guint i;

  series->buckets = g_array_new (FALSE, TRUE, sizeof (SubletSpendBucket));
  g_array_set_size (series->buckets, n_days);
  series->sum = (SubletSpendBucket){ .start_us = first_day_us,
                                     .end_us = first_day_us + n_days * G_TIME_SPAN_DAY,
                                     .complete = true };
  for (i = 0; i < n_days; i++)
    {
      SubletSpendBucket *bucket = sublet_ui_spend_get (series, i);

      bucket->start_us = first_day_us + i * G_TIME_SPAN_DAY;
      bucket->end_us = bucket->start_us + G_TIME_SPAN_DAY;
      bucket->complete = true;
    }

  return series;
}

/**
 * sublet_ui_spend_get:
 * @series: a series
 * @i: which one
 *
 * Returns: (transfer none): the day
 */
SubletSpendBucket *
sublet_ui_spend_get (SubletSpendSeries *series, guint i)
{
  return &g_array_index (series->buckets, SubletSpendBucket, i);
}

/**
 * sublet_ui_spend_set:
 * @series: a series
 * @i: which day
 * @total_uusd: all that was spent
 * @disk_uusd: of it
 * @download_uusd: of it
 * @upload_uusd: of it
 */
void
sublet_ui_spend_set (SubletSpendSeries *series,
                     guint i,
                     gint64 total_uusd,
                     gint64 disk_uusd,
                     gint64 download_uusd,
                     gint64 upload_uusd)
{
  SubletSpendBucket *bucket = sublet_ui_spend_get (series, i);
  const gint64 parts_uusd[SUBLET_N_CHARGE_KINDS] = { total_uusd - disk_uusd - download_uusd -
                                                       upload_uusd,
                                                     disk_uusd,
                                                     download_uusd,
                                                     upload_uusd };
  gsize kind;

  series->sum.total_uusd += total_uusd - bucket->total_uusd;
  bucket->total_uusd = total_uusd;
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    {
      series->sum.parts_uusd[kind] += parts_uusd[kind] - bucket->parts_uusd[kind];
      bucket->parts_uusd[kind] = parts_uusd[kind];
    }
}

/**
 * sublet_ui_spend_set_incomplete:
 * @series: a series
 * @i: which day is not known, or not all of it
 */
void
sublet_ui_spend_set_incomplete (SubletSpendSeries *series, guint i)
{
  sublet_ui_spend_get (series, i)->complete = false;
  series->sum.complete = false;
}

/**
 * sublet_ui_spend_new_some:
 * @first_day_us: the first UTC day
 * @n_days: how many
 *
 * Returns: (transfer full): a series by days
 */
SubletSpendSeries *
sublet_ui_spend_new_some (gint64 first_day_us, guint n_days)
{
  SubletSpendSeries *series = sublet_ui_spend_new (first_day_us, n_days);
  guint i;

  for (i = 0; i < n_days; i++)
    {
      gint64 total_uusd = (i * 37 % 11) * 71 * CENT;

      if (i % 7 == 5)
        continue;
      sublet_ui_spend_set (series,
                           i,
                           total_uusd + 150 * CENT,
                           (40 + i * 13 % 29) * CENT,
                           (i * 7 % 40) * CENT,
                           (i * 5 % 23) * CENT);
      if (i % 9 == 4)
        {
          sublet_ui_spend_get (series, i)->parts_uusd[SUBLET_CHARGE_KIND_OTHER] += 35 * CENT;
          sublet_ui_spend_get (series, i)->total_uusd += 35 * CENT;
          series->sum.parts_uusd[SUBLET_CHARGE_KIND_OTHER] += 35 * CENT;
          series->sum.total_uusd += 35 * CENT;
        }
    }

  return series;
}
