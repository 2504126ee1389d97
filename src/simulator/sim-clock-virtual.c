/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-clock-private.h"

/* Time that stands still until somebody moves it, or until everybody waits for it. */

/**
 * sim_clock_make_virtual:
 * @self: a clock
 *
 * Stops the clock; only sim_clock_restart() lets it run again.
 */
void
sim_clock_make_virtual (SimClock *self)
{
  guint i;

  if (self->virtual_time)
    return;

  self->virtual_us = sim_clock_get_elapsed_us (self);
  self->virtual_time = true;
  for (i = 0; i < self->calls->len; i++)
    {
      SimClockCall *call = g_ptr_array_index (self->calls, i);

      g_clear_handle_id (&call->source, g_source_remove);
    }
}

static SimClockCall *
find_early (SimClock *self)
{
  guint i;

  for (i = 0; i < self->calls->len; i++)
    {
      SimClockCall *call = g_ptr_array_index (self->calls, i);

      if (call->early)
        return call;
    }

  return NULL;
}

/**
 * sim_clock_advance:
 * @self: a clock in virtual time
 * @duration_us: how far
 *
 * Whoever is due on the way is called at the moment it is due.
 */
void
sim_clock_advance (SimClock *self, gint64 duration_us)
{
  gint64 until_us = self->virtual_us + MAX (0, duration_us);
  bool own = false;
  SimClockCall *next;

  g_assert (self->virtual_time);

  while ((next = sim_clock_find_next (self)) != NULL && next->due_us <= until_us)
    {
      self->virtual_us = MAX (self->virtual_us, next->due_us);
      own = own || next->client == NULL;
      sim_clock_fire (self, next);
    }

  self->virtual_us = MAX (self->virtual_us, until_us);
  while (own && (next = find_early (self)) != NULL)
    sim_clock_fire (self, next);
}

static guint
count_waits (SimClock *self, const char *client)
{
  guint count = 0;
  guint i;

  for (i = 0; i < self->calls->len; i++)
    if (g_strcmp0 (((SimClockCall *) g_ptr_array_index (self->calls, i))->client, client) == 0)
      count++;

  return count;
}

static bool
everybody_sleeps (SimClock *self)
{
  GHashTableIter iter;
  gpointer name;
  gpointer waits;

  if (!self->virtual_time || g_hash_table_size (self->clients) == 0)
    return false;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, &name, &waits))
    if (count_waits (self, name) < GPOINTER_TO_UINT (waits))
      return false;

  return true;
}

/* Who is due already is called whether anybody sleeps or not. */
static bool
may_jump (SimClock *self)
{
  SimClockCall *next = self->virtual_time ? sim_clock_find_next (self) : NULL;

  return next != NULL && (next->due_us <= self->virtual_us || everybody_sleeps (self));
}

static gboolean
on_jump (gpointer data)
{
  SimClock *self = data;

  self->jump_source = 0;
  if (may_jump (self))
    {
      sim_clock_advance (self, sim_clock_find_next (self)->due_us - self->virtual_us);
      sim_clock_consider_jump (self);
    }

  return G_SOURCE_REMOVE;
}

/**
 * sim_clock_consider_jump:
 * @self: a clock
 *
 * Jumps if everybody sleeps, from an idle source of low priority: requests that have arrived are
 * read first.
 */
void
sim_clock_consider_jump (SimClock *self)
{
  if (self->jump_source == 0 && may_jump (self))
    self->jump_source = g_idle_add_full (G_PRIORITY_LOW, on_jump, self, NULL);
}

/**
 * sim_clock_register_client:
 * @self: a clock
 * @name: who takes part in virtual time
 * @waits: how many waits of that name must be open before it counts as asleep, from 1
 */
void
sim_clock_register_client (SimClock *self, const char *name, int waits)
{
  g_hash_table_replace (self->clients, g_strdup (name), GINT_TO_POINTER (MAX (1, waits)));
  sim_clock_consider_jump (self);
}

/**
 * sim_clock_has_client:
 * @self: a clock
 * @name: a client
 *
 * Returns: whether it takes part
 */
bool
sim_clock_has_client (SimClock *self, const char *name)
{
  return g_hash_table_contains (self->clients, name);
}

/**
 * sim_clock_unregister_client:
 * @self: a clock
 * @name: who no longer takes part
 */
void
sim_clock_unregister_client (SimClock *self, const char *name)
{
  g_hash_table_remove (self->clients, name);
  sim_clock_consider_jump (self);
}

/**
 * sim_clock_write:
 * @self: a clock
 * @json: where to; the outermost value
 */
void
sim_clock_write (SimClock *self, SimJson *json)
{
  GHashTableIter iter;
  gpointer name;
  gpointer waits;
  SimClockCall *next = sim_clock_find_next (self);

  sim_json_begin_object (json, NULL);
  sim_json_bool (json, "virtual", self->virtual_time);
  sim_json_epoch (json, "now", sim_clock_get_now_us (self));
  sim_json_int (json, "elapsed_us", sim_clock_get_elapsed_us (self));
  sim_json_int (json, "waiting", self->calls->len);
  if (next != NULL)
    sim_json_int (json, "next_us", next->due_us - sim_clock_get_elapsed_us (self));
  sim_json_begin_object (json, "clients");
  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, &name, &waits))
    {
      sim_json_begin_object (json, name);
      sim_json_int (json, "needed", GPOINTER_TO_INT (waits));
      sim_json_int (json, "waiting", count_waits (self, name));
      sim_json_end_object (json);
    }
  sim_json_end_object (json);
  sim_json_end_object (json);
}
