/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-random.h"

/* The constants of the SplitMix64 generator (Steele, Lea, Flood 2014). */
#define GOLDEN_GAMMA G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define MIX_1 G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9)
#define MIX_2 G_GUINT64_CONSTANT (0x94d049bb133111eb)

static guint64
mix (guint64 value)
{
  value = (value ^ (value >> 30)) * MIX_1;
  value = (value ^ (value >> 27)) * MIX_2;

  return value ^ (value >> 31);
}

static double
to_unit (guint64 value)
{
  return (double) (value >> 11) / 9007199254740992.0;
}

/**
 * sim_hash:
 * @seed: the run's seed
 * @what: which thing
 * @when: which moment or draw
 *
 * Returns: 64 bits that depend on all three and nothing else
 */
guint64
sim_hash (guint64 seed, guint64 what, guint64 when)
{
  return mix (mix (mix (seed + GOLDEN_GAMMA) + what * MIX_1 + GOLDEN_GAMMA) + when * MIX_2);
}

/**
 * sim_hash_unit:
 * @seed: the run's seed
 * @what: which thing
 * @when: which moment or draw
 *
 * Returns: sim_hash() as a number from 0 to below 1
 */
double
sim_hash_unit (guint64 seed, guint64 what, guint64 when)
{
  return to_unit (sim_hash (seed, what, when));
}

/**
 * sim_random_init:
 * @self: a stream
 * @seed: where it starts
 */
void
sim_random_init (SimRandom *self, guint64 seed)
{
  self->state = seed;
}

/**
 * sim_random_unit:
 * @self: a stream
 *
 * Returns: the next number from 0 to below 1
 */
double
sim_random_unit (SimRandom *self)
{
  self->state += GOLDEN_GAMMA;

  return to_unit (mix (self->state));
}

/**
 * sim_random_range:
 * @self: a stream
 * @low: the least value
 * @high: the bound above it
 *
 * Returns: the next number from @low to below @high
 */
double
sim_random_range (SimRandom *self, double low, double high)
{
  return low + (high - low) * sim_random_unit (self);
}

/**
 * sim_random_below:
 * @self: a stream
 * @limit: above 0
 *
 * Returns: the next integer from 0 to @limit - 1
 */
int
sim_random_below (SimRandom *self, int limit)
{
  return (int) (sim_random_unit (self) * limit);
}

/**
 * sim_random_chance:
 * @self: a stream
 * @probability: from 0 to 1
 *
 * Returns: true that often
 */
bool
sim_random_chance (SimRandom *self, double probability)
{
  return sim_random_unit (self) < probability;
}
