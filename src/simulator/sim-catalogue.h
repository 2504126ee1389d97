/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the invented market is made of. Names follow the wire spelling of the fact sheet, section
 * 2.4; figures are of the right size and no more.
 */

typedef enum
{
  SIM_TIER_CONSUMER,
  SIM_TIER_WORKSTATION,
  SIM_TIER_DATACENTER,
} SimTier;

typedef struct
{
  const char *name;
  int ram_mb;        /* MiB of one GPU, as the driver counts: slightly under the advertised size */
  double price;      /* $/h of one GPU, the middle of the market */
  int weight;        /* share of the machines */
  int bandwidth_gbs; /* memory */
  double tflops;     /* single precision */
  double dlperf;     /* the service's own score */
  int compute_cap;   /* capability × 100 */
  int power_w;
  int pci_gen;
  SimTier tier;
} SimGpuModel;

typedef struct
{
  const char *geolocation; /* (nullable): the row's text */
  const char *country;     /* what a filter on geolocation sees */
  int weight;
} SimPlace;

typedef struct
{
  const char *name;
  int cores;
  double ghz; /* 0 when the host does not say */
  SimTier tier;
} SimCpu;

extern const SimGpuModel sim_gpu_models[];
extern const int sim_gpu_model_count;

extern const SimPlace sim_places[];
extern const int sim_place_count;

extern const SimCpu sim_cpus[];
extern const int sim_cpu_count;

extern const char *const sim_disk_names[];
extern const int sim_disk_name_count;

extern const char *const sim_board_names[];
extern const int sim_board_name_count;

G_END_DECLS
