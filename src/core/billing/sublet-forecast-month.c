/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-forecast.h"

/* The months that a forecast is of. */

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
