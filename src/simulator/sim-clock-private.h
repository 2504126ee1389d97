/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-clock.h"

G_BEGIN_DECLS

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
  bool early;   /* called too when the simulator itself had something due */
  guint source; /* real time only */
} SimClockCall;

struct _SimClock
{
  gint64 epoch_us;   /* service time at elapsed time 0 */
  gint64 started_us; /* monotonic time at elapsed time 0 */
  gint64 virtual_us; /* elapsed time while virtual */
  bool virtual_time;
  GPtrArray *calls;    /* (element-type SimClockCall) (owned) */
  GHashTable *clients; /* name -> how many waits of it mean that it sleeps */
  guint next_id;
  guint jump_source;
};

void sim_clock_call_free (SimClockCall *call);
SimClockCall *sim_clock_find_next (SimClock *self);
void sim_clock_fire (SimClock *self, SimClockCall *call);
void sim_clock_consider_jump (SimClock *self);

G_END_DECLS
