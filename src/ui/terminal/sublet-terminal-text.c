/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-text.h"

#include "ui/common/sublet-connection-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

static void
append_fact (GString *text, const char *fact)
{
  if (fact == NULL || *fact == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, fact);
}

/* "direct 23 ms" */
static char *
dup_way (const SubletTerminalLineFacts *facts)
{
  g_autofree char *latency = NULL;
  gboolean direct;

  if (facts->route == NULL || facts->state != SUBLET_TERMINAL_LINE_OPEN)
    return NULL;

  direct = facts->route->kind == SUBLET_SSH_ROUTE_DIRECT;
  if (facts->latency_us <= 0)
    return g_strdup (direct ? _ ("direct") : _ ("through the proxy"));

  latency = sublet_connection_text_dup_duration (facts->latency_us);
  if (direct)
    /* TRANSLATORS: a connection without the proxy; %s is how long an answer takes: "23 ms" */
    return g_strdup_printf (_ ("direct %s"), latency);

  /* TRANSLATORS: a connection through the service's proxy; as above */
  return g_strdup_printf (_ ("proxy %s"), latency);
}

static char *
dup_money (SubletRental *rental, SubletClock *clock, SubletSizeClass size_class)
{
  g_autofree char *rate = sublet_rental_text_dup_rate (rental);
  g_autofree char *cost = sublet_rental_text_dup_cost (rental, clock);

  if (rate == NULL || cost == NULL || size_class == SUBLET_SIZE_CLASS_NARROW)
    return g_steal_pointer (&rate);

  /* TRANSLATORS: a rate and what was spent, as in "$0.325/h, $1.44 so far" */
  return g_strdup_printf (_ ("%1$s, %2$s"), rate, cost);
}

static char *
dup_lease (SubletRental *rental, SubletClock *clock)
{
  gint64 end_us = sublet_rental_get_lease_end_us (rental);
  gint64 left_us = end_us - sublet_clock_get_service_us (clock);
  g_autofree char *left = NULL;

  if (end_us == 0)
    return NULL;
  if (left_us < G_TIME_SPAN_MINUTE)
    return g_strdup (left_us <= 0 ? _ ("lease over") : _ ("lease under 1 min"));

  left = sublet_format_duration (left_us - left_us % G_TIME_SPAN_MINUTE);
  /* TRANSLATORS: how long an instance is kept, as in "lease 3 h 48 min" */
  return g_strdup_printf (_ ("lease %s"), left);
}

/**
 * sublet_terminal_text_dup_subtitle:
 * @rental: what the terminal is on
 * @facts: of its line
 * @clock: the engine's
 * @size_class: how much room there is
 *
 * Never an address or a key: a title is seen by whoever sees the screen.
 *
 * Returns: (transfer full): facts between dots
 */
char *
sublet_terminal_text_dup_subtitle (SubletRental *rental,
                                   const SubletTerminalLineFacts *facts,
                                   SubletClock *clock,
                                   SubletSizeClass size_class)
{
  GString *text = g_string_new (NULL);
  g_autofree char *gpu = NULL;
  g_autofree char *way = NULL;
  g_autofree char *money = NULL;
  g_autofree char *lease = NULL;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  if (size_class != SUBLET_SIZE_CLASS_NARROW)
    {
      gpu = sublet_format_gpu (sublet_rental_get_gpu_name (rental),
                               sublet_rental_get_num_gpus (rental));
      way = dup_way (facts);
    }
  money = dup_money (rental, clock, size_class);
  lease = dup_lease (rental, clock);
  append_fact (text, gpu);
  append_fact (text, way);
  append_fact (text, money);
  append_fact (text, lease);

  return g_string_free (text, FALSE);
}

/**
 * sublet_terminal_text_get_next_change_ms:
 * @rental: what the terminal is on
 * @clock: the engine's
 *
 * Returns: when to look again: as the lease's next minute begins, else in a minute
 */
gint64
sublet_terminal_text_get_next_change_ms (SubletRental *rental, SubletClock *clock)
{
  gint64 left_us;

  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), 60000);

  left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (clock);
  if (left_us <= 0)
    return 60000;

  return left_us % G_TIME_SPAN_MINUTE / 1000 + 1;
}

/**
 * sublet_terminal_text_dup_tab_title:
 * @rental: what the terminal is on
 * @number: which of its terminals, from 1
 *
 * Returns: (transfer full): the label, with the number from the second on
 */
char *
sublet_terminal_text_dup_tab_title (SubletRental *rental, guint number)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);

  if (number <= 1)
    return g_steal_pointer (&name);

  /* TRANSLATORS: the second and later terminals on one instance, as in "ada-1 (2)" */
  return g_strdup_printf (_ ("%1$s (%2$u)"), name, number);
}
