/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_forecast_text_dup_sum:
 * @forecast: what comes until the month ends
 * @spent: what was spent of the month
 *
 * Returns: (transfer full): what the figure is made of
 */
char *
sublet_forecast_text_dup_sum (const SubletForecast *forecast, const SubletSpent *spent)
{
  g_autofree char *so_far = sublet_format_amount (spent->spent_uusd);
  g_autofree char *rest = sublet_format_amount (forecast->total_uusd);

  if (!spent->known)
    /* TRANSLATORS: %1$s and %2$s are amounts; not all charges of the month are known */
    return g_strdup_printf (_ ("%1$s or more spent so far, about %2$s to come."), so_far, rest);

  /* TRANSLATORS: %1$s and %2$s are amounts */
  return g_strdup_printf (_ ("%1$s spent so far, about %2$s to come."), so_far, rest);
}

/**
 * sublet_forecast_text_dup_difference:
 * @forecast: what comes
 *
 * Returns: (transfer full): what it is less than without what is done; "" where nothing is
 */
char *
sublet_forecast_text_dup_difference (const SubletForecast *forecast)
{
  g_autofree char *less = NULL;

  if (forecast->base_uusd == SUBLET_MONEY_UNKNOWN || forecast->total_uusd == SUBLET_MONEY_UNKNOWN ||
      forecast->total_uusd == forecast->base_uusd)
    return g_strdup ("");

  less = sublet_format_amount (forecast->base_uusd - forecast->total_uusd);
  /* TRANSLATORS: %s is an amount: what is saved by what a person tries out */
  return g_strdup_printf (_ ("About %s less than if everything goes on."), less);
}

/**
 * sublet_forecast_text_dup_credit:
 * @end_us: when the credit ends, with every end that comes before, service time; 0: never
 * @plain_end_us: when it would end at the present rate; 0: never, or not known
 * @offset_us: how much the service's clock is ahead of this computer's
 * @now_local_us: this computer's time
 *
 * Returns: (transfer full): how long the credit lasts
 */
char *
sublet_forecast_text_dup_credit (gint64 end_us,
                                 gint64 plain_end_us,
                                 gint64 offset_us,
                                 gint64 now_local_us)
{
  g_autofree char *end = sublet_format_time_ahead (end_us - offset_us, now_local_us);
  g_autofree char *plain_end = sublet_format_time_ahead (plain_end_us - offset_us, now_local_us);

  if (end_us == 0 && plain_end_us == 0)
    return g_strdup (_ ("Your credit does not end: nothing is billed."));
  if (end_us == 0)
    /* TRANSLATORS: %s is a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Your credit is enough: leases end before it does. Without them it "
                               "would end %s."),
                               plain_end);
  if (plain_end_us == 0 || plain_end_us >= end_us - G_TIME_SPAN_MINUTE)
    /* TRANSLATORS: %s is a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Your credit ends %s. Then Vast stops what runs."), end);

  /* TRANSLATORS: %1$s and %2$s are times, as in "tomorrow 12:40" */
  return g_strdup_printf (_ ("Your credit ends %1$s, as leases end before. Without them it would "
                             "end %2$s."),
                             end,
                             plain_end);
}

/**
 * sublet_forecast_text_dup_item:
 * @item: what comes of one thing
 *
 * Returns: (transfer full): its amount, and what it is without what is done
 */
char *
sublet_forecast_text_dup_item (const SubletForecastItem *item)
{
  g_autofree char *cost = sublet_format_amount (item->cost_uusd);
  g_autofree char *base = sublet_format_amount (item->base_uusd);

  if (item->what == SUBLET_WHAT_IF_NOTHING)
    /* TRANSLATORS: %s is an amount */
    return g_strdup_printf (_ ("About %s"), cost);

  /* TRANSLATORS: %1$s is the amount if something is done, %2$s if nothing is */
  return g_strdup_printf (_ ("About %1$s instead of %2$s"), cost, base);
}

/**
 * sublet_forecast_text_dup_name:
 * @item: something that is paid for
 *
 * Returns: (transfer full): what it is called
 */
char *
sublet_forecast_text_dup_name (const SubletBurnItem *item)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, item->instance_id);

  if (item->name != NULL && *item->name != '\0')
    return sublet_format_name (item->name);

  /* TRANSLATORS: an instance without a label; %s is its id */
  return g_strdup_printf (_ ("Instance %s"), id);
}
