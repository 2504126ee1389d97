/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-offers.h"

static const char *const gpu_names[] = {
  "RTX 4090",   "RTX 5090",  "RTX 3090",        "RTX 4070S Ti", "RTX PRO 6000 Max-Q",
  "A100 SXM4",  "H100 SXM",  "H100 NVL",        "B200",         "L40S",
  "Tesla V100", "Tesla T4",  "RTX 6000Ada",     "CMP 170HX",    "Q RTX 8000",
  "H200",       "RTX A6000", "RTX PRO 6000 WS", "A100 PCIE",    "RTX 3060 Ti",
};

static const char *const cpu_names[] = {
  "AMD EPYC 7543 32-Core Processor",
  "Xeon® Gold 6148 ",
  "XEON® GOLD 6530",
  "Core™ Ultra 9 285K",
  "AMD Ryzen 9 7950X",
};

static const char *const places[] = {
  ", US",
  "Uusimaa, FI",
  "The Netherlands, NL",
  "Hafnarfjarðarkaupstaður, IS",
  "Norway",
  "Bács-Kiskun, HU",
  "United States, US",
  "Qu\\u00e9bec, CA",
  "Bavaria, DE, EU",
};

static const char *const fixed_fields =
  "\"bundled_results\":null,\"avail_vol_ask_id\":null,\"avail_vol_dph\":null,\"avail_vol_size\":"
  "null,"
  "\"nw_disk_min_bw\":null,\"nw_disk_max_bw\":null,\"nw_disk_avg_bw\":null,\"webpage\":null,"
  "\"hostname\":null,\"logo\":\"/static/logos/vastai_small2.png\",\"resource_type\":\"gpu\","
  "\"cluster_id\":null,\"rn\":1,\"vericode\":1,\"gpu_arch\":\"nvidia\",\"cpu_arch\":\"amd64\","
  "\"os_version\":\"22.04\",\"mobo_name\":\"00WGD1\",\"has_avx\":1,\"gpu_display_active\":false,"
  "\"vms_enabled\":false,\"is_vm_deverified\":false,\"is_bid\":false,\"time_remaining\":\"\","
  "\"time_remaining_isbid\":\"\",\"credit_balance\":null,\"credit_discount\":null,"
  "\"credit_discount_max\":0.4,\"instance\":{\"gpuCostPerHour\":0.0,\"diskHour\":0.0026041666,"
  "\"totalHour\":0.0026041666,\"discountTotalHour\":0.0,\"discountedTotalPerHour\":0.0026041666},";

static void
append_number (GString *text, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "\"%s\":%s,", name, g_ascii_dtostr (number, sizeof number, value));
}

static void
append_text (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, "\"%s\":\"%s\",", name, value);
}

static void
append_identity (GString *text, GRand *random, gint64 id)
{
  g_string_append_printf (text,
                          "{\"id\":%" G_GINT64_FORMAT ",\"ask_contract_id\":%" G_GINT64_FORMAT
                          ",\"bundle_id\":%d,\"machine_id\":%d,\"host_id\":%d,",
                          id,
                          id,
                          g_rand_int_range (random, 1000000, 2000000000),
                          g_rand_int_range (random, 1, 60000),
                          g_rand_int_range (random, 1, 300000));
  g_string_append_printf (text,
                          "\"hosting_type\":%d,\"static_ip\":%s,\"external\":%s,\"rented\":%s,"
                          "\"rentable\":true,\"direct_port_count\":%d,",
                          g_rand_int_range (random, 0, 2),
                          g_rand_boolean (random) ? "true" : "false",
                          g_rand_boolean (random) ? "null" : "0",
                          g_rand_boolean (random) ? "null" : "false",
                          g_rand_int_range (random, 0, 500));
  append_text (text, "verification", g_rand_boolean (random) ? "verified" : "unverified");
  append_text (text, "geolocation", places[g_rand_int_range (random, 0, G_N_ELEMENTS (places))]);
  append_text (text, "public_ipaddr", "198.51.100.24\\n");
}

static void
append_hardware (GString *text, GRand *random, int n_gpus)
{
  static const int ram_mb[] = { 24564, 23028, 49140, 81920, 39936, 11264, 183359 };
  int ram = ram_mb[g_rand_int_range (random, 0, G_N_ELEMENTS (ram_mb))];
  int n_cores = 8 << g_rand_int_range (random, 0, 5);

  append_text (text, "gpu_name", gpu_names[g_rand_int_range (random, 0, G_N_ELEMENTS (gpu_names))]);
  append_text (text, "cpu_name", cpu_names[g_rand_int_range (random, 0, G_N_ELEMENTS (cpu_names))]);
  append_text (text, "disk_name", g_rand_boolean (random) ? "" : "Samsung SSD 990 PRO 4TB");
  append_text (text, "driver_version", g_rand_boolean (random) ? "570.133.07" : "595.84");
  g_string_append_printf (text,
                          "\"driver_vers\":%s,\"num_gpus\":%d,\"gpu_ram\":%d%s,\"gpu_total_ram\":%"
                          "d,"
                          "\"compute_cap\":%d,\"cuda_max_good\":12.%d,\"pci_gen\":%d.0,",
                          g_rand_boolean (random) ? "null" : "580076005",
                          n_gpus,
                          ram,
                          g_rand_boolean (random) ? ".0" : "",
                          ram * n_gpus,
                          g_rand_boolean (random) ? 890 : 1200,
                          g_rand_int_range (random, 0, 10),
                          g_rand_int_range (random, 3, 6));
  append_number (text, "gpu_frac", 1.0 / g_rand_int_range (random, 1, 9));
  append_number (text, "gpu_mem_bw", g_rand_double_range (random, 200, 4000));
  append_number (text, "gpu_max_power", 450.0);
  append_number (text, "gpu_max_temp", g_rand_int_range (random, 8, 99));
  append_number (text, "gpu_lanes", 16);
  append_number (text, "pcie_bw", g_rand_double_range (random, 1.5, 55));
  append_number (text, "bw_nvlink", 0);
  append_number (text, "total_flops", g_rand_double_range (random, 10, 900));
  append_number (text, "dlperf", g_rand_double_range (random, 5, 1200));
  append_number (text, "dlperf_per_dphtotal", g_rand_double_range (random, 50, 600));
  append_number (text, "flops_per_dphtotal", g_rand_double_range (random, 50, 600));
  append_number (text, "score", g_rand_double_range (random, 50, 1600));
  g_string_append_printf (text, "\"cpu_cores\":%d,", n_cores);
  append_number (text, "cpu_cores_effective", n_cores / 4.0);
  append_number (text, "cpu_ghz", 3.4);
  append_number (text, "cpu_ram", g_rand_int_range (random, 16000, 2000000));
  append_number (text, "disk_space", g_rand_double_range (random, 10, 9000));
  append_number (text, "disk_bw", g_rand_double_range (random, 100, 9000));
  append_number (text, "inet_up", g_rand_int_range (random, 50, 100000) / 10.0);
  append_number (text, "inet_down", g_rand_int_range (random, 50, 100000) / 10.0);
  append_number (text, "reliability", g_rand_double_range (random, 0.6, 1));
  append_number (text, "reliability2", g_rand_int_range (random, 600000, 1000000) / 1e6);
  append_number (text, "expected_reliability", g_rand_double_range (random, 0.6, 1));
  append_number (text, "reliability_mult", g_rand_double_range (random, 0.6, 1));
}

static void
append_prices (GString *text, GRand *random, int n_gpus)
{
  double base = n_gpus * g_rand_int_range (random, 50, 4000) / 1000.0;
  double storage = g_rand_int_range (random, 5, 40) / 100.0;
  double total = base + storage * 64 / 720;
  double up = g_rand_double_range (random, 0.000003, 0.02);

  append_number (text, "dph_base", base);
  append_number (text, "dph_total", total);
  append_number (text, "dph_total_adj", total * 1.01);
  append_number (text, "min_bid", base * 0.6);
  append_number (text, "storage_cost", storage);
  append_number (text, "storage_total_cost", storage * 64 / 720);
  append_number (text, "inet_up_cost", up);
  append_number (text, "inet_down_cost", up / 2);
  append_number (text, "internet_up_cost_per_tb", up * 1024);
  append_number (text, "internet_down_cost_per_tb", up * 512);
  append_number (text, "vram_costperhour", base / 1e5);
  append_number (text, "start_date", 1750000000 + g_rand_double_range (random, 0, 1e7));
  append_number (text, "end_date", 1790000000 + g_rand_double_range (random, 0, 1e7));
  append_number (text, "duration", g_rand_double_range (random, 10800, 31536000));
  append_number (text, "discounted_dph_total", total);
  g_string_append_printf (text,
                          "\"discounted_hourly\":%s,\"discount_rate\":%s,\"platform_fee\":null,",
                          g_rand_boolean (random) ? "0" : "0.0",
                          g_rand_boolean (random) ? "null" : "0.0");
  g_string_append (text, "\"search\":{");
  append_number (text, "gpuCostPerHour", base);
  append_number (text, "diskHour", storage * 64 / 720);
  g_string_append (text, "\"discountTotalHour\":0.0,");
  append_number (text, "discountedTotalPerHour", total);
  g_string_append (text, "\"totalHour\":0.5}}");
}

/**
 * sublet_test_offers_append_row:
 * @text: what to append to
 * @random: where the figures come from
 * @id: the offer's number
 *
 * Appends one offer as a JSON object.
 */
void
sublet_test_offers_append_row (GString *text, GRand *random, gint64 id)
{
  int n_gpus = 1 << g_rand_int_range (random, 0, 4);

  append_identity (text, random, id);
  append_hardware (text, random, n_gpus);
  g_string_append (text, fixed_fields);
  append_prices (text, random, n_gpus);
}

/**
 * sublet_test_offers_make_reply:
 * @n_offers: how many
 * @seed: any number
 *
 * Returns: (transfer full): the body of a reply to a search
 */
GString *
sublet_test_offers_make_reply (guint n_offers, guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  GString *text = g_string_sized_new ((gsize) n_offers * 3000 + 64);
  guint i;

  g_string_append (text, "{\"offers\":[");
  for (i = 0; i < n_offers; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      sublet_test_offers_append_row (text, random, 30000000 + (gint64) i * 7);
    }
  g_string_append (text, "],\"truncated\":false}");
  g_rand_free (random);

  return text;
}
