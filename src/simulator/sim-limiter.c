/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-limiter.h"

#include "simulator/sim-faults.h"

#include <math.h>
#include <string.h>

#define SHAPES 3

/* Too quick a create locks the endpoint this long (fact sheet 3.4). */
#define CREATE_PENALTY_S 12

/**
 * sim_limiter_new:
 *
 * Returns: (transfer full): a limiter that has seen no calls
 */
SimLimiter *
sim_limiter_new (void)
{
  SimLimiter *self = g_new0 (SimLimiter, 1);

  self->windows =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

/**
 * sim_limiter_free:
 * @self: (transfer full): a limiter
 */
void
sim_limiter_free (SimLimiter *self)
{
  g_hash_table_unref (self->windows);
  g_free (self);
}

/**
 * sim_limiter_clear:
 * @self: a limiter
 *
 * Forgets all calls.
 */
void
sim_limiter_clear (SimLimiter *self)
{
  g_hash_table_remove_all (self->windows);
  self->next_shape = 0;
}

static GArray *
get_window (SimLimiter *self, const SimExchange *exchange)
{
  gint64 key_id = exchange->key != NULL ? exchange->key->id : 0;
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, exchange->route->name, key_id);
  GArray *window = g_hash_table_lookup (self->windows, name);

  if (window == NULL)
    {
      window = g_array_new (FALSE, TRUE, sizeof (gint64));
      g_hash_table_insert (self->windows, g_steal_pointer (&name), window);
    }

  return window;
}

/**
 * sim_limiter_allow:
 * @self: a limiter
 * @exchange: an identified request with a route
 *
 * Searches may come in a burst of ten per minute, everything else with its gap in between. The
 * world's rate_scale multiplies all of it; 0 switches it off.
 *
 * Returns: whether the call may go on; the answer is made when not
 */
bool
sim_limiter_allow (SimLimiter *self, SimExchange *exchange)
{
  double scale = exchange->world->options.rate_scale;
  gint64 now_us = sim_world_now_us (exchange->world);
  guint burst = (guint) MAX (1, exchange->route->burst);
  gint64 span_us = llround (exchange->route->gap_s * burst * scale * G_USEC_PER_SEC);
  GArray *window;
  gint64 wait_us;

  if (scale <= 0 || span_us <= 0)
    return true;

  window = get_window (self, exchange);
  while (window->len > 0 && g_array_index (window, gint64, 0) <= now_us - span_us)
    g_array_remove_index (window, 0);

  if (window->len < burst)
    {
      g_array_append_val (window, now_us);
      return true;
    }

  if (g_str_equal (exchange->route->name, "create"))
    g_array_index (window, gint64, 0) =
      now_us - span_us + llround (CREATE_PENALTY_S * scale * G_USEC_PER_SEC);
  wait_us = g_array_index (window, gint64, 0) + span_us - now_us;
  sim_reply_too_fast (exchange,
                      self->next_shape++ % SHAPES,
                      MAX (1, (double) wait_us / G_USEC_PER_SEC));
  return false;
}
