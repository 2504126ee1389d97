/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

static SubletOfferFilter *
make_full (void)
{
  SubletOfferFilter *filter = sublet_offer_filter_new ();

  sublet_offer_filter_set_model (filter, "RTX 4090", true);
  sublet_offer_filter_set_model (filter, "A100 \"SXM4\"", true);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_8_OR_MORE);
  sublet_offer_filter_set_max_rate_nusd (filter, 500000000);
  sublet_offer_filter_set_min_reliability (filter, 98.5);
  sublet_offer_filter_set_min_memory_gb (filter, 24);
  sublet_offer_filter_set_region (filter, SUBLET_REGION_EUROPE, true);
  sublet_offer_filter_set_country (filter, "JP", true);
  sublet_offer_filter_set_verified_only (filter, true);
  sublet_offer_filter_set_data_center_only (filter, true);
  sublet_offer_filter_set_text (filter, "  epyc Ünna ");

  return filter;
}

static void
test_text_round_trip (void)
{
  g_autoptr (SubletOfferFilter) full = make_full ();
  g_autoptr (SubletOfferFilter) back = NULL;
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) none_back = NULL;
  g_autofree char *text = sublet_offer_filter_to_text (full);
  g_autofree char *none_text = sublet_offer_filter_to_text (none);

  g_assert_null (strchr (text, '\n'));
  back = sublet_offer_filter_new_from_text (text);
  g_assert_true (sublet_offer_filter_equal (full, back));
  g_assert_cmpuint (sublet_offer_filter_count_active (back), ==, SUBLET_N_FILTER_PARTS);

  /* Cleared by the person is not the same as never set. */
  g_assert_cmpstr (none_text, ==, "{}");
  none_back = sublet_offer_filter_new_from_text (none_text);
  g_assert_true (sublet_offer_filter_equal (none, none_back));
}

static void
test_text_nonsense (void)
{
  static const char *const rows[] = { NULL, "", "x", "[1]", "{\"models\":", "null", "7" };
  g_autoptr (SubletOfferFilter) first = sublet_offer_filter_new_default ();
  g_autoptr (SubletOfferFilter) empty = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) odd = NULL;
  g_autoptr (SubletOfferFilter) deep_filter = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new_from_text (rows[i]);

      g_assert_true (sublet_offer_filter_equal (filter, first));
    }

  deep_filter = sublet_offer_filter_new_from_text (deep);
  g_assert_true (sublet_offer_filter_equal (deep_filter, first));

  odd = sublet_offer_filter_new_from_text (
    "{\"models\":[null,3,{}],\"gpus\":\"3\",\"max-rate\":-1,\"min-reliability\":1e999,"
    "\"min-memory\":-3,\"regions\":[\"atlantis\"],\"countries\":[\"fi\",\"FIN\",7],\"text\":\" "
    "\"}");
  g_assert_true (sublet_offer_filter_equal (odd, empty));
}

static void
test_parts (void)
{
  g_autoptr (SubletOfferFilter) filter = make_full ();
  g_autoptr (SubletOfferFilter) empty = sublet_offer_filter_new ();
  guint part;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    {
      g_autoptr (SubletOfferFilter) before = sublet_offer_filter_copy (filter);

      g_assert_true (sublet_offer_filter_equal (filter, before));
      g_assert_true (sublet_offer_filter_is_active (filter, (SubletFilterPart) part));
      sublet_offer_filter_clear (filter, (SubletFilterPart) part);
      g_assert_false (sublet_offer_filter_is_active (filter, (SubletFilterPart) part));
      g_assert_false (sublet_offer_filter_equal (filter, before));
      g_assert_cmpuint (sublet_offer_filter_count_active (filter),
                        ==,
                        SUBLET_N_FILTER_PARTS - 1 - part);
    }
  g_assert_true (sublet_offer_filter_equal (filter, empty));
}

static void
test_sets (void)
{
  g_autoptr (SubletOfferFilter) a = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) b = sublet_offer_filter_new ();

  sublet_offer_filter_set_model (a, "H100 SXM", true);
  sublet_offer_filter_set_model (a, "A40", true);
  sublet_offer_filter_set_model (a, "A40", true);
  sublet_offer_filter_set_model (b, "A40", true);
  sublet_offer_filter_set_model (b, "L40S", true);
  sublet_offer_filter_set_model (b, "H100 SXM", true);
  sublet_offer_filter_set_model (b, "L40S", false);
  sublet_offer_filter_set_model (b, "L40S", false);
  g_assert_true (sublet_offer_filter_equal (a, b));
  g_assert_cmpuint (g_strv_length ((char **) sublet_offer_filter_get_models (a)), ==, 2);
  g_assert_true (sublet_offer_filter_has_model (a, "A40"));
  g_assert_false (sublet_offer_filter_has_model (a, "a40"));
  g_assert_false (sublet_offer_filter_has_model (a, NULL));
}

static void
test_memory (void)
{
  /* What cards are sold with, what they report, and the next size below. */
  static const struct
  {
    double nominal_gb;
    double wire_mb;
    bool passes;
  } rows[] = { { 24, 24564, true }, { 24, 23028, true },  { 24, 22528, false }, { 16, 15109, true },
               { 12, 12288, true }, { 12, 11264, false }, { 32, 32607, true },  { 48, 46068, true },
               { 80, 81559, true }, { 80, 49140, false }, { 8, 8192, true },    { 8, 6144, false },
               { 96, 95830, true }, { 141, 143771, true } };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (rows[i].wire_mb >= sublet_memory_floor_mb (rows[i].nominal_gb),
                     ==,
                     rows[i].passes);
}

static void
test_passes (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.region = g_ref_string_new_intern ("Ünna");
  row.cpu_name = g_ref_string_new_intern ("AMD EPYC 7543");

  g_assert_true (sublet_offer_filter_passes_model (filter, NULL));
  g_assert_true (sublet_offer_filter_passes_place (filter, ""));
  g_assert_true (sublet_offer_filter_passes_text (filter, &row));
  g_assert_true (sublet_offer_filter_passes_count (filter, 3));

  sublet_offer_filter_set_model (filter, "RTX 4090", true);
  g_assert_false (sublet_offer_filter_passes_model (filter, NULL));
  g_assert_true (sublet_offer_filter_passes_model (filter, "RTX 4090"));

  sublet_offer_filter_set_region (filter, SUBLET_REGION_ASIA, true);
  sublet_offer_filter_set_country (filter, "FI", true);
  g_assert_true (sublet_offer_filter_passes_place (filter, "JP"));
  g_assert_true (sublet_offer_filter_passes_place (filter, "FI"));
  g_assert_false (sublet_offer_filter_passes_place (filter, "SE"));
  g_assert_false (sublet_offer_filter_passes_place (filter, ""));

  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_8_OR_MORE);
  g_assert_true (sublet_offer_filter_passes_count (filter, 12));
  g_assert_false (sublet_offer_filter_passes_count (filter, 4));
  g_assert_false (sublet_offer_filter_passes_count (filter, -1));

  sublet_offer_filter_set_text (filter, "epyc üNNA 40");
  g_assert_true (sublet_offer_filter_passes_text (filter, &row));
  sublet_offer_filter_set_text (filter, "epyc 41");
  g_assert_false (sublet_offer_filter_passes_text (filter, &row));

  sublet_offer_row_clear (&row);
}

static void
test_regions (void)
{
  g_assert_cmpint (sublet_region_from_country ("FI"), ==, SUBLET_REGION_EUROPE);
  g_assert_cmpint (sublet_region_from_country ("US"), ==, SUBLET_REGION_NORTH_AMERICA);
  g_assert_cmpint (sublet_region_from_country ("BR"), ==, SUBLET_REGION_SOUTH_AMERICA);
  g_assert_cmpint (sublet_region_from_country ("JP"), ==, SUBLET_REGION_ASIA);
  g_assert_cmpint (sublet_region_from_country ("NZ"), ==, SUBLET_REGION_OCEANIA);
  g_assert_cmpint (sublet_region_from_country ("ZA"), ==, SUBLET_REGION_AFRICA);
  g_assert_cmpint (sublet_region_from_country ("ZZ"), ==, SUBLET_REGION_UNKNOWN);
  g_assert_cmpint (sublet_region_from_country (" A"), ==, SUBLET_REGION_UNKNOWN);
  g_assert_cmpint (sublet_region_from_country (""), ==, SUBLET_REGION_UNKNOWN);
  g_assert_cmpint (sublet_region_from_country (NULL), ==, SUBLET_REGION_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/offer-filter/text-round-trip", test_text_round_trip);
  g_test_add_func ("/core/market/offer-filter/text-nonsense", test_text_nonsense);
  g_test_add_func ("/core/market/offer-filter/parts", test_parts);
  g_test_add_func ("/core/market/offer-filter/sets", test_sets);
  g_test_add_func ("/core/market/offer-filter/memory", test_memory);
  g_test_add_func ("/core/market/offer-filter/passes", test_passes);
  g_test_add_func ("/core/market/offer-filter/regions", test_regions);

  return g_test_run ();
}
