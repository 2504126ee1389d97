/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-offer-query.h"

#include "support/sublet-test.h"

static void
test_defaults (void)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();

  g_assert_cmpint (sublet_offer_query_get_kind (query), ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_assert_cmpfloat_with_epsilon (sublet_offer_query_get_disk_gb (query), 64, 1e-9);
  g_assert_cmpint (sublet_offer_query_get_limit (query), ==, 5000);
  g_assert_null (sublet_offer_query_get_gpu_names (query));
  g_assert_cmpint (sublet_offer_query_get_num_gpus (query), ==, 0);
  g_assert_false (sublet_offer_query_get_verified_only (query));
  g_assert_cmpint (sublet_offer_query_get_min_dph_nusd (query), ==, 0);
  g_assert_cmpint (sublet_offer_query_get_max_dph_nusd (query), ==, 0);
  g_assert_null (sublet_offer_query_get_excluded_gpu_names (query));
  g_assert_null (sublet_offer_query_get_countries (query));
  g_assert_null (sublet_offer_query_get_excluded_countries (query));
  g_assert_cmpuint (sublet_offer_query_get_conditions (query)->len, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&query));
}

static void
test_copy (void)
{
  static const char *const names[] = { "RTX 4090", "RTX PRO 6000 Max-Q", NULL };
  static const char *const others[] = { "Tesla T4", NULL };
  static const char *const countries[] = { "FI", "SE", NULL };
  static const char *const elsewhere[] = { "US", NULL };
  static const char *const none[] = { NULL };
  static const gint64 ids[] = { 7, 20417 };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferQuery) copy = NULL;
  GArray *conditions;

  sublet_offer_query_set_kind (query, SUBLET_PRICE_KIND_RESERVED);
  sublet_offer_query_set_disk_gb (query, 40.5);
  sublet_offer_query_set_limit (query, 64);
  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 2);
  sublet_offer_query_set_verified_only (query, true);
  sublet_offer_query_set_min_dph_nusd (query, 410000000);
  sublet_offer_query_set_max_dph_nusd (query, 420000000);
  sublet_offer_query_set_excluded_gpu_names (query, others);
  sublet_offer_query_set_countries (query, countries);
  sublet_offer_query_set_excluded_countries (query, elsewhere);
  sublet_offer_conditions_add_words (sublet_offer_query_get_conditions (query),
                                     "gpu_arch",
                                     SUBLET_OFFER_OPERATOR_IN,
                                     names);
  sublet_offer_conditions_add_ids (sublet_offer_query_get_conditions (query), "host_id", ids, 2);
  copy = sublet_offer_query_copy (query);
  g_array_set_size (sublet_offer_query_get_conditions (query), 0);
  /* Its own array may be handed back. */
  sublet_offer_query_set_gpu_names (query, sublet_offer_query_get_gpu_names (query));
  g_assert_cmpstrv (sublet_offer_query_get_gpu_names (query), names);
  sublet_offer_query_set_gpu_names (query, none);
  g_assert_null (sublet_offer_query_get_gpu_names (query));
  sublet_offer_query_set_countries (query, none);
  g_assert_null (sublet_offer_query_get_countries (query));

  g_assert_cmpint (sublet_offer_query_get_kind (copy), ==, SUBLET_PRICE_KIND_RESERVED);
  g_assert_cmpfloat_with_epsilon (sublet_offer_query_get_disk_gb (copy), 40.5, 1e-9);
  g_assert_cmpint (sublet_offer_query_get_limit (copy), ==, 64);
  g_assert_cmpstrv (sublet_offer_query_get_gpu_names (copy), names);
  g_assert_cmpint (sublet_offer_query_get_num_gpus (copy), ==, 2);
  g_assert_true (sublet_offer_query_get_verified_only (copy));
  g_assert_cmpint (sublet_offer_query_get_min_dph_nusd (copy), ==, 410000000);
  g_assert_cmpint (sublet_offer_query_get_max_dph_nusd (copy), ==, 420000000);
  g_assert_cmpstrv (sublet_offer_query_get_excluded_gpu_names (copy), others);
  g_assert_cmpstrv (sublet_offer_query_get_countries (copy), countries);
  g_assert_cmpstrv (sublet_offer_query_get_excluded_countries (copy), elsewhere);
  conditions = sublet_offer_query_get_conditions (copy);
  g_assert_cmpuint (conditions->len, ==, 2);
  g_assert_cmpstrv (g_array_index (conditions, SubletOfferCondition, 0).words, names);
  g_assert_cmpint (g_array_index (g_array_index (conditions, SubletOfferCondition, 1).ids,
                                  gint64,
                                  1),
                   ==,
                   20417);
}

/* Every field counts. */
static void
test_equal (void)
{
  static const char *const words[] = { "FI", "SE", NULL };
  static const char *const others[] = { "FI", "DE", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferQuery) one = NULL;
  guint i;

  sublet_offer_query_set_countries (query, words);
  one = sublet_offer_query_copy (query);
  g_assert_true (sublet_offer_query_equal (query, one));

  for (i = 0; i < 12; i++)
    {
      g_autoptr (SubletOfferQuery) other = sublet_offer_query_copy (query);

      switch (i)
        {
        case 0:
          sublet_offer_query_set_kind (other, SUBLET_PRICE_KIND_RESERVED);
          break;
        case 1:
          sublet_offer_query_set_disk_gb (other, 64.5);
          break;
        case 2:
          sublet_offer_query_set_limit (other, 64);
          break;
        case 3:
          sublet_offer_query_set_num_gpus (other, 2);
          break;
        case 4:
          sublet_offer_query_set_verified_only (other, true);
          break;
        case 5:
          sublet_offer_query_set_min_dph_nusd (other, 1);
          break;
        case 6:
          sublet_offer_query_set_max_dph_nusd (other, 1);
          break;
        case 7:
          sublet_offer_query_set_gpu_names (other, words);
          break;
        case 8:
          sublet_offer_query_set_excluded_gpu_names (other, words);
          break;
        case 9:
          sublet_offer_query_set_countries (other, others);
          break;
        case 10:
          sublet_offer_query_set_countries (other, NULL);
          break;
        default:
          sublet_offer_query_set_excluded_countries (other, words);
          break;
        }
      g_assert_false (sublet_offer_query_equal (query, other));
      g_assert_false (sublet_offer_query_equal (other, query));
    }
}

static void
test_equal_conditions (void)
{
  static const char *const words[] = { "amd64", NULL };
  static const char *const others[] = { "arm64", NULL };
  static const gint64 ids[] = { 7, 8 };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  GArray *conditions = sublet_offer_query_get_conditions (query);
  guint i;

  sublet_offer_conditions_add_bound (conditions, "dlperf", SUBLET_OFFER_OPERATOR_GTE, 5);
  sublet_offer_conditions_add_words (conditions, "cpu_arch", SUBLET_OFFER_OPERATOR_IN, words);
  sublet_offer_conditions_add_ids (conditions, "machine_id", ids, 2);
  for (i = 0; i < 5; i++)
    {
      g_autoptr (SubletOfferQuery) other = sublet_offer_query_new ();
      GArray *changed = sublet_offer_query_get_conditions (other);

      sublet_offer_conditions_add_bound (changed,
                                         i == 1 ? "cuda_max_good" : "dlperf",
                                         SUBLET_OFFER_OPERATOR_GTE,
                                         i == 2 ? 6 : 5);
      sublet_offer_conditions_add_words (changed,
                                         "cpu_arch",
                                         SUBLET_OFFER_OPERATOR_IN,
                                         i == 3 ? others : words);
      sublet_offer_conditions_add_ids (changed, "machine_id", ids, i == 4 ? 1 : 2);
      g_assert_cmpint (sublet_offer_query_equal (query, other), ==, i == 0);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/offer-query/defaults", test_defaults);
  g_test_add_func ("/core/model/offer-query/copy", test_copy);
  g_test_add_func ("/core/model/offer-query/equal", test_equal);
  g_test_add_func ("/core/model/offer-query/equal-conditions", test_equal_conditions);

  return g_test_run ();
}
