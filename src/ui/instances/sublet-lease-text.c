/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-lease-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* From here on seconds are shown. */
#define SECONDS_US (5 * G_TIME_SPAN_MINUTE)

static gint64
get_left_us (SubletRental *rental, SubletClock *clock)
{
  return sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (clock);
}

/* There is an end to come. */
static bool
is_running (SubletRental *rental)
{
  SubletLeaseState state = sublet_rental_get_lease_state (rental);

  return state == SUBLET_LEASE_STATE_RUNNING || sublet_lease_text_is_near (rental);
}

/* "today 17:58" */
static char *
dup_time (SubletRental *rental, SubletClock *clock)
{
  return sublet_format_time_ahead (sublet_rental_get_lease_end_us (rental) -
                                     sublet_clock_get_service_offset_us (clock),
                                   sublet_clock_get_wall_us (clock));
}

/**
 * sublet_lease_text_is_near:
 * @rental: a rental
 *
 * Returns: whether its lease ends in half an hour at most, and has not ended
 */
bool
sublet_lease_text_is_near (SubletRental *rental)
{
  SubletLeaseState state = sublet_rental_get_lease_state (rental);

  return state == SUBLET_LEASE_STATE_SOON || state == SUBLET_LEASE_STATE_LAST;
}

/**
 * sublet_lease_text_dup_rest:
 * @rental: a rental with a lease
 * @clock: the engine's
 *
 * Returns: (transfer full): how long it still runs
 */
char *
sublet_lease_text_dup_rest (SubletRental *rental, SubletClock *clock)
{
  gint64 left_us = MAX (get_left_us (rental, clock), 0);

  if (left_us >= SECONDS_US)
    left_us -= left_us % G_TIME_SPAN_MINUTE;

  return sublet_format_duration (left_us);
}

/**
 * sublet_lease_text_dup_left:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): how long it is kept; NULL of one that has no lease to keep
 */
char *
sublet_lease_text_dup_left (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *left = NULL;

  if (sublet_rental_get_lease_state (rental) == SUBLET_LEASE_STATE_NONE)
    return sublet_rental_can_set_lease (rental) && sublet_rental_get_lease_end_us (rental) == 0
      ? g_strdup (_ ("No lease"))
      : NULL;
  if (!is_running (rental))
    return g_strdup (_ ("Lease over"));

  left = sublet_lease_text_dup_rest (rental, clock);
  /* TRANSLATORS: until the end of a lease; %s is a duration, as in "3 h 48 min" */
  return g_strdup_printf (_ ("%s left"), left);
}

/**
 * sublet_lease_text_dup_end:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): when its lease ends and what happens then
 */
char *
sublet_lease_text_dup_end (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *time = NULL;

  if (!is_running (rental))
    return NULL;

  time = dup_time (rental, clock);
  switch (sublet_rental_get_lease_at_end (rental))
    {
    case SUBLET_LEASE_END_WARN:
      /* TRANSLATORS: %s is a time, as in "today 17:58" */
      return g_strdup_printf (_ ("Its lease ends %s. Nothing is stopped then."), time);

    case SUBLET_LEASE_END_DESTROY:
      /* TRANSLATORS: %s is a time, as in "today 17:58" */
      return g_strdup_printf (_ ("It is destroyed %s, as its lease says."), time);

    case SUBLET_LEASE_END_STOP:
    default:
      /* TRANSLATORS: %s is a time, as in "today 17:58" */
      return g_strdup_printf (_ ("It stops %s, as its lease says."), time);
    }
}

/* It has ended, and what it says cannot be done. */
static char *
dup_waiting (SubletRental *rental, bool read_only)
{
  if (read_only)
    return g_strdup (_ ("Its lease has ended, and this Sublet only shows. It bills until "
                        "you end it elsewhere."));
  if (sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_UNKNOWN)
    return g_strdup (_ ("Its lease has ended, and the key of its account is not here. It may bill "
                        "until you use that key again."));

  return g_strdup (_ ("Its lease has ended, and Vast does not take the order. It bills on; Sublet "
                      "sends the order again and again."));
}

/**
 * sublet_lease_text_dup_notice:
 * @rental: a rental
 * @clock: the engine's
 * @read_only: whether that engine orders nothing
 *
 * Returns: (transfer full) (nullable): that it ends soon, or cannot be ended
 */
char *
sublet_lease_text_dup_notice (SubletRental *rental, SubletClock *clock, bool read_only)
{
  if (sublet_rental_get_lease_state (rental) == SUBLET_LEASE_STATE_WAITING)
    return dup_waiting (rental, read_only);

  return sublet_lease_text_is_near (rental) ? sublet_lease_text_dup_end (rental, clock) : NULL;
}

/**
 * sublet_lease_text_dup_extended:
 * @rental: a rental whose lease was changed, and has an end
 * @clock: the engine's
 * @more_us: by how long it is longer than before; 0 or less: it costs no more
 *
 * Returns: (transfer full): when it ends now, and what the rest costs
 */
char *
sublet_lease_text_dup_extended (SubletRental *rental, SubletClock *clock, gint64 more_us)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *time = dup_time (rental, clock);
  g_autofree char *cost = NULL;

  if (more_us <= 0 || rate_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: an instance's label and a time, as in "today 18:58" */
    return g_strdup_printf (_ ("%1$s ends %2$s"), name, time);

  cost = sublet_format_amount (sublet_money_cost_uusd (rate_nusd, more_us));
  /* TRANSLATORS: an instance's label, a time, as in "today 18:58", and an amount */
  return g_strdup_printf (_ ("%1$s ends %2$s, about %3$s more"), name, time, cost);
}

/* Those that have begun count: a notification is read a while after it was sent. */
static int
get_left_minutes (SubletRental *rental, SubletClock *clock)
{
  gint64 minutes = (get_left_us (rental, clock) + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;

  return (int) CLAMP (minutes, 1, G_MAXINT);
}

static char *
dup_near (const char *name, SubletLeaseEnd at_end, int minutes)
{
  switch (at_end)
    {
    case SUBLET_LEASE_END_WARN:
      /* TRANSLATORS: %1$s is an instance's label, %2$d a number of minutes */
      return g_strdup_printf (_ ("The lease of %1$s ends in %2$d min"), name, minutes);

    case SUBLET_LEASE_END_DESTROY:
      /* TRANSLATORS: %1$s is an instance's label, %2$d a number of minutes */
      return g_strdup_printf (_ ("%1$s is destroyed in %2$d min"), name, minutes);

    case SUBLET_LEASE_END_STOP:
    default:
      /* TRANSLATORS: %1$s is an instance's label, %2$d a number of minutes */
      return g_strdup_printf (_ ("%1$s stops in %2$d min"), name, minutes);
    }
}

/**
 * sublet_lease_text_dup_alert:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): what a person who does something else is to know of its
 * lease
 */
char *
sublet_lease_text_dup_alert (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  switch (sublet_rental_get_lease_state (rental))
    {
    case SUBLET_LEASE_STATE_SOON:
    case SUBLET_LEASE_STATE_LAST:
      return dup_near (name,
                       sublet_rental_get_lease_at_end (rental),
                       get_left_minutes (rental, clock));

    case SUBLET_LEASE_STATE_WAITING:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The lease of %s has ended, and it bills on"), name);

    case SUBLET_LEASE_STATE_NONE:
    case SUBLET_LEASE_STATE_RUNNING:
    case SUBLET_LEASE_STATE_DUE:
    case SUBLET_LEASE_STATE_OVER:
    default:
      return NULL;
    }
}

/**
 * sublet_lease_text_dup_alert_body:
 * @rental: a rental with such an alert
 * @read_only: whether its engine orders nothing
 *
 * Returns: (transfer full): why, or what it is and costs
 */
char *
sublet_lease_text_dup_alert_body (SubletRental *rental, bool read_only)
{
  g_autofree char *gpu = sublet_rental_text_dup_gpu (rental);
  g_autofree char *rate = sublet_rental_text_dup_rate (rental);

  if (sublet_rental_get_lease_state (rental) == SUBLET_LEASE_STATE_WAITING)
    return dup_waiting (rental, read_only);
  if (rate == NULL)
    return g_steal_pointer (&gpu);

  /* TRANSLATORS: "2 × RTX 4090 · Finland" and a rate like "$0.325/h" */
  return g_strdup_printf (_ ("%1$s · %2$s"), gpu, rate);
}

/**
 * sublet_lease_text_get_next_change_us:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: service time at which what is left looks different, G_MAXINT64: never
 */
gint64
sublet_lease_text_get_next_change_us (SubletRental *rental, SubletClock *clock)
{
  gint64 left_us = get_left_us (rental, clock);
  gint64 unit_us = left_us >= SECONDS_US ? G_TIME_SPAN_MINUTE : G_TIME_SPAN_SECOND;

  if (!is_running (rental) || left_us <= 0)
    return G_MAXINT64;

  return sublet_clock_get_service_us (clock) + left_us % unit_us + 1;
}
