/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-outlook-private.h"

#include "core/billing/sublet-forecast.h"

#include <string.h>

/**
 * sublet_outlook_read_spent:
 * @self: an outlook
 * @period: the present UTC day or month
 * @spent: (out caller-allocates): what was spent in it so far
 */
void
sublet_outlook_read_spent (SubletOutlook *self, SubletBudgetPeriod period, SubletSpent *spent)
{
  g_autoptr (GArray) readings = NULL;
  gint64 now_us;

  g_return_if_fail (SUBLET_IS_OUTLOOK (self));
  g_return_if_fail (spent != NULL);

  now_us = sublet_outlook_get_now_us (self);
  readings = sublet_meter_readings_new ();
  sublet_meter_readings_add_rentals (readings,
                                     sublet_rental_engine_get_rentals (self->engine),
                                     now_us);
  sublet_meter_readings_add_volumes (readings, sublet_idle_volumes_get_all (self->volumes), now_us);
  sublet_spent_read (spent, period, self->spend, self->spend_known_at_us, readings, now_us);
}

/**
 * sublet_outlook_read_month:
 * @self: an outlook
 * @month: (out caller-allocates): what is known of its charges
 */
void
sublet_outlook_read_month (SubletOutlook *self, SubletOutlookMonth *month)
{
  gint64 first_us;
  gint64 last_us;
  guint i;

  g_return_if_fail (SUBLET_IS_OUTLOOK (self));
  g_return_if_fail (month != NULL);

  memset (month, 0, sizeof *month);
  month->until_us = sublet_outlook_get_now_us (self);
  month->from_us = sublet_forecast_get_month_start_us (month->until_us);
  first_us = sublet_charge_day_floor (month->from_us);
  last_us = sublet_charge_day_floor (month->until_us);
  month->n_days = (guint) ((last_us - first_us) / G_TIME_SPAN_DAY) + 1;
  if (self->history == NULL)
    return;

  for (i = 0; i < sublet_charge_history_get_days (self->history)->len; i++)
    {
      const SubletChargeDay *day =
        g_ptr_array_index (sublet_charge_history_get_days (self->history), i);

      if (day->day_us < first_us || day->day_us > last_us)
        continue;
      month->n_known++;
      month->known_at_us = MAX (month->known_at_us, day->known_at_us);
    }
}

/**
 * sublet_outlook_make_month_series:
 * @self: an outlook
 *
 * Returns: (transfer full) (nullable): the charges of the present UTC month until today, day by
 *   day; NULL: no day of it is known
 */
SubletSpendSeries *
sublet_outlook_make_month_series (SubletOutlook *self)
{
  SubletOutlookMonth month;

  g_return_val_if_fail (SUBLET_IS_OUTLOOK (self), NULL);

  sublet_outlook_read_month (self, &month);
  if (month.n_known == 0 || self->spend == NULL)
    return NULL;

  return sublet_spend_make_series (self->spend,
                                   month.from_us,
                                   month.until_us,
                                   SUBLET_SPEND_STEP_DAY);
}
