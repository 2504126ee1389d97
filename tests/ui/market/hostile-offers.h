/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fed-market.h"

#include <math.h>

/*
 * Offers that nobody should list, and a fine one. Shared by their test and their pictures.
 */

enum
{
  HOSTILE_FINE = 1,
  HOSTILE_MISSING,
  HOSTILE_FREE,
  HOSTILE_NEGATIVE,
  HOSTILE_HUGE,
  HOSTILE_NAMES,
};

static const char *const hostile_names[] = {
  "RTX\n4090\t\x01\x1b[31m",
  "<b>RTX</b> & <span size='99999'>",
  "\xe2\x80\xae"
  "4090 XTR",
};

static inline void
hostile_offer_fill_huge (SubletOfferRow *row)
{
  row->gpu_ram_mb = 1e300;
  row->reliability = 1e300;
  row->inet_down_mbps = INFINITY;
  row->inet_up_mbps = -INFINITY;
  row->cuda_max_good = 1e300;
  row->disk_space_gb = 1e300;
  row->disk_bw_mb_s = -1e300;
  row->cpu_cores_effective = 1e300;
  row->cpu_ram_mb = 1e300;
  row->dlperf = 1e300;
  row->direct_port_count = G_MAXINT;
  row->duration_us = G_MAXINT64;
  row->end_us = G_MAXINT64;
  row->num_gpus = G_MAXINT;
  row->dph_base_nusd = G_MAXINT64;
  row->min_bid_nusd = G_MAXINT64;
}

static inline GArray *
hostile_offers_new (void)
{
  GArray *rows = sublet_offer_rows_new (0);
  SubletOfferRow *row = fed_market_append (rows, HOSTILE_FINE, 4);
  gsize i;

  row->gpu_ram_mb = 24564;
  row->reliability = 0.99;
  row->inet_down_mbps = row->inet_up_mbps = 800;
  row->cuda_max_good = 12.8;
  row->disk_space_gb = row->disk_bw_mb_s = 900;
  row->cpu_cores_effective = 8;
  row->cpu_ram_mb = 64000;
  row->dlperf = 98;
  row->direct_port_count = 4;
  row->duration_us = 99 * G_TIME_SPAN_HOUR;
  row->min_bid_nusd = 100000000;
  row->verification = SUBLET_VERIFICATION_VERIFIED;
  row->cpu_name = sublet_text_intern ("AMD EPYC 7543");
  g_strlcpy (row->country, "FI", sizeof row->country);

  g_array_set_size (rows, rows->len + 1);
  row = &g_array_index (rows, SubletOfferRow, rows->len - 1);
  sublet_offer_row_init (row);
  row->id = HOSTILE_MISSING;
  row->machine_id = -1;
  row->rentable = true;

  fed_market_append (rows, HOSTILE_FREE, 0);
  fed_market_append (rows, HOSTILE_NEGATIVE, -7);
  hostile_offer_fill_huge (fed_market_append (rows, HOSTILE_HUGE, 1));
  for (i = 0; i < G_N_ELEMENTS (hostile_names); i++)
    {
      row = fed_market_append (rows, HOSTILE_NAMES + (gint64) i, 5 + (double) i);
      row->gpu_name = sublet_text_intern (hostile_names[i]);
      row->cpu_name = sublet_text_intern (hostile_names[i]);
      row->region = sublet_text_intern (hostile_names[i]);
      row->driver_version = sublet_text_intern (hostile_names[i]);
      row->disk_name = sublet_text_intern (hostile_names[i]);
    }

  return rows;
}
