/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-market.h"

#include "core/base/sublet-money.h"

#include <math.h>

/* One bit of a machine's quirks each, so that they combine freely. */
#define QUIRK(machine, bits, shift) ((((machine)->quirks >> (shift)) & ((1u << (bits)) - 1)) == 0)

typedef struct
{
  const char *text;
  gint64 number; /* 0: null on the wire */
  double cuda;
} Driver;

/* The number contradicts the text or is missing for some, and some texts have two parts only. */
static const Driver drivers[] = {
  { "570.133.07", 570133007, 12.8 }, { "570.124.04", 570124004, 12.8 },
  { "570.195.03", 570195003, 12.8 }, { "580.76.05", 580076005, 13.0 },
  { "580.95.05", 580095005, 13.0 },  { "550.163.01", 550163001, 12.4 },
  { "550.54.15", 550054015, 12.4 },  { "565.57.01", 565057001, 12.7 },
  { "535.183.01", 535183001, 12.2 }, { "560.35.03", 560035003, 12.6 },
  { "570.133.07", 0, 12.8 },         { "610.43.03", 580076005, 13.1 },
  { "595.84", 595084000, 13.1 },     { "575.64.03", 575064003, 12.9 },
  { "580.65.06", 580065006, 13.0 },  { "570.86.15", 570086015, 12.8 },
};

/* Integers and floats mix in one field between rows. */
static SimValue
mixed (const SimMachine *machine, double value)
{
  return QUIRK (machine, 3, 4) ? SIM_DOUBLE (value) : SIM_INT (llround (value));
}

static double
round_to (double value, double steps)
{
  return round (value * steps) / steps;
}

static void
fill_identity (SimMarket *self, const SimOffer *offer, gint64 elapsed_us, SimRow *row)
{
  const SimMachine *machine = offer->machine;
  SimValue *values = row->values;
  gint64 id = sim_market_get_offer_id (self, offer, elapsed_us);
  gint64 end_us = sim_market_get_end_us (self, machine, elapsed_us);
  gint64 left_us = end_us - self->epoch_us - elapsed_us;

  row->country = machine->place->country;
  values[SIM_FIELD_ID] = SIM_INT (id);
  values[SIM_FIELD_ASK_CONTRACT_ID] = SIM_INT (id);
  values[SIM_FIELD_BUNDLE_ID] = SIM_INT (900000000 + (gint64) (machine->quirks % 100000000));
  values[SIM_FIELD_BUNDLED_RESULTS] = SIM_NULL;
  values[SIM_FIELD_MACHINE_ID] = SIM_INT (machine->machine_id);
  values[SIM_FIELD_HOST_ID] = SIM_INT (machine->host_id);
  values[SIM_FIELD_HOSTING_TYPE] = SIM_INT (machine->hosting_type);
  values[SIM_FIELD_HOSTNAME] = SIM_NULL;
  values[SIM_FIELD_LOGO] = sim_value_string ("/static/logos/vastai_small2.png");
  values[SIM_FIELD_WEBPAGE] = SIM_NULL;
  values[SIM_FIELD_CLUSTER_ID] = SIM_NULL;
  values[SIM_FIELD_NW_DISK_AVG_BW] = SIM_NULL;
  values[SIM_FIELD_NW_DISK_MAX_BW] = SIM_NULL;
  values[SIM_FIELD_NW_DISK_MIN_BW] = SIM_NULL;
  values[SIM_FIELD_RESOURCE_TYPE] = sim_value_string ("gpu");
  values[SIM_FIELD_RN] = SIM_INT (1);
  values[SIM_FIELD_GEOLOCATION] = sim_value_string (machine->place->geolocation);
  values[SIM_FIELD_PUBLIC_IPADDR] = sim_value_string (machine->public_ip);
  values[SIM_FIELD_STATIC_IP] = SIM_BOOL (!QUIRK (machine, 2, 8));
  values[SIM_FIELD_DIRECT_PORT_COUNT] = SIM_INT (machine->direct_ports);
  values[SIM_FIELD_RENTABLE] = SIM_BOOL (!QUIRK (machine, 7, 12));
  values[SIM_FIELD_RENTED] = QUIRK (machine, 2, 20) ? SIM_BOOL (false) : SIM_NULL;
  values[SIM_FIELD_EXTERNAL] = QUIRK (machine, 2, 22)   ? SIM_BOOL (false)
                               : QUIRK (machine, 4, 24) ? SIM_INT (0)
                                                        : SIM_NULL;
  values[SIM_FIELD_START_DATE] =
    SIM_DOUBLE ((double) (self->epoch_us - machine->offered_us) / G_USEC_PER_SEC);
  values[SIM_FIELD_END_DATE] = SIM_DOUBLE ((double) end_us / G_USEC_PER_SEC);
  values[SIM_FIELD_DURATION] = SIM_DOUBLE ((double) left_us / G_USEC_PER_SEC);
  values[SIM_FIELD_VMS_ENABLED] = SIM_BOOL (QUIRK (machine, 3, 28));
  values[SIM_FIELD_IS_VM_DEVERIFIED] = QUIRK (machine, 1, 31) ? SIM_NULL : SIM_BOOL (false);
  values[SIM_FIELD_AVAIL_VOL_ASK_ID] = SIM_NULL;
  values[SIM_FIELD_AVAIL_VOL_DPH] = SIM_NULL;
  values[SIM_FIELD_AVAIL_VOL_SIZE] = SIM_NULL;
}

static void
fill_trust (const SimMachine *machine, SimValue *values)
{
  values[SIM_FIELD_VERIFICATION] = sim_value_string (machine->verification);
  values[SIM_FIELD_VERICODE] = SIM_INT (machine->vericode);
  values[SIM_FIELD_RELIABILITY] = SIM_DOUBLE (machine->reliability);
  values[SIM_FIELD_RELIABILITY2] = QUIRK (machine, 6, 32) ? SIM_MISSING
                                                          : SIM_DOUBLE (machine->reliability);
  values[SIM_FIELD_EXPECTED_RELIABILITY] =
    SIM_DOUBLE (round_to (machine->reliability * 0.998, 1e7));
  values[SIM_FIELD_RELIABILITY_MULT] = SIM_DOUBLE (round_to (0.9 + machine->reliability / 5, 1e5));
}

static void
fill_gpu (const SimOffer *offer, SimValue *values)
{
  const SimMachine *machine = offer->machine;
  const SimGpuModel *model = machine->model;
  const Driver *driver = &drivers[machine->driver % G_N_ELEMENTS (drivers)];
  int gpus = offer->gpu_count;

  values[SIM_FIELD_GPU_NAME] = sim_value_string (model->name);
  values[SIM_FIELD_GPU_ARCH] =
    sim_value_string (g_str_has_prefix (model->name, "RX ") ? "amd" : "nvidia");
  values[SIM_FIELD_NUM_GPUS] = SIM_INT (gpus);
  values[SIM_FIELD_GPU_FRAC] = SIM_DOUBLE ((double) gpus / machine->gpu_count);
  values[SIM_FIELD_GPU_RAM] = mixed (machine, machine->gpu_ram_mb);
  values[SIM_FIELD_GPU_TOTAL_RAM] = SIM_INT ((gint64) machine->gpu_ram_mb * gpus);
  values[SIM_FIELD_GPU_MEM_BW] = SIM_DOUBLE (machine->memory_gbs);
  values[SIM_FIELD_GPU_MAX_POWER] = SIM_DOUBLE (model->power_w);
  values[SIM_FIELD_GPU_MAX_TEMP] = SIM_DOUBLE (machine->max_temp_c);
  values[SIM_FIELD_GPU_DISPLAY_ACTIVE] = SIM_BOOL (QUIRK (machine, 4, 40));
  values[SIM_FIELD_GPU_LANES] = SIM_INT (QUIRK (machine, 2, 44) ? 8 : 16);
  values[SIM_FIELD_PCI_GEN] = SIM_DOUBLE (model->pci_gen);
  values[SIM_FIELD_PCIE_BW] = SIM_DOUBLE (machine->pcie_gbs);
  values[SIM_FIELD_BW_NVLINK] = SIM_DOUBLE (machine->nvlink_gbs);
  values[SIM_FIELD_COMPUTE_CAP] = SIM_INT (model->compute_cap);
  values[SIM_FIELD_CUDA_MAX_GOOD] = SIM_DOUBLE (driver->cuda);
  values[SIM_FIELD_DRIVER_VERSION] = sim_value_string (driver->text);
  values[SIM_FIELD_DRIVER_VERS] = driver->number == 0 ? SIM_NULL : SIM_INT (driver->number);
  values[SIM_FIELD_TOTAL_FLOPS] = SIM_DOUBLE (round_to (model->tflops * gpus, 1e4));
  values[SIM_FIELD_DLPERF] = SIM_DOUBLE (round_to (machine->dlperf * gpus, 1e4));
}

static void
fill_host (const SimOffer *offer, SimValue *values)
{
  const SimMachine *machine = offer->machine;
  const SimCpu *cpu = machine->cpu;
  double share = (double) offer->gpu_count / machine->gpu_count;

  values[SIM_FIELD_CPU_NAME] = sim_value_string (cpu->name);
  values[SIM_FIELD_CPU_ARCH] = sim_value_string ("amd64");
  values[SIM_FIELD_CPU_GHZ] = cpu->ghz > 0 ? SIM_DOUBLE (cpu->ghz) : SIM_NULL;
  values[SIM_FIELD_CPU_CORES] = QUIRK (machine, 5, 48) ? SIM_NULL : SIM_INT (cpu->cores);
  values[SIM_FIELD_CPU_CORES_EFFECTIVE] = SIM_DOUBLE (cpu->cores * share);
  values[SIM_FIELD_CPU_RAM] = SIM_INT (machine->cpu_ram_mb);
  values[SIM_FIELD_HAS_AVX] = SIM_INT (1);
  values[SIM_FIELD_MOBO_NAME] = sim_value_string (machine->board_name);
  values[SIM_FIELD_OS_VERSION] = sim_value_string (QUIRK (machine, 2, 54) ? "24.04" : "22.04");
  values[SIM_FIELD_DISK_NAME] = sim_value_string (machine->disk_name);
  values[SIM_FIELD_DISK_SPACE] = SIM_DOUBLE (machine->disk_gb * share);
  values[SIM_FIELD_DISK_BW] = SIM_DOUBLE (machine->disk_mbs);
  values[SIM_FIELD_INET_UP] = SIM_DOUBLE (machine->up_mbps);
  values[SIM_FIELD_INET_DOWN] = SIM_DOUBLE (machine->down_mbps);
}

static void
fill_price (SimMarket *self,
            const SimOffer *offer,
            gint64 elapsed_us,
            SimPriceKind kind,
            SimRow *row)
{
  const SimMachine *machine = offer->machine;
  SimValue *values = row->values;
  double asked = sim_market_get_gpu_price (self, machine, elapsed_us) * offer->gpu_count;
  double min_bid = round_to (asked * machine->min_bid_factor, 1e4);
  double base = kind == SIM_PRICE_BID ? min_bid : asked;
  double disk = machine->storage_price * row->storage_gb / SUBLET_HOURS_PER_MONTH;
  double total = base + disk;
  double discount = kind == SIM_PRICE_RESERVED ? machine->discount : 0;
  double dlperf = sim_row_get_double (row, SIM_FIELD_DLPERF, 0);
  double flops = sim_row_get_double (row, SIM_FIELD_TOTAL_FLOPS, 0);

  values[SIM_FIELD_DPH_BASE] = SIM_DOUBLE (base);
  values[SIM_FIELD_DPH_TOTAL] = SIM_DOUBLE (total);
  values[SIM_FIELD_DPH_TOTAL_ADJ] = SIM_DOUBLE (total * 1.0031 + 0.0004);
  values[SIM_FIELD_STORAGE_COST] = SIM_DOUBLE (machine->storage_price);
  values[SIM_FIELD_STORAGE_TOTAL_COST] = SIM_DOUBLE (disk);
  values[SIM_FIELD_MIN_BID] = SIM_DOUBLE (min_bid);
  values[SIM_FIELD_IS_BID] = SIM_BOOL (false);
  values[SIM_FIELD_CREDIT_DISCOUNT_MAX] = SIM_DOUBLE (round_to (machine->discount, 1e4));
  values[SIM_FIELD_DISCOUNT_RATE] = kind == SIM_PRICE_RESERVED
                                      ? SIM_DOUBLE (round_to (discount, 1e4))
                                    : QUIRK (machine, 1, 57) ? SIM_NULL
                                                             : SIM_DOUBLE (0);
  values[SIM_FIELD_DISCOUNTED_HOURLY] = QUIRK (machine, 1, 58) ? SIM_INT (0) : SIM_DOUBLE (0);
  values[SIM_FIELD_DISCOUNTED_DPH_TOTAL] = SIM_DOUBLE (base * (1 - discount) + disk);
  values[SIM_FIELD_INET_UP_COST] = SIM_DOUBLE (machine->up_price_tb / SUBLET_GB_PER_TB);
  values[SIM_FIELD_INET_DOWN_COST] = SIM_DOUBLE (machine->down_price_tb / SUBLET_GB_PER_TB);
  values[SIM_FIELD_INTERNET_UP_COST_PER_TB] = SIM_DOUBLE (machine->up_price_tb);
  values[SIM_FIELD_INTERNET_DOWN_COST_PER_TB] = SIM_DOUBLE (machine->down_price_tb);
  values[SIM_FIELD_VRAM_COSTPERHOUR] = SIM_DOUBLE (base / machine->gpu_ram_mb);
  values[SIM_FIELD_PLATFORM_FEE] = SIM_NULL;
  values[SIM_FIELD_DLPERF_PER_DPHTOTAL] = SIM_DOUBLE (dlperf / total);
  values[SIM_FIELD_FLOPS_PER_DPHTOTAL] = SIM_DOUBLE (flops / total);
  values[SIM_FIELD_SCORE] =
    SIM_DOUBLE (dlperf / total * machine->reliability * (machine->vericode == 1 ? 1 : 0.7));
}

/**
 * sim_market_fill_row:
 * @self: a market
 * @offer: one of its offers
 * @elapsed_us: since the start
 * @kind: which price was asked for; the row itself does not say it
 * @storage_gb: the disk that dph_total contains
 * @row: (out): the offer as it is sent at that moment; borrows texts from @self
 */
void
sim_market_fill_row (SimMarket *self,
                     const SimOffer *offer,
                     gint64 elapsed_us,
                     SimPriceKind kind,
                     double storage_gb,
                     SimRow *row)
{
  row->storage_gb = storage_gb;
  fill_identity (self, offer, elapsed_us, row);
  fill_trust (offer->machine, row->values);
  fill_gpu (offer, row->values);
  fill_host (offer, row->values);
  fill_price (self, offer, elapsed_us, kind, row);
}
