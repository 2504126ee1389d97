/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* What a forecast rests on, in sentences. */

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

/* What is due already is so now. */
static char *
dup_ahead (const SubletAssumption *assumption, gint64 offset_us, gint64 now_local_us)
{
  return sublet_format_time_ahead (MAX (assumption->at_us - offset_us, now_local_us), now_local_us);
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
dup_single_increase (SubletAssumptionKind kind, const char *who, const char *when, const char *rate)
{
  if (kind == SUBLET_ASSUMPTION_INCREASE_ACCEPTED)
    /* TRANSLATORS: %1$s is an instance, %2$s a time, as in "tomorrow 12:40"; %3$s a rate */
    return g_strdup_printf (_ ("Price increase that you accepted, from %2$s: %1$s, then at %3$s."),
                               who,
                               when,
                               rate);

  /* TRANSLATORS: %1$s is an instance, %2$s a time, as in "tomorrow 12:40"; %3$s a rate */
  return g_strdup_printf (_ ("Announced price increase, counted as if accepted, from %2$s: %1$s, "
                             "then at %3$s."),
                             who,
                             when,
                             rate);
}

/* The earliest of several, or the only one. */
static char *
dup_increase (SubletAssumptionKind kind, const SubletAssumption *assumption, const char *when)
{
  g_autofree char *who = dup_who (assumption);
  g_autofree char *rate = sublet_format_rate_fine (assumption->rate_nusd);

  if (assumption->count == 1)
    return dup_single_increase (kind, who, when, rate);
  if (kind == SUBLET_ASSUMPTION_INCREASE_ACCEPTED)
    /* TRANSLATORS: %1$s is a number of instances, %2$s a time, as in "today 12:40"; %3$s a rate */
    return g_strdup_printf (_ ("Price increases that you accepted, the first from %2$s: %1$s, then "
                               "at %3$s together."),
                               who,
                               when,
                               rate);

  /* TRANSLATORS: %1$s is a number of instances, %2$s a time, as in "tomorrow 12:40"; %3$s a rate */
  return g_strdup_printf (_ ("Announced price increases, counted as if accepted, the first from "
                             "%2$s: %1$s, then at %3$s together."),
                             who,
                             when,
                             rate);
}

static char *
dup_deposit (const SubletAssumption *assumption)
{
  g_autofree char *who = dup_who (assumption);
  g_autofree char *left = NULL;

  if (assumption->amount_uusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is an instance, or a number of them, of which something was paid ahead */
    return g_strdup_printf (_ ("Not counted: the deposit of %s. How much is left of it is not "
                               "known. The costs are counted in full, as Vast does not "
                               "say which of them a deposit pays."),
                               who);

  left = sublet_format_amount (assumption->amount_uusd);
  /* TRANSLATORS: %1$s is an instance, or a number of them; %2$s is left of what was paid ahead */
  return g_strdup_printf (_ ("Not counted: the deposit of %1$s, %2$s left. The costs are counted "
                             "in full, as Vast does not say which of them a deposit pays."),
                             who,
                             left);
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
    case SUBLET_ASSUMPTION_INCREASE_VAGUE:
      /* TRANSLATORS: %s is an instance, or a number of them */
      return g_strdup_printf (_ ("Price increase not known in full, and counted as far as it is: "
                                 "%s."),
                                 who);
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
      when = dup_ahead (assumption, offset_us, now_local_us);
      return dup_ending (kind, assumption, when);
    case SUBLET_ASSUMPTION_INCREASE_ACCEPTED:
    case SUBLET_ASSUMPTION_INCREASE_WAITING:
      when = dup_ahead (assumption, offset_us, now_local_us);
      return dup_increase (kind, assumption, when);
    case SUBLET_ASSUMPTION_DEPOSIT:
      return dup_deposit (assumption);
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
    case SUBLET_ASSUMPTION_INCREASE_VAGUE:
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
