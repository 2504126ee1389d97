/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-pulse.h"

#include <time.h>

/* What the calling thread has computed, in microseconds. */
gint64
bench_get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
}

static void
take (BenchPulse *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 cpu_us = bench_get_cpu_us ();

  self->longest_us = MAX (self->longest_us, now_us - self->last_us);
  self->longest_cpu_us = MAX (self->longest_cpu_us, cpu_us - self->last_cpu_us);
  self->last_us = now_us;
  self->last_cpu_us = cpu_us;
}

static gboolean
on_pulse (gpointer user_data)
{
  take (user_data);
  return G_SOURCE_CONTINUE;
}

void
bench_pulse_start (BenchPulse *self)
{
  self->longest_us = 0;
  self->longest_cpu_us = 0;
  self->last_us = g_get_monotonic_time ();
  self->last_cpu_us = bench_get_cpu_us ();
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, on_pulse, self, NULL);
}

/* The longest gap since the last call, the present one included. */
double
bench_pulse_take_ms (BenchPulse *self)
{
  double longest_ms;

  take (self);
  longest_ms = (double) self->longest_us / 1000;
  self->longest_us = 0;

  return longest_ms;
}

void
bench_pulse_stop (BenchPulse *self)
{
  take (self);
  g_source_remove (self->source);
}
