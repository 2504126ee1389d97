/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-json.h"

G_BEGIN_DECLS

/*
 * The simulator's one source of time. Normally it is the computer's; in virtual time it stands
 * still until somebody asks it to move, or until every registered client waits for it: then it
 * jumps to the next due moment (design, "Time").
 */

typedef struct _SimClock SimClock;
typedef void (*SimClockFunc) (gpointer data);

SimClock *sim_clock_new (void);
void sim_clock_free (SimClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimClock, sim_clock_free)

gint64 sim_clock_get_epoch_us (SimClock *self);
gint64 sim_clock_get_now_us (SimClock *self);
gint64 sim_clock_get_elapsed_us (SimClock *self);

bool sim_clock_is_virtual (SimClock *self);
void sim_clock_make_virtual (SimClock *self);
void sim_clock_set_epoch (SimClock *self, gint64 epoch_us);
void sim_clock_restart (SimClock *self);
void sim_clock_advance (SimClock *self, gint64 duration_us);

void sim_clock_register_client (SimClock *self, const char *name, int waits);
bool sim_clock_has_client (SimClock *self, const char *name);
void sim_clock_unregister_client (SimClock *self, const char *name);

guint sim_clock_call_after (SimClock *self,
                            gint64 duration_us,
                            const char *client,
                            SimClockFunc func,
                            gpointer data,
                            GDestroyNotify destroy);
void sim_clock_wake_early (SimClock *self, guint id);
void sim_clock_cancel_call (SimClock *self, guint id);
void sim_clock_write (SimClock *self, SimJson *json);

G_END_DECLS
