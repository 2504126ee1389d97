/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-json.h"

G_BEGIN_DECLS

/*
 * One offer as it goes over the wire at one moment: a value per field. The same table names the
 * members of a reply, the fields a query may filter on and those it may order by.
 * Source of the names: fact sheet 2.5.
 */

#define SIM_FIELD_LIST(X)                                  \
  X (ID, id)                                               \
  X (ASK_CONTRACT_ID, ask_contract_id)                     \
  X (BUNDLE_ID, bundle_id)                                 \
  X (BUNDLED_RESULTS, bundled_results)                     \
  X (BW_NVLINK, bw_nvlink)                                 \
  X (CLUSTER_ID, cluster_id)                               \
  X (COMPUTE_CAP, compute_cap)                             \
  X (CPU_ARCH, cpu_arch)                                   \
  X (CPU_CORES, cpu_cores)                                 \
  X (CPU_CORES_EFFECTIVE, cpu_cores_effective)             \
  X (CPU_GHZ, cpu_ghz)                                     \
  X (CPU_NAME, cpu_name)                                   \
  X (CPU_RAM, cpu_ram)                                     \
  X (CREDIT_DISCOUNT_MAX, credit_discount_max)             \
  X (CUDA_MAX_GOOD, cuda_max_good)                         \
  X (DIRECT_PORT_COUNT, direct_port_count)                 \
  X (DISCOUNT_RATE, discount_rate)                         \
  X (DISCOUNTED_DPH_TOTAL, discounted_dph_total)           \
  X (DISCOUNTED_HOURLY, discounted_hourly)                 \
  X (DISK_BW, disk_bw)                                     \
  X (DISK_NAME, disk_name)                                 \
  X (DISK_SPACE, disk_space)                               \
  X (DLPERF, dlperf)                                       \
  X (DLPERF_PER_DPHTOTAL, dlperf_per_dphtotal)             \
  X (DPH_BASE, dph_base)                                   \
  X (DPH_TOTAL, dph_total)                                 \
  X (DPH_TOTAL_ADJ, dph_total_adj)                         \
  X (DRIVER_VERS, driver_vers)                             \
  X (DRIVER_VERSION, driver_version)                       \
  X (DURATION, duration)                                   \
  X (END_DATE, end_date)                                   \
  X (EXPECTED_RELIABILITY, expected_reliability)           \
  X (EXTERNAL, external)                                   \
  X (FLOPS_PER_DPHTOTAL, flops_per_dphtotal)               \
  X (GEOLOCATION, geolocation)                             \
  X (GPU_ARCH, gpu_arch)                                   \
  X (GPU_DISPLAY_ACTIVE, gpu_display_active)               \
  X (GPU_FRAC, gpu_frac)                                   \
  X (GPU_LANES, gpu_lanes)                                 \
  X (GPU_MAX_POWER, gpu_max_power)                         \
  X (GPU_MAX_TEMP, gpu_max_temp)                           \
  X (GPU_MEM_BW, gpu_mem_bw)                               \
  X (GPU_NAME, gpu_name)                                   \
  X (GPU_RAM, gpu_ram)                                     \
  X (GPU_TOTAL_RAM, gpu_total_ram)                         \
  X (HAS_AVX, has_avx)                                     \
  X (HOST_ID, host_id)                                     \
  X (HOSTING_TYPE, hosting_type)                           \
  X (HOSTNAME, hostname)                                   \
  X (INET_DOWN, inet_down)                                 \
  X (INET_DOWN_COST, inet_down_cost)                       \
  X (INET_UP, inet_up)                                     \
  X (INET_UP_COST, inet_up_cost)                           \
  X (INTERNET_DOWN_COST_PER_TB, internet_down_cost_per_tb) \
  X (INTERNET_UP_COST_PER_TB, internet_up_cost_per_tb)     \
  X (IS_BID, is_bid)                                       \
  X (IS_VM_DEVERIFIED, is_vm_deverified)                   \
  X (LOGO, logo)                                           \
  X (MACHINE_ID, machine_id)                               \
  X (MIN_BID, min_bid)                                     \
  X (MOBO_NAME, mobo_name)                                 \
  X (NUM_GPUS, num_gpus)                                   \
  X (NW_DISK_AVG_BW, nw_disk_avg_bw)                       \
  X (NW_DISK_MAX_BW, nw_disk_max_bw)                       \
  X (NW_DISK_MIN_BW, nw_disk_min_bw)                       \
  X (OS_VERSION, os_version)                               \
  X (PCI_GEN, pci_gen)                                     \
  X (PCIE_BW, pcie_bw)                                     \
  X (PLATFORM_FEE, platform_fee)                           \
  X (PUBLIC_IPADDR, public_ipaddr)                         \
  X (RELIABILITY, reliability)                             \
  X (RELIABILITY2, reliability2)                           \
  X (RELIABILITY_MULT, reliability_mult)                   \
  X (RENTABLE, rentable)                                   \
  X (RENTED, rented)                                       \
  X (RESOURCE_TYPE, resource_type)                         \
  X (RN, rn)                                               \
  X (SCORE, score)                                         \
  X (START_DATE, start_date)                               \
  X (STATIC_IP, static_ip)                                 \
  X (STORAGE_COST, storage_cost)                           \
  X (STORAGE_TOTAL_COST, storage_total_cost)               \
  X (TOTAL_FLOPS, total_flops)                             \
  X (VERICODE, vericode)                                   \
  X (VERIFICATION, verification)                           \
  X (VMS_ENABLED, vms_enabled)                             \
  X (VRAM_COSTPERHOUR, vram_costperhour)                   \
  X (WEBPAGE, webpage)                                     \
  X (AVAIL_VOL_ASK_ID, avail_vol_ask_id)                   \
  X (AVAIL_VOL_DPH, avail_vol_dph)                         \
  X (AVAIL_VOL_SIZE, avail_vol_size)

#define SIM_FIELD_ENUM_ENTRY(symbol, name) SIM_FIELD_##symbol,

typedef enum
{
  SIM_FIELD_LIST (SIM_FIELD_ENUM_ENTRY) SIM_FIELD_COUNT,
} SimField;

typedef struct
{
  SimValue values[SIM_FIELD_COUNT];
  const char *country; /* (borrowed) (nullable): what a filter on geolocation sees */
  double storage_gb;   /* the disk that dph_total contains */
} SimRow;

const char *sim_field_get_name (SimField field);
bool sim_field_from_name (const char *name, SimField *field);

double sim_row_get_double (const SimRow *row, SimField field, double fallback);
gint64 sim_row_get_int (const SimRow *row, SimField field);
const char *sim_row_get_string (const SimRow *row, SimField field);

void sim_row_write (const SimRow *row, SimJson *json);
void sim_row_write_cost (SimJson *json, const char *name, double gpu, double disk, double discount);

G_END_DECLS
