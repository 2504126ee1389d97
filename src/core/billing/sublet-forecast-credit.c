/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast-private.h"

#include "core/base/sublet-money.h"

/* When the credit ends, as the courses of all things go. */

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
      const SubletCourse *course = &g_array_index (courses, SubletCourse, i);
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
      const SubletCourse *course = &g_array_index (courses, SubletCourse, i);

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
 * With every end and every price increase that comes before.
 *
 * Returns: service time; 0: never, or not known
 */
gint64
sublet_forecast_get_credit_end_us (const SubletBurn *burn,
                                   GHashTable *what_ifs,
                                   gint64 credit_uusd,
                                   gint64 at_us)
{
  g_autoptr (GArray) courses = g_array_new (FALSE, FALSE, sizeof (SubletCourse));
  g_autoptr (GArray) times = NULL;
  gint64 left_uusd = MAX (credit_uusd, 0);
  guint i;

  g_return_val_if_fail (burn != NULL, 0);

  if (credit_uusd == SUBLET_MONEY_UNKNOWN)
    return 0;

  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);
      SubletCourse course = sublet_course_new (item, sublet_what_ifs_get (what_ifs, item), at_us);

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
