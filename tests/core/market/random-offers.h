/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-money.h"
#include "core/model/sublet-offer.h"
#include "core/model/sublet-text.h"

#include <math.h>

/*
 * Offers that look like the market's and have everything missing now and then. The same seed makes
 * the same offers. Shared by the tests of the market and its bench.
 */

static const struct
{
  const char *gpu_name;
  double gpu_ram_mb;
  double rate_usd;
} random_models[] = {
  { "RTX 4090", 24564, 0.31 },
  { "RTX 5090", 32607, 0.52 },
  { "RTX 3090", 24576, 0.15 },
  { "RTX 4090", 49140, 0.55 },
  { "A100 SXM4", 81920, 0.9 },
  { "A100 SXM4", 40960, 0.6 },
  { "H100 SXM", 81559, 1.9 },
  { "H200", 143771, 2.6 },
  { "L40S", 46068, 0.5 },
  { "Tesla T4", 15109, 0.08 },
  { "RTX PRO 6000 WS", 97887, 0.95 },
  { "GTX 1080 Ti", 11264, 0.06 },
  { "RTX 3060 Ti", 8192, 0.07 },
  { "Q RTX 8000", 46080, 0.3 },
  { "B200", 183359, 3.9 },
};

static const struct
{
  const char *region;
  const char *country;
} random_places[] = {
  { "Uusimaa", "FI" }, { "Texas", "US" },   { NULL, "US" },      { "Bács-Kiskun", "HU" },
  { "Osaka", "JP" },   { "Ontario", "CA" }, { "Madrid", "ES" },  { NULL, "" },
  { "Oslo", "NO" },    { "Gauteng", "ZA" }, { "Bavaria", "DE" }, { NULL, "XX" },
};

static inline double
random_or_missing (GRand *rand, double low, double high)
{
  return g_rand_int_range (rand, 0, 20) == 0 ? NAN : g_rand_double_range (rand, low, high);
}

/* Few different values, so that ties are common; each as a text with that value is read. */
static inline double
random_step (GRand *rand, double low, double step, int n_steps)
{
  return g_rand_int_range (rand, 0, 20) == 0
           ? NAN
           : round ((low + step * g_rand_int_range (rand, 0, n_steps)) * 1e6) / 1e6;
}

static inline gint64
random_money (GRand *rand, double low_usd, double high_usd)
{
  gint64 value;

  sublet_money_nusd_from_usd (random_or_missing (rand, low_usd, high_usd), &value);
  return value;
}

static inline void
random_offer_init (SubletOfferRow *row, GRand *rand, gint64 id, gint64 now_us)
{
  static const char *const cpus[] = { "AMD EPYC 7543", "Xeon® E5-2680 v4", "Ryzen 9 5950X" };
  gsize model = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (random_models));
  gsize place = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (random_places));
  double rate = random_models[model].rate_usd;

  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = g_rand_int_range (rand, 0, 30) == 0 ? -1 : id / 4;
  if (g_rand_int_range (rand, 0, 40) != 0)
    row->gpu_name = sublet_text_intern (random_models[model].gpu_name);
  if (random_places[place].region != NULL)
    row->region = sublet_text_intern (random_places[place].region);
  g_strlcpy (row->country, random_places[place].country, sizeof row->country);
  row->cpu_name = sublet_text_intern (cpus[g_rand_int_range (rand, 0, G_N_ELEMENTS (cpus))]);

  row->num_gpus = 1 << g_rand_int_range (rand, 0, 5);
  if (g_rand_int_range (rand, 0, 20) == 0)
    row->num_gpus = -1;
  row->gpu_ram_mb = g_rand_int_range (rand, 0, 20) == 0 ? NAN : random_models[model].gpu_ram_mb;
  row->gpu_total_ram_mb = row->num_gpus > 0 ? row->gpu_ram_mb * row->num_gpus : NAN;
  row->compute_cap = random_step (rand, 6, 0.1, 60);
  row->architecture = (SubletGpuArchitecture) g_rand_int_range (rand, 0, 3);
  row->host_id = g_rand_int_range (rand, 0, 60);
  row->static_ip = g_rand_boolean (rand);
  row->dph_base_nusd = random_money (rand, rate * 0.8, rate * 1.6);
  row->dph_total_nusd = sublet_money_add (row->dph_base_nusd, 15000000);
  row->min_bid_nusd = random_money (rand, rate * 0.4, rate * 1.2);
  row->discounted_dph_nusd = random_money (rand, rate * 0.5, rate);
  row->storage_nusd_per_gb_month = random_money (rand, 0.05, 0.4);
  row->inet_down_nusd_per_tb = random_money (rand, 0, 20);
  row->inet_up_nusd_per_tb = random_money (rand, 0, 20);

  row->end_us = g_rand_int_range (rand, 0, 10) == 0
                  ? 0
                  : now_us + g_rand_int_range (rand, 3, 9000) * G_TIME_SPAN_HOUR;
  row->duration_us =
    g_rand_int_range (rand, 0, 10) == 0 ? 0 : g_rand_int_range (rand, 3, 9000) * G_TIME_SPAN_HOUR;
  row->reliability = random_step (rand, 0.8, 0.002, 100);
  row->dlperf = random_or_missing (rand, 5, 400);
  row->total_flops = random_or_missing (rand, 5, 900);
  row->cuda_max_good = random_step (rand, 11.8, 0.2, 8);
  row->inet_down_mbps = random_step (rand, 0, 50, 100);
  row->inet_up_mbps = random_step (rand, 0, 50, 60);
  row->disk_space_gb = random_or_missing (rand, 20, 2000);
  row->disk_bw_mb_s = random_or_missing (rand, 100, 7000);
  row->cpu_cores_effective = random_step (rand, 2, 2, 60);
  row->cpu_ram_mb = random_step (rand, 16000, 16000, 40);
  row->direct_port_count = g_rand_int_range (rand, -1, 100);
  row->hosting_type = g_rand_int_range (rand, -1, 2);
  row->verification = (SubletVerification) g_rand_int_range (rand, 0, 4);
  row->rentable = g_rand_int_range (rand, 0, 25) != 0;
  row->rented = g_rand_int_range (rand, 0, 25) == 0;
}

static inline GArray *
random_offers_new (guint32 seed, guint n_rows, gint64 now_us)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *rows = sublet_offer_rows_new (n_rows);
  guint i;

  g_array_set_size (rows, n_rows);
  for (i = 0; i < n_rows; i++)
    /* In no order, and each once: 7919 is a prime that divides no size used. */
    random_offer_init (&g_array_index (rows, SubletOfferRow, i),
                       rand,
                       30000000 + (gint64) i * 7919 % MAX (n_rows, 1),
                       now_us);

  return rows;
}
