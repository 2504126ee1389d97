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
  guint i;

  sublet_offer_filter_set_model (filter, "RTX 4090", true);
  sublet_offer_filter_set_model (filter, "A100 \"SXM4\"", true);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_8_OR_MORE);
  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    g_assert_true (
      sublet_offer_filter_set_range (filter,
                                     sublet_filter_range_get (i)->part,
                                     123456789 + i,
                                     i % 2 == 0 ? 98700000000 : SUBLET_FILTER_NO_BOUND));
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_ARCHITECTURE,
                                  SUBLET_GPU_ARCHITECTURE_AMD,
                                  true);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  true);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_DEVERIFIED,
                                  true);
  sublet_offer_filter_set_region (filter, SUBLET_REGION_EUROPE, true);
  sublet_offer_filter_set_country (filter, "JP", true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_DATA_CENTER, true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_STATIC_IP, true);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 20417);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 7);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_HOST, 88012);
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
test_text_of_other_versions (void)
{
  g_autoptr (SubletOfferFilter) wanted = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) older = NULL;
  g_autoptr (SubletOfferFilter) newer = NULL;
  g_autoptr (SubletOfferFilter) turned = NULL;
  g_autofree char *text = NULL;

  sublet_offer_filter_set_choice (wanted,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  true);
  sublet_offer_filter_set_range (wanted,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 410000000);
  older = sublet_offer_filter_new_from_text ("{\"max-rate\":0.41,\"verified\":true}");
  g_assert_true (sublet_offer_filter_equal (older, wanted));

  newer = sublet_offer_filter_new_from_text (
    "{\"max-rate\":0.41,\"min-colour\":3,\"smell\":[\"sweet\"],\"model\":1,\"price\":{},"
    "\"verification\":[\"verified\",\"adored\",\"unknown\"],\"machine\":[0,-4,\"9\",1.5],"
    "\"architecture\":\"nvidia\"}");
  g_assert_true (sublet_offer_filter_equal (newer, wanted));

  /* What came first stays; the other bound would hide everything. */
  turned = sublet_offer_filter_new_from_text ("{\"min-memory\":48,\"max-memory\":24}");
  text = sublet_offer_filter_to_text (turned);
  g_assert_cmpstr (text, ==, "{\"min-memory\":48.0}");
}

static void
test_ranges (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  guint i;

  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    {
      const SubletFilterRange *range = sublet_filter_range_get (i);
      SubletFilterPart part = range->part;
      guint j;

      g_assert_true (sublet_filter_range_of_part (part) == range);
      g_assert_cmpint (sublet_filter_part_get_kind (part), ==, SUBLET_FILTER_KIND_RANGE);
      for (j = 0; j < i; j++)
        g_assert_cmpstr (range->member, !=, sublet_filter_range_get (j)->member);

      g_assert_true (sublet_offer_filter_set_range (filter, part, 5, 5));
      g_assert_false (sublet_offer_filter_set_range (filter, part, 6, 5));
      g_assert_cmpint (sublet_offer_filter_get_lower (filter, part), ==, 5);
      g_assert_cmpint (sublet_offer_filter_get_upper (filter, part), ==, 5);
      g_assert_cmpint (sublet_filter_bound_from_double (range, 1e300),
                       ==,
                       range->highest * SUBLET_FILTER_BOUND_UNIT);
      g_assert_cmpint (sublet_filter_bound_from_double (range, 0.1), ==, 100000000);
      g_assert_cmpint (sublet_filter_bound_from_double (range, 0), ==, 0);
      g_assert_cmpint (sublet_filter_bound_from_double (range, -0.1), ==, SUBLET_FILTER_NO_BOUND);
      g_assert_cmpint (sublet_filter_bound_from_double (range, NAN), ==, SUBLET_FILTER_NO_BOUND);
    }
  g_assert_null (sublet_filter_range_of_part (SUBLET_FILTER_PART_MODEL));
  g_assert_true (isnan (sublet_filter_bound_to_double (SUBLET_FILTER_NO_BOUND)));
}

static gint64
units (double value)
{
  return llround (value * 1e9);
}

/* What is asked for is never less than what passes here. */
static void
test_on_wire (void)
{
  static const struct
  {
    SubletFilterPart part;
    double bound;
    double lower_on_wire;
    double upper_on_wire;
  } rows[] = {
    { SUBLET_FILTER_PART_RELIABILITY, 98.7, 0.987, 0.987 },
    { SUBLET_FILTER_PART_MEMORY, 24, 22609.92, 24576 },
    { SUBLET_FILTER_PART_TOTAL_MEMORY, 48, 45219.84, 49152 },
    { SUBLET_FILTER_PART_COMPUTE, 8.9, 890, 890 },
    { SUBLET_FILTER_PART_CUDA, 12.8, 12.8, 12.8 },
    { SUBLET_FILTER_PART_DOWN, 500, 500, 500 },
    { SUBLET_FILTER_PART_DOWN_PRICE, 10.24, 0.01, 0.01 },
    { SUBLET_FILTER_PART_UP_PRICE, 1, 0.000976562, 0.000976563 },
    { SUBLET_FILTER_PART_RAM, 64, 60293.12, 65536 },
    { SUBLET_FILTER_PART_DURATION, 3.5, 302400, 302400 },
    { SUBLET_FILTER_PART_PORTS, 4, 4, 4 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletFilterRange *range = sublet_filter_range_of_part (rows[i].part);
      gint64 bound = sublet_filter_bound_from_double (range, rows[i].bound);

      g_assert_cmpint (sublet_filter_range_get_lower_on_wire (range, bound),
                       ==,
                       units (rows[i].lower_on_wire));
      g_assert_cmpint (sublet_filter_range_get_upper_on_wire (range, bound),
                       ==,
                       units (rows[i].upper_on_wire));
    }
}

static bool
is_from (const SubletFilterRange *range, const SubletOfferRow *row, double lower)
{
  gint64 bound = sublet_filter_bound_from_double (range, lower);

  return sublet_filter_range_read_key (range, row) >=
         sublet_filter_range_get_lower_key (range, bound, 0);
}

static bool
is_up_to (const SubletFilterRange *range, const SubletOfferRow *row, double upper)
{
  gint64 bound = sublet_filter_bound_from_double (range, upper);

  return sublet_filter_range_read_key (range, row) <=
         sublet_filter_range_get_upper_key (range, bound, 0);
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
  const SubletFilterRange *range = sublet_filter_range_of_part (SUBLET_FILTER_PART_MEMORY);
  SubletOfferRow row;
  gsize i;

  sublet_offer_row_init (&row);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      row.gpu_ram_mb = rows[i].wire_mb;
      g_assert_cmpint (is_from (range, &row, rows[i].nominal_gb), ==, rows[i].passes);
      g_assert_true (is_up_to (range, &row, rows[i].nominal_gb));
    }
}

/* A value that stands on a bound passes it, in whatever unit it is kept. */
static void
test_on_bound (void)
{
  SubletOfferRow row;
  int i;

  sublet_offer_row_init (&row);
  for (i = 0; i < 1000; i++)
    {
      static const SubletFilterPart parts[] = {
        SUBLET_FILTER_PART_RELIABILITY, SUBLET_FILTER_PART_COMPUTE,  SUBLET_FILTER_PART_CUDA,
        SUBLET_FILTER_PART_DOWN_PRICE,  SUBLET_FILTER_PART_UP_PRICE,
      };
      g_autofree char *reliability = g_strdup_printf ("%d.%03d", i / 1000, i % 1000);
      gsize j;

      row.reliability = g_ascii_strtod (reliability, NULL);
      row.compute_cap = row.cuda_max_good = (double) i / 10;
      row.inet_down_nusd_per_tb = row.inet_up_nusd_per_tb = (gint64) i * 100000000;
      for (j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          const SubletFilterRange *range = sublet_filter_range_of_part (parts[j]);

          g_assert_true (is_from (range, &row, (double) i / 10));
          g_assert_true (is_up_to (range, &row, (double) i / 10));
          g_assert_false (is_from (range, &row, (double) i / 10 + 0.01));
          g_assert_true (i == 0 || !is_up_to (range, &row, (double) i / 10 - 0.01));
        }
    }
}

static void
test_counts (void)
{
  const SubletFilterRange *range = sublet_filter_range_of_part (SUBLET_FILTER_PART_PORTS);
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  g_assert_true (sublet_filter_range_read_key (range, &row) == SUBLET_SORT_KEY_MISSING);
  row.direct_port_count = 4;
  g_assert_true (is_from (range, &row, 3.1));
  g_assert_false (is_from (range, &row, 4.1));
  g_assert_true (is_up_to (range, &row, 4.9));
  g_assert_false (is_up_to (range, &row, 3.9));
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
  /* More words than a set has room for: the last ones are one. */
  sublet_offer_filter_set_text (filter,
                                "e p y c 4 0 r t x n e p y c 4 0 r t x n e p y c 4 0 r t x n rtx "
                                "4090");
  g_assert_true (sublet_offer_filter_passes_text (filter, &row));
  sublet_offer_filter_set_text (filter,
                                "e p y c 4 0 r t x n e p y c 4 0 r t x n e p y c 4 0 r t x n 4090 "
                                "rtx");
  g_assert_false (sublet_offer_filter_passes_text (filter, &row));
  sublet_offer_filter_set_text (filter, "epyc 41");
  g_assert_false (sublet_offer_filter_passes_text (filter, &row));

  sublet_offer_row_clear (&row);
}

static void
test_passes_row (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletOfferRow row;
  guint part;

  sublet_offer_row_init (&row);
  row.num_gpus = 8;
  row.architecture = SUBLET_GPU_ARCHITECTURE_AMD;
  row.verification = SUBLET_VERIFICATION_DEVERIFIED;
  row.hosting_type = 1;
  row.static_ip = true;
  row.machine_id = 20417;
  row.host_id = 88012;
  row.cpu_name = g_ref_string_new_intern ("AMD EPYC 7543");

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    {
      SubletFilterKind kind = sublet_filter_part_get_kind ((SubletFilterPart) part);

      if (kind != SUBLET_FILTER_KIND_MODELS && kind != SUBLET_FILTER_KIND_PLACES &&
          kind != SUBLET_FILTER_KIND_RANGE)
        g_assert_true (sublet_offer_filter_passes_row (filter, (SubletFilterPart) part, &row));
    }

  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_8_OR_MORE);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_ARCHITECTURE,
                                  SUBLET_GPU_ARCHITECTURE_AMD,
                                  true);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_UNVERIFIED,
                                  true);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_DEVERIFIED,
                                  true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_DATA_CENTER, true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_STATIC_IP, true);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 9);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 20417);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_HOST, 88012);
  sublet_offer_filter_set_text (filter, "epyc");
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (filter, (SubletFilterPart) part))
      g_assert_true (sublet_offer_filter_passes_row (filter, (SubletFilterPart) part, &row));

  /* Of what is not known nothing passes. */
  sublet_offer_row_clear (&row);
  sublet_offer_row_init (&row);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (filter, (SubletFilterPart) part))
      g_assert_false (sublet_offer_filter_passes_row (filter, (SubletFilterPart) part, &row));
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
  g_test_add_func ("/core/market/offer-filter/text-of-other-versions", test_text_of_other_versions);
  g_test_add_func ("/core/market/offer-filter/parts", test_parts);
  g_test_add_func ("/core/market/offer-filter/sets", test_sets);
  g_test_add_func ("/core/market/offer-filter/ranges", test_ranges);
  g_test_add_func ("/core/market/offer-filter/on-wire", test_on_wire);
  g_test_add_func ("/core/market/offer-filter/memory", test_memory);
  g_test_add_func ("/core/market/offer-filter/on-bound", test_on_bound);
  g_test_add_func ("/core/market/offer-filter/counts", test_counts);
  g_test_add_func ("/core/market/offer-filter/passes", test_passes);
  g_test_add_func ("/core/market/offer-filter/passes-row", test_passes_row);
  g_test_add_func ("/core/market/offer-filter/regions", test_regions);

  return g_test_run ();
}
