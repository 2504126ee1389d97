/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Two kinds of chance, both the same for a seed on every computer: a stream of draws, used while
 * the market is made, and hashes of (seed, what, when), used for what changes with time.
 */

typedef struct
{
  guint64 state;
} SimRandom;

guint64 sim_hash (guint64 seed, guint64 what, guint64 when);
double sim_hash_unit (guint64 seed, guint64 what, guint64 when);

void sim_random_init (SimRandom *self, guint64 seed);
double sim_random_unit (SimRandom *self);
double sim_random_range (SimRandom *self, double low, double high);
int sim_random_below (SimRandom *self, int limit);
bool sim_random_chance (SimRandom *self, double probability);

G_END_DECLS
