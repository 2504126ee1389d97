/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-scale.h"

#include "core/base/sublet-money.h"

#define LEAST_STEP_UUSD (SUBLET_UUSD_PER_USD / 100)
/* Beyond this nothing is drawn to scale any more; below it no product of the axis overflows. */
#define MOST_UUSD (G_MAXINT64 / 16)

/* How many whole steps reach it. */
static int
count_steps (gint64 amount_uusd, gint64 step_uusd)
{
  return (int) (amount_uusd / step_uusd + (amount_uusd % step_uusd > 0 ? 1 : 0));
}

/**
 * sublet_spend_scale_choose_axis:
 * @lowest_uusd: the lowest amount
 * @highest_uusd: the highest amount
 * @max_steps: how many steps there is room for; two are always taken, one each way
 *
 * Returns: the finest axis that has both and zero
 */
SubletSpendAxis
sublet_spend_scale_choose_axis (gint64 lowest_uusd, gint64 highest_uusd, guint max_steps)
{
  static const int factors[] = { 1, 2, 5 };
  gint64 below_uusd = -MAX (MIN (lowest_uusd, 0), -MOST_UUSD);
  gint64 above_uusd = MIN (MAX (highest_uusd, 0), MOST_UUSD);
  SubletSpendAxis axis = { SUBLET_UUSD_PER_USD, 0, 1 };
  gint64 power_uusd = LEAST_STEP_UUSD;
  guint i;

  if (below_uusd == 0 && above_uusd == 0)
    return axis;

  for (i = 0;; i++)
    {
      gint64 step_uusd = power_uusd * factors[i % G_N_ELEMENTS (factors)];

      /* Compared before they are counted: there may be more than an int holds. */
      if (below_uusd / step_uusd + above_uusd / step_uusd <= MAX (max_steps, 2))
        {
          axis.step_uusd = step_uusd;
          axis.lowest = -count_steps (below_uusd, step_uusd);
          axis.highest = count_steps (above_uusd, step_uusd);
          if (axis.highest - axis.lowest <= (int) MAX (max_steps, 2))
            return axis;
        }
      if (i % G_N_ELEMENTS (factors) == G_N_ELEMENTS (factors) - 1)
        power_uusd *= 10;
    }
}

/**
 * sublet_spend_scale_get_extent:
 * @series: a series
 * @lowest_uusd: (out): not above zero
 * @highest_uusd: (out): not below zero
 */
void
sublet_spend_scale_get_extent (const SubletSpendSeries *series,
                               gint64 *lowest_uusd,
                               gint64 *highest_uusd)
{
  guint i;

  *lowest_uusd = 0;
  *highest_uusd = 0;
  for (i = 0; i < series->buckets->len; i++)
    {
      const SubletSpendBucket *bucket = &g_array_index (series->buckets, SubletSpendBucket, i);
      gint64 below_uusd = 0;
      gint64 above_uusd = 0;
      gsize kind;

      for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
        {
          below_uusd = sublet_money_add (below_uusd, MIN (bucket->parts_uusd[kind], 0));
          above_uusd = sublet_money_add (above_uusd, MAX (bucket->parts_uusd[kind], 0));
        }
      *lowest_uusd = MIN (*lowest_uusd, below_uusd);
      *highest_uusd = MAX (*highest_uusd, above_uusd);
    }
}

static void
add_bucket (SubletSpendBucket *into, const SubletSpendBucket *bucket)
{
  gsize kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    into->parts_uusd[kind] = sublet_money_add (into->parts_uusd[kind], bucket->parts_uusd[kind]);
  into->total_uusd = sublet_money_add (into->total_uusd, bucket->total_uusd);
  into->end_us = bucket->end_us;
  into->complete = into->complete && bucket->complete;
}

/**
 * sublet_spend_scale_group:
 * @series: a series
 * @max_buckets: how many there is room for, 1 at the least
 *
 * Each bucket of the result is as many of the series, but the last one, which may be fewer.
 *
 * Returns: (transfer full): a series with no more buckets than that
 */
SubletSpendSeries *
sublet_spend_scale_group (const SubletSpendSeries *series, guint max_buckets)
{
  SubletSpendSeries *grouped = g_new0 (SubletSpendSeries, 1);
  guint n_each;
  guint i;

  g_assert (max_buckets > 0);

  n_each = MAX ((series->buckets->len + max_buckets - 1) / max_buckets, 1);
  grouped->buckets = g_array_new (FALSE, FALSE, sizeof (SubletSpendBucket));
  grouped->sum = series->sum;
  for (i = 0; i < series->buckets->len; i++)
    {
      const SubletSpendBucket *bucket = &g_array_index (series->buckets, SubletSpendBucket, i);

      if (i % n_each == 0)
        g_array_append_vals (grouped->buckets, bucket, 1);
      else
        add_bucket (&g_array_index (grouped->buckets, SubletSpendBucket, i / n_each), bucket);
    }

  return grouped;
}

/**
 * sublet_spend_scale_get_stride:
 * @n_bars: how many there are
 * @width: the room of all
 * @label_width: the room of one label, with what lies between two
 *
 * Returns: each which bar has a label, 1 or more
 */
guint
sublet_spend_scale_get_stride (guint n_bars, double width, double label_width)
{
  static const guint strides[] = { 1, 2, 5, 10, 20, 30, 60, 90, 180 };
  double pitch = n_bars > 0 ? width / n_bars : width;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (strides); i++)
    {
      if (strides[i] * pitch >= label_width)
        return strides[i];
    }

  /* The first one alone. */
  return MAX (n_bars, 1);
}

/**
 * sublet_spend_scale_is_long:
 * @series: a series
 *
 * Returns: whether it is of more than three months and in pieces of less than one
 */
bool
sublet_spend_scale_is_long (const SubletSpendSeries *series)
{
  const SubletSpendBucket *first = &g_array_index (series->buckets, SubletSpendBucket, 0);

  return series->sum.end_us - series->sum.start_us > 93 * G_TIME_SPAN_DAY &&
         first->end_us - first->start_us < 28 * G_TIME_SPAN_DAY;
}

/**
 * sublet_spend_scale_begins_month:
 * @bucket: some days, fewer than a month has
 *
 * Returns: whether a month begins in it
 */
bool
sublet_spend_scale_begins_month (const SubletSpendBucket *bucket)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (bucket->start_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime)
    last = g_date_time_new_from_unix_utc ((bucket->end_us - G_TIME_SPAN_DAY) / G_USEC_PER_SEC);

  return start != NULL && last != NULL &&
         (g_date_time_get_day_of_month (start) == 1 ||
          g_date_time_get_month (start) != g_date_time_get_month (last));
}

/**
 * sublet_spend_scale_find:
 * @series: a series with buckets
 * @at_us: a moment, service time
 *
 * Returns: index of the bucket
 */
guint
sublet_spend_scale_find (const SubletSpendSeries *series, gint64 at_us)
{
  guint low = 0;
  guint high = series->buckets->len;

  g_assert (high > 0);

  /* The first one that ends after it. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (series->buckets, SubletSpendBucket, middle).end_us <= at_us)
        low = middle + 1;
      else
        high = middle;
    }

  return MIN (low, series->buckets->len - 1);
}
