/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "offer-decoder-fixture.h"

#include "core/api/sublet-offer-decoder-private.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/* ---- numbers ---- */

/* The fuzzer does millions; these are for every run, also of a sanitizer. */
#define RANDOM_NUMBERS 4000

static void
check_number (const char *number)
{
  g_autofree char *text = g_strdup_printf ("{\"offers\":[{\"id\":1,\"dlperf\":%s}]}", number);
  g_autoptr (GArray) rows = NULL;
  double expected = g_ascii_strtod (number, NULL);
  double value;

  rows = offer_decoder_decode (text, strlen (text), G_MAXSIZE, NULL, NULL);
  if (rows == NULL || rows->len != 1)
    g_error ("%s was refused", number);
  value = g_array_index (rows, SubletOfferRow, 0).dlperf;
  if (memcmp (&value, &expected, sizeof value) != 0)
    g_error ("%s is %.17g, not %.17g", number, value, expected);
}

static void
test_numbers (void)
{
  static const char *const rows[] = {
    "0",
    "0.0",
    "1",
    "9007199254740993",
    "9007199254740992.5",
    "9007199254740993.0",
    "9223372036854775807",
    "0.1",
    "0.3",
    "219.31060486822122",
    "0.000001",
    "1e22",
    "1.7976931348623157e308",
    "2.2250738585072014e-308",
    "4.9e-324",
    "123456789012345678901234567890.5",
    "0.1000000000000000055511151231257827021181583404541015625",
    "0.12345678901234567890123456789",
    "8.5070591730234615e37",
    "1.5E+3",
    "1e-7",
    "9999999999999999999.9",
    "0.9999999999999999",
    "0.99999999999999999",
    "4503599627370496.5",
    "4503599627370497.5",
    "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
  };
  GRand *random = g_rand_new_with_seed (4090);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    check_number (rows[i]);
  for (i = 0; i < RANDOM_NUMBERS; i++)
    {
      char number[64];
      guint64 digits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      int after = g_rand_int_range (random, 1, 19);

      /* As many digits as a double needs, and random ones of every length. */
      if (i % 2 == 0)
        g_ascii_dtostr (number, sizeof number, g_rand_double_range (random, 0, 1e6));
      else
        g_snprintf (number,
                    sizeof number,
                    "%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                    (guint64) g_rand_int_range (random, 0, 2000),
                    after,
                    digits % (guint64) pow (10, after));
      check_number (number);
    }
  g_rand_free (random);
}

static void
test_refused_values (void)
{
  static const char *const rows[] = {
    "01",
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "-",
    "0x10",
    "--1",
    "1.2.3",
    "1,5",
    "nul",
    "True",
    "'a'",
    "\"\\ud800\"",
    "\"\\udc00x\"",
    "\"\\ud800\\u0041\"",
    "\"\\u12\"",
    "\"\\x\"",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"offers\":[{\"id\":1,\"dlperf\":%s},{\"id\":2}]}", rows[i]);
      g_autoptr (GArray) offers = NULL;
      guint n_skipped = 0;

      offers = offer_decoder_decode (text, strlen (text), G_MAXSIZE, &n_skipped, NULL);
      if (offers == NULL || offers->len != 1 || n_skipped != 1)
        g_error ("%s was not refused alone", rows[i]);
    }
}

/* ---- every quirk of the fact sheet's section 2.7, by value ---- */

static const SubletOfferRow *
find (const GArray *rows, gint64 id)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      if (g_array_index (rows, SubletOfferRow, i).id == id)
        return &g_array_index (rows, SubletOfferRow, i);
    }

  g_error ("no offer %" G_GINT64_FORMAT, id);
}

#define assert_double(value, expected) \
  g_assert_cmpfloat_with_epsilon ((value), (expected), 1e-9 * fabs ((double) (expected)) + 1e-15)

static void
check_plain_row (const SubletOfferRow *row)
{
  g_assert_cmpint (row->machine_id, ==, 20417);
  g_assert_cmpint (row->host_id, ==, 88012);
  g_assert_cmpstr (row->gpu_name, ==, "RTX 4090");
  g_assert_cmpstr (row->region, ==, "Uusimaa");
  g_assert_cmpstr (row->country, ==, "FI");
  g_assert_cmpstr (row->cpu_name, ==, "EPYC 7543");
  g_assert_cmpstr (row->driver_version, ==, "570.133.07");
  g_assert_cmpint (row->dph_base_nusd, ==, 310000000);
  g_assert_cmpint (row->dph_total_nusd, ==, 319400000);
  g_assert_cmpint (row->storage_nusd_per_gb_month, ==, 170000000);
  g_assert_cmpint (row->inet_up_nusd_per_tb, ==, 4096000000);
  g_assert_cmpint (row->inet_down_nusd_per_tb, ==, 3072000000);
  g_assert_cmpint (row->min_bid_nusd, ==, 210000000);
  g_assert_cmpint (row->start_us, ==, G_GINT64_CONSTANT (1786000123456000));
  g_assert_cmpint (row->end_us, ==, G_GINT64_CONSTANT (1788000000000000));
  g_assert_cmpint (row->duration_us, ==, G_GINT64_CONSTANT (1843200500000));
  assert_double (row->gpu_frac, 0.25);
  assert_double (row->gpu_ram_mb, 24564);
  assert_double (row->cpu_cores_effective, 16);
  assert_double (row->cpu_ram_mb, 257600);
  assert_double (row->disk_space_gb, 812.4);
  assert_double (row->disk_bw_mb_s, 3120);
  assert_double (row->inet_up_mbps, 640.2);
  assert_double (row->inet_down_mbps, 880.7);
  assert_double (row->cuda_max_good, 12.8);
  assert_double (row->compute_cap, 8.9);
  assert_double (row->dlperf, 98.2);
  assert_double (row->total_flops, 82.1);
  assert_double (row->reliability, 0.9957);
  g_assert_cmpint (row->num_gpus, ==, 1);
  g_assert_cmpint (row->cpu_cores, ==, 64);
  g_assert_cmpint (row->direct_port_count, ==, 48);
  g_assert_cmpint (row->hosting_type, ==, 0);
  g_assert_cmpint (row->verification, ==, SUBLET_VERIFICATION_VERIFIED);
  g_assert_cmpint (row->architecture, ==, SUBLET_GPU_ARCHITECTURE_NVIDIA);
  g_assert_true (row->rentable);
  g_assert_false (row->rented);
  g_assert_true (row->static_ip);
  g_assert_false (row->external);
}

static void
check_mixed_types (const GArray *rows)
{
  const SubletOfferRow *row = find (rows, 2);

  assert_double (row->gpu_ram_mb, 23028);
  g_assert_cmpint (row->num_gpus, ==, 2);
  /* Not sent: made of one GPU's memory. */
  assert_double (row->gpu_total_ram_mb, 46056);
  assert_double (row->disk_space_gb, 219.31060486822122);
  assert_double (row->cpu_cores_effective, 10.666666666666666);
  g_assert_cmpint (row->discounted_dph_nusd, ==, 0);
  g_assert_cmpint (row->cpu_cores, ==, -1);
  g_assert_cmpint (row->hosting_type, ==, -1);
  g_assert_cmpstr (row->driver_version, ==, "595.84");
  g_assert_cmpstr (row->cpu_name, ==, "Xeon® Gold 6148");
  g_assert_null (row->disk_name);
  g_assert_cmpint (row->verification, ==, SUBLET_VERIFICATION_UNVERIFIED);
  g_assert_cmpint (row->architecture, ==, SUBLET_GPU_ARCHITECTURE_UNKNOWN);
  g_assert_false (row->rentable);
  g_assert_true (row->static_ip);

  row = find (rows, 3);
  g_assert_cmpint (row->discounted_dph_nusd, ==, 0);
  g_assert_cmpint (row->verification, ==, SUBLET_VERIFICATION_DEVERIFIED);
  g_assert_cmpint (row->architecture, ==, SUBLET_GPU_ARCHITECTURE_AMD);
  g_assert_cmpint (row->hosting_type, ==, 1);
  g_assert_cmpstr (row->disk_name, ==, "QEMU HARDDISK");
  g_assert_cmpstr (row->cpu_name, ==, "XEON® GOLD 6530");
  /* Per TB from $0.003 to $20; it wins over the price per GB. */
  g_assert_cmpint (row->inet_up_nusd_per_tb, ==, 3000000);
  g_assert_cmpint (row->inet_down_nusd_per_tb, ==, 20000000000);
  assert_double (row->reliability, 0.98);
  assert_double (row->pcie_bw_gb_s, 1.5);

  /* A bid's floor may lie above the on-demand price. */
  row = find (rows, 4);
  g_assert_cmpint (row->dph_base_nusd, ==, 1200000000);
  g_assert_cmpint (row->min_bid_nusd, ==, 1250000000);
  g_assert_cmpint (row->dph_total_nusd, ==, 1210000000);
  assert_double (row->cuda_max_good, 12.8);
  assert_double (row->compute_cap, 12.0);
  assert_double (find (rows, 5)->compute_cap, 8.9);
  assert_double (find (rows, 6)->compute_cap, 8.6);

  row = find (rows, 12);
  g_assert_cmpint (row->dph_total_nusd, ==, 750000000);
  g_assert_cmpint (row->num_gpus, ==, 2);
  g_assert_cmpint (row->direct_port_count, ==, 0);
}

static void
check_texts (const GArray *rows)
{
  g_assert_null (find (rows, 2)->region);
  g_assert_cmpstr (find (rows, 2)->country, ==, "US");
  g_assert_cmpstr (find (rows, 3)->region, ==, "United States");
  g_assert_cmpstr (find (rows, 4)->region, ==, "The Netherlands");
  g_assert_cmpstr (find (rows, 5)->region, ==, "Hafnarfjarðarkaupstaður");
  g_assert_cmpstr (find (rows, 5)->country, ==, "IS");
  g_assert_cmpstr (find (rows, 5)->cpu_name, ==, "Core™ Ultra 9 285K");
  g_assert_cmpstr (find (rows, 6)->region, ==, "Bács-Kiskun");
  g_assert_cmpstr (find (rows, 6)->country, ==, "HU");
  g_assert_cmpstr (find (rows, 6)->disk_name, ==, "\"fast\" \\ / \t disk 😀");
  g_assert_cmpstr (find (rows, 7)->region, ==, "Norway");
  g_assert_cmpstr (find (rows, 7)->country, ==, "");
  g_assert_null (find (rows, 8)->region);
  g_assert_null (find (rows, 8)->gpu_name);
  g_assert_true (isnan (find (rows, 8)->gpu_ram_mb));
  g_assert_cmpstr (find (rows, 9)->region, ==, "Bavaria");
  g_assert_cmpstr (find (rows, 9)->country, ==, "DE");
}

static void
check_nonsense (const GArray *rows)
{
  const SubletOfferRow *row = find (rows, 10);

  /* The last of two members counts, also when it is null. */
  g_assert_cmpint (row->dph_total_nusd, ==, 250000000);
  g_assert_cmpstr (row->gpu_name, ==, "last");
  g_assert_cmpint (row->num_gpus, ==, -1);

  row = find (rows, 11);
  g_assert_cmpint (row->dph_total_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_true (isnan (row->disk_bw_mb_s));
  g_assert_true (isnan (row->inet_up_mbps));
  g_assert_cmpstr (row->gpu_name, ==, "NaN");

  row = find (rows, 13);
  g_assert_cmpint (row->dph_total_nusd, ==, 1000000);
  assert_double (row->disk_space_gb, 1500);
  g_assert_cmpint (row->duration_us, ==, 0);
  g_assert_cmpint (row->end_us, ==, 0);
  g_assert_true (isnan (row->reliability));
  g_assert_true (isnan (row->disk_bw_mb_s));

  row = find (rows, 14);
  g_assert_null (row->gpu_name);
  g_assert_null (row->cpu_name);
  g_assert_cmpint (row->dph_total_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_true (row->rentable);

  g_assert_cmpstr (find (rows, 19)->gpu_name, ==, "escaped names");
}

static void
test_quirks (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_skipped = 0;
  gsize length;

  text = offer_decoder_load ("offers-quirks.json", &length);
  rows = offer_decoder_decode (text, length, G_MAXSIZE, &n_skipped, &error);
  g_assert_no_error (error);
  /* Without a number, number 0, two that are malformed, and one that is no object. */
  g_assert_cmpuint (n_skipped, ==, 5);
  g_assert_cmpuint (rows->len, ==, 15);

  check_plain_row (find (rows, 31900417));
  check_mixed_types (rows);
  check_texts (rows);
  check_nonsense (rows);
}

static void
test_envelope (void)
{
  static const char one[] = "{\"offers\":{\"id\":5},\"truncated\":true}";
  static const char none[] = "{\"offers\":[]}";
  static const char failed[] = "{\"success\":false,\"error\":\"x\"}";
  g_autoptr (SubletOfferDecoder) decoder = sublet_offer_decoder_new ();
  g_autoptr (SubletOfferDecoder) empty = sublet_offer_decoder_new ();
  g_autoptr (SubletOfferDecoder) refused = sublet_offer_decoder_new ();
  g_autoptr (GArray) rows = NULL;

  g_assert_true (sublet_offer_decoder_feed (decoder, one, strlen (one), NULL));
  g_assert_true (sublet_offer_decoder_finish (decoder, NULL));
  g_assert_true (sublet_offer_decoder_get_found (decoder));
  g_assert_true (
    sublet_json_opt_bool (sublet_offer_decoder_get_envelope (decoder), "truncated", false));
  rows = sublet_offer_decoder_steal_rows (decoder);
  g_assert_cmpuint (rows->len, ==, 1);

  g_assert_true (sublet_offer_decoder_feed (empty, none, strlen (none), NULL));
  g_assert_true (sublet_offer_decoder_finish (empty, NULL));
  g_assert_true (sublet_offer_decoder_get_found (empty));

  g_assert_true (sublet_offer_decoder_feed (refused, failed, strlen (failed), NULL));
  g_assert_true (sublet_offer_decoder_finish (refused, NULL));
  g_assert_false (sublet_offer_decoder_get_found (refused));
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("{\"offers\":[{\"id\":1,\"a\":");
  g_autoptr (GArray) rows = NULL;
  g_autofree char *fill = g_strnfill (SUBLET_JSON_MAX_ROW_BYTES, 'x');
  guint n_skipped = 0;
  guint i;

  for (i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  for (i = 0; i < 100000; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "},{\"id\":2");
  for (i = 0; i < SUBLET_JSON_MAX_MEMBERS; i++)
    g_string_append (text, ",\"m\":1");
  g_string_append_printf (text, "},{\"id\":3,\"a\":\"%s\"},{\"id\":4,\"a\":\"\xc3\x28\"},", fill);
  g_string_append (text, "{\"id\":5,\"a\":\"line\nbreak\"},{\"id\":6}]}");

  rows = offer_decoder_decode (text->str, text->len, G_MAXSIZE, &n_skipped, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (g_array_index (rows, SubletOfferRow, 0).id, ==, 6);
  g_assert_cmpuint (n_skipped, ==, 5);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/offer-decoder/numbers", test_numbers);
  g_test_add_func ("/core/api/offer-decoder/refused-values", test_refused_values);
  g_test_add_func ("/core/api/offer-decoder/quirks", test_quirks);
  g_test_add_func ("/core/api/offer-decoder/envelope", test_envelope);
  g_test_add_func ("/core/api/offer-decoder/limits", test_limits);

  return g_test_run ();
}
