/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-budget.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-forecast.h"
#include "core/model/sublet-volume.h"
#include "core/rental/sublet-rental.h"

#define NEAR_PERCENT 80

/* ---- meters ---- */

static void
meter_reading_clear (SubletMeterReading *reading)
{
  g_free (reading->source);
}

/**
 * sublet_meter_readings_new:
 *
 * Returns: (transfer full) (element-type SubletMeterReading): none yet
 */
GArray *
sublet_meter_readings_new (void)
{
  GArray *readings = g_array_new (FALSE, TRUE, sizeof (SubletMeterReading));

  g_array_set_clear_func (readings, (GDestroyNotify) meter_reading_clear);

  return readings;
}

/* What another account rents is not this one's to pay. */
static bool
is_metered (SubletRental *rental)
{
  return sublet_rental_get_state (rental) != SUBLET_RENTAL_STATE_UNKNOWN;
}

/**
 * sublet_meter_readings_add_rentals:
 * @readings: (element-type SubletMeterReading): the readings
 * @rentals: (element-type SubletRental): the engine's
 * @now_us: service time
 *
 * What a meter counted before its rate changed last is not told by the day; it counts since then,
 * or since the day began.
 */
void
sublet_meter_readings_add_rentals (GArray *readings, GListModel *rentals, gint64 now_us)
{
  gint64 day_us = sublet_charge_day_floor (now_us);
  guint i;

  g_return_if_fail (readings != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (rentals));

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      gint64 until_uusd = sublet_rental_get_cost_uusd (rental, now_us);
      gint64 before_uusd = sublet_rental_get_cost_uusd (rental, day_us);
      SubletMeterReading reading = { .instance_id = sublet_rental_get_instance_id (rental) };

      if (!is_metered (rental) || reading.instance_id == 0 || until_uusd == SUBLET_MONEY_UNKNOWN ||
          before_uusd == SUBLET_MONEY_UNKNOWN)
        continue;
      reading.metered_uusd = until_uusd - before_uusd;
      g_array_append_val (readings, reading);
    }
}

/**
 * sublet_meter_readings_add_volumes:
 * @readings: (element-type SubletMeterReading): the readings
 * @volumes: (element-type SubletVolume): all of the account
 * @now_us: service time
 */
void
sublet_meter_readings_add_volumes (GArray *readings, GPtrArray *volumes, gint64 now_us)
{
  gint64 day_us = sublet_charge_day_floor (now_us);
  guint i;

  g_return_if_fail (readings != NULL && volumes != NULL);

  for (i = 0; i < volumes->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (volumes, i);
      const SubletVolumeData *data = sublet_volume_get_data (volume);
      gint64 rate_nusd = sublet_volume_get_rate_nusd (volume, data->size_gb);
      gint64 duration_us = now_us - MAX (day_us, data->start_us);
      SubletMeterReading reading = { 0 };

      if (rate_nusd == SUBLET_MONEY_UNKNOWN || duration_us <= 0)
        continue;
      reading.source = g_strdup_printf ("volume-%" G_GINT64_FORMAT, data->id);
      reading.metered_uusd = sublet_money_cost_uusd (rate_nusd, duration_us);
      g_array_append_val (readings, reading);
    }
}

/* ---- the present day ---- */

static const SubletMeterReading *
find_reading (GArray *readings, const SubletSpendGroup *group)
{
  guint i;

  for (i = 0; i < readings->len; i++)
    {
      const SubletMeterReading *reading = &g_array_index (readings, SubletMeterReading, i);

      if (group->id != 0 ? reading->instance_id == group->id
                         : reading->source != NULL && g_strcmp0 (reading->source, group->name) == 0)
        return reading;
    }

  return NULL;
}

/* The meter knows no traffic; of the rest, whichever of the two has more. */
static gint64
get_both_uusd (const SubletSpendGroup *group, gint64 metered_uusd)
{
  gint64 traffic_uusd = sublet_money_add (group->parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD],
                                          group->parts_uusd[SUBLET_CHARGE_KIND_UPLOAD]);

  if (traffic_uusd == SUBLET_MONEY_UNKNOWN)
    return group->total_uusd;

  return MAX (group->total_uusd, sublet_money_add (metered_uusd, traffic_uusd));
}

/* What no charge has come for yet is what its meter says. */
static gint64
get_today_uusd (const SubletSpend *spend, GArray *readings, gint64 now_us)
{
  g_autoptr (GArray) groups = NULL;
  gint64 sum_uusd = 0;
  guint i;

  for (i = 0; i < readings->len; i++)
    sum_uusd =
      sublet_money_add (sum_uusd, g_array_index (readings, SubletMeterReading, i).metered_uusd);
  if (spend == NULL)
    return sum_uusd;

  groups = sublet_spend_make_groups (spend, now_us, now_us, SUBLET_SPEND_GROUPING_INSTANCE);
  for (i = 0; i < groups->len; i++)
    {
      const SubletSpendGroup *group = &g_array_index (groups, SubletSpendGroup, i);
      const SubletMeterReading *reading = find_reading (readings, group);
      gint64 more_uusd = reading != NULL
                           ? get_both_uusd (group, reading->metered_uusd) - reading->metered_uusd
                           : group->total_uusd;

      sum_uusd = sublet_money_add (sum_uusd, more_uusd);
    }

  return sum_uusd;
}

/* ---- a period ---- */

static gint64
get_before_uusd (const SubletSpend *spend, gint64 start_us, gint64 day_us, bool *known)
{
  g_autoptr (SubletSpendSeries) series = NULL;

  if (start_us == day_us)
    return 0;
  if (spend == NULL)
    {
      *known = false;
      return 0;
    }

  series = sublet_spend_make_series (spend, start_us, day_us - 1, SUBLET_SPEND_STEP_MONTH);
  *known = *known && series->sum.complete;

  return series->sum.total_uusd;
}

/**
 * sublet_spent_read:
 * @spent: (out caller-allocates): what was spent in the period so far
 * @period: the present UTC day or month
 * @spend: (nullable): what was charged, as far as is known
 * @known_at_us: service time of what is known of the present day's charges; 0: nothing is
 * @readings: (element-type SubletMeterReading): what the present day cost by its meters
 * @now_us: service time
 *
 * Days that are over are what was charged for them. The present day's charges come late, and how
 * late is not said: the service books by the hour and may leave the current one out. So nothing is
 * added to them. Of each instance and volume, its charges of the day or what its meter counted
 * since the day began is taken, whichever is more, and the traffic that was charged is added to
 * what the meter says, which knows none. Nothing is counted twice so; of what changed its rate
 * today at most the time before that is missing which is not charged yet.
 */
void
sublet_spent_read (SubletSpent *spent,
                   SubletBudgetPeriod period,
                   const SubletSpend *spend,
                   gint64 known_at_us,
                   GArray *readings,
                   gint64 now_us)
{
  gint64 day_us = sublet_charge_day_floor (now_us);

  g_return_if_fail (spent != NULL);
  g_return_if_fail (readings != NULL);
  g_return_if_fail (now_us > 0);

  *spent = (SubletSpent){ .start_us = period == SUBLET_BUDGET_PERIOD_DAY
                                        ? day_us
                                        : sublet_forecast_get_month_start_us (now_us),
                          .end_us = period == SUBLET_BUDGET_PERIOD_DAY
                                      ? day_us + G_TIME_SPAN_DAY
                                      : sublet_forecast_get_month_end_us (now_us),
                          .known = spend != NULL && known_at_us >= day_us };
  spent->spent_uusd = get_before_uusd (spend, spent->start_us, day_us, &spent->known);
  spent->spent_uusd =
    sublet_money_add (spent->spent_uusd, get_today_uusd (spend, readings, now_us));
}

/**
 * sublet_budget_get_level:
 * @budget_uusd: what a person wants to spend; 0: as much as it takes
 * @spent_uusd: what was spent
 *
 * Returns: how the one stands against the other
 */
SubletBudgetLevel
sublet_budget_get_level (gint64 budget_uusd, gint64 spent_uusd)
{
  if (budget_uusd <= 0 || spent_uusd == SUBLET_MONEY_UNKNOWN)
    return SUBLET_BUDGET_LEVEL_WITHIN;
  if (spent_uusd >= budget_uusd)
    return SUBLET_BUDGET_LEVEL_OVER;

  return spent_uusd >= sublet_money_multiply_divide (budget_uusd, NEAR_PERCENT, 100)
           ? SUBLET_BUDGET_LEVEL_NEAR
           : SUBLET_BUDGET_LEVEL_WITHIN;
}
