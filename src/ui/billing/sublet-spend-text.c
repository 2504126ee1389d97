/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-text.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_spend_text_get_kind:
 * @kind: what was paid for
 *
 * Returns: (transfer none): its name, in Header Capitals
 */
const char *
sublet_spend_text_get_kind (SubletChargeKind kind)
{
  switch (kind)
    {
    case SUBLET_CHARGE_KIND_GPU:
      return _ ("GPU");
    case SUBLET_CHARGE_KIND_DISK:
      return _ ("Disk");
    case SUBLET_CHARGE_KIND_DOWNLOAD:
      /* TRANSLATORS: what is billed for what a machine received */
      return C_ ("charge", "Download");
    case SUBLET_CHARGE_KIND_UPLOAD:
      /* TRANSLATORS: what is billed for what a machine sent */
      return C_ ("charge", "Upload");
    case SUBLET_CHARGE_KIND_OTHER:
    default:
      /* TRANSLATORS: what is billed for anything else */
      return C_ ("charge", "Other");
    }
}

/**
 * sublet_spend_text_get_step:
 * @step: how many days belong together
 *
 * Returns: (transfer none): its name, in Header Capitals
 */
const char *
sublet_spend_text_get_step (SubletSpendStep step)
{
  switch (step)
    {
    case SUBLET_SPEND_STEP_WEEK:
      /* TRANSLATORS: spending is added up by weeks */
      return C_ ("spending", "Week");
    case SUBLET_SPEND_STEP_MONTH:
      /* TRANSLATORS: spending is added up by months */
      return C_ ("spending", "Month");
    case SUBLET_SPEND_STEP_DAY:
    default:
      /* TRANSLATORS: spending is added up by days */
      return C_ ("spending", "Day");
    }
}

/**
 * sublet_spend_text_get_caption:
 * @step: how many days belong together
 *
 * Returns: (transfer none): what stands above a chart
 */
const char *
sublet_spend_text_get_caption (SubletSpendStep step)
{
  switch (step)
    {
    case SUBLET_SPEND_STEP_WEEK:
      return _ ("Spent per Week");
    case SUBLET_SPEND_STEP_MONTH:
      return _ ("Spent per Month");
    case SUBLET_SPEND_STEP_DAY:
    default:
      return _ ("Spent per Day");
    }
}

/* ---- buckets ---- */

static GDateTime *
utc_from_us (gint64 utc_us)
{
  return g_date_time_new_from_unix_utc (utc_us / G_TIME_SPAN_SECOND);
}

/* From a month's first day to its last one. */
static bool
is_month (GDateTime *start, gint64 end_us)
{
  g_autoptr (GDateTime) end = NULL;

  if (g_date_time_get_day_of_month (start) != 1)
    return false;

  end = g_date_time_add_months (start, 1);
  return end != NULL && g_date_time_to_unix (end) == end_us / G_TIME_SPAN_SECOND;
}

/**
 * sublet_spend_text_dup_bucket:
 * @bucket: some days of a series
 * @series: the series: the year is said where it is not that of its last day
 *
 * Returns: (transfer full): which days those are
 */
char *
sublet_spend_text_dup_bucket (const SubletSpendBucket *bucket, const SubletSpendSeries *series)
{
  g_autoptr (GDateTime) start = utc_from_us (bucket->start_us);
  gint64 last_us = bucket->end_us - G_TIME_SPAN_SECOND;
  gint64 end_us = series->sum.end_us - G_TIME_SPAN_SECOND;
  g_autofree char *weekday = NULL;
  g_autofree char *day = NULL;

  if (start == NULL)
    return g_strdup ("–");
  if (is_month (start, bucket->end_us))
    /* TRANSLATORS: a month by itself, see g_date_time_format() */
    return g_date_time_format (start, _ ("%OB %Y"));
  if (bucket->end_us - bucket->start_us > G_TIME_SPAN_DAY)
    return sublet_billing_text_dup_span (bucket->start_us, last_us, end_us);

  weekday = g_date_time_format (start, "%a");
  day = sublet_billing_text_dup_span (bucket->start_us, last_us, end_us);
  /* TRANSLATORS: the day of the week and the day, as in "Tue 17 Nov" */
  return g_strdup_printf (C_ ("day", "%1$s %2$s"), weekday, day);
}

/**
 * sublet_spend_text_dup_tick:
 * @bucket: some days of a series
 * @by_months: whether the month is named that its last day is in
 *
 * Returns: (transfer full): what stands below its bar: the first day, or the month
 */
char *
sublet_spend_text_dup_tick (const SubletSpendBucket *bucket, bool by_months)
{
  g_autoptr (GDateTime)
    start = utc_from_us (by_months ? bucket->end_us - G_TIME_SPAN_DAY : bucket->start_us);

  if (start == NULL)
    return g_strdup ("–");
  if (by_months || is_month (start, bucket->end_us))
    /* TRANSLATORS: a month below a chart, short, see g_date_time_format() */
    return g_date_time_format (start, C_ ("chart", "%b %Y"));

  /* TRANSLATORS: a day of this year, see g_date_time_format() */
  return g_date_time_format (start, C_ ("day", "%-d %b"));
}

/**
 * sublet_spend_text_dup_parts:
 * @parts_uusd: (array fixed-size=5): amounts by SubletChargeKind
 *
 * Returns: (transfer full): those that are not zero, by name
 */
char *
sublet_spend_text_dup_parts (const gint64 *parts_uusd)
{
  char *line = g_strdup ("");
  guint kind;

  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    {
      g_autofree char *before = line;
      g_autofree char *part = NULL;

      if (parts_uusd[kind] == 0)
        {
          line = g_steal_pointer (&before);
          continue;
        }
      part = sublet_charge_text_dup_part ((SubletChargeKind) kind, parts_uusd[kind]);
      if (*before == '\0')
        line = g_steal_pointer (&part);
      else
        /* TRANSLATORS: parts of an amount, as in "GPU $7.12, disk $0.22": %1$s are those so far */
        line = g_strdup_printf (_ ("%1$s, %2$s"), before, part);
    }

  return line;
}

/**
 * sublet_spend_text_dup_sentence:
 * @bucket: some days of a series
 * @series: the series
 *
 * Returns: (transfer full): what was billed in them, and what for
 */
char *
sublet_spend_text_dup_sentence (const SubletSpendBucket *bucket, const SubletSpendSeries *series)
{
  g_autofree char *days = sublet_spend_text_dup_bucket (bucket, series);
  g_autofree char *total = sublet_format_amount (bucket->total_uusd);
  g_autofree char *parts = sublet_spend_text_dup_parts (bucket->parts_uusd);

  if (*parts == '\0' && bucket->total_uusd == 0)
    return bucket->complete
      /* TRANSLATORS: %s are days, as in "Tue 17 Nov" */
      ? g_strdup_printf (_ ("%s: nothing was billed"), days)
      /* TRANSLATORS: %s are days, as in "Tue 17 Nov" */
      : g_strdup_printf (_ ("%s: nothing is known yet"), days);
  if (!bucket->complete)
    /* TRANSLATORS: some charges are still to come: days, an amount, and what it is made of, as in
     * "Tue 17 Nov, so far: $7.41 = GPU $7.12, disk $0.22" */
    return g_strdup_printf (_ ("%1$s, so far: %2$s = %3$s"), days, total, parts);

  /* TRANSLATORS: days, an amount, and what it is made of, as in "Tue 17 Nov: $7.41 = GPU $7.12,
   * disk $0.22" */
  return g_strdup_printf (_ ("%1$s: %2$s = %3$s"), days, total, parts);
}

/**
 * sublet_spend_text_dup_note:
 * @n_missing: how many days are not known
 * @n_days: of how many
 * @reason: (nullable): why they, or newer figures, are not there
 *
 * Returns: (transfer full) (nullable): what is wrong with what is shown
 */
char *
sublet_spend_text_dup_note (guint n_missing, guint n_days, const char *reason)
{
  g_autofree char *missing = NULL;

  if (n_missing > 0)
    missing =
      /* TRANSLATORS: %1$u is how many of %2$u days */
      g_strdup_printf (ngettext ("%1$u of %2$u day is not known yet.",
                                 "%1$u of %2$u days are not known yet.",
                                 n_days),
                       n_missing,
                       n_days);
  if (missing == NULL)
    return g_strdup (reason);
  if (reason == NULL)
    return g_steal_pointer (&missing);

  /* TRANSLATORS: two sentences: which days are missing, and why */
  return g_strdup_printf (_ ("%1$s %2$s"), missing, reason);
}
