/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the main loop is away: the longest gap between two runs of a source that wants to run
 * every millisecond, before any other. On a computer with other work the gap has that in it as
 * well; what the thread computed meanwhile has not. */
typedef struct
{
  gint64 longest_us;
  gint64 longest_cpu_us;
  gint64 last_us;
  gint64 last_cpu_us;
  guint source;
} BenchPulse;

gint64 bench_get_cpu_us (void);
void bench_pulse_start (BenchPulse *self);
double bench_pulse_take_ms (BenchPulse *self);
void bench_pulse_stop (BenchPulse *self);

G_END_DECLS
