/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-market.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-text.h"
#include "support/sublet-test.h"

/* Nobody listens there. */
#define NO_SERVER "http://127.0.0.1:9"

static const struct
{
  const char *name;
  double memory_mb;
  double rate_usd;
  int share; /* of a hundred and more */
} models[] = {
  { "RTX 4090", 24564, 0.31, 40 },  { "RTX 5090", 32607, 0.52, 20 },
  { "RTX 3090", 24576, 0.16, 18 },  { "A100 SXM4", 81920, 0.95, 8 },
  { "H100 SXM", 81559, 1.95, 8 },   { "RTX A6000", 49140, 0.45, 6 },
  { "L40S", 46068, 0.55, 6 },       { "RTX PRO 6000 Max-Q", 97887, 1.05, 4 },
  { "H200", 143771, 2.6, 4 },       { "RTX 4070S Ti", 16376, 0.12, 6 },
  { "Tesla V100", 32768, 0.22, 3 }, { "B200", 183359, 3.9, 2 },
  { "Q RTX 8000", 46080, 0.3, 2 },
};

static const struct
{
  const char *region;
  const char *country;
} places[] = {
  { "Uusimaa", "FI" }, { NULL, "SE" },      { "Texas", "US" }, { "Madrid", "ES" },
  { "Osaka", "JP" },   { "Bavaria", "DE" }, { "Oslo", "NO" },  { "Quebec", "CA" },
  { NULL, "NL" },      { "Gauteng", "ZA" }, { "Ohio", "US" },  { NULL, "GB" },
};

static gsize
pick_model (GRand *rand)
{
  int left = g_rand_int_range (rand, 0, 127);
  gsize i;

  for (i = 0; i + 1 < G_N_ELEMENTS (models) && left >= models[i].share; i++)
    left -= models[i].share;

  return i;
}

static void
fill_offer (SubletOfferRow *row, GRand *rand, gint64 id, gint64 now_us)
{
  gsize model = pick_model (rand);
  gsize place = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (places));
  int num_gpus = 1 << g_rand_int_range (rand, 0, 4);
  double rate = models[model].rate_usd * g_rand_double_range (rand, 0.85, 1.5);

  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = 20000 + id % 900;
  row->host_id = 88000 + id % 300;
  row->gpu_name = sublet_text_intern (models[model].name);
  row->gpu_ram_mb = models[model].memory_mb;
  row->gpu_total_ram_mb = models[model].memory_mb * num_gpus;
  row->num_gpus = num_gpus;
  row->gpu_frac = num_gpus / 8.0;
  row->region = sublet_text_intern (places[place].region);
  g_strlcpy (row->country, places[place].country, sizeof row->country);
  row->cpu_name = sublet_text_intern ("AMD EPYC 7543");
  row->cpu_cores = 64;
  row->cpu_cores_effective = 8.0 * num_gpus;
  row->cpu_ghz = 2.8;
  row->cpu_ram_mb = 257600;
  row->driver_version = sublet_text_intern ("570.133.07");
  row->disk_name = sublet_text_intern ("SAMSUNG MZQL23T8");
  row->disk_space_gb = g_rand_double_range (rand, 100, 3000);
  row->disk_bw_mb_s = g_rand_double_range (rand, 600, 7000);
  sublet_money_nusd_from_usd (rate * num_gpus, &row->dph_base_nusd);
  row->dph_total_nusd = row->dph_base_nusd + 15111111;
  row->min_bid_nusd = row->dph_base_nusd / 3 * 2;
  row->storage_nusd_per_gb_month = 170000000;
  row->inet_down_nusd_per_tb = G_GINT64_CONSTANT (3072000000);
  row->inet_up_nusd_per_tb = G_GINT64_CONSTANT (4096000000);
  row->end_us = now_us + g_rand_int_range (rand, 5, 4000) * G_TIME_SPAN_HOUR;
  row->reliability = g_rand_int_range (rand, 0, 25) == 0 ? NAN
                                                         : g_rand_double_range (rand, 0.94, 1);
  row->dlperf = 98.2 * num_gpus;
  row->total_flops = 82.1 * num_gpus;
  row->gpu_mem_bw_gb_s = 912;
  row->compute_cap = 8.9;
  row->pcie_bw_gb_s = 22.4;
  row->cuda_max_good = g_rand_int_range (rand, 0, 30) == 0 ? NAN : 12.8;
  row->inet_down_mbps = g_rand_double_range (rand, 90, 9000);
  row->inet_up_mbps = g_rand_double_range (rand, 40, 3000);
  row->direct_port_count = g_rand_int_range (rand, 0, 25) == 0 ? 0 : 48;
  row->hosting_type = g_rand_int_range (rand, 0, 4) == 0;
  row->verification = g_rand_int_range (rand, 0, 5) == 0 ? SUBLET_VERIFICATION_UNVERIFIED
                                                         : SUBLET_VERIFICATION_VERIFIED;
}

gint64
shots_now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

GArray *
shots_make_offers (SubletUiFixture *fixture, guint n_offers, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GRand) changes = g_rand_new_with_seed (seed);
  GArray *rows = sublet_offer_rows_new (n_offers);
  guint i;

  g_array_set_size (rows, n_offers);
  for (i = 0; i < n_offers; i++)
    {
      SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

      fill_offer (row, rand, 31900000 + (gint64) i, shots_now_us (fixture));
      /* A later answer: some are taken, some cost more or less. */
      if (seed > 0 && g_rand_int_range (changes, 0, 12) == 0)
        row->rented = true;
      if (seed > 0 && g_rand_int_range (changes, 0, 6) == 0)
        row->dph_base_nusd += g_rand_int_range (changes, -20000000, 30000000);
    }

  return rows;
}

void
shots_feed_market (SubletMarket *market, GArray *rows, gint64 known_at_us, SubletMarketCut cut)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);
  SubletJob job;

  sublet_market_get_job (market, &job);
  page->rows = g_array_ref (rows);
  page->kind = job.kind;
  page->known_at_us = known_at_us;
  market->ended_us = sublet_clock_get_monotonic_us (sublet_market_get_clock (market));
  market->refresh_ms = 60000;
  sublet_market_take_page (market, page, query, cut);
}

GtkWidget *
shots_make_market_page (SubletUiFixture *fixture, const char *filters)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SubletMarket) market = NULL;
  g_autoptr (GError) error = NULL;

  client = sublet_client_new (NO_SERVER, SUBLET_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  market = sublet_market_new (client);
  if (filters != NULL)
    g_object_set (settings, "filters", filters, NULL);

  return sublet_market_page_new (market, settings);
}

GtkWidget *
shots_make_fed_market (SubletUiFixture *fixture, const char *filters, SubletMarketCut cut)
{
  GtkWidget *page = shots_make_market_page (fixture, filters);
  g_autoptr (GArray) rows = shots_make_offers (fixture, SHOTS_N_OFFERS, 0);

  shots_feed_market (SUBLET_MARKET_PAGE (page)->market, rows, shots_now_us (fixture), cut);

  return page;
}

GtkWidget *
shots_make_market (SubletUiFixture *fixture)
{
  return shots_make_fed_market (fixture, NULL, SUBLET_MARKET_CUT_NONE);
}
