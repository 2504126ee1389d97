/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-catalogue.h"
#include "simulator/sim-row.h"

G_BEGIN_DECLS

/*
 * The invented market: hosts own machines, machines hold GPUs, and each offer is a run of GPUs of
 * one machine. What an offer costs, whether it is listed and under which number are functions of
 * the seed and the time since the start, so that two runs with one seed see the same market.
 * Only what the simulated accounts do (rented GPUs) and what a test orders (withdrawn, offline)
 * is state.
 */

typedef enum
{
  SIM_PRICE_ON_DEMAND,
  SIM_PRICE_BID,
  SIM_PRICE_RESERVED,
} SimPriceKind;

typedef struct
{
  /* made once */
  int index;
  gint64 machine_id;
  gint64 host_id;
  const SimGpuModel *model;
  const SimPlace *place;
  const SimCpu *cpu;
  const char *disk_name;
  const char *board_name;
  const char *verification;
  int vericode;
  int hosting_type; /* 1: data centre */
  int gpu_ram_mb;
  int gpu_count;
  int smallest_share; /* GPUs of the smallest offer */
  int cpu_ram_mb;
  int direct_ports;
  int driver; /* index into the table of drivers */
  double gpu_price;
  double min_bid_factor;
  double storage_price; /* $/GB/month */
  double up_price_tb;   /* $/TB */
  double down_price_tb;
  double reliability;
  double up_mbps;
  double down_mbps;
  double disk_gb;
  double disk_mbs;
  double memory_gbs;
  double pcie_gbs;
  double nvlink_gbs;
  double max_temp_c;
  double dlperf;
  double discount;
  gint64 offered_us; /* from the start of the run to the end of the host's offer */
  guint64 quirks;    /* bits that decide which odd spelling a row gets */
  char *public_ip;   /* (owned), with the blanks it is sent with */

  /* changes */
  guint64 rented_gpus; /* bit i: GPU i is in a running contract of a simulated account */
  bool offline;
} SimMachine;

typedef struct
{
  int index;
  SimMachine *machine; /* (borrowed) */
  int first_gpu;
  int gpu_count;
  gint64 period_us; /* the offer gets a new number this often */
  gint64 phase_us;

  /* changes */
  int relisted;           /* times it came back after a rental */
  gint64 hidden_until_us; /* elapsed time; G_MAXINT64: taken away for good */
} SimOffer;

typedef struct
{
  guint64 seed;
  gint64 epoch_us;     /* service time at elapsed time 0 */
  GPtrArray *machines; /* (element-type SimMachine) (owned) */
  GPtrArray *offers;   /* (element-type SimOffer) (owned) */
} SimMarket;

SimMarket *sim_market_new (guint64 seed, int offers, gint64 epoch_us);
void sim_market_free (SimMarket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimMarket, sim_market_free)

guint64 sim_offer_get_gpu_mask (const SimOffer *offer);
gint64 sim_market_get_offer_id (SimMarket *self, const SimOffer *offer, gint64 elapsed_us);
bool sim_market_is_listed (SimMarket *self, const SimOffer *offer, gint64 elapsed_us);
SimOffer *sim_market_find_offer (SimMarket *self, gint64 offer_id, gint64 elapsed_us);
SimMachine *sim_market_find_machine (SimMarket *self, gint64 machine_id);

double sim_market_get_gpu_price (SimMarket *self, const SimMachine *machine, gint64 elapsed_us);
gint64 sim_market_get_end_us (SimMarket *self, const SimMachine *machine, gint64 elapsed_us);
void sim_market_fill_row (SimMarket *self,
                          const SimOffer *offer,
                          gint64 elapsed_us,
                          SimPriceKind kind,
                          double storage_gb,
                          SimRow *row);

void sim_market_make_machines (SimMarket *self, int offers);

G_END_DECLS
