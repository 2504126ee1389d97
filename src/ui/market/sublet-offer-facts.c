/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-facts.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-offer-warnings.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-kind-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define UNKNOWN "–"

/* Nothing has the number 0. */
static char *
format_id (gint64 id)
{
  return id <= 0 ? g_strdup (UNKNOWN) : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static char *
format_text (const char *text)
{
  return sublet_format_name (text != NULL && text[0] != '\0' ? text : UNKNOWN);
}

static char *
format_yes_no (bool yes)
{
  return g_strdup (yes ? _ ("Yes") : _ ("No"));
}

/* A figure and its unit; what is not known has no unit. */
static char *
with_unit (char *figure, const char *unit)
{
  g_autofree char *owned = figure;

  if (g_str_equal (figure, UNKNOWN))
    return g_steal_pointer (&owned);

  return g_strconcat (figure, " ", unit, NULL);
}

/* ---- GPU ---- */

static char *
format_share (const SubletOfferFactSource *source)
{
  int num_gpus = source->row->num_gpus;
  double frac = source->row->gpu_frac;

  if (num_gpus <= 0)
    return g_strdup (UNKNOWN);
  if (isnan (frac) || frac <= 0 || frac > 1)
    return g_strdup_printf ("%d", num_gpus);

  /* TRANSLATORS: how many of a machine's GPUs are offered */
  return g_strdup_printf (_ ("%1$d of %2$d"), num_gpus, (int) lround (num_gpus / frac));
}

static char *
format_memory (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_ram_gb (source->row->gpu_ram_mb), _ ("GB"));
}

static char *
format_all_memory (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_ram_gb (source->row->gpu_total_ram_mb), _ ("GB"));
}

static char *
format_memory_speed (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->gpu_mem_bw_gb_s, 0), _ ("GB/s"));
}

static char *
format_flops (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->total_flops, 1), _ ("TFLOPS"));
}

static char *
format_dlperf (const SubletOfferFactSource *source)
{
  return sublet_format_number (source->row->dlperf, 1);
}

static char *
format_flops_per_dollar (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_per_dollar (source->row->total_flops,
                                              source->quote->job_rate_nusd,
                                              1),
                    _ ("TFLOPS"));
}

static char *
format_dlperf_per_dollar (const SubletOfferFactSource *source)
{
  return sublet_format_per_dollar (source->row->dlperf, source->quote->job_rate_nusd, 0);
}

static char *
format_cuda (const SubletOfferFactSource *source)
{
  return sublet_format_version (source->row->cuda_max_good);
}

static char *
format_capability (const SubletOfferFactSource *source)
{
  return sublet_format_version (source->row->compute_cap);
}

static char *
format_driver (const SubletOfferFactSource *source)
{
  return format_text (source->row->driver_version);
}

static char *
format_pcie (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->pcie_bw_gb_s, 1), _ ("GB/s"));
}

static char *
format_nvlink (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->nvlink_bw_gb_s, 0), _ ("GB/s"));
}

/* ---- network ---- */

static char *
format_down (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->inet_down_mbps, 0), _ ("Mb/s"));
}

static char *
format_up (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->inet_up_mbps, 0), _ ("Mb/s"));
}

static char *
format_price_per_gb (gint64 nusd_per_tb)
{
  gint64 nusd_per_gb = sublet_money_multiply_divide (nusd_per_tb, 1, SUBLET_GB_PER_TB);
  g_autofree char *figure = sublet_format_rate_plain (nusd_per_gb);

  if (nusd_per_tb == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&figure);

  /* TRANSLATORS: a price per gigabyte; %s is a figure in dollars */
  return g_strdup_printf (_ ("$%s a GB"), figure);
}

static char *
format_down_price (const SubletOfferFactSource *source)
{
  return format_price_per_gb (source->row->inet_down_nusd_per_tb);
}

static char *
format_up_price (const SubletOfferFactSource *source)
{
  return format_price_per_gb (source->row->inet_up_nusd_per_tb);
}

static char *
format_ports (const SubletOfferFactSource *source)
{
  int count = source->row->direct_port_count;

  return count < 0 ? g_strdup (UNKNOWN) : g_strdup_printf ("%d", count);
}

static char *
format_static_ip (const SubletOfferFactSource *source)
{
  return format_yes_no (source->row->static_ip);
}

/* ---- disk ---- */

static char *
format_disk_name (const SubletOfferFactSource *source)
{
  return format_text (source->row->disk_name);
}

static char *
format_disk_space (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->disk_space_gb, 0), _ ("GB"));
}

static char *
format_disk_speed (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->disk_bw_mb_s, 0), _ ("MB/s"));
}

static char *
format_disk_price (const SubletOfferFactSource *source)
{
  g_autofree char *figure = sublet_format_rate_plain (source->row->storage_nusd_per_gb_month);

  if (source->row->storage_nusd_per_gb_month == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&figure);

  /* TRANSLATORS: the price of a gigabyte of disk for 30 days; %s is a figure in dollars */
  return g_strdup_printf (_ ("$%s a GB and month"), figure);
}

/* ---- CPU ---- */

static char *
format_cpu (const SubletOfferFactSource *source)
{
  return format_text (source->row->cpu_name);
}

static char *
format_cores (const SubletOfferFactSource *source)
{
  g_autofree char *share = sublet_format_number (source->row->cpu_cores_effective, 0);

  if (source->row->cpu_cores <= 0 || isnan (source->row->cpu_cores_effective))
    return g_steal_pointer (&share);

  /* TRANSLATORS: how many of a machine's processor cores are offered */
  return g_strdup_printf (_ ("%1$s of %2$d"), share, source->row->cpu_cores);
}

static char *
format_ghz (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_number (source->row->cpu_ghz, 1), _ ("GHz"));
}

static char *
format_ram (const SubletOfferFactSource *source)
{
  const SubletOfferRow *row = source->row;
  double share = row->gpu_frac;

  /* Source: fact sheet 2.5, `cpu_ram`: the whole machine's; the share is that of the cores, else
   * that of the GPUs. */
  if (row->cpu_cores > 0 && !isnan (row->cpu_cores_effective))
    share = MIN (row->cpu_cores_effective / row->cpu_cores, 1);
  if (isnan (share) || isnan (row->cpu_ram_mb))
    return g_strdup (UNKNOWN);

  return with_unit (sublet_format_number (row->cpu_ram_mb * share / 1024, 0), _ ("GB"));
}

/* ---- contract ---- */

static char *
format_kind (const SubletOfferFactSource *source)
{
  return g_strdup (source->kind != SUBLET_PRICE_KIND_UNKNOWN ? sublet_kind_get_title (source->kind)
                                                             : UNKNOWN);
}

static char *
format_ends (const SubletOfferFactSource *source)
{
  gint64 ends_us = sublet_offer_row_get_ends_us (source->row, source->known_at_us);

  return ends_us > 0 ? sublet_format_duration (MAX (ends_us - source->now_us, 0))
                     : g_strdup (UNKNOWN);
}

static char *
format_reliability (const SubletOfferFactSource *source)
{
  return with_unit (sublet_format_percent (source->row->reliability, 2), "%");
}

static char *
format_verification (const SubletOfferFactSource *source)
{
  switch (source->row->verification)
    {
    case SUBLET_VERIFICATION_VERIFIED:
      return g_strdup (_ ("Verified"));
    case SUBLET_VERIFICATION_UNVERIFIED:
      return g_strdup (_ ("Unverified"));
    case SUBLET_VERIFICATION_DEVERIFIED:
      return g_strdup (_ ("Deverified"));
    case SUBLET_VERIFICATION_UNKNOWN:
    default:
      return g_strdup (UNKNOWN);
    }
}

static char *
format_hosting (const SubletOfferFactSource *source)
{
  switch (source->row->hosting_type)
    {
    case 0:
      return g_strdup (_ ("Community"));
    case 1:
      return g_strdup (_ ("Data center"));
    default:
      return g_strdup (UNKNOWN);
    }
}

static char *
format_lowest_bid (const SubletOfferFactSource *source)
{
  return sublet_format_rate (source->row->min_bid_nusd);
}

/* What the rent window asks for: bids have three decimals, and none is below the lowest. */
static char *
format_bid (const SubletOfferFactSource *source)
{
  const gint64 step_nusd = SUBLET_NUSD_PER_USD / 1000;
  gint64 lowest_nusd = source->row->min_bid_nusd;

  if (source->kind != SUBLET_PRICE_KIND_INTERRUPTIBLE || lowest_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (UNKNOWN);

  return sublet_format_rate ((lowest_nusd + step_nusd - 1) / step_nusd * step_nusd);
}

static char *
format_host (const SubletOfferFactSource *source)
{
  return format_id (source->row->host_id);
}

static char *
format_machine (const SubletOfferFactSource *source)
{
  return format_id (source->row->machine_id);
}

static char *
format_offer (const SubletOfferFactSource *source)
{
  return format_id (source->row->id);
}

/* The formatter cannot lay out marked texts in a table. */
/* clang-format off */
static const SubletOfferFact facts[] = {
  { SUBLET_OFFER_FACTS_GPU, N_ ("GPUs"), N_ ("of those in the machine"), format_share },
  { SUBLET_OFFER_FACTS_GPU, N_ ("Memory"), N_ ("of each GPU"), format_memory },
  { SUBLET_OFFER_FACTS_GPU, N_ ("All Memory"), N_ ("of all GPUs together"), format_all_memory },
  { SUBLET_OFFER_FACTS_GPU, N_ ("Memory Speed"), N_ ("as measured"), format_memory_speed },
  { SUBLET_OFFER_FACTS_GPU, N_ ("Computing"), N_ ("all GPUs together"), format_flops },
  { SUBLET_OFFER_FACTS_GPU, N_ ("Computing per Dollar"), N_ ("an hour of your job"), format_flops_per_dollar },
  { SUBLET_OFFER_FACTS_GPU, N_ ("DLPerf"), N_ ("Vast's deep learning score"), format_dlperf },
  { SUBLET_OFFER_FACTS_GPU, N_ ("DLPerf per Dollar"), N_ ("an hour of your job"), format_dlperf_per_dollar },
  { SUBLET_OFFER_FACTS_GPU, N_ ("CUDA"), N_ ("the newest the driver supports"), format_cuda },
  /* TRANSLATORS: the compute capability, a version that NVIDIA gives each kind of GPU */
  { SUBLET_OFFER_FACTS_GPU, N_ ("Capability"), N_ ("what the GPU can compute"), format_capability },
  { SUBLET_OFFER_FACTS_GPU, N_ ("Driver"), N_ ("NVIDIA's, on the machine"), format_driver },
  { SUBLET_OFFER_FACTS_GPU, N_ ("PCIe"), N_ ("between processor and GPU"), format_pcie },
  { SUBLET_OFFER_FACTS_GPU, N_ ("NVLink"), N_ ("between the GPUs"), format_nvlink },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Down"), N_ ("from the internet"), format_down },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Up"), N_ ("to the internet"), format_up },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Price Down"), N_ ("for what you download"), format_down_price },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Price Up"), N_ ("for what you upload"), format_up_price },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Ports"), N_ ("that can be opened"), format_ports },
  { SUBLET_OFFER_FACTS_NETWORK, N_ ("Static Address"), N_ ("stays the same"), format_static_ip },
  { SUBLET_OFFER_FACTS_DISK, N_ ("Disk"), N_ ("its model"), format_disk_name },
  /* TRANSLATORS: what is left of the disk, not what costs nothing */
  { SUBLET_OFFER_FACTS_DISK, N_ ("Free"), N_ ("the most you can take"), format_disk_space },
  { SUBLET_OFFER_FACTS_DISK, N_ ("Speed"), N_ ("as measured"), format_disk_speed },
  { SUBLET_OFFER_FACTS_DISK, N_ ("Price"), N_ ("stopped or running"), format_disk_price },
  { SUBLET_OFFER_FACTS_CPU, N_ ("Processor"), N_ ("its model"), format_cpu },
  { SUBLET_OFFER_FACTS_CPU, N_ ("Cores"), N_ ("your share"), format_cores },
  /* TRANSLATORS: how fast the processor runs */
  { SUBLET_OFFER_FACTS_CPU, N_ ("Clock"), N_ ("of the processor"), format_ghz },
  { SUBLET_OFFER_FACTS_CPU, N_ ("Memory"), N_ ("your share, about"), format_ram },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Price Kind"), N_ ("how you pay"), format_kind },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Ends In"), N_ ("the longest you can keep it"), format_ends },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Reliability"), N_ ("likely to stay up"), format_reliability },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Verification"), N_ ("by Vast's tests"), format_verification },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Host"), N_ ("who runs the machine"), format_hosting },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Lowest Bid"), N_ ("if interruptible"), format_lowest_bid },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Bid"), N_ ("what Sublet asks with"), format_bid },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Machine"), N_ ("its number"), format_machine },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Host Number"), N_ ("its number"), format_host },
  { SUBLET_OFFER_FACTS_CONTRACT, N_ ("Offer"), N_ ("its number"), format_offer },
};
/* clang-format on */

/**
 * sublet_offer_facts_get:
 * @n_facts: (out): how many
 *
 * Returns: (transfer none) (array length=n_facts): all facts, group by group
 */
const SubletOfferFact *
sublet_offer_facts_get (gsize *n_facts)
{
  *n_facts = G_N_ELEMENTS (facts);

  return facts;
}

/**
 * sublet_offer_fact_group_get_title:
 * @group: a group of facts
 *
 * Returns: (transfer none): its title, translated
 */
const char *
sublet_offer_fact_group_get_title (SubletOfferFactGroup group)
{
  switch (group)
    {
    case SUBLET_OFFER_FACTS_GPU:
      return _ ("GPU");
    case SUBLET_OFFER_FACTS_NETWORK:
      return _ ("Network");
    case SUBLET_OFFER_FACTS_DISK:
      return _ ("Disk");
    case SUBLET_OFFER_FACTS_CPU:
      return _ ("CPU");
    case SUBLET_OFFER_FACTS_CONTRACT:
      return _ ("Contract");
    default:
      g_return_val_if_reached ("");
    }
}
