/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-manual-clock.h"

#include "support/sublet-test.h"

typedef struct
{
  SubletManualClock *clock; /* (borrowed): it owns the wait */
  GTask *task;              /* (owned) */
  GSource *cancelled;       /* (owned) (nullable) */
  gint64 due_us;
} Wait;

struct _SubletManualClock
{
  SubletClock parent_instance;

  gint64 monotonic_us;
  gint64 wall_minus_monotonic_us;
  GPtrArray *waits; /* (owned) (element-type Wait): in the order they were asked for */
};

G_DEFINE_FINAL_TYPE (SubletManualClock, sublet_manual_clock, SUBLET_TYPE_CLOCK)

static void
wait_free (Wait *wait)
{
  if (wait->cancelled != NULL)
    {
      g_source_destroy (wait->cancelled);
      g_source_unref (wait->cancelled);
    }
  g_object_unref (wait->task);
  g_free (wait);
}

static Wait *
find_next_wait (SubletManualClock *self)
{
  Wait *next = NULL;
  guint i;

  for (i = 0; i < self->waits->len; i++)
    {
      Wait *wait = g_ptr_array_index (self->waits, i);

      if (next == NULL || wait->due_us < next->due_us)
        next = wait;
    }

  return next;
}

static GTask *
end_wait (SubletManualClock *self, Wait *wait)
{
  GTask *task = g_object_ref (wait->task);

  g_ptr_array_remove (self->waits, wait);
  return task;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Wait *wait = user_data;
  g_autoptr (GTask) task = end_wait (wait->clock, wait);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static gboolean
on_next_turn (gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gint64
sublet_manual_clock_get_monotonic_us (SubletClock *clock)
{
  return SUBLET_MANUAL_CLOCK (clock)->monotonic_us;
}

static gint64
sublet_manual_clock_get_wall_us (SubletClock *clock)
{
  SubletManualClock *self = SUBLET_MANUAL_CLOCK (clock);

  return self->monotonic_us + self->wall_minus_monotonic_us;
}

static void
sublet_manual_clock_wait_async (SubletClock *clock,
                                gint64 duration_ms,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  SubletManualClock *self = SUBLET_MANUAL_CLOCK (clock);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Wait *wait;

  g_task_set_source_tag (task, sublet_clock_wait_async);

  if (duration_ms <= 0)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_task_attach_source (task, source, on_next_turn);
      return;
    }

  wait = g_new0 (Wait, 1);
  wait->clock = self;
  wait->task = g_steal_pointer (&task);
  wait->due_us = self->monotonic_us + duration_ms * 1000;
  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (on_cancelled), wait, NULL);
      g_source_attach (wait->cancelled, g_main_context_get_thread_default ());
    }
  g_ptr_array_add (self->waits, wait);
}

static void
sublet_manual_clock_finalize (GObject *object)
{
  SubletManualClock *self = SUBLET_MANUAL_CLOCK (object);

  g_ptr_array_unref (self->waits);

  G_OBJECT_CLASS (sublet_manual_clock_parent_class)->finalize (object);
}

static void
sublet_manual_clock_class_init (SubletManualClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SubletClockClass *clock_class = SUBLET_CLOCK_CLASS (klass);

  object_class->finalize = sublet_manual_clock_finalize;
  clock_class->get_monotonic_us = sublet_manual_clock_get_monotonic_us;
  clock_class->get_wall_us = sublet_manual_clock_get_wall_us;
  clock_class->wait_async = sublet_manual_clock_wait_async;
}

static void
sublet_manual_clock_init (SubletManualClock *self)
{
  self->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);
  self->monotonic_us = G_TIME_SPAN_HOUR;
  /* 23 November 2026, 14:10:00 UTC, a Monday. */
  self->wall_minus_monotonic_us = G_GINT64_CONSTANT (1795443000) * G_TIME_SPAN_SECOND;
  self->wall_minus_monotonic_us -= self->monotonic_us;
}

/**
 * sublet_manual_clock_new:
 *
 * Returns: (transfer full): a clock that stands still until sublet_manual_clock_advance()
 */
SubletManualClock *
sublet_manual_clock_new (void)
{
  return g_object_new (SUBLET_TYPE_MANUAL_CLOCK, NULL);
}

/**
 * sublet_manual_clock_set_wall_us:
 * @self: a clock
 * @wall_us: what this computer takes for Unix time, in microseconds
 *
 * Moves the wall clock alone, as when somebody sets it.
 */
void
sublet_manual_clock_set_wall_us (SubletManualClock *self, gint64 wall_us)
{
  self->wall_minus_monotonic_us = wall_us - self->monotonic_us;
}

/**
 * sublet_manual_clock_advance:
 * @self: a clock
 * @duration_ms: how far, in milliseconds
 *
 * Passes through every due moment in order and lets the main context come to rest at each, so that
 * a wait which follows a wait falls due at its own time. Work that other threads or processes do
 * takes real time and is not waited for: await it first.
 */
void
sublet_manual_clock_advance (SubletManualClock *self, gint64 duration_ms)
{
  gint64 target_us = self->monotonic_us + duration_ms * 1000;
  Wait *next;

  sublet_test_drain ();
  while ((next = find_next_wait (self)) != NULL && next->due_us <= target_us)
    {
      g_autoptr (GTask) task = NULL;

      self->monotonic_us = MAX (self->monotonic_us, next->due_us);
      task = end_wait (self, next);
      g_task_return_boolean (task, TRUE);
      sublet_test_drain ();
    }
  self->monotonic_us = target_us;
}

/**
 * sublet_manual_clock_get_n_waiting:
 * @self: a clock
 *
 * Returns: how many waits have not fallen due
 */
guint
sublet_manual_clock_get_n_waiting (SubletManualClock *self)
{
  return self->waits->len;
}

/**
 * sublet_manual_clock_get_next_due_ms:
 * @self: a clock
 *
 * Returns: milliseconds until the next wait falls due, -1 when nobody waits
 */
gint64
sublet_manual_clock_get_next_due_ms (SubletManualClock *self)
{
  Wait *next = find_next_wait (self);

  return next == NULL ? -1 : (next->due_us - self->monotonic_us) / 1000;
}

typedef struct
{
  SubletManualClock *clock;
  guint n_waiting;
} Awaited;

static bool
enough_wait (gpointer user_data)
{
  Awaited *awaited = user_data;

  return awaited->clock->waits->len >= awaited->n_waiting;
}

/**
 * sublet_manual_clock_await_waiting:
 * @self: a clock
 * @n_waiting: how many
 *
 * Runs the main context until so many waits are pending, that is until the code under test has
 * gone to sleep.
 */
void
sublet_manual_clock_await_waiting (SubletManualClock *self, guint n_waiting)
{
  Awaited awaited = { self, n_waiting };

  sublet_test_await (enough_wait, &awaited);
}
