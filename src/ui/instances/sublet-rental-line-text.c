/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-idle-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

static char *
dup_local_time (gint64 service_us, SubletClock *clock)
{
  return sublet_format_time (service_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
}

/* "Disk $0.36 a day"; without a price only that it bills. */
static char *
dup_disk_bills (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_autofree char *per_day = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Its disk still bills."));

  per_day = sublet_format_rate_per_day (rate_nusd);
  /* TRANSLATORS: %s is a rate per day, as in "$0.36 a day" */
  return g_strdup_printf (_ ("Its disk still bills %s."), per_day);
}

static char *
dup_unclear (SubletRental *rental, SubletClock *clock)
{
  int look = sublet_rental_get_look (rental);
  int n_looks = sublet_rental_get_looks (rental);
  gint64 rest_us = sublet_rental_get_next_look_us (rental) - sublet_clock_get_service_us (clock);
  g_autofree char *rest = NULL;

  if (look <= 0 || n_looks <= 0)
    return g_strdup (_ ("The answer got lost; Sublet looks for the instance."));
  if (rest_us < G_TIME_SPAN_SECOND)
    /* TRANSLATORS: %1$d of %2$d looks for an instance that may or may not exist */
    return g_strdup_printf (_ ("The answer got lost; look %1$d of %2$d now."), look, n_looks);

  rest = sublet_format_duration (rest_us);
  /* TRANSLATORS: as above; %3$s is a duration, as in "24 s" */
  return g_strdup_printf (_ ("The answer got lost; look %1$d of %2$d in %3$s."),
                             look,
                             n_looks,
                             rest);
}

static char *
dup_refused (SubletRental *rental)
{
  gint64 next_nusd = sublet_rental_get_next_rate_nusd (rental);
  const char *reason = sublet_rental_text_get_reason (sublet_rental_get_reason (rental));
  g_autofree char *rate = NULL;

  if (sublet_rental_get_reason (rental) == SUBLET_RENTAL_REASON_NEXT_TOO_DEAR &&
      next_nusd != SUBLET_MONEY_UNKNOWN)
    {
      rate = sublet_format_rate (next_nusd);
      /* TRANSLATORS: %s is a rate, as in "$0.348/h" */
      return g_strdup_printf (_ ("This offer is gone. The next one costs %s, above your ceiling."),
                                 rate);
    }

  return g_strdup (reason != NULL ? reason : _ ("Nothing was rented."));
}

/* Why, and that the disk goes on billing. */
static char *
dup_broken (SubletRental *rental, const char *otherwise)
{
  const char *reason = sublet_rental_text_get_reason (sublet_rental_get_reason (rental));
  g_autofree char *bills = dup_disk_bills (rental);

  /* TRANSLATORS: two sentences: why something failed, and what it still costs */
  return g_strdup_printf (_ ("%1$s %2$s"), reason != NULL ? reason : otherwise, bills);
}

static char *
dup_goes_on (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *rate = NULL;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("The GPU is kept and goes on billing."));

  rate = sublet_format_rate (rate_nusd);
  /* TRANSLATORS: %s is a rate, as in "$0.325/h" */
  return g_strdup_printf (_ ("The GPU is kept; %s goes on."), rate);
}

/* What the host says, and until when it may take without any progress. */
static char *
dup_coming_up (SubletRental *rental, SubletClock *clock, const char *message)
{
  gint64 rest_us = sublet_rental_get_gives_up_at_us (rental) - sublet_clock_get_service_us (clock);
  g_autofree char *rest = NULL;

  if (rest_us < G_TIME_SPAN_MINUTE || sublet_rental_get_stuck (rental) ||
      sublet_rental_get_stale (rental))
    return g_strdup (message);

  rest = sublet_format_duration (rest_us - rest_us % G_TIME_SPAN_MINUTE);
  if (message == NULL)
    /* TRANSLATORS: %s is a duration, as in "11 min"; nothing is ended then, it only counts as
     * stuck */
    return g_strdup_printf (_ ("Gives up in %s"), rest);

  /* TRANSLATORS: what the host says, and a duration, as in "11 min" */
  return g_strdup_printf (_ ("%1$s · gives up in %2$s"), message, rest);
}

static char *
dup_outbid (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  gint64 floor_nusd = instance == NULL ? SUBLET_MONEY_UNKNOWN
                                       : sublet_instance_get_data (instance)->min_bid_nusd;
  g_autofree char *bills = dup_disk_bills (rental);
  g_autofree char *floor_rate = NULL;

  if (floor_nusd == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&bills);

  floor_rate = sublet_format_rate (floor_nusd);
  /* TRANSLATORS: %1$s is a sentence about the disk, %2$s a rate, as in "$0.310/h" */
  return g_strdup_printf (_ ("%1$s The lowest bid is %2$s now."), bills, floor_rate);
}

/* What does not report may bill all the same, and counts as billing; only what the service itself
 * calls offline does not. Source: fact sheet 4.4. */
static char *
dup_offline (SubletRental *rental, SubletClock *clock)
{
  gint64 known_at_us = sublet_rental_get_known_at_us (rental);
  bool bills = sublet_rental_get_rate_now_nusd (rental) != 0;
  g_autofree char *time = NULL;

  if (known_at_us <= 0)
    return g_strdup (bills ? _ ("It does not report, and may bill.")
                           : _ ("Not billed while offline."));

  time = dup_local_time (sublet_rental_get_state_since_us (rental) > 0
                           ? sublet_rental_get_state_since_us (rental)
                           : known_at_us,
                         clock);
  if (bills)
    /* TRANSLATORS: %s is a time, as in "14:02" */
    return g_strdup_printf (_ ("It does not report, and may bill. Last seen %s."), time);

  /* TRANSLATORS: %s is a time, as in "14:02" */
  return g_strdup_printf (_ ("Not billed while offline. Last seen %s."), time);
}

static char *
dup_destroying (SubletRental *rental)
{
  if (sublet_rental_get_gone_looks (rental) > 0)
    return g_strdup (_ ("Gone from one list; waiting for the second."));

  return g_strdup (_ ("The order is out; Sublet watches until it is gone from two lists."));
}

static char *
dup_still_listed (SubletRental *rental, SubletClock *clock)
{
  const GArray *events = sublet_rental_get_events (rental);
  g_autofree char *time = NULL;
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state == SUBLET_RENTAL_STATE_DESTROYING && time == NULL)
        time = dup_local_time (event->at_us, clock);
    }

  if (time == NULL)
    return g_strdup (_ ("Destroyed, but still listed and billing. Trying again."));

  /* TRANSLATORS: %s is a time, as in "14:02" */
  return g_strdup_printf (_ ("Sent at %s, still listed and billing. Trying again."), time);
}

static char *
dup_gone (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *time = dup_local_time (sublet_rental_get_state_since_us (rental), clock);

  if (sublet_rental_get_cost_uusd (rental, sublet_clock_get_service_us (clock)) ==
      SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a time, as in "14:03" */
    return g_strdup_printf (_ ("Seen absent twice, %s. Billing has ended."), time);

  /* TRANSLATORS: %s is a time, as in "14:03"; what it cost stands beside it */
  return g_strdup_printf (_ ("Seen absent twice, %s."), time);
}

static char *
dup_running (SubletRental *rental, SubletClock *clock)
{
  if (sublet_rental_get_idle_since_us (rental) != 0)
    return sublet_idle_text_dup_line (rental, clock);

  switch (sublet_rental_get_origin (rental))
    {
    case SUBLET_RENTAL_ORIGIN_ELSEWHERE:
      return g_strdup (_ ("Started elsewhere; Sublet only watches."));
    case SUBLET_RENTAL_ORIGIN_ADOPTABLE:
      return g_strdup (_ ("Started by Sublet, but not in its journal."));
    case SUBLET_RENTAL_ORIGIN_OURS:
    default:
      return NULL;
    }
}

/**
 * sublet_rental_text_dup_line:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): what its state means and costs
 */
char *
sublet_rental_text_dup_line (SubletRental *rental, SubletClock *clock)
{
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_UNKNOWN:
      return g_strdup (_ ("Its account's key is no longer here."));
    case SUBLET_RENTAL_STATE_INTENDED:
      if (sublet_rental_get_replaces (rental) != NULL)
        return g_strdup (_ ("Asked for as soon as Vast has ended the one before."));
      return g_strdup (_ ("It is in the journal; Vast is asked next."));
    case SUBLET_RENTAL_STATE_REQUESTING:
      return g_strdup (_ ("Vast is being asked."));
    case SUBLET_RENTAL_STATE_UNCLEAR:
      return dup_unclear (rental, clock);
    case SUBLET_RENTAL_STATE_REFUSED:
      return dup_refused (rental);
    case SUBLET_RENTAL_STATE_PROVISIONING:
      return dup_coming_up (rental, clock, sublet_rental_get_status_message (rental));
    case SUBLET_RENTAL_STATE_CONNECTING:
      return g_strdup (_ ("It runs; SSH is not answering yet."));
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_READY:
      return dup_running (rental, clock);
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
      return dup_goes_on (rental);
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
      return g_strdup (_ ("Starts and bills by itself when one is free."));
    case SUBLET_RENTAL_STATE_OUTBID:
      return dup_outbid (rental);
    case SUBLET_RENTAL_STATE_STOPPING:
      return g_strdup (_ ("Its GPU goes back to the market."));
    case SUBLET_RENTAL_STATE_STOPPED:
      return g_strdup (_ ("Starting again needs a free GPU on this machine."));
    case SUBLET_RENTAL_STATE_STARTING:
      return dup_coming_up (rental, clock, _ ("Vast was asked to start it."));
    case SUBLET_RENTAL_STATE_EXITED:
      return dup_broken (rental, _ ("Its container ended."));
    case SUBLET_RENTAL_STATE_FAILED:
      return dup_broken (rental, _ ("It does not start."));
    case SUBLET_RENTAL_STATE_OFFLINE:
      return dup_offline (rental, clock);
    case SUBLET_RENTAL_STATE_DESTROYING:
      return dup_destroying (rental);
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      return dup_still_listed (rental, clock);
    case SUBLET_RENTAL_STATE_GONE:
      return dup_gone (rental, clock);
    default:
      return NULL;
    }
}
