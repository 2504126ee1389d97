/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-market.h"

#include "simulator/sim-random.h"

#include <math.h>

#define HOUR_US ((gint64) G_TIME_SPAN_HOUR)

/* Every so many machines of a kind gets the quirk, so that even a small market has them all. */
#define EVERY_MODIFIED_4090 14
#define EVERY_NO_PORTS 12

/* Every so many hosts and machines is not drawn but the next of its kind, so that even the rarest
 * place and model is there. */
#define EVERY_NEXT_PLACE 3
#define EVERY_NEXT_MODEL 6

/* The host whose machines are being made. */
typedef struct
{
  int index; /* of the host, from 1 */
  gint64 host_id;
  int machines_left;
  const SimPlace *place;
  double price_factor;
  double reliability_floor;
  bool verified;
  bool datacenter;
} Host;

static const SimPlace *
draw_place (SimRandom *random)
{
  int total = 0;
  int draw;
  int i;

  for (i = 0; i < sim_place_count; i++)
    total += sim_places[i].weight;

  draw = sim_random_below (random, total);
  for (i = 0; draw >= sim_places[i].weight; i++)
    draw -= sim_places[i].weight;

  return &sim_places[i];
}

static const SimGpuModel *
draw_model (SimRandom *random, int machine_index)
{
  int total = 0;
  int draw;
  int i;

  if (machine_index % EVERY_NEXT_MODEL == 0)
    return &sim_gpu_models[machine_index / EVERY_NEXT_MODEL % sim_gpu_model_count];

  for (i = 0; i < sim_gpu_model_count; i++)
    total += sim_gpu_models[i].weight;

  draw = sim_random_below (random, total);
  for (i = 0; draw >= sim_gpu_models[i].weight; i++)
    draw -= sim_gpu_models[i].weight;

  return &sim_gpu_models[i];
}

static const SimCpu *
draw_cpu (SimRandom *random, SimTier tier, int gpu_count)
{
  const SimCpu *cpu = &sim_cpus[sim_random_below (random, sim_cpu_count)];
  int tries;

  for (tries = 0; (cpu->tier != tier || cpu->cores < 4 * gpu_count) && tries < 12; tries++)
    cpu = &sim_cpus[sim_random_below (random, sim_cpu_count)];

  return cpu;
}

static int
draw_gpu_count (SimRandom *random, SimTier tier)
{
  static const int counts[][10] = {
    [SIM_TIER_CONSUMER] = { 1, 1, 1, 1, 2, 2, 4, 4, 6, 8 },
    [SIM_TIER_WORKSTATION] = { 1, 1, 1, 2, 2, 4, 4, 8, 8, 10 },
    [SIM_TIER_DATACENTER] = { 1, 1, 2, 2, 4, 4, 8, 8, 8, 8 },
  };

  return counts[tier][sim_random_below (random, 10)];
}

static void
draw_host (SimRandom *random, Host *host)
{
  host->host_id = 1200 + sim_random_below (random, 398000);
  host->machines_left = 1;
  while (host->machines_left < 12 && sim_random_chance (random, 0.45))
    host->machines_left++;
  host->place = ++host->index % EVERY_NEXT_PLACE == 0
                  ? &sim_places[host->index / EVERY_NEXT_PLACE % sim_place_count]
                  : draw_place (random);
  host->price_factor = exp (sim_random_range (random, -0.22, 0.3));
  host->reliability_floor = sim_random_range (random, 0.9, 0.996);
  host->verified = sim_random_chance (random, 0.74);
  host->datacenter = host->verified && sim_random_chance (random, 0.24);
}

/* What the model's name does not say: the same name is sold with several sizes of memory. */
static void
choose_memory (SimMachine *machine, SimRandom *random)
{
  const char *name = machine->model->name;
  double factor = 1;

  machine->gpu_ram_mb = machine->model->ram_mb;
  if (g_str_equal (name, "RTX 4090") && machine->index % EVERY_MODIFIED_4090 == 3)
    {
      machine->gpu_ram_mb = 49140;
      factor = 1.35;
    }
  else if (g_str_equal (name, "RTX 4090") && sim_random_chance (random, 0.06))
    machine->gpu_ram_mb = 23028;
  else if (g_str_equal (name, "A100 SXM4") && sim_random_chance (random, 0.5))
    {
      machine->gpu_ram_mb = sim_random_chance (random, 0.5) ? 39936 : 40960;
      factor = 0.72;
    }
  else if (g_str_equal (name, "A100 PCIE") && sim_random_chance (random, 0.3))
    {
      machine->gpu_ram_mb = 40960;
      factor = 0.75;
    }
  else if (g_str_equal (name, "Tesla V100") && sim_random_chance (random, 0.6))
    {
      machine->gpu_ram_mb = 16160;
      factor = 0.7;
    }

  machine->gpu_price *= factor;
}

static void
choose_prices (SimMachine *machine, const Host *host, SimRandom *random)
{
  static const double per_tb[] = { 0.003, 1, 2.048, 3.072, 4, 5.12, 6.6666667, 10, 13.653333, 20 };
  double price = machine->model->price * host->price_factor * sim_random_range (random, 0.94, 1.07);

  machine->gpu_price = host->verified ? price : price * 0.86;
  machine->min_bid_factor = sim_random_chance (random, 0.02) ? sim_random_range (random, 1.02, 1.1)
                                                             : sim_random_range (random, 0.4, 0.85);
  machine->storage_price = sim_random_range (random, 0.04, 0.24) * 4 / 3;
  machine->up_price_tb = per_tb[sim_random_below (random, G_N_ELEMENTS (per_tb))];
  machine->down_price_tb = per_tb[sim_random_below (random, G_N_ELEMENTS (per_tb))];
  machine->discount = sim_random_chance (random, 0.5) ? sim_random_range (random, 0.05, 0.5) : 0;
}

static void
choose_trust (SimMachine *machine, const Host *host, SimRandom *random)
{
  static const int other_codes[] = { 2, 4, 8 };

  if (sim_random_chance (random, 0.05))
    {
      machine->verification = "deverified";
      machine->vericode = other_codes[sim_random_below (random, 3)];
      machine->reliability = sim_random_range (random, 0.55, 0.97);
    }
  else if (host->verified)
    {
      machine->verification = "verified";
      machine->vericode = 1;
      machine->reliability = sim_random_range (random, host->reliability_floor, 0.9998);
    }
  else
    {
      machine->verification = "unverified";
      machine->vericode = 0;
      machine->reliability = sim_random_range (random, 0.62, 0.996);
    }

  machine->reliability = round (machine->reliability * 1e7) / 1e7;
  machine->hosting_type = host->datacenter ? 1 : 0;
}

/* Measured by the host's own software, and sometimes nonsense (fact sheet 2.7, Meaning). */
static void
choose_measured (SimMachine *machine, const Host *host, SimRandom *random)
{
  const SimGpuModel *model = machine->model;
  double speed = host->datacenter ? 3 : 1;

  machine->up_mbps = round (speed * exp (sim_random_range (random, 3.4, 7.2)) * 10) / 10;
  machine->down_mbps = round (speed * exp (sim_random_range (random, 4.4, 7.4)) * 10) / 10;
  machine->disk_gb = exp (sim_random_range (random, 4.6, 8.9));
  machine->disk_mbs = round (exp (sim_random_range (random, 6.0, 9.0)) * 100) / 100;
  machine->memory_gbs =
    round (model->bandwidth_gbs * sim_random_range (random, 0.86, 1.04) * 10) / 10;
  if (sim_random_chance (random, 0.01))
    machine->memory_gbs = 12.3;
  machine->pcie_gbs = round (sim_random_range (random, 1.5, model->pci_gen * 6.2) * 10) / 10;
  machine->nvlink_gbs =
    model->tier == SIM_TIER_DATACENTER && machine->gpu_count > 1 ? 25.0 * model->pci_gen : 0;
  machine->max_temp_c = sim_random_chance (random, 0.01) ? 8 : 80 + sim_random_below (random, 19);
  machine->dlperf = model->dlperf * sim_random_range (random, 0.88, 1.06);
  machine->cpu_ram_mb = 1000 * (machine->gpu_count * (32 + 32 * sim_random_below (random, 3))) +
                        sim_random_below (random, 900);
  machine->direct_ports =
    machine->index % EVERY_NO_PORTS == 5 ? 0 : 4 + (int) exp (sim_random_range (random, 0, 6.2));
}

static void
choose_term (SimMachine *machine, SimRandom *random)
{
  /* Many hosts leave the end at what the form proposes: the odd fractions repeat. */
  if (sim_random_chance (random, 0.25))
    machine->offered_us = 30 * 24 * HOUR_US + 41234567;
  else if (sim_random_chance (random, 0.03))
    machine->offered_us = (gint64) (HOUR_US * sim_random_range (random, 3, 9));
  else
    machine->offered_us = (gint64) (HOUR_US * 24 * exp (sim_random_range (random, 0.7, 5.85)));
}

static void
free_machine (gpointer data)
{
  SimMachine *machine = data;

  g_free (machine->public_ip);
  g_free (machine);
}

static SimMachine *
make_machine (SimMarket *self, const Host *host, SimRandom *random)
{
  static const char *const networks[] = { "192.0.2", "198.51.100", "203.0.113" };
  SimMachine *machine = g_new0 (SimMachine, 1);

  machine->index = (int) self->machines->len;
  machine->machine_id = 1009 + (gint64) machine->index * 29 + sim_random_below (random, 29);
  machine->host_id = host->host_id;
  machine->model = draw_model (random, machine->index);
  machine->place = host->place;
  machine->disk_name = sim_disk_names[sim_random_below (random, sim_disk_name_count)];
  machine->board_name = sim_random_chance (random, 0.15)
                          ? NULL
                          : sim_board_names[sim_random_below (random, sim_board_name_count)];
  machine->gpu_count = draw_gpu_count (random, machine->model->tier);
  machine->cpu = draw_cpu (random, machine->model->tier, machine->gpu_count);
  machine->smallest_share = sim_random_chance (random, 0.6)   ? 1
                            : sim_random_chance (random, 0.4) ? MIN (2, machine->gpu_count)
                                                              : machine->gpu_count;
  machine->driver = sim_random_below (random, 64);
  choose_prices (machine, host, random);
  choose_memory (machine, random);
  choose_trust (machine, host, random);
  choose_measured (machine, host, random);
  choose_term (machine, random);
  machine->quirks = sim_hash (self->seed, (guint64) machine->machine_id, 0);
  machine->public_ip = g_strdup_printf ("%s.%d%s",
                                        networks[sim_random_below (random, 3)],
                                        1 + sim_random_below (random, 254),
                                        machine->index % 19 == 7 ? " \n" : "");
  g_ptr_array_add (self->machines, machine);

  return machine;
}

static const SimOffer *
make_offer (SimMarket *self, SimMachine *machine, int first_gpu, int gpu_count, SimRandom *random)
{
  SimOffer *offer = g_new0 (SimOffer, 1);

  offer->index = (int) self->offers->len;
  offer->machine = machine;
  offer->first_gpu = first_gpu;
  offer->gpu_count = gpu_count;
  offer->period_us = (gint64) (HOUR_US * sim_random_range (random, 3, 40));
  offer->phase_us = (gint64) ((double) offer->period_us * sim_random_unit (random));
  g_ptr_array_add (self->offers, offer);

  return offer;
}

/* A machine is offered whole and in halves, down to the smallest share its host allows; shares of
 * one size are one row of a search, the first that is listed.
 *
 * Returns: how many rows that makes at the start */
static int
make_offers (SimMarket *self, SimMachine *machine, SimRandom *random)
{
  int rows = 0;
  int size;
  int first;

  for (size = machine->smallest_share;; size = MIN (size * 2, machine->gpu_count))
    {
      bool listed = false;

      for (first = 0; first + size <= machine->gpu_count; first += size)
        {
          const SimOffer *offer = make_offer (self, machine, first, size, random);

          listed = listed || sim_market_is_listed (self, offer, 0);
        }

      rows += listed;
      if (size == machine->gpu_count)
        return rows;
    }
}

/**
 * sim_market_make_machines:
 * @self: an empty market
 * @offers: how many offers are listed at the start, at least
 *
 * Draws hosts, machines and offers from the seed until enough are there.
 */
void
sim_market_make_machines (SimMarket *self, int offers)
{
  Host host = { 0 };
  SimRandom random;
  int listed = 0;

  self->machines = g_ptr_array_new_with_free_func (free_machine);
  self->offers = g_ptr_array_new_with_free_func (g_free);
  sim_random_init (&random, self->seed);

  /* Offers come and go; the margin keeps the number listed above what was asked for. */
  while (listed < offers + offers / 40)
    {
      if (host.machines_left-- <= 0)
        draw_host (&random, &host);

      listed += make_offers (self, make_machine (self, &host, &random), &random);
    }
}
