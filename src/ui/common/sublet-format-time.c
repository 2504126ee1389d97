/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format-private.h"

#include <glib/gi18n.h>

/* How long, and when. */

#define DAYS_OF_A_WEEK 7

static const gint64 duration_units_us[] = {
  G_TIME_SPAN_DAY,
  G_TIME_SPAN_HOUR,
  G_TIME_SPAN_MINUTE,
  G_TIME_SPAN_SECOND,
};

/* By the position in duration_units_us. */
static char *
format_unit (gsize unit, gint64 count)
{
  int number = (int) MIN (count, G_MAXINT);

  switch (unit)
    {
    case 0:
      /* TRANSLATORS: a number of days; the blank is a no-break space */
      return g_strdup_printf (C_ ("duration", "%d d"), number);
    case 1:
      /* TRANSLATORS: a number of hours; the blank is a no-break space */
      return g_strdup_printf (C_ ("duration", "%d h"), number);
    case 2:
      /* TRANSLATORS: a number of minutes; the blank is a no-break space */
      return g_strdup_printf (C_ ("duration", "%d min"), number);
    default:
      /* TRANSLATORS: a number of seconds; the blank is a no-break space */
      return g_strdup_printf (C_ ("duration", "%d s"), number);
    }
}

/**
 * sublet_format_duration:
 * @duration_us: microseconds, G_MININT64 when not known; below zero counts as zero
 *
 * The two largest units, cut and not rounded, the second left out when it is zero, and beside a
 * hundred days and more.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_duration (gint64 duration_us)
{
  const gsize last = G_N_ELEMENTS (duration_units_us) - 1;
  g_autofree char *larger = NULL;
  g_autofree char *smaller = NULL;
  gint64 rest;
  gsize unit;

  if (duration_us == G_MININT64)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  duration_us = MAX (duration_us, 0);
  for (unit = 0; unit < last && duration_us < duration_units_us[unit]; unit++)
    ;

  larger = format_unit (unit, duration_us / duration_units_us[unit]);
  if (unit == last || duration_us >= 100 * G_TIME_SPAN_DAY)
    return g_steal_pointer (&larger);

  rest = duration_us % duration_units_us[unit] / duration_units_us[unit + 1];
  if (rest == 0)
    return g_steal_pointer (&larger);

  smaller = format_unit (unit + 1, rest);
  /* TRANSLATORS: a duration of two units, as in "3 d" and "4 h" */
  return g_strdup_printf (C_ ("duration", "%1$s %2$s"), larger, smaller);
}

/**
 * sublet_format_duration_short:
 * @duration_us: microseconds, G_MININT64 when not known; below zero counts as zero
 *
 * For how long credit lasts: the largest unit alone, cut and not rounded, as more would be a
 * promise. Below two days that is hours; below ten hours what is cut would be a large part, so the
 * two largest units stand there.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_duration_short (gint64 duration_us)
{
  const gsize last = G_N_ELEMENTS (duration_units_us) - 1;
  gsize unit;

  if (duration_us == G_MININT64)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  duration_us = MAX (duration_us, 0);
  if (duration_us >= G_TIME_SPAN_HOUR && duration_us < SUBLET_FORMAT_FINE_BELOW_US)
    return sublet_format_duration (duration_us);
  for (unit = 0; unit < last; unit++)
    {
      gint64 needed = duration_units_us[unit] * (unit == 0 ? 2 : 1);

      if (duration_us >= needed)
        break;
    }

  return format_unit (unit, duration_us / duration_units_us[unit]);
}

static gint64
calendar_days_between (GDateTime *from, GDateTime *to)
{
  GDate from_date;
  GDate to_date;
  int year;
  int month;
  int day;

  g_date_time_get_ymd (from, &year, &month, &day);
  g_date_clear (&from_date, 1);
  g_date_set_dmy (&from_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (to, &year, &month, &day);
  g_date_clear (&to_date, 1);
  g_date_set_dmy (&to_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_days_between (&from_date, &to_date);
}

static GDateTime *
local_from_us (gint64 local_us)
{
  return g_date_time_new_from_unix_local (local_us / G_TIME_SPAN_SECOND);
}

/**
 * sublet_format_time:
 * @local_us: this computer's Unix time in microseconds, 0 when not known
 * @now_us: now, in the same time
 *
 * The hour alone for today, with the weekday within a week, else with the date.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_time (gint64 local_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;
  gint64 days;

  if (local_us <= 0)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  time = local_from_us (local_us);
  now = local_from_us (now_us);
  if (time == NULL || now == NULL)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  days = calendar_days_between (now, time);
  if (days == 0)
    /* TRANSLATORS: a time of today, see g_date_time_format() */
    return g_date_time_format (time, _ ("%H:%M"));
  if (ABS (days) < DAYS_OF_A_WEEK)
    /* TRANSLATORS: a time within a week, with a short weekday, see g_date_time_format() */
    return g_date_time_format (time, _ ("%a %H:%M"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* TRANSLATORS: a day of this year and a time, see g_date_time_format() */
    return g_date_time_format (time, _ ("%-d %b %H:%M"));

  /* TRANSLATORS: a day of another year, see g_date_time_format() */
  return g_date_time_format (time, _ ("%-d %b %Y"));
}

/**
 * sublet_format_time_ahead:
 * @local_us: this computer's Unix time in microseconds, 0 when not known
 * @now_us: now, in the same time
 *
 * Like sublet_format_time(), but says "today" and "tomorrow": for an end that is still to come.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_time_ahead (gint64 local_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (local_us <= 0)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  time = local_from_us (local_us);
  now = local_from_us (now_us);
  if (time == NULL || now == NULL)
    return g_strdup (SUBLET_FORMAT_UNKNOWN);

  switch (calendar_days_between (now, time))
    {
    case 0:
      /* TRANSLATORS: a time of today that is still to come, see g_date_time_format() */
      return g_date_time_format (time, _ ("today %H:%M"));
    case 1:
      /* TRANSLATORS: a time of tomorrow, see g_date_time_format() */
      return g_date_time_format (time, _ ("tomorrow %H:%M"));
    default:
      return sublet_format_time (local_us, now_us);
    }
}
