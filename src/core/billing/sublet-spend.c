/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-spend.h"

#include "core/base/sublet-money.h"

/* One charge. */
typedef struct
{
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
  gint64 amount_uusd;
  guint groups[SUBLET_N_SPEND_GROUPINGS]; /* index among the names of each grouping */
} Row;

/* One day that is known: its sum, and which rows are its. */
typedef struct
{
  SubletSpendBucket sum;
  guint first_row;
  guint n_rows;
} Day;

struct _SubletSpend
{
  GArray *days;                            /* (owned) (element-type Day) the earliest first */
  GArray *rows;                            /* (owned) (element-type Row) in the days' order */
  GArray *names[SUBLET_N_SPEND_GROUPINGS]; /* (owned) (element-type SubletSpendGroup) */
  GStringChunk *texts;                     /* (owned) */
};

/* ---- making ---- */

/* While it is made: where each name or number stands. */
typedef struct
{
  SubletSpend *spend;                            /* (borrowed) */
  GHashTable *by_id[SUBLET_N_SPEND_GROUPINGS];   /* (owned) gint64 -> index */
  GHashTable *by_name[SUBLET_N_SPEND_GROUPINGS]; /* (owned) text -> index */
  SubletSpendLookup lookup;
  gpointer user_data;
} Maker;

/* The name is a label only where there is a number; where there is none it is what tells apart. */
static guint
find_group (Maker *maker, SubletSpendGrouping grouping, gint64 id, const char *name)
{
  GArray *names = maker->spend->names[grouping];
  GHashTable *table = id != 0 ? maker->by_id[grouping] : maker->by_name[grouping];
  gconstpointer key = id != 0 ? (gconstpointer) &id : name != NULL ? name : "";
  SubletSpendGroup group = { .id = id };
  gpointer found;

  if (g_hash_table_lookup_extended (table, key, NULL, &found))
    return GPOINTER_TO_UINT (found);

  if (name != NULL && *name != '\0')
    group.name = g_string_chunk_insert_const (maker->spend->texts, name);
  g_array_append_val (names, group);
  g_hash_table_insert (table,
                       id != 0 ? g_memdup2 (&id, sizeof id) : g_strdup (key),
                       GUINT_TO_POINTER (names->len - 1));

  return names->len - 1;
}

static void
add_row (Maker *maker, const SubletChargeData *charge, Day *day)
{
  SubletSpendPlace place = { 0, NULL };
  Row row = { .amount_uusd = charge->amount_uusd };
  gsize i;

  if (maker->lookup != NULL && charge->instance_id != 0)
    place = maker->lookup (charge->instance_id, maker->user_data);

  for (i = 0; i < SUBLET_N_CHARGE_KINDS; i++)
    {
      row.parts_uusd[i] = charge->parts_uusd[i];
      day->sum.parts_uusd[i] = sublet_money_add (day->sum.parts_uusd[i], row.parts_uusd[i]);
    }
  day->sum.total_uusd = sublet_money_add (day->sum.total_uusd, row.amount_uusd);

  row.groups[SUBLET_SPEND_GROUPING_INSTANCE] =
    find_group (maker, SUBLET_SPEND_GROUPING_INSTANCE, charge->instance_id, charge->source);
  row.groups[SUBLET_SPEND_GROUPING_LABEL] =
    find_group (maker, SUBLET_SPEND_GROUPING_LABEL, 0, charge->label);
  row.groups[SUBLET_SPEND_GROUPING_GPU] =
    find_group (maker, SUBLET_SPEND_GROUPING_GPU, 0, place.gpu_name);
  row.groups[SUBLET_SPEND_GROUPING_MACHINE] =
    find_group (maker, SUBLET_SPEND_GROUPING_MACHINE, place.machine_id, NULL);
  g_array_append_val (maker->spend->rows, row);
}

static void
add_day (Maker *maker, const SubletChargeDay *from)
{
  Day day = { .sum = { .start_us = from->day_us,
                       .end_us = from->day_us + G_TIME_SPAN_DAY,
                       .complete = from->known_at_us >= from->day_us + G_TIME_SPAN_DAY },
              .first_row = maker->spend->rows->len,
              .n_rows = from->charges->len };
  guint i;

  for (i = 0; i < from->charges->len; i++)
    add_row (maker, sublet_charge_get_data (g_ptr_array_index (from->charges, i)), &day);
  g_array_append_val (maker->spend->days, day);
}

/**
 * sublet_spend_new:
 * @days: (element-type SubletChargeDay): the days that are known, the earliest first, none twice
 * @lookup: (nullable) (scope call): says what is known of an instance
 * @user_data: for @lookup
 *
 * On any thread; @days is not kept.
 *
 * Returns: (transfer full): the charges, packed
 */
SubletSpend *
sublet_spend_new (GPtrArray *days, SubletSpendLookup lookup, gpointer user_data)
{
  SubletSpend *self = g_new0 (SubletSpend, 1);
  Maker maker = { .spend = self, .lookup = lookup, .user_data = user_data };
  guint i;

  self->days = g_array_sized_new (FALSE, FALSE, sizeof (Day), days->len);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->texts = g_string_chunk_new (4096);
  for (i = 0; i < SUBLET_N_SPEND_GROUPINGS; i++)
    {
      self->names[i] = g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
      maker.by_id[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      maker.by_name[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }

  for (i = 0; i < days->len; i++)
    add_day (&maker, g_ptr_array_index (days, i));

  for (i = 0; i < SUBLET_N_SPEND_GROUPINGS; i++)
    {
      g_hash_table_unref (maker.by_id[i]);
      g_hash_table_unref (maker.by_name[i]);
    }

  return self;
}

/**
 * sublet_spend_free:
 * @self: (transfer full): a spend; groups made from it must not be read any more
 */
void
sublet_spend_free (SubletSpend *self)
{
  gsize i;

  for (i = 0; i < SUBLET_N_SPEND_GROUPINGS; i++)
    g_array_unref (self->names[i]);
  g_array_unref (self->days);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* ---- a series ---- */

/* The first day that is not before @at_us. */
static guint
find_day (const SubletSpend *self, gint64 at_us)
{
  guint low = 0;
  guint high = self->days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->days, Day, middle).sum.start_us < at_us)
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
  guint first = find_day (self, start_us);
  guint end = find_day (self, end_us);
  guint i;

  for (i = first; i < end; i++)
    add_bucket (&bucket, &g_array_index (self->days, Day, i).sum);
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
  g_autoptr (GArray) sums = NULL;
  GArray *groups;
  guint day;
  guint i;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from_us > 0 && until_us >= from_us, NULL);

  sums = g_array_copy (self->names[grouping]);
  for (day = find_day (self, sublet_charge_day_floor (from_us));
       day < find_day (self, sublet_charge_day_floor (until_us) + G_TIME_SPAN_DAY);
       day++)
    {
      const Day *rows = &g_array_index (self->days, Day, day);

      for (i = rows->first_row; i < rows->first_row + rows->n_rows; i++)
        {
          const Row *row = &g_array_index (self->rows, Row, i);
          SubletSpendGroup *sum = &g_array_index (sums, SubletSpendGroup, row->groups[grouping]);

          sum->n_charges++;
          add_parts (sum->parts_uusd, row->parts_uusd);
          sum->total_uusd = sublet_money_add (sum->total_uusd, row->amount_uusd);
        }
    }

  groups = g_array_new (FALSE, FALSE, sizeof (SubletSpendGroup));
  for (i = 0; i < sums->len; i++)
    {
      const SubletSpendGroup *sum = &g_array_index (sums, SubletSpendGroup, i);

      if (sum->n_charges > 0)
        g_array_append_vals (groups, sum, 1);
    }
  g_array_sort (groups, compare_groups);

  return groups;
}
