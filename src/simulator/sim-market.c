/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-market.h"

#include "simulator/sim-random.h"

#include <math.h>

/* Numbers are handed out of 24 bits above this. */
#define FIRST_OFFER_ID 18000000
#define OFFER_ID_MASK 0xffffffu

/* Of its period an offer is away this part before it comes back under a new number. */
#define AWAY_PART 0.04

/* Prices move in steps of ten minutes, between values drawn for each hour. */
#define PRICE_STEP_US (10 * (gint64) G_TIME_SPAN_MINUTE)
#define PRICE_STEPS_PER_HOUR 6
#define PRICE_SWING 0.035

/**
 * sim_market_new:
 * @seed: what everything is drawn from
 * @offers: how many are listed at the start, at least
 * @epoch_us: service time at the start
 *
 * Returns: (transfer full): the market
 */
SimMarket *
sim_market_new (guint64 seed, int offers, gint64 epoch_us)
{
  SimMarket *self = g_new0 (SimMarket, 1);

  self->seed = seed;
  self->epoch_us = epoch_us;
  sim_market_make_machines (self, offers);

  return self;
}

/**
 * sim_market_free:
 * @self: (transfer full): a market
 */
void
sim_market_free (SimMarket *self)
{
  g_ptr_array_unref (self->offers);
  g_ptr_array_unref (self->machines);
  g_free (self);
}

/**
 * sim_offer_get_gpu_mask:
 * @offer: an offer
 *
 * Returns: the GPUs of its machine that it is made of, a bit each
 */
guint64
sim_offer_get_gpu_mask (const SimOffer *offer)
{
  return ((G_GUINT64_CONSTANT (1) << offer->gpu_count) - 1) << offer->first_gpu;
}

/* Odd factors and shifts to the right can be undone, so different counts give different numbers. */
static guint32
scramble (guint32 count)
{
  count = (count * 0x5bd1e9u) & OFFER_ID_MASK;
  count ^= count >> 11;
  count = (count * 0x3c6ef3u) & OFFER_ID_MASK;

  return count ^ (count >> 13);
}

/**
 * sim_market_get_offer_id:
 * @self: a market
 * @offer: one of its offers
 * @elapsed_us: since the start
 *
 * Returns: the number under which the offer can be rented now
 */
gint64
sim_market_get_offer_id (SimMarket *self, const SimOffer *offer, gint64 elapsed_us)
{
  gint64 generation = (elapsed_us + offer->phase_us) / offer->period_us + offer->relisted;
  guint32 count = (guint32) (generation * self->offers->len + offer->index + self->seed * 7919) &
                  OFFER_ID_MASK;

  return FIRST_OFFER_ID + scramble (count);
}

/**
 * sim_market_is_listed:
 * @self: a market
 * @offer: one of its offers
 * @elapsed_us: since the start
 *
 * Returns: whether a search can find it and a create can rent it
 */
bool
sim_market_is_listed (SimMarket *self, const SimOffer *offer, gint64 elapsed_us)
{
  gint64 age_us = (elapsed_us + offer->phase_us) % offer->period_us;

  if (elapsed_us < offer->hidden_until_us || offer->machine->offline)
    return false;
  if ((offer->machine->rented_gpus & sim_offer_get_gpu_mask (offer)) != 0)
    return false;

  return (double) age_us < (1 - AWAY_PART) * (double) offer->period_us;
}

/**
 * sim_market_find_offer:
 * @self: a market
 * @offer_id: the number a client sends
 * @elapsed_us: since the start
 *
 * Returns: (transfer none) (nullable): the offer listed under that number now
 */
SimOffer *
sim_market_find_offer (SimMarket *self, gint64 offer_id, gint64 elapsed_us)
{
  guint i;

  for (i = 0; i < self->offers->len; i++)
    {
      SimOffer *offer = g_ptr_array_index (self->offers, i);

      if (sim_market_get_offer_id (self, offer, elapsed_us) == offer_id)
        return sim_market_is_listed (self, offer, elapsed_us) ? offer : NULL;
    }

  return NULL;
}

/**
 * sim_market_find_machine:
 * @self: a market
 * @machine_id: its number
 *
 * Returns: (transfer none) (nullable): the machine
 */
SimMachine *
sim_market_find_machine (SimMarket *self, gint64 machine_id)
{
  guint i;

  for (i = 0; i < self->machines->len; i++)
    {
      SimMachine *machine = g_ptr_array_index (self->machines, i);

      if (machine->machine_id == machine_id)
        return machine;
    }

  return NULL;
}

/**
 * sim_market_get_gpu_price:
 * @self: a market
 * @machine: one of its machines
 * @elapsed_us: since the start
 *
 * The host asks whole tenths of a cent, the service adds a third: hence the periods in the prices.
 *
 * Returns: dollars per hour and GPU
 */
double
sim_market_get_gpu_price (SimMarket *self, const SimMachine *machine, gint64 elapsed_us)
{
  guint64 what = (guint64) machine->machine_id ^ self->seed << 20;
  gint64 step = elapsed_us / PRICE_STEP_US;
  guint64 hour = (guint64) (step / PRICE_STEPS_PER_HOUR);
  double part = (double) (step % PRICE_STEPS_PER_HOUR) / PRICE_STEPS_PER_HOUR;
  double swing = sim_hash_unit (self->seed, what, hour) * (1 - part) +
                 sim_hash_unit (self->seed, what, hour + 1) * part;
  double price = machine->gpu_price * (1 + PRICE_SWING * (2 * swing - 1));

  return round (price * 0.75 * 1000) / 1000 * 4 / 3;
}

/**
 * sim_market_get_end_us:
 * @self: a market
 * @machine: one of its machines
 * @elapsed_us: since the start
 *
 * Returns: service time at which the host's offer ends; hosts renew in time
 */
gint64
sim_market_get_end_us (SimMarket *self, const SimMachine *machine, gint64 elapsed_us)
{
  gint64 rounds = (elapsed_us + G_TIME_SPAN_HOUR) / machine->offered_us;

  return self->epoch_us + (rounds + 1) * machine->offered_us;
}
