/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast-private.h"

#include "core/base/sublet-money.h"

/* The course of one thing that is paid for: what an hour of it costs, step by step. */

static gint64
need_price (SubletCourse *course, gint64 rate_nusd)
{
  if (rate_nusd != SUBLET_MONEY_UNKNOWN)
    return rate_nusd;

  course->unpriced = true;
  return 0;
}

/**
 * sublet_burn_item_runs: (skip)
 * @item: something that is paid for
 *
 * Returns: whether it runs, or is about to
 */
bool
sublet_burn_item_runs (const SubletBurnItem *item)
{
  return item->kind == SUBLET_BURN_KIND_RUNNING || item->kind == SUBLET_BURN_KIND_STARTING;
}

/**
 * sublet_burn_item_get_resting_nusd: (skip)
 * @item: something that is paid for
 *
 * Returns: what an hour costs as long as it is stopped, SUBLET_MONEY_UNKNOWN: not known
 */
gint64
sublet_burn_item_get_resting_nusd (const SubletBurnItem *item)
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
  if (what == SUBLET_WHAT_IF_STOP || !sublet_burn_item_runs (item))
    return sublet_burn_item_get_resting_nusd (item);

  return sublet_money_add (item->running_nusd, item->traffic_nusd);
}

static bool
is_over (const SubletCourse *course, gint64 at_us)
{
  return at_us <= course->from_us[course->n_steps - 1];
}

/* What is due already is as good as done. */
static void
add_step (SubletCourse *course, gint64 at_us, gint64 rate_nusd)
{
  if (!is_over (course, at_us))
    course->n_steps++;
  course->from_us[course->n_steps - 1] = MAX (at_us, course->from_us[0]);
  course->rate_nusd[course->n_steps - 1] = rate_nusd;
}

/**
 * sublet_course_new: (skip)
 * @item: something that is paid for
 * @what: what is done with it
 * @from_us: now, service time
 *
 * What each end leads to; nothing comes after a destroy.
 *
 * Returns: what an hour of it costs from now on
 */
SubletCourse
sublet_course_new (const SubletBurnItem *item, SubletWhatIf what, gint64 from_us)
{
  const bool destroys = item->lease_at_end == SUBLET_LEASE_END_DESTROY;
  const gint64 lease_us = what != SUBLET_WHAT_IF_DESTROY ? item->lease_end_us : 0;
  const bool ends_first = item->contract_end_us > 0 &&
                          (lease_us == 0 || item->contract_end_us < lease_us);
  const bool stops_by_host = what == SUBLET_WHAT_IF_NOTHING && sublet_burn_item_runs (item) &&
                             ends_first;
  SubletCourse course = { .from_us = { from_us }, .n_steps = 1 };

  course.rate_nusd[0] = need_price (&course, get_first_nusd (item, what));
  if (stops_by_host)
    add_step (&course,
              item->contract_end_us,
              need_price (&course, sublet_burn_item_get_resting_nusd (item)));
  if (lease_us > 0)
    add_step (&course,
              lease_us,
              destroys ? 0 : need_price (&course, sublet_burn_item_get_resting_nusd (item)));

  return course;
}

/**
 * sublet_course_get_cost_uusd: (skip)
 * @self: what an hour costs
 * @until_us: service time
 *
 * Returns: what it comes to until then
 */
gint64
sublet_course_get_cost_uusd (const SubletCourse *self, gint64 until_us)
{
  gint64 cost_uusd = 0;
  guint i;

  for (i = 0; i < self->n_steps && self->from_us[i] < until_us; i++)
    {
      gint64 end_us = i + 1 < self->n_steps ? MIN (self->from_us[i + 1], until_us) : until_us;

      cost_uusd =
        sublet_money_add (cost_uusd,
                          sublet_money_cost_uusd (self->rate_nusd[i], end_us - self->from_us[i]));
    }

  return cost_uusd;
}
