/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast-private.h"

#include "core/base/sublet-money.h"

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

/**
 * sublet_what_ifs_get: (skip)
 * @what_ifs: (nullable): what is done
 * @item: something that is paid for
 *
 * Only what runs can be stopped, only an instance that is known destroyed; the rest stays.
 *
 * Returns: what is done with it
 */
SubletWhatIf
sublet_what_ifs_get (GHashTable *what_ifs, const SubletBurnItem *item)
{
  SubletWhatIf what = what_ifs != NULL
                        ? (SubletWhatIf) GPOINTER_TO_INT (g_hash_table_lookup (what_ifs, item->id))
                        : SUBLET_WHAT_IF_NOTHING;

  if (item->kind == SUBLET_BURN_KIND_VOLUME || item->kind == SUBLET_BURN_KIND_ENDING ||
      item->kind == SUBLET_BURN_KIND_UNSETTLED ||
      (what == SUBLET_WHAT_IF_STOP && !sublet_burn_item_runs (item)))
    return SUBLET_WHAT_IF_NOTHING;

  return what;
}

/* ---- the forecast ---- */

static void
add_item (SubletForecast *self, const SubletBurnItem *item, SubletWhatIf what)
{
  SubletCourse course = sublet_course_new (item, what, self->from_us);
  SubletCourse base = sublet_course_new (item, SUBLET_WHAT_IF_NOTHING, self->from_us);
  SubletForecastItem forecast = {
    .item = item,
    .what = what,
    .cost_uusd = sublet_course_get_cost_uusd (&course, self->until_us),
    .base_uusd = sublet_course_get_cost_uusd (&base, self->until_us)
  };

  self->total_uusd = sublet_money_add (self->total_uusd, forecast.cost_uusd);
  self->base_uusd = sublet_money_add (self->base_uusd, forecast.base_uusd);
  g_array_append_val (self->items, forecast);
  sublet_forecast_assume_of (self, item, what);
  if (what != SUBLET_WHAT_IF_DESTROY)
    sublet_forecast_assume_increase (self, item, &course);
  if (item->deposit_uusd != 0 && forecast.cost_uusd > 0)
    sublet_forecast_assume_deposit (self, item);
  if (course.unpriced)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_UNPRICED, item, 0, 0);
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
 * then as its disk, or nothing when the lease destroys it. A price increase holds from its moment
 * on, accepted or not, and the contract goes on with it; of one that waits the dearer outcome is
 * counted. A deposit takes nothing off, for what it pays is not known. A bid is counted at today's
 * price, and as if nobody bid more; what waits for its GPU, or for its host, as it stands. An
 * ordered end counts as done. What has no price, and what may exist without anyone knowing, is not
 * counted. Each of these that matters is among the assumptions.
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
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_LIST_UNKNOWN, NULL, 0, unknown_since_us);
  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);

      add_item (self, item, sublet_what_ifs_get (what_ifs, item));
    }
  if (!burn->volumes_known)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_VOLUMES_UNKNOWN, NULL, 0, 0);
  if (!burn->traffic_known)
    sublet_forecast_assume (self, SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN, NULL, 0, 0);

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
