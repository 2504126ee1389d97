/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-spend-private.h"

#include "core/base/sublet-money.h"

/* ---- a series ---- */

/**
 * sublet_spend_find_day: (skip)
 * @self: a spend
 * @at_us: service time in Unix microseconds
 *
 * Returns: the place of the first day that does not begin before @at_us; their number when there is
 *   none
 */
guint
sublet_spend_find_day (const SubletSpend *self, gint64 at_us)
{
  guint low = 0;
  guint high = self->sums->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->sums, SubletSpendDay, middle).sum.start_us < at_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gint64
find_next_month (gint64 at_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime)
    first = g_date_time_new_utc (g_date_time_get_year (at), g_date_time_get_month (at), 1, 0, 0, 0);
  g_autoptr (GDateTime) next = g_date_time_add_months (first, 1);

  return g_date_time_to_unix (next) * G_USEC_PER_SEC;
}

static gint64
find_step_end (gint64 start_us, SubletSpendStep step)
{
  /* The first day of 1970 was a Thursday, three days after a Monday. */
  gint64 weekday = (start_us / G_TIME_SPAN_DAY + 3) % 7;

  switch (step)
    {
    case SUBLET_SPEND_STEP_WEEK:
      return start_us + (7 - weekday) * G_TIME_SPAN_DAY;
    case SUBLET_SPEND_STEP_MONTH:
      return find_next_month (start_us);
    case SUBLET_SPEND_STEP_DAY:
    default:
      return start_us + G_TIME_SPAN_DAY;
    }
}

static void
add_parts (gint64 *into_uusd, const gint64 *parts_uusd)
{
  gsize i;

  for (i = 0; i < SUBLET_N_CHARGE_KINDS; i++)
    into_uusd[i] = sublet_money_add (into_uusd[i], parts_uusd[i]);
}

static void
add_bucket (SubletSpendBucket *into, const SubletSpendBucket *bucket)
{
  add_parts (into->parts_uusd, bucket->parts_uusd);
  into->total_uusd = sublet_money_add (into->total_uusd, bucket->total_uusd);
  into->complete = into->complete && bucket->complete;
}

static SubletSpendBucket
make_bucket (const SubletSpend *self, gint64 start_us, gint64 end_us)
{
  SubletSpendBucket bucket = { .start_us = start_us, .end_us = end_us, .complete = true };
  guint first = sublet_spend_find_day (self, start_us);
  guint end = sublet_spend_find_day (self, end_us);
  guint i;

  for (i = first; i < end; i++)
    add_bucket (&bucket, &g_array_index (self->sums, SubletSpendDay, i).sum);
  /* No day is there twice: as many as there are days are all of them. */
  bucket.complete = bucket.complete && end - first == (end_us - start_us) / G_TIME_SPAN_DAY;

  return bucket;
}

/**
 * sublet_spend_make_series:
 * @self: a spend
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, not before @from_us
 * @step: how many days make a bucket
 *
 * A day that is not known is a gap in what is complete, not in the buckets.
 *
 * Returns: (transfer full): the sums of the range
 */
SubletSpendSeries *
sublet_spend_make_series (const SubletSpend *self,
                          gint64 from_us,
                          gint64 until_us,
                          SubletSpendStep step)
{
  SubletSpendSeries *series;
  gint64 start_us = sublet_charge_day_floor (from_us);
  gint64 end_us = sublet_charge_day_floor (until_us) + G_TIME_SPAN_DAY;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from_us > 0 && until_us >= from_us, NULL);

  series = g_new0 (SubletSpendSeries, 1);
  series->buckets = g_array_new (FALSE, FALSE, sizeof (SubletSpendBucket));
  series->sum = (SubletSpendBucket){ .start_us = start_us, .end_us = end_us, .complete = true };
  while (start_us < end_us)
    {
      gint64 next_us = MIN (find_step_end (start_us, step), end_us);
      SubletSpendBucket bucket = make_bucket (self, start_us, next_us);

      g_array_append_val (series->buckets, bucket);
      add_bucket (&series->sum, &bucket);
      start_us = next_us;
    }

  return series;
}

/**
 * sublet_spend_series_free:
 * @series: (transfer full): a series
 */
void
sublet_spend_series_free (SubletSpendSeries *series)
{
  g_array_unref (series->buckets);
  g_free (series);
}

/* ---- groups ---- */

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const SubletSpendGroup *left = a;
  const SubletSpendGroup *right = b;

  if (left->total_uusd != right->total_uusd)
    return left->total_uusd < right->total_uusd ? 1 : -1;
  if (left->id != right->id)
    return left->id < right->id ? 1 : -1;
  return g_strcmp0 (left->name, right->name);
}

static guint
find_group_of (const SubletSpend *self, guint row, SubletSpendGrouping grouping)
{
  const SubletSpendMembership *of = &g_array_index (self->memberships, SubletSpendMembership, row);
  const SubletSpendWhere *where = &g_array_index (self->places, SubletSpendWhere, of->instance);

  switch (grouping)
    {
    case SUBLET_SPEND_GROUPING_LABEL:
      return of->label;
    case SUBLET_SPEND_GROUPING_GPU:
      return where->gpu;
    case SUBLET_SPEND_GROUPING_MACHINE:
      return where->machine;
    case SUBLET_SPEND_GROUPING_INSTANCE:
    default:
      return of->instance;
    }
}

/**
 * sublet_spend_get_group_of: (skip)
 * @self: a spend
 * @row: the place of a charge among all
 * @grouping: what belongs together
 *
 * Returns: (transfer none): the group of the charge, without its sums
 */
const SubletSpendGroup *
sublet_spend_get_group_of (const SubletSpend *self, guint row, SubletSpendGrouping grouping)
{
  return &g_array_index (self->names[grouping],
                         SubletSpendGroup,
                         find_group_of (self, row, grouping));
}

/* The sum of a group, which begins with its first charge. */
static SubletSpendGroup *
find_sum (GArray *sums, guint *places, guint group, const SubletSpendGroup *name)
{
  if (places[group] == 0)
    {
      g_array_append_vals (sums, name, 1);
      places[group] = sums->len;
    }

  return &g_array_index (sums, SubletSpendGroup, places[group] - 1);
}

/* @places: of each group's sum, from 1; 0: it has none yet. */
static void
add_day (const SubletSpend *self,
         guint at,
         SubletSpendGrouping grouping,
         GArray *sums,
         guint *places)
{
  const GArray *names = self->names[grouping];
  const SubletChargeDay *day = g_ptr_array_index (self->days, at);
  guint first = g_array_index (self->sums, SubletSpendDay, at).first_row;
  guint i;

  for (i = 0; i < day->n_rows; i++)
    {
      const SubletChargeRow *row = &day->rows[i];
      guint group = find_group_of (self, first + i, grouping);
      SubletSpendGroup *sum =
        find_sum (sums, places, group, &g_array_index (names, SubletSpendGroup, group));

      sum->n_charges++;
      add_parts (sum->parts_uusd, row->parts_uusd);
      sum->total_uusd = sublet_money_add (sum->total_uusd, row->amount_uusd);
    }
}

/**
 * sublet_spend_make_groups:
 * @self: a spend, which must outlive the result
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one, not before @from_us
 * @grouping: what belongs together
 *
 * Returns: (transfer full) (element-type SubletSpendGroup): those with a charge in the range, the
 *   dearest first; what is unknown is a group too
 */
GArray *
sublet_spend_make_groups (const SubletSpend *self,
                          gint64 from_us,
                          gint64 until_us,
                          SubletSpendGrouping grouping)
{
  g_autofree guint *places = NULL;
  GArray *sums;
  guint end;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from_us > 0 && until_us >= from_us, NULL);

  places = g_new0 (guint, self->names[grouping]->len + 1);
  sums = g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
  end = sublet_spend_find_day (self, sublet_charge_day_floor (until_us) + G_TIME_SPAN_DAY);
  for (i = sublet_spend_find_day (self, sublet_charge_day_floor (from_us)); i < end; i++)
    add_day (self, i, grouping, sums, places);
  g_array_sort (sums, compare_groups);

  return sums;
}
