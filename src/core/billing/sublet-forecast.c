/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast.h"

#include "core/base/sublet-money.h"

/* At first, from the first end on, and from the second. */
#define MOST_STEPS 3

/* What an hour of one thing costs, step by step; the last goes on for ever. */
typedef struct
{
  gint64 from_us[MOST_STEPS];
  gint64 rate_nusd[MOST_STEPS];
  guint n_steps;
  bool unpriced; /* a rate is missing, and counted as nothing */
} Course;

/* ---- the course of one thing ---- */

static gint64
need_price (Course *course, gint64 rate_nusd)
{
  if (rate_nusd != SUBLET_MONEY_UNKNOWN)
    return rate_nusd;

  course->unpriced = true;
  return 0;
}

static bool
runs (const SubletBurnItem *item)
{
  return item->kind == SUBLET_BURN_KIND_RUNNING || item->kind == SUBLET_BURN_KIND_STARTING;
}

/* As long as it is stopped. */
static gint64
get_resting_nusd (const SubletBurnItem *item)
{
  switch (item->kind)
    {
    case SUBLET_BURN_KIND_OFFLINE:
    case SUBLET_BURN_KIND_UNSETTLED:
      return 0;

    case SUBLET_BURN_KIND_ENDING:
      return item->destroyed ? 0 : item->stopped_nusd;

    case SUBLET_BURN_KIND_RUNNING:
    case SUBLET_BURN_KIND_STARTING:
    case SUBLET_BURN_KIND_STOPPED:
    case SUBLET_BURN_KIND_VOLUME:
    default:
      return item->stopped_nusd;
    }
}

static gint64
get_first_nusd (const SubletBurnItem *item, SubletWhatIf what)
{
  if (what == SUBLET_WHAT_IF_DESTROY)
    return 0;
  if (what == SUBLET_WHAT_IF_STOP || !runs (item))
    return get_resting_nusd (item);

  return sublet_money_add (item->running_nusd, item->traffic_nusd);
}

static bool
is_over (const Course *course, gint64 at_us)
{
  return at_us <= course->from_us[course->n_steps - 1];
}

/* What is due already is as good as done. */
static void
add_step (Course *course, gint64 at_us, gint64 rate_nusd)
{
  if (!is_over (course, at_us))
    course->n_steps++;
  course->from_us[course->n_steps - 1] = MAX (at_us, course->from_us[0]);
  course->rate_nusd[course->n_steps - 1] = rate_nusd;
}

/* What each end leads to; nothing comes after a destroy. */
static Course
make_course (const SubletBurnItem *item, SubletWhatIf what, gint64 from_us)
{
  const bool destroys = item->lease_at_end == SUBLET_LEASE_END_DESTROY;
  const gint64 lease_us = what != SUBLET_WHAT_IF_DESTROY ? item->lease_end_us : 0;
  const bool ends_first = item->contract_end_us > 0 &&
                          (lease_us == 0 || item->contract_end_us < lease_us);
  const bool stops_by_host = what == SUBLET_WHAT_IF_NOTHING && runs (item) && ends_first;
  Course course = { .from_us = { from_us }, .n_steps = 1 };

  course.rate_nusd[0] = need_price (&course, get_first_nusd (item, what));
  if (stops_by_host)
    add_step (&course, item->contract_end_us, need_price (&course, get_resting_nusd (item)));
  if (lease_us > 0)
    add_step (&course, lease_us, destroys ? 0 : need_price (&course, get_resting_nusd (item)));

  return course;
}

static gint64
get_cost_uusd (const Course *course, gint64 until_us)
{
  gint64 cost_uusd = 0;
  guint i;

  for (i = 0; i < course->n_steps && course->from_us[i] < until_us; i++)
    {
      gint64 end_us = i + 1 < course->n_steps ? MIN (course->from_us[i + 1], until_us) : until_us;

      cost_uusd = sublet_money_add (cost_uusd,
                                    sublet_money_cost_uusd (course->rate_nusd[i],
                                                            end_us - course->from_us[i]));
    }

  return cost_uusd;
}

/* ---- assumptions ---- */

static void
assume (SubletForecast *self,
        SubletAssumptionKind kind,
        const SubletBurnItem *item,
        gint64 rate_nusd,
        gint64 at_us)
{
  SubletAssumption *assumption = &self->assumptions[kind];
  gint64 sum_nusd = sublet_money_add (assumption->rate_nusd, rate_nusd);

  if (assumption->count == 0 || (at_us > 0 && at_us < assumption->at_us))
    {
      assumption->name = item != NULL ? item->name : NULL;
      assumption->at_us = at_us;
    }
  assumption->count++;
  if (sum_nusd != SUBLET_MONEY_UNKNOWN)
    assumption->rate_nusd = sum_nusd;
}

static bool
destroys_before (const SubletBurnItem *item, gint64 until_us)
{
  return item->lease_end_us > 0 && item->lease_end_us < until_us &&
         item->lease_at_end == SUBLET_LEASE_END_DESTROY;
}

static void
assume_end (SubletForecast *self, const SubletBurnItem *item)
{
  const bool contract_ends = item->contract_end_us > 0 && item->contract_end_us < self->until_us;
  const bool lease_ends = item->lease_end_us > 0 && item->lease_end_us < self->until_us;

  if (destroys_before (item, self->until_us))
    assume (self, SUBLET_ASSUMPTION_LEASE_DESTROYS, item, item->running_nusd, item->lease_end_us);
  else if (lease_ends && (!contract_ends || item->lease_end_us <= item->contract_end_us))
    assume (self, SUBLET_ASSUMPTION_LEASE_STOPS, item, item->running_nusd, item->lease_end_us);
  else if (!contract_ends && item->kind == SUBLET_BURN_KIND_RUNNING)
    assume (self, SUBLET_ASSUMPTION_RUNS, item, item->running_nusd, 0);

  if (contract_ends && (!lease_ends || item->contract_end_us < item->lease_end_us))
    assume (self,
            SUBLET_ASSUMPTION_CONTRACT_STOPS,
            item,
            item->running_nusd,
            item->contract_end_us);
}

static void
assume_running (SubletForecast *self, const SubletBurnItem *item)
{
  if (item->kind == SUBLET_BURN_KIND_STARTING)
    assume (self, SUBLET_ASSUMPTION_STARTS, item, item->running_nusd, 0);
  if (item->spot)
    assume (self, SUBLET_ASSUMPTION_SPOT, item, item->running_nusd, 0);
  if (item->traffic_nusd > 0)
    assume (self, SUBLET_ASSUMPTION_TRAFFIC, item, item->traffic_nusd, 0);
  assume_end (self, item);
}

static void
assume_of (SubletForecast *self, const SubletBurnItem *item, SubletWhatIf what)
{
  static const SubletAssumptionKind kinds[] = {
    [SUBLET_BURN_KIND_STOPPED] = SUBLET_ASSUMPTION_STOPPED,
    [SUBLET_BURN_KIND_ENDING] = SUBLET_ASSUMPTION_ENDS,
    [SUBLET_BURN_KIND_OFFLINE] = SUBLET_ASSUMPTION_OFFLINE,
    [SUBLET_BURN_KIND_UNSETTLED] = SUBLET_ASSUMPTION_UNSETTLED,
    [SUBLET_BURN_KIND_VOLUME] = SUBLET_ASSUMPTION_VOLUMES,
  };

  if (what == SUBLET_WHAT_IF_DESTROY)
    {
      assume (self, SUBLET_ASSUMPTION_IF_DESTROYED, item, 0, 0);
      return;
    }
  if (what == SUBLET_WHAT_IF_NOTHING && runs (item))
    {
      assume_running (self, item);
      return;
    }

  assume (self,
          what == SUBLET_WHAT_IF_STOP ? SUBLET_ASSUMPTION_IF_STOPPED : kinds[item->kind],
          item,
          get_resting_nusd (item),
          0);
  if (get_resting_nusd (item) != 0 && destroys_before (item, self->until_us))
    assume (self,
            SUBLET_ASSUMPTION_LEASE_DESTROYS,
            item,
            get_resting_nusd (item),
            item->lease_end_us);
}

/* ---- what a person might do ---- */

/**
 * sublet_what_ifs_new:
 *
 * Returns: (transfer full): that nothing is done
 */
GHashTable *
sublet_what_ifs_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sublet_what_ifs_set:
 * @what_ifs: what is done
 * @id: of an item of a burn
 * @what: that this is done with it
 */
void
sublet_what_ifs_set (GHashTable *what_ifs, const char *id, SubletWhatIf what)
{
  g_return_if_fail (what_ifs != NULL && id != NULL);

  if (what == SUBLET_WHAT_IF_NOTHING)
    g_hash_table_remove (what_ifs, id);
  else
    g_hash_table_insert (what_ifs, g_strdup (id), GINT_TO_POINTER (what));
}

/* Only what runs can be stopped, only an instance that is known destroyed; the rest stays. */
static SubletWhatIf
find_what (GHashTable *what_ifs, const SubletBurnItem *item)
{
  SubletWhatIf what = what_ifs != NULL
                        ? (SubletWhatIf) GPOINTER_TO_INT (g_hash_table_lookup (what_ifs, item->id))
                        : SUBLET_WHAT_IF_NOTHING;

  if (item->kind == SUBLET_BURN_KIND_VOLUME || item->kind == SUBLET_BURN_KIND_ENDING ||
      item->kind == SUBLET_BURN_KIND_UNSETTLED || (what == SUBLET_WHAT_IF_STOP && !runs (item)))
    return SUBLET_WHAT_IF_NOTHING;

  return what;
}

/* ---- the forecast ---- */

static void
add_item (SubletForecast *self, const SubletBurnItem *item, SubletWhatIf what)
{
  Course course = make_course (item, what, self->from_us);
  Course base = make_course (item, SUBLET_WHAT_IF_NOTHING, self->from_us);
  SubletForecastItem forecast = { .item = item,
                                  .what = what,
                                  .cost_uusd = get_cost_uusd (&course, self->until_us),
                                  .base_uusd = get_cost_uusd (&base, self->until_us) };

  self->total_uusd = sublet_money_add (self->total_uusd, forecast.cost_uusd);
  self->base_uusd = sublet_money_add (self->base_uusd, forecast.base_uusd);
  g_array_append_val (self->items, forecast);
  assume_of (self, item, what);
  if (course.unpriced)
    assume (self, SUBLET_ASSUMPTION_UNPRICED, item, 0, 0);
}

/**
 * sublet_forecast_new:
 * @burn: what is paid for now; it must outlive the forecast
 * @what_ifs: (nullable): what is done with which of it
 * @unknown_since_us: service time since when it is not known what is rented; 0: it is known. What
 *   was known last is counted then, for unknown is not nothing.
 * @from_us: now, service time
 * @until_us: the end, not before @from_us
 *
 * What starts runs from now on. An instance bills until its lease ends, or its host's contract,
 * then as its disk, or nothing when the lease destroys it. A bid is counted at today's price, and
 * as if nobody bid more; what waits for its GPU, or for its host, as it stands. An ordered end
 * counts as done. What has no price, and what may exist without anyone knowing, is not counted.
 * Each of these that matters is among the assumptions.
 *
 * Returns: (transfer full): what comes
 */
SubletForecast *
sublet_forecast_new (const SubletBurn *burn,
                     GHashTable *what_ifs,
                     gint64 unknown_since_us,
                     gint64 from_us,
                     gint64 until_us)
{
  SubletForecast *self;
  guint i;

  g_return_val_if_fail (burn != NULL, NULL);
  g_return_val_if_fail (until_us >= from_us, NULL);

  self = g_new0 (SubletForecast, 1);
  self->from_us = from_us;
  self->until_us = until_us;
  self->items = g_array_new (FALSE, FALSE, sizeof (SubletForecastItem));
  if (unknown_since_us > 0)
    assume (self, SUBLET_ASSUMPTION_LIST_UNKNOWN, NULL, 0, unknown_since_us);
  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);

      add_item (self, item, find_what (what_ifs, item));
    }
  if (!burn->volumes_known)
    assume (self, SUBLET_ASSUMPTION_VOLUMES_UNKNOWN, NULL, 0, 0);
  if (!burn->traffic_known)
    assume (self, SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN, NULL, 0, 0);

  return self;
}

/**
 * sublet_forecast_free:
 * @self: (transfer full): a forecast
 */
void
sublet_forecast_free (SubletForecast *self)
{
  g_array_unref (self->items);
  g_free (self);
}

/* ---- the credit ---- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Of all courses together, at a moment. */
static gint64
add_up_rates (GArray *courses, gint64 at_us)
{
  gint64 sum_nusd = 0;
  guint i;

  for (i = 0; i < courses->len; i++)
    {
      const Course *course = &g_array_index (courses, Course, i);
      guint step = course->n_steps - 1;

      while (step > 0 && course->from_us[step] > at_us)
        step--;
      sum_nusd = sublet_money_add (sum_nusd, course->rate_nusd[step]);
    }

  return sum_nusd;
}

/* The moments at which something changes, the first one first. */
static GArray *
collect_times (GArray *courses, gint64 from_us)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint step;
  guint i;

  g_array_append_val (times, from_us);
  for (i = 0; i < courses->len; i++)
    {
      const Course *course = &g_array_index (courses, Course, i);

      for (step = 1; step < course->n_steps; step++)
        g_array_append_val (times, course->from_us[step]);
    }
  g_array_sort (times, compare_times);

  return times;
}

/**
 * sublet_forecast_get_credit_end_us:
 * @burn: what is paid for
 * @what_ifs: (nullable): what is done with which of it
 * @credit_uusd: what was left, SUBLET_MONEY_UNKNOWN: not known
 * @at_us: when, service time: what is paid for now was paid for since
 *
 * With every end that comes before.
 *
 * Returns: service time; 0: never, or not known
 */
gint64
sublet_forecast_get_credit_end_us (const SubletBurn *burn,
                                   GHashTable *what_ifs,
                                   gint64 credit_uusd,
                                   gint64 at_us)
{
  g_autoptr (GArray) courses = g_array_new (FALSE, FALSE, sizeof (Course));
  g_autoptr (GArray) times = NULL;
  gint64 left_uusd = MAX (credit_uusd, 0);
  guint i;

  g_return_val_if_fail (burn != NULL, 0);

  if (credit_uusd == SUBLET_MONEY_UNKNOWN)
    return 0;

  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);
      Course course = make_course (item, find_what (what_ifs, item), at_us);

      g_array_append_val (courses, course);
    }
  times = collect_times (courses, at_us);
  for (i = 0; i < times->len; i++)
    {
      gint64 from_us = g_array_index (times, gint64, i);
      gint64 rate_nusd = add_up_rates (courses, from_us);
      gint64 lasts_us;

      if (rate_nusd <= 0)
        continue;
      lasts_us = sublet_money_multiply_divide (left_uusd, G_TIME_SPAN_HOUR * 1000, rate_nusd);
      if (lasts_us == SUBLET_MONEY_UNKNOWN || lasts_us > G_MAXINT64 - from_us)
        lasts_us = G_MAXINT64 - from_us;
      if (i + 1 == times->len || from_us + lasts_us <= g_array_index (times, gint64, i + 1))
        return from_us + lasts_us < G_MAXINT64 ? from_us + lasts_us : 0;
      left_uusd -=
        sublet_money_cost_uusd (rate_nusd, g_array_index (times, gint64, i + 1) - from_us);
      left_uusd = MAX (left_uusd, 0);
    }

  return 0;
}

/* ---- months ---- */

static gint64
find_month_us (gint64 at_us, int months)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) month = NULL;

  g_return_val_if_fail (at != NULL, 0);

  first = g_date_time_new_utc (g_date_time_get_year (at), g_date_time_get_month (at), 1, 0, 0, 0);
  month = g_date_time_add_months (first, months);

  return month != NULL ? g_date_time_to_unix (month) * G_TIME_SPAN_SECOND : 0;
}

/**
 * sublet_forecast_get_month_end_us:
 * @at_us: a moment, service time in Unix microseconds, not before 1970
 *
 * Returns: the start of the UTC month after it
 */
gint64
sublet_forecast_get_month_end_us (gint64 at_us)
{
  return find_month_us (at_us, 1);
}

/**
 * sublet_forecast_get_month_start_us:
 * @at_us: a moment, service time in Unix microseconds, not before 1970
 *
 * Returns: the start of its UTC month
 */
gint64
sublet_forecast_get_month_start_us (gint64 at_us)
{
  return find_month_us (at_us, 0);
}
