/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-idle-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/**
 * sublet_idle_text_is_idle:
 * @rental: a rental
 *
 * While SSH is not there yet, that is what is to be said.
 *
 * Returns: whether it works, and its GPU does nothing
 */
bool
sublet_idle_text_is_idle (SubletRental *rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);

  return sublet_rental_get_idle_since_us (rental) != 0 &&
         (state == SUBLET_RENTAL_STATE_READY || state == SUBLET_RENTAL_STATE_RUNNING);
}

/* About: the rate was taken to hold. NULL: not known. */
static char *
dup_cost (SubletRental *rental, SubletClock *clock)
{
  gint64 cost_uusd = sublet_rental_get_idle_cost_uusd (rental, sublet_clock_get_service_us (clock));

  return cost_uusd != SUBLET_MONEY_UNKNOWN ? sublet_format_amount (cost_uusd) : NULL;
}

/**
 * sublet_idle_text_dup_line:
 * @rental: a rental that is idle
 * @clock: the engine's
 *
 * Returns: (transfer full): that it does nothing, and what that has cost
 */
char *
sublet_idle_text_dup_line (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *cost = dup_cost (rental, clock);

  if (cost == NULL)
    return g_strdup (_ ("Its GPU does nothing."));

  /* TRANSLATORS: %s is an amount, as in "$0.13" */
  return g_strdup_printf (_ ("Its GPU does nothing, %s spent idle."), cost);
}

/**
 * sublet_idle_text_dup_alert:
 * @rental: a rental that is idle
 * @clock: the engine's
 *
 * Returns: (transfer full): what a person who does something else is to know of it
 */
char *
sublet_idle_text_dup_alert (SubletRental *rental, SubletClock *clock)
{
  gint64 idle_us = sublet_clock_get_service_us (clock) - sublet_rental_get_idle_since_us (rental);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *duration = NULL;

  /* A rule may say that less counts; no notification counts seconds. */
  idle_us = MAX (idle_us, G_TIME_SPAN_MINUTE);
  duration = sublet_format_duration (idle_us - idle_us % G_TIME_SPAN_MINUTE);

  /* TRANSLATORS: an instance's label and a duration, as in "20 min" */
  return g_strdup_printf (_ ("%1$s has been idle for %2$s"), name, duration);
}

/**
 * sublet_idle_text_dup_alert_body:
 * @rental: a rental that is idle
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): what that has cost and goes on costing, if it is known
 */
char *
sublet_idle_text_dup_alert_body (SubletRental *rental, SubletClock *clock)
{
  g_autofree char *cost = dup_cost (rental, clock);
  g_autofree char *rate = sublet_rental_text_dup_rate (rental);

  if (cost == NULL || rate == NULL)
    return g_steal_pointer (&rate);

  /* TRANSLATORS: an amount, as in "$0.11", and a rate, as in "$0.325/h" */
  return g_strdup_printf (_ ("%1$s spent idle. It bills %2$s until you stop it."), cost, rate);
}
