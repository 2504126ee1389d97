/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-clock-private.h"

/**
 * sim_clock_call_free:
 * @call: (transfer full): somebody who waits no longer
 */
void
sim_clock_call_free (SimClockCall *call)
{
  g_clear_handle_id (&call->source, g_source_remove);
  if (call->destroy != NULL)
    call->destroy (call->data);
  g_free (call->client);
  g_free (call);
}

/**
 * sim_clock_new:
 *
 * Returns: (transfer full): a clock in real time, at elapsed time 0 now
 */
SimClock *
sim_clock_new (void)
{
  SimClock *self = g_new0 (SimClock, 1);

  self->epoch_us = g_get_real_time ();
  self->started_us = g_get_monotonic_time ();
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_clock_call_free);
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * sim_clock_free:
 * @self: (transfer full): a clock; what still waits is dropped uncalled
 */
void
sim_clock_free (SimClock *self)
{
  g_clear_handle_id (&self->jump_source, g_source_remove);
  g_ptr_array_unref (self->calls);
  g_hash_table_unref (self->clients);
  g_free (self);
}

/**
 * sim_clock_get_elapsed_us:
 * @self: a clock
 *
 * Returns: microseconds since the start
 */
gint64
sim_clock_get_elapsed_us (SimClock *self)
{
  return self->virtual_time ? self->virtual_us : g_get_monotonic_time () - self->started_us;
}

/**
 * sim_clock_get_epoch_us:
 * @self: a clock
 *
 * Returns: service time at the start, in Unix microseconds
 */
gint64
sim_clock_get_epoch_us (SimClock *self)
{
  return self->epoch_us;
}

/**
 * sim_clock_get_now_us:
 * @self: a clock
 *
 * Returns: service time in Unix microseconds: what the Date header says
 */
gint64
sim_clock_get_now_us (SimClock *self)
{
  return self->epoch_us + sim_clock_get_elapsed_us (self);
}

/**
 * sim_clock_is_virtual:
 * @self: a clock
 *
 * Returns: whether time moves by request only
 */
bool
sim_clock_is_virtual (SimClock *self)
{
  return self->virtual_time;
}

/**
 * sim_clock_set_epoch:
 * @self: a clock
 * @epoch_us: service time at the start
 */
void
sim_clock_set_epoch (SimClock *self, gint64 epoch_us)
{
  self->epoch_us = epoch_us;
}

/**
 * sim_clock_find_next:
 * @self: a clock
 *
 * Returns: (transfer none) (nullable): who is due first
 */
SimClockCall *
sim_clock_find_next (SimClock *self)
{
  SimClockCall *next = NULL;
  guint i;

  for (i = 0; i < self->calls->len; i++)
    {
      SimClockCall *call = g_ptr_array_index (self->calls, i);

      if (next == NULL || call->due_us < next->due_us ||
          (call->due_us == next->due_us && call->id < next->id))
        next = call;
    }

  return next;
}

/**
 * sim_clock_fire:
 * @self: a clock
 * @call: (transfer full): who is due
 */
void
sim_clock_fire (SimClock *self, SimClockCall *call)
{
  guint index;

  call->source = 0;
  if (!g_ptr_array_find (self->calls, call, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index (self->calls, index);
  call->destroy = NULL;
  call->func (call->data);
  sim_clock_call_free (call);
}

/**
 * sim_clock_restart:
 * @self: a clock
 *
 * Calls whoever waits, as if its time had come, and starts anew in real time at elapsed time 0.
 */
void
sim_clock_restart (SimClock *self)
{
  SimClockCall *next;

  while ((next = sim_clock_find_next (self)) != NULL)
    {
      g_clear_handle_id (&next->source, g_source_remove);
      sim_clock_fire (self, next);
    }

  g_hash_table_remove_all (self->clients);
  self->virtual_time = false;
  self->virtual_us = 0;
  self->epoch_us = g_get_real_time ();
  self->started_us = g_get_monotonic_time ();
}

static gboolean
on_real_time (gpointer data)
{
  SimClockCall *call = data;

  sim_clock_fire (call->clock, call);
  return G_SOURCE_REMOVE;
}

/**
 * sim_clock_call_after:
 * @self: a clock
 * @duration_us: how long from now
 * @client: (nullable): the client that waits, NULL for the simulator itself
 * @func: called once, when the time has come
 * @data: for @func
 * @destroy: (nullable): frees @data when the call is dropped and @func never comes
 *
 * Returns: an id for sim_clock_cancel_call()
 */
guint
sim_clock_call_after (SimClock *self,
                      gint64 duration_us,
                      const char *client,
                      SimClockFunc func,
                      gpointer data,
                      GDestroyNotify destroy)
{
  SimClockCall *call = g_new0 (SimClockCall, 1);

  duration_us = MAX (0, duration_us);
  call->clock = self;
  call->id = ++self->next_id;
  call->due_us = sim_clock_get_elapsed_us (self) + duration_us;
  call->client = g_strdup (client);
  call->func = func;
  call->data = data;
  call->destroy = destroy;
  g_ptr_array_add (self->calls, call);

  if (!self->virtual_time)
    call->source = g_timeout_add ((guint) (duration_us / 1000), on_real_time, call);
  else
    sim_clock_consider_jump (self);

  return call->id;
}

/**
 * sim_clock_wake_early:
 * @self: a clock
 * @id: what sim_clock_call_after() gave
 *
 * Calls it as soon as virtual time lets the simulator itself do something, if that comes first: an
 * answer that was delayed wakes whoever waits for it, and what it does next comes before any later
 * moment.
 */
void
sim_clock_wake_early (SimClock *self, guint id)
{
  guint i;

  for (i = 0; i < self->calls->len; i++)
    {
      SimClockCall *call = g_ptr_array_index (self->calls, i);

      if (call->id == id)
        call->early = true;
    }
}

/**
 * sim_clock_cancel_call:
 * @self: a clock
 * @id: what sim_clock_call_after() gave; one that was called already is ignored
 */
void
sim_clock_cancel_call (SimClock *self, guint id)
{
  guint i;

  for (i = 0; i < self->calls->len; i++)
    {
      if (((SimClockCall *) g_ptr_array_index (self->calls, i))->id == id)
        {
          g_ptr_array_remove_index (self->calls, i);
          return;
        }
    }
}
