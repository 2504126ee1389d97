/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-range.h"

#include <string.h>

/* The start of the month that is so many months away from the one of @now_us. */
static gint64
get_month_us (gint64 now_us, int months)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) first =
    g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);
  g_autoptr (GDateTime) month = g_date_time_add_months (first, months);

  return g_date_time_to_unix (month) * G_TIME_SPAN_SECOND;
}

/* From 1. */
static int
get_month (gint64 now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / G_TIME_SPAN_SECOND);

  return g_date_time_get_month (now);
}

/**
 * sublet_billing_range_get:
 * @range: which days
 * @now_us: now, service time in Unix microseconds
 * @from_us: (out): a moment of the first day
 * @until_us: (out): a moment of the last one
 */
void
sublet_billing_range_get (SubletBillingRange range,
                          gint64 now_us,
                          gint64 *from_us,
                          gint64 *until_us)
{
  *until_us = now_us;
  switch (range)
    {
    case SUBLET_BILLING_RANGE_THIS_MONTH:
      *from_us = get_month_us (now_us, 0);
      break;
    case SUBLET_BILLING_RANGE_LAST_MONTH:
      *from_us = get_month_us (now_us, -1);
      *until_us = get_month_us (now_us, 0) - G_TIME_SPAN_SECOND;
      break;
    case SUBLET_BILLING_RANGE_THIS_YEAR:
      *from_us = get_month_us (now_us, 1 - get_month (now_us));
      break;
    case SUBLET_BILLING_RANGE_30_DAYS:
    case SUBLET_BILLING_RANGE_DAYS:
    default:
      *from_us = now_us - 29 * G_TIME_SPAN_DAY;
      break;
    }
}

/**
 * sublet_billing_range_read_day:
 * @text: what a person or the settings say
 *
 * Returns: the start of the UTC day that is written like "2026-11-17", in Unix microseconds; 0: it
 *   is no day
 */
gint64
sublet_billing_range_read_day (const char *text)
{
  g_autofree char *time = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = NULL;

  /* There are other ways to write one, which nobody is told of. */
  if (strlen (text) == strlen ("2026-11-17"))
    day = g_date_time_new_from_iso8601 (time, NULL);

  return day != NULL ? g_date_time_to_unix (day) * G_TIME_SPAN_SECOND : 0;
}

/**
 * sublet_billing_range_dup_day:
 * @at_us: a moment, in Unix microseconds
 *
 * Returns: (transfer full): its UTC day, as sublet_billing_range_read_day() reads it
 */
char *
sublet_billing_range_dup_day (gint64 at_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / G_TIME_SPAN_SECOND);

  return g_date_time_format (at, "%F");
}
