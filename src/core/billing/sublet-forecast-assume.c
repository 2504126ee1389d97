/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast-private.h"

#include "core/base/sublet-money.h"

/* What the figures rest on. */

/**
 * sublet_forecast_assume: (skip)
 * @self: what comes
 * @kind: what it rests on
 * @item: (nullable): of what
 * @rate_nusd: what an hour of it costs
 * @at_us: service time, 0: none
 *
 * Of several the earliest is named.
 */
void
sublet_forecast_assume (SubletForecast *self,
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
  const gint64 end_us = sublet_burn_item_get_end_us (item);
  const bool contract_ends = end_us > 0 && end_us < self->until_us;
  const bool lease_ends = item->lease_end_us > 0 && item->lease_end_us < self->until_us;

  if (destroys_before (item, self->until_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_LEASE_DESTROYS,
                            item,
                            item->running_nusd,
                            item->lease_end_us);
  else if (lease_ends && (!contract_ends || item->lease_end_us <= end_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_LEASE_STOPS,
                            item,
                            item->running_nusd,
                            item->lease_end_us);
  else if (!contract_ends && item->kind == SUBLET_BURN_KIND_RUNNING)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_RUNS, item, item->running_nusd, 0);

  if (contract_ends && (!lease_ends || end_us < item->lease_end_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_CONTRACT_STOPS,
                            item,
                            item->running_nusd,
                            end_us);
}

static void
assume_running (SubletForecast *self, const SubletBurnItem *item)
{
  if (item->kind == SUBLET_BURN_KIND_STARTING)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_STARTS, item, item->running_nusd, 0);
  if (item->spot)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_SPOT, item, item->running_nusd, 0);
  if (item->traffic_nusd > 0)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_TRAFFIC, item, item->traffic_nusd, 0);
  assume_end (self, item);
}

/**
 * sublet_forecast_assume_of: (skip)
 * @self: what comes
 * @item: something that is paid for
 * @what: what is done with it
 */
void
sublet_forecast_assume_of (SubletForecast *self, const SubletBurnItem *item, SubletWhatIf what)
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
      sublet_forecast_assume (self, SUBLET_ASSUMPTION_IF_DESTROYED, item, 0, 0);
      return;
    }
  if (what == SUBLET_WHAT_IF_NOTHING && sublet_burn_item_runs (item))
    {
      assume_running (self, item);
      return;
    }

  sublet_forecast_assume (self,
                          what == SUBLET_WHAT_IF_STOP ? SUBLET_ASSUMPTION_IF_STOPPED
                                                      : kinds[item->kind],
                          item,
                          sublet_burn_item_get_resting_nusd (item),
                          0);
  if (sublet_burn_item_get_resting_nusd (item) != 0 && destroys_before (item, self->until_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_LEASE_DESTROYS,
                            item,
                            sublet_burn_item_get_resting_nusd (item),
                            item->lease_end_us);
}

/* Where it is not known when, it may be at any time. */
static bool
is_vague (const SubletForecast *self, const SubletBurnItem *item, const SubletCourse *course)
{
  if (course->vague_us > 0 && course->vague_us < self->until_us)
    return true;
  if (!item->increase_vague && item->increase_us > 0)
    return false;

  return item->increase_us < self->until_us && sublet_burn_item_get_resting_nusd (item) != 0 &&
         !destroys_before (item, MAX (item->increase_us, self->from_us));
}

/**
 * sublet_forecast_assume_increase: (skip)
 * @self: what comes
 * @item: something that is paid for, and is not destroyed now
 * @course: what an hour of it costs
 *
 * When it becomes dearer, and that not all of that is known.
 */
void
sublet_forecast_assume_increase (SubletForecast *self,
                                 const SubletBurnItem *item,
                                 const SubletCourse *course)
{
  if (item->increase == SUBLET_BURN_INCREASE_NONE)
    return;

  if (course->increase_us > 0 && course->increase_us < self->until_us)
    sublet_forecast_assume (self,
                            item->increase == SUBLET_BURN_INCREASE_ACCEPTED
                              ? SUBLET_ASSUMPTION_INCREASE_ACCEPTED
                              : SUBLET_ASSUMPTION_INCREASE_WAITING,
                            item,
                            course->increase_nusd,
                            course->increase_us);
  if (is_vague (self, item, course))
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_INCREASE_VAGUE, item, 0, 0);
}

/**
 * sublet_forecast_assume_deposit: (skip)
 * @self: what comes
 * @item: something of which something was paid ahead
 *
 * Which costs a deposit pays, and whether the rates of the list are those with its discount, the
 * service does not say (fact sheet 5.4, 5.6): nothing is taken off.
 */
void
sublet_forecast_assume_deposit (SubletForecast *self, const SubletBurnItem *item)
{
  SubletAssumption *assumption = &self->assumptions[SUBLET_ASSUMPTION_DEPOSIT];

  sublet_forecast_assume (self, SUBLET_ASSUMPTION_DEPOSIT, item, 0, 0);
  assumption->amount_uusd = sublet_money_add (assumption->amount_uusd, item->deposit_uusd);
}
