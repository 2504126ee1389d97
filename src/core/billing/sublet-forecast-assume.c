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
  const bool contract_ends = item->contract_end_us > 0 && item->contract_end_us < self->until_us;
  const bool lease_ends = item->lease_end_us > 0 && item->lease_end_us < self->until_us;

  if (destroys_before (item, self->until_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_LEASE_DESTROYS,
                            item,
                            item->running_nusd,
                            item->lease_end_us);
  else if (lease_ends && (!contract_ends || item->lease_end_us <= item->contract_end_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_LEASE_STOPS,
                            item,
                            item->running_nusd,
                            item->lease_end_us);
  else if (!contract_ends && item->kind == SUBLET_BURN_KIND_RUNNING)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_RUNS, item, item->running_nusd, 0);

  if (contract_ends && (!lease_ends || item->contract_end_us < item->lease_end_us))
    sublet_forecast_assume (self,
                            SUBLET_ASSUMPTION_CONTRACT_STOPS,
                            item,
                            item->running_nusd,
                            item->contract_end_us);
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
