/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* "ada-1", "3 instances" */
static char *
dup_who (const SubletAssumption *assumption)
{
  if (assumption->count == 1 && assumption->name != NULL && *assumption->name != '\0')
    return sublet_format_name (assumption->name);

  /* TRANSLATORS: stands where else the name of one instance stands */
  return g_strdup_printf (ngettext ("%u instance", "%u instances", assumption->count),
                          assumption->count);
}

/* The only one. */
static char *
dup_single_ending (SubletAssumptionKind kind, const char *who, const char *when)
{
  if (kind == SUBLET_ASSUMPTION_LEASE_STOPS)
    /* TRANSLATORS: %1$s is an instance, %2$s a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Stopped by its lease %2$s: %1$s. Then its disk is billed."),
                               who,
                               when);
  if (kind == SUBLET_ASSUMPTION_LEASE_DESTROYS)
    /* TRANSLATORS: %1$s is an instance, %2$s a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Destroyed by its lease %2$s: %1$s."), who, when);

  /* TRANSLATORS: %1$s is an instance, %2$s a time, as in "tomorrow 12:40" */
  return g_strdup_printf (_ ("Stopped as its host’s contract ends %2$s: %1$s. Then its disk is "
                             "billed."),
                             who,
                             when);
}

/* The earliest of several, or the only one. */
static char *
dup_ending (SubletAssumptionKind kind, const SubletAssumption *assumption, const char *when)
{
  g_autofree char *who = dup_who (assumption);

  if (assumption->count == 1)
    return dup_single_ending (kind, who, when);
  if (kind == SUBLET_ASSUMPTION_LEASE_STOPS)
    /* TRANSLATORS: %1$s is a number of instances, %2$s a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Stopped by leases, the first %2$s: %1$s. Then the disks are "
                               "billed."),
                               who,
                               when);
  if (kind == SUBLET_ASSUMPTION_LEASE_DESTROYS)
    /* TRANSLATORS: %1$s is a number of instances, %2$s a time, as in "tomorrow 12:40" */
    return g_strdup_printf (_ ("Destroyed by leases, the first %2$s: %1$s."), who, when);

  /* TRANSLATORS: %1$s is a number of instances, %2$s a time, as in "tomorrow 12:40" */
  return g_strdup_printf (_ ("Stopped as their hosts’ contracts end, the first %2$s: %1$s. Then the "
                             "disks are billed."),
    who,
    when);
}

static char *
dup_of_instances (SubletAssumptionKind kind, const SubletAssumption *assumption)
{
  g_autofree char *who = dup_who (assumption);
  g_autofree char *rate = sublet_format_rate_fine (assumption->rate_nusd);

  switch ((int) kind)
    {
    case SUBLET_ASSUMPTION_RUNS:
      /* TRANSLATORS: %1$s is an instance, or a number of them; %2$s a rate */
      return g_strdup_printf (_ ("Running to the end: %1$s, at %2$s."), who, rate);
    case SUBLET_ASSUMPTION_STARTS:
      /* TRANSLATORS: %1$s is an instance, or a number of them; %2$s a rate */
      return g_strdup_printf (_ ("Starting, and running from now on: %1$s, at %2$s."), who, rate);
    case SUBLET_ASSUMPTION_SPOT:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Interruptible, at today’s bid and never outbid: %s."), who);
    case SUBLET_ASSUMPTION_STOPPED:
      /* TRANSLATORS: %1$s is an instance, or a number of them; %2$s the rate of the disks */
      return g_strdup_printf (_ ("Staying stopped, disk billed: %1$s, at %2$s."), who, rate);
    case SUBLET_ASSUMPTION_ENDS:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Ending, as you ordered: %s."), who);
    case SUBLET_ASSUMPTION_OFFLINE:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Host offline, and not billed until it is back: %s."), who);
    case SUBLET_ASSUMPTION_UNSETTLED:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Perhaps rented, and not counted: %s."), who);
    case SUBLET_ASSUMPTION_UNPRICED:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Price not known, and not counted: %s."), who);
    case SUBLET_ASSUMPTION_IF_STOPPED:
      /* TRANSLATORS: what if; %1$s is an instance, or a number of them; %2$s the disks' rate */
      return g_strdup_printf (_ ("Stopped now, disk billed: %1$s, at %2$s."), who, rate);
    case SUBLET_ASSUMPTION_IF_DESTROYED:
      /* TRANSLATORS: what if; %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Destroyed now: %s."), who);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * sublet_forecast_text_dup_assumption:
 * @forecast: what comes
 * @kind: an assumption
 * @offset_us: how much the service's clock is ahead of this computer's
 * @now_local_us: this computer's time
 *
 * Returns: (transfer full) (nullable): it, as a sentence; NULL: it is not assumed
 */
char *
sublet_forecast_text_dup_assumption (const SubletForecast *forecast,
                                     SubletAssumptionKind kind,
                                     gint64 offset_us,
                                     gint64 now_local_us)
{
  const SubletAssumption *assumption = &forecast->assumptions[kind];
  g_autofree char *rate = sublet_format_rate_fine (assumption->rate_nusd);
  g_autofree char *when = NULL;

  if (assumption->count == 0)
    return NULL;

  switch (kind)
    {
    case SUBLET_ASSUMPTION_LIST_UNKNOWN:
      when = sublet_format_time (assumption->at_us - offset_us, now_local_us);
      /* TRANSLATORS: %s is a time, as in "14:02" */
      return g_strdup_printf (_ ("What you rent is not known since %s. What was known then is "
                                 "counted."),
                                 when);
    case SUBLET_ASSUMPTION_LEASE_STOPS:
    case SUBLET_ASSUMPTION_LEASE_DESTROYS:
    case SUBLET_ASSUMPTION_CONTRACT_STOPS:
      when =
        sublet_format_time_ahead (MAX (assumption->at_us - offset_us, now_local_us), now_local_us);
      return dup_ending (kind, assumption, when);
    case SUBLET_ASSUMPTION_VOLUMES:
      /* TRANSLATORS: %1$u is a number of volumes, %2$s what they cost */
      return g_strdup_printf (ngettext ("%1$u volume stays, at %2$s.",
                                        "%1$u volumes stay, at %2$s.",
                                        assumption->count),
                              assumption->count,
                              rate);
    case SUBLET_ASSUMPTION_VOLUMES_UNKNOWN:
      return g_strdup (_ ("Your volumes are not known, and not counted."));
    case SUBLET_ASSUMPTION_TRAFFIC:
      /* TRANSLATORS: %s is a rate */
      return g_strdup_printf (_ ("Traffic goes on as in the last days, at about %s."), rate);
    case SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN:
      return g_strdup (_ ("What traffic costs is not known, and not counted."));
    case SUBLET_ASSUMPTION_RUNS:
    case SUBLET_ASSUMPTION_STARTS:
    case SUBLET_ASSUMPTION_SPOT:
    case SUBLET_ASSUMPTION_STOPPED:
    case SUBLET_ASSUMPTION_ENDS:
    case SUBLET_ASSUMPTION_OFFLINE:
    case SUBLET_ASSUMPTION_UNSETTLED:
    case SUBLET_ASSUMPTION_UNPRICED:
    case SUBLET_ASSUMPTION_IF_STOPPED:
    case SUBLET_ASSUMPTION_IF_DESTROYED:
    default:
      return dup_of_instances (kind, assumption);
    }
}

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
