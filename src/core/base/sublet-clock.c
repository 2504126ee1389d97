/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-clock.h"

#include <time.h>

typedef struct
{
  /* Service time minus monotonic time, so that a jump of the wall clock changes nothing. */
  gint64 service_minus_monotonic_us;
  gboolean service_time_noted;
  gint64 heard_us; /* monotonic: when the service said its time last, 0: never */
} SubletClockPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SubletClock, sublet_clock, G_TYPE_OBJECT)

static gint64
sublet_clock_real_get_monotonic_us (SubletClock *self)
{
  struct timespec now;

  /* Unlike CLOCK_MONOTONIC it goes on while the computer sleeps: instances bill meanwhile. */
  if (clock_gettime (CLOCK_BOOTTIME, &now) == 0)
    return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;

  return g_get_monotonic_time ();
}

static gint64
sublet_clock_real_get_wall_us (SubletClock *self)
{
  return g_get_real_time ();
}

static gboolean
on_due (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
sublet_clock_real_wait_async (SubletClock *self,
                              gint64 duration_ms,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GSource) source = NULL;

  g_task_set_source_tag (task, sublet_clock_wait_async);

  source = g_timeout_source_new (CLAMP (duration_ms, 0, G_MAXUINT));
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      /* As a child, so that either of the two ends both. */
      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_task_attach_source (task, source, on_due);
}

static void
sublet_clock_class_init (SubletClockClass *klass)
{
  klass->get_monotonic_us = sublet_clock_real_get_monotonic_us;
  klass->get_wall_us = sublet_clock_real_get_wall_us;
  klass->wait_async = sublet_clock_real_wait_async;
}

static void
sublet_clock_init (SubletClock *self)
{
}

/**
 * sublet_clock_new:
 *
 * Returns: (transfer full): this computer's clock
 */
SubletClock *
sublet_clock_new (void)
{
  return g_object_new (SUBLET_TYPE_CLOCK, NULL);
}

/**
 * sublet_clock_get_monotonic_us:
 * @self: a clock
 *
 * For durations and waits. Time that the computer sleeps counts.
 *
 * Returns: microseconds since some fixed moment
 */
gint64
sublet_clock_get_monotonic_us (SubletClock *self)
{
  g_return_val_if_fail (SUBLET_IS_CLOCK (self), 0);

  return SUBLET_CLOCK_GET_CLASS (self)->get_monotonic_us (self);
}

/**
 * sublet_clock_get_wall_us:
 * @self: a clock
 *
 * This computer's idea of the time; only for showing local times and while the service's clock is
 * not known.
 *
 * Returns: Unix time in microseconds
 */
gint64
sublet_clock_get_wall_us (SubletClock *self)
{
  g_return_val_if_fail (SUBLET_IS_CLOCK (self), 0);

  return SUBLET_CLOCK_GET_CLASS (self)->get_wall_us (self);
}

/**
 * sublet_clock_note_service_time:
 * @self: a clock
 * @service_us: the service's Unix time in microseconds, from a reply's `Date` header that just came
 *
 * Costs, contract ends and charge days are counted in the service's time, however wrong this
 * computer's clock is. `Date` has whole seconds, so half a second of error is normal.
 */
void
sublet_clock_note_service_time (SubletClock *self, gint64 service_us)
{
  SubletClockPrivate *priv = sublet_clock_get_instance_private (self);

  g_return_if_fail (SUBLET_IS_CLOCK (self));

  priv->heard_us = sublet_clock_get_monotonic_us (self);
  priv->service_minus_monotonic_us = service_us - priv->heard_us;
  priv->service_time_noted = TRUE;
}

/**
 * sublet_clock_note_agreement:
 * @self: a clock that knows the service's time
 *
 * A reply that just came says the same time, as far as whole seconds tell.
 */
void
sublet_clock_note_agreement (SubletClock *self)
{
  SubletClockPrivate *priv = sublet_clock_get_instance_private (self);

  g_return_if_fail (SUBLET_IS_CLOCK (self));

  priv->heard_us = sublet_clock_get_monotonic_us (self);
}

/**
 * sublet_clock_get_service_us:
 * @self: a clock
 *
 * Returns: the service's Unix time in microseconds; the wall clock's while no reply has come
 */
gint64
sublet_clock_get_service_us (SubletClock *self)
{
  SubletClockPrivate *priv = sublet_clock_get_instance_private (self);

  g_return_val_if_fail (SUBLET_IS_CLOCK (self), 0);

  if (!priv->service_time_noted)
    return sublet_clock_get_wall_us (self);

  return sublet_clock_get_monotonic_us (self) + priv->service_minus_monotonic_us;
}

/**
 * sublet_clock_get_heard_us:
 * @self: a clock
 *
 * Returns: monotonic time at which the service said its time last; 0: never
 */
gint64
sublet_clock_get_heard_us (SubletClock *self)
{
  SubletClockPrivate *priv = sublet_clock_get_instance_private (self);

  g_return_val_if_fail (SUBLET_IS_CLOCK (self), 0);

  return priv->heard_us;
}

/**
 * sublet_clock_get_service_offset_us:
 * @self: a clock
 *
 * Returns: service time minus wall time, in microseconds; to show a service time as local time
 *   subtract it
 */
gint64
sublet_clock_get_service_offset_us (SubletClock *self)
{
  return sublet_clock_get_service_us (self) - sublet_clock_get_wall_us (self);
}

/**
 * sublet_clock_wait_async:
 * @self: a clock
 * @duration_ms: how long, in milliseconds of this clock; 0 or less is the next turn of the main
 * loop
 * @cancellable: (nullable): ends the wait at once with G_IO_ERROR_CANCELLED
 * @callback: called when the time has passed
 * @user_data: for @callback
 */
void
sublet_clock_wait_async (SubletClock *self,
                         gint64 duration_ms,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_CLOCK (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SUBLET_CLOCK_GET_CLASS (self)->wait_async (self, duration_ms, cancellable, callback, user_data);
}

/**
 * sublet_clock_wait_finish:
 * @self: a clock
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: whether the time has passed
 */
gboolean
sublet_clock_wait_finish (SubletClock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
