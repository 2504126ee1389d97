/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-clock.h"

/* Somebody who waits: a delayed reply or a client's wait. */
typedef struct
{
  SimClock *clock; /* (borrowed) */
  guint id;
  gint64 due_us; /* elapsed time */
  char *client;  /* (owned) (nullable) */
  SimClockFunc func;
  gpointer data;
  GDestroyNotify destroy;
  guint source; /* real time only */
} Call;

struct _SimClock
{
  gint64 epoch_us;   /* service time at elapsed time 0 */
  gint64 started_us; /* monotonic time at elapsed time 0 */
  gint64 virtual_us; /* elapsed time while virtual */
  bool virtual_time;
  GPtrArray *calls;    /* (element-type Call) (owned) */
  GHashTable *clients; /* name -> how many waits of it mean that it sleeps */
  guint next_id;
  guint holds; /* requests being answered: time does not jump meanwhile */
  guint jump_source;
};

static void consider_jump (SimClock *self);

static void
free_call (gpointer data)
{
  Call *call = data;

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
  self->calls = g_ptr_array_new_with_free_func (free_call);
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
      Call *call = g_ptr_array_index (self->calls, i);

      g_clear_handle_id (&call->source, g_source_remove);
    }
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

static Call *
find_next (SimClock *self)
{
  Call *next = NULL;
  guint i;

  for (i = 0; i < self->calls->len; i++)
    {
      Call *call = g_ptr_array_index (self->calls, i);

      if (next == NULL || call->due_us < next->due_us ||
          (call->due_us == next->due_us && call->id < next->id))
        next = call;
    }

  return next;
}

static void
fire (SimClock *self, Call *call)
{
  guint index;

  call->source = 0;
  if (!g_ptr_array_find (self->calls, call, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index (self->calls, index);
  call->destroy = NULL;
  call->func (call->data);
  free_call (call);
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
  Call *next;

  while ((next = find_next (self)) != NULL)
    {
      g_clear_handle_id (&next->source, g_source_remove);
      fire (self, next);
    }

  g_hash_table_remove_all (self->clients);
  self->virtual_time = false;
  self->virtual_us = 0;
  self->epoch_us = g_get_real_time ();
  self->started_us = g_get_monotonic_time ();
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
  Call *next;

  g_assert (self->virtual_time);

  while ((next = find_next (self)) != NULL && next->due_us <= until_us)
    {
      self->virtual_us = MAX (self->virtual_us, next->due_us);
      fire (self, next);
    }

  self->virtual_us = MAX (self->virtual_us, until_us);
}

static guint
count_waits (SimClock *self, const char *client)
{
  guint count = 0;
  guint i;

  for (i = 0; i < self->calls->len; i++)
    if (g_strcmp0 (((Call *) g_ptr_array_index (self->calls, i))->client, client) == 0)
      count++;

  return count;
}

static bool
everybody_sleeps (SimClock *self)
{
  GHashTableIter iter;
  gpointer name;
  gpointer waits;

  if (!self->virtual_time || self->holds > 0 || g_hash_table_size (self->clients) == 0)
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
  Call *next = self->virtual_time ? find_next (self) : NULL;

  return next != NULL && (next->due_us <= self->virtual_us || everybody_sleeps (self));
}

static gboolean
on_jump (gpointer data)
{
  SimClock *self = data;

  self->jump_source = 0;
  if (may_jump (self))
    {
      sim_clock_advance (self, find_next (self)->due_us - self->virtual_us);
      consider_jump (self);
    }

  return G_SOURCE_REMOVE;
}

/* From an idle source of low priority: requests that have arrived are read first. */
static void
consider_jump (SimClock *self)
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
  consider_jump (self);
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
  consider_jump (self);
}

/**
 * sim_clock_hold:
 * @self: a clock
 *
 * A request is being answered: time must not jump. Undone by sim_clock_release().
 */
void
sim_clock_hold (SimClock *self)
{
  self->holds++;
}

/**
 * sim_clock_release:
 * @self: a clock
 *
 * The request is answered, or its answer waits for this clock itself.
 */
void
sim_clock_release (SimClock *self)
{
  g_assert (self->holds > 0);

  self->holds--;
  consider_jump (self);
}

static gboolean
on_real_time (gpointer data)
{
  Call *call = data;

  fire (call->clock, call);
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
  Call *call = g_new0 (Call, 1);

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
    consider_jump (self);

  return call->id;
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
      if (((Call *) g_ptr_array_index (self->calls, i))->id == id)
        {
          g_ptr_array_remove_index (self->calls, i);
          return;
        }
    }
}

/**
 * sim_clock_write:
 * @self: a clock
 * @json: where to; an object
 */
void
sim_clock_write (SimClock *self, SimJson *json)
{
  GHashTableIter iter;
  gpointer name;
  gpointer waits;
  Call *next = find_next (self);

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
}
