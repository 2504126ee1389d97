/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format.h"

#include "core/base/sublet-money.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#define UNKNOWN "–"
#define DAYS_OF_A_WEEK 7

/* Sizes in which GPU memory and RAM are sold, in GB. A card reports up to one sixteenth less: what
 * its error correction takes away. */
static const int nominal_sizes_gb[] = {
  1,  2,  3,  4,  5,   6,   8,   10,  11,  12,  16,  20,  22,  24,  32,   40,   48,
  64, 80, 94, 96, 128, 141, 144, 180, 192, 256, 288, 384, 512, 768, 1024, 1536, 2048,
};

static const gint64 duration_units_us[] = {
  G_TIME_SPAN_DAY,
  G_TIME_SPAN_HOUR,
  G_TIME_SPAN_MINUTE,
  G_TIME_SPAN_SECOND,
};

/* A whole number of 1/10^decimals, grouped and with the locale's decimal sign. */
static char *
format_fixed (guint64 value, int decimals)
{
  guint64 scale = 1;
  int i;

  for (i = 0; i < decimals; i++)
    scale *= 10;

  if (decimals == 0)
    return g_strdup_printf ("%'" G_GUINT64_FORMAT, value);

  return g_strdup_printf ("%'" G_GUINT64_FORMAT "%s%0*" G_GUINT64_FORMAT,
                          value / scale,
                          nl_langinfo (RADIXCHAR),
                          decimals,
                          value % scale);
}

/* Half away from zero, without the sign. */
static guint64
round_magnitude (gint64 value, guint64 divisor)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;

  return magnitude / divisor + (magnitude % divisor >= divisor - divisor / 2 ? 1 : 0);
}

/* The figure with its currency sign, and with a true minus. */
static char *
format_dollars (guint64 magnitude, int decimals, bool negative)
{
  g_autofree char *figure = format_fixed (magnitude, decimals);

  if (negative)
    /* TRANSLATORS: a negative amount of US dollars with a true minus sign; %s is the figure */
    return g_strdup_printf (_ ("−$%s"), figure);

  /* TRANSLATORS: an amount of US dollars; %s is the figure */
  return g_strdup_printf (_ ("$%s"), figure);
}

static char *
format_rate_with (gint64 rate_nusd, int decimals, guint64 divisor)
{
  g_autofree char *dollars = NULL;
  guint64 magnitude;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (UNKNOWN);

  magnitude = round_magnitude (rate_nusd, divisor);
  if (magnitude == 0 && rate_nusd != 0)
    {
      dollars = format_dollars (1, decimals, false);
      /* TRANSLATORS: a rate too small to write out; %s is the smallest one, as in $0.001 */
      return g_strdup_printf (_ ("<%s/h"), dollars);
    }

  dollars = format_dollars (magnitude, decimals, rate_nusd < 0);
  /* TRANSLATORS: a rate per hour; %s is an amount, as in $0.325 */
  return g_strdup_printf (_ ("%s/h"), dollars);
}

static char *
format_plain (gint64 value, int decimals, guint64 divisor)
{
  g_autofree char *figure = NULL;
  guint64 magnitude;

  if (value == SUBLET_MONEY_UNKNOWN)
    return g_strdup (UNKNOWN);

  magnitude = round_magnitude (value, divisor);
  if (magnitude == 0 && value != 0)
    {
      figure = format_fixed (1, decimals);
      /* TRANSLATORS: a figure in a column, too small to write out; %s is the smallest one */
      return g_strdup_printf (_ ("<%s"), figure);
    }

  figure = format_fixed (magnitude, decimals);
  return value < 0 ? g_strconcat ("−", figure, NULL) : g_steal_pointer (&figure);
}

/**
 * sublet_format_amount:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * Two decimals. What would round to nothing is "under $0.01", zero itself is written.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_amount (gint64 amount_uusd)
{
  g_autofree char *dollars = NULL;
  guint64 cents;

  if (amount_uusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (UNKNOWN);

  cents = round_magnitude (amount_uusd, SUBLET_UUSD_PER_USD / 100);
  if (cents > 0 || amount_uusd == 0)
    return format_dollars (cents, 2, amount_uusd < 0);

  dollars = format_dollars (1, 2, false);
  /* TRANSLATORS: an amount too small to write out; %s is one cent, as in $0.01 */
  return g_strdup_printf (_ ("under %s"), dollars);
}

/**
 * sublet_format_amount_signed:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * For what goes in and out: what is added has its sign too.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_amount_signed (gint64 amount_uusd)
{
  g_autofree char *amount = sublet_format_amount (amount_uusd);

  if (amount_uusd == SUBLET_MONEY_UNKNOWN || amount_uusd < (gint64) (SUBLET_UUSD_PER_USD / 100 / 2))
    return g_steal_pointer (&amount);

  /* TRANSLATORS: an amount that is added; %s is the amount, as in $25.00 */
  return g_strdup_printf (_ ("+%s"), amount);
}

/**
 * sublet_format_amount_plain:
 * @amount_uusd: an amount in micro-dollars, or SUBLET_MONEY_UNKNOWN
 *
 * For a column whose title names the unit.
 *
 * Returns: (transfer full): the figure with two decimals
 */
char *
sublet_format_amount_plain (gint64 amount_uusd)
{
  return format_plain (amount_uusd, 2, SUBLET_UUSD_PER_USD / 100);
}

/**
 * sublet_format_rate:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with three decimals and its unit
 */
char *
sublet_format_rate (gint64 rate_nusd)
{
  return format_rate_with (rate_nusd, 3, SUBLET_NUSD_PER_USD / 1000);
}

/**
 * sublet_format_rate_short:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with two decimals and its unit, for the money pill
 */
char *
sublet_format_rate_short (gint64 rate_nusd)
{
  return format_rate_with (rate_nusd, 2, SUBLET_NUSD_PER_USD / 100);
}

/**
 * sublet_format_rate_fine:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate with two decimals, with four below $0.10
 */
char *
sublet_format_rate_fine (gint64 rate_nusd)
{
  if (rate_nusd == 0 || rate_nusd == SUBLET_MONEY_UNKNOWN ||
      ABS (rate_nusd) >= SUBLET_NUSD_PER_USD / 10)
    return sublet_format_rate_short (rate_nusd);

  return format_rate_with (rate_nusd, 4, SUBLET_NUSD_PER_USD / 10000);
}

/**
 * sublet_format_rate_plain:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * For a column whose title names the unit.
 *
 * Returns: (transfer full): the figure with three decimals
 */
char *
sublet_format_rate_plain (gint64 rate_nusd)
{
  return format_plain (rate_nusd, 3, SUBLET_NUSD_PER_USD / 1000);
}

/**
 * sublet_format_rate_per_day:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): what it comes to in 24 hours
 */
char *
sublet_format_rate_per_day (gint64 rate_nusd)
{
  g_autofree char *amount = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (UNKNOWN);

  amount = sublet_format_amount (sublet_money_cost_uusd (rate_nusd, G_TIME_SPAN_DAY));
  /* TRANSLATORS: a rate per day; %s is an amount, as in $7.80 */
  return g_strdup_printf (_ ("%s a day"), amount);
}

/**
 * sublet_format_rate_and_day:
 * @rate_nusd: a rate in nano-dollars per hour, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: (transfer full): the rate, and what it comes to in 24 hours
 */
char *
sublet_format_rate_and_day (gint64 rate_nusd)
{
  g_autofree char *rate = sublet_format_rate (rate_nusd);
  g_autofree char *day = sublet_format_rate_per_day (rate_nusd);

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&rate);

  /* TRANSLATORS: a rate per hour and per day, as in "$0.325/h" and "$7.80 a day" */
  return g_strdup_printf (_ ("%1$s · %2$s"), rate, day);
}

/**
 * sublet_format_per_dollar:
 * @figure: what there is in an hour
 * @rate_nusd: what the hour costs, in nano-dollars, or SUBLET_MONEY_UNKNOWN
 * @decimals: how many
 *
 * Returns: (transfer full): how much of it a dollar gets
 */
char *
sublet_format_per_dollar (double figure, gint64 rate_nusd, int decimals)
{
  if (rate_nusd == SUBLET_MONEY_UNKNOWN || rate_nusd <= 0)
    return g_strdup (UNKNOWN);

  return sublet_format_number (figure / sublet_money_usd_from_nusd (rate_nusd), decimals);
}

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
    return g_strdup (UNKNOWN);

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
    return g_strdup (UNKNOWN);

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
    return g_strdup (UNKNOWN);

  time = local_from_us (local_us);
  now = local_from_us (now_us);
  if (time == NULL || now == NULL)
    return g_strdup (UNKNOWN);

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
    return g_strdup (UNKNOWN);

  time = local_from_us (local_us);
  now = local_from_us (now_us);
  if (time == NULL || now == NULL)
    return g_strdup (UNKNOWN);

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

/**
 * sublet_format_ram_gb:
 * @mb: memory in MiB as the service reports it, NAN or below zero when not known
 *
 * The size under which it is sold: a 24 GB card reports 24564 or 23028.
 * Source: fact sheet 2.7, `gpu_ram`, "slightly under nominal".
 *
 * Returns: (transfer full): GB without their unit
 */
char *
sublet_format_ram_gb (double mb)
{
  double gb = mb / 1024.0;
  gsize i;

  if (!isfinite (mb) || mb < 0)
    return g_strdup (UNKNOWN);

  for (i = 0; i < G_N_ELEMENTS (nominal_sizes_gb); i++)
    {
      double nominal = nominal_sizes_gb[i];

      if (gb <= nominal + 0.3 && gb >= nominal * 0.93)
        return format_fixed ((guint64) nominal_sizes_gb[i], 0);
    }

  return sublet_format_number (gb, gb < 1 ? 1 : 0);
}

/**
 * sublet_format_percent:
 * @ratio: 0 to 1, NAN when not known
 * @decimals: how many, 0 to 9
 *
 * Returns: (transfer full): the per cent without their sign
 */
char *
sublet_format_percent (double ratio, int decimals)
{
  return sublet_format_number (ratio * 100.0, decimals);
}

/**
 * sublet_format_number:
 * @value: any number, NAN when not known
 * @decimals: how many, 0 to 9
 *
 * Rounded half away from zero; what rounds to nothing has no sign.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_number (double value, int decimals)
{
  g_autofree char *figure = NULL;
  double scaled;

  g_return_val_if_fail (decimals >= 0 && decimals <= 9, NULL);

  scaled = round (fabs (value) * pow (10.0, decimals));
  if (!isfinite (scaled) || scaled >= 1e18)
    return g_strdup (UNKNOWN);

  figure = format_fixed ((guint64) scaled, decimals);
  return value < 0 && scaled > 0 ? g_strconcat ("−", figure, NULL) : g_steal_pointer (&figure);
}

/**
 * sublet_format_version:
 * @version: of two parts, 12.8; NAN when not known
 *
 * Returns: (transfer full): its name, which is the same in every language
 */
char *
sublet_format_version (double version)
{
  long tenths;

  if (!isfinite (version) || version < 0 || version >= 1e6)
    return g_strdup (UNKNOWN);

  tenths = lround (version * 10);
  return g_strdup_printf ("%ld.%ld", tenths / 10, tenths % 10);
}
