/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast-private.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-burn-private.h"

/* The course of one thing that is paid for: what an hour of it costs, step by step. */

/* How something stands at a moment. */
typedef struct
{
  bool running;
  bool gone;
  bool increased;
} Standing;

typedef enum
{
  CHANGE_LEASE_ENDS,
  CHANGE_CONTRACT_ENDS,
  CHANGE_INCREASE,
} Change;

#define N_CHANGES (CHANGE_INCREASE + 1)

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
 * sublet_burn_item_get_end_us: (skip)
 * @item: something that is paid for
 *
 * A price increase holds from the end of the contract on, which goes on with it then.
 *
 * Returns: when its host's contract ends for good, service time; 0: never, or not known
 */
gint64
sublet_burn_item_get_end_us (const SubletBurnItem *item)
{
  const bool goes_on = item->increase != SUBLET_BURN_INCREASE_NONE &&
                       item->contract_end_us <= item->increase_us + SUBLET_BURN_SAME_END_US;

  return goes_on ? 0 : item->contract_end_us;
}

/* ---- what an hour costs ---- */

/* What has no new price keeps the old one. */
static gint64
get_disk_nusd (const SubletBurnItem *item, bool increased)
{
  return increased && item->increased_stopped_nusd != SUBLET_MONEY_UNKNOWN
           ? item->increased_stopped_nusd
           : item->stopped_nusd;
}

static gint64
get_resting_nusd (const SubletBurnItem *item, bool increased)
{
  switch (item->kind)
    {
    case SUBLET_BURN_KIND_OFFLINE:
    case SUBLET_BURN_KIND_UNSETTLED:
      return 0;

    case SUBLET_BURN_KIND_ENDING:
      return item->destroyed ? 0 : get_disk_nusd (item, increased);

    case SUBLET_BURN_KIND_RUNNING:
    case SUBLET_BURN_KIND_STARTING:
    case SUBLET_BURN_KIND_STOPPED:
    case SUBLET_BURN_KIND_VOLUME:
    default:
      return get_disk_nusd (item, increased);
    }
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
  return get_resting_nusd (item, false);
}

/* Traffic aside. */
static gint64
get_rate_nusd (const SubletBurnItem *item, const Standing *standing)
{
  if (standing->gone)
    return 0;
  if (!standing->running)
    return get_resting_nusd (item, standing->increased);

  return standing->increased && item->increased_running_nusd != SUBLET_MONEY_UNKNOWN
           ? item->increased_running_nusd
           : item->running_nusd;
}

/* ---- step by step ---- */

static gint64
need_price (SubletCourse *course, gint64 rate_nusd)
{
  if (rate_nusd != SUBLET_MONEY_UNKNOWN)
    return rate_nusd;

  course->unpriced = true;
  return 0;
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

static void
note_increase (SubletCourse *course,
               const SubletBurnItem *item,
               const Standing *standing,
               gint64 at_us)
{
  const Standing before = { .running = standing->running };
  gint64 rate_nusd = get_rate_nusd (item, standing);

  if (standing->gone || rate_nusd == SUBLET_MONEY_UNKNOWN ||
      rate_nusd == get_rate_nusd (item, &before))
    return;

  course->increase_us = MAX (at_us, course->from_us[0]);
  course->increase_nusd = rate_nusd;
}

/* Not what rests for nothing. */
static bool
is_price_vague (const SubletBurnItem *item, const Standing *standing)
{
  if (!standing->increased || standing->gone)
    return false;
  if (standing->running)
    return item->increased_running_nusd == SUBLET_MONEY_UNKNOWN;

  return item->increased_stopped_nusd == SUBLET_MONEY_UNKNOWN &&
         get_resting_nusd (item, false) != 0;
}

static void
apply (SubletCourse *course,
       const SubletBurnItem *item,
       Standing *standing,
       Change change,
       gint64 at_us)
{
  gint64 rate_nusd;

  switch (change)
    {
    case CHANGE_LEASE_ENDS:
      standing->gone |= item->lease_at_end == SUBLET_LEASE_END_DESTROY;
      standing->running = false;
      break;

    case CHANGE_CONTRACT_ENDS:
      standing->running = false;
      break;

    case CHANGE_INCREASE:
    default:
      standing->increased = true;
      note_increase (course, item, standing, at_us);
      break;
    }

  if (course->vague_us == 0 && is_price_vague (item, standing))
    course->vague_us = MAX (at_us, course->from_us[0]);
  rate_nusd = need_price (course, get_rate_nusd (item, standing));
  add_step (course,
            at_us,
            standing->running ? sublet_money_add (rate_nusd, item->traffic_nusd) : rate_nusd);
}

/* The first one that is left; of two at once the lease's, after which nothing may be there. */
static int
find_first (const gint64 *changes_us)
{
  int first = -1;
  int change;

  for (change = 0; change < N_CHANGES; change++)
    {
      if (changes_us[change] != 0 && (first < 0 || changes_us[change] < changes_us[first]))
        first = change;
    }

  return first;
}

/**
 * sublet_course_new: (skip)
 * @item: something that is paid for
 * @what: what is done with it
 * @from_us: now, service time
 *
 * What each end and each price increase leads to; nothing comes after a destroy.
 *
 * Returns: what an hour of it costs from now on
 */
SubletCourse
sublet_course_new (const SubletBurnItem *item, SubletWhatIf what, gint64 from_us)
{
  Standing standing = { .running = what == SUBLET_WHAT_IF_NOTHING && sublet_burn_item_runs (item),
                        .gone = what == SUBLET_WHAT_IF_DESTROY };
  gint64 changes_us[N_CHANGES] = {
    [CHANGE_LEASE_ENDS] = item->lease_end_us,
    [CHANGE_CONTRACT_ENDS] = standing.running ? sublet_burn_item_get_end_us (item) : 0,
    [CHANGE_INCREASE] = item->increase != SUBLET_BURN_INCREASE_NONE ? item->increase_us : 0,
  };
  SubletCourse course = { .from_us = { from_us }, .n_steps = 1 };
  gint64 first_nusd = get_rate_nusd (item, &standing);
  int change;

  if (standing.running)
    first_nusd = sublet_money_add (first_nusd, item->traffic_nusd);
  course.rate_nusd[0] = need_price (&course, first_nusd);
  while (!standing.gone && (change = find_first (changes_us)) >= 0)
    {
      apply (&course, item, &standing, (Change) change, changes_us[change]);
      changes_us[change] = 0;
    }

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
