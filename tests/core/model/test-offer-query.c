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

/* ---- which answer is in which ---- */

/* A small language: "gte FIELD N", "lte FIELD N", "eq FIELD N", "in FIELD A|B", "not FIELD A|B",
 * "ids FIELD N|N", "flag FIELD 0|1"; several with commas. */
static SubletOfferQuery *
make_query (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  SubletOfferQuery *query = sublet_offer_query_new ();
  GArray *conditions = sublet_offer_query_get_conditions (query);
  guint i;

  for (i = 0; text[0] != '\0' && parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", 3);
      g_auto (GStrv) values = g_strsplit (words[2], "|", -1);
      const char *field = g_intern_string (words[1]);
      gint64 ids[3];
      guint k;

      for (k = 0; values[k] != NULL; k++)
        ids[k] = g_ascii_strtoll (values[k], NULL, 10);
      if (g_str_equal (words[0], "ids"))
        sublet_offer_conditions_add_ids (conditions, field, ids, k);
      else if (g_str_equal (words[0], "flag"))
        sublet_offer_conditions_add_flag (conditions, field, ids[0] != 0);
      else if (g_str_equal (words[0], "in") || g_str_equal (words[0], "not"))
        sublet_offer_conditions_add_words (conditions,
                                           field,
                                           words[0][0] == 'i' ? SUBLET_OFFER_OPERATOR_IN
                                                              : SUBLET_OFFER_OPERATOR_NOTIN,
                                           (const char *const *) values);
      else
        sublet_offer_conditions_add_bound (conditions,
                                           field,
                                           words[0][0] == 'e'   ? SUBLET_OFFER_OPERATOR_EQ
                                           : words[0][0] == 'g' ? SUBLET_OFFER_OPERATOR_GTE
                                                                : SUBLET_OFFER_OPERATOR_LTE,
                                           ids[0]);
    }

  return query;
}

static void
test_covers_conditions (void)
{
  static const struct
  {
    const char *wide;
    const char *narrow;
    bool covers;
    bool covers_back;
  } cases[] = {
    { "", "", true, true },
    { "", "gte ram 5", true, false },
    { "gte ram 5", "gte ram 6", true, false },
    { "gte ram 5", "gte ram 5", true, true },
    { "gte ram 5", "eq ram 8", true, false },
    { "gte ram 5", "eq ram 4", false, false },
    { "gte ram 5", "lte ram 6", false, false },
    { "gte ram 5", "gte disk 6", false, false },
    { "lte ram 6", "lte ram 5", true, false },
    { "lte ram 6", "eq ram 5", true, false },
    { "lte ram 6", "eq ram 7", false, false },
    { "eq ram 5", "eq ram 6", false, false },
    { "in name A|B", "in name B", true, false },
    { "in name A|B", "in name B|C", false, false },
    { "not name A", "not name A|B", true, false },
    { "not name A", "in name B", true, false },
    { "not name A", "in name A|B", false, false },
    { "ids host 7|8", "ids host 8", true, false },
    { "ids host 7|8", "ids host 8|9", false, false },
    { "flag static 1", "flag static 1", true, true },
    { "flag static 1", "flag static 0", false, false },
    { "flag static 1", "eq static 1", false, false },
    { "in name A|B,gte ram 5", "gte ram 6,in name A", true, false },
    { "in name A|B,gte ram 5", "in name A", false, false },
    { "in verification unverified|verified", "flag verified 1", true, false },
    { "in verification deverified", "flag verified 1", false, false },
    { "in verification unverified|verified", "flag verified 0", false, false },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletOfferQuery) wide = make_query (cases[i].wide);
      g_autoptr (SubletOfferQuery) narrow = make_query (cases[i].narrow);

      g_test_message ("%s / %s", cases[i].wide, cases[i].narrow);
      g_assert_cmpint (sublet_offer_query_covers (wide, narrow), ==, cases[i].covers);
      g_assert_cmpint (sublet_offer_query_covers (narrow, wide), ==, cases[i].covers_back);
    }
}

/* One thing after the other makes a query narrower, so that it does not cover any more. */
static void
test_covers (void)
{
  static const char *const one[] = { "A", NULL };
  static const char *const two[] = { "A", "B", NULL };
  int i;

  for (i = 0; i < 9; i++)
    {
      g_autoptr (SubletOfferQuery) wide = sublet_offer_query_new ();
      g_autoptr (SubletOfferQuery) narrow = sublet_offer_query_new ();

      sublet_offer_query_set_gpu_names (wide, two);
      sublet_offer_query_set_gpu_names (narrow, i == 0 ? one : two);
      sublet_offer_query_set_countries (wide, i == 1 ? NULL : one);
      sublet_offer_query_set_countries (narrow, one);
      sublet_offer_query_set_excluded_gpu_names (wide, i == 2 ? one : two);
      sublet_offer_query_set_excluded_gpu_names (narrow, two);
      sublet_offer_query_set_excluded_countries (wide, i == 3 ? NULL : one);
      sublet_offer_query_set_excluded_countries (narrow, one);
      sublet_offer_query_set_num_gpus (narrow, 2);
      sublet_offer_query_set_num_gpus (wide, i == 4 ? 0 : 2);
      sublet_offer_query_set_verified_only (narrow, true);
      sublet_offer_query_set_verified_only (wide, i != 5);
      sublet_offer_query_set_min_dph_nusd (narrow, i == 6 ? 6 : 5);
      sublet_offer_query_set_min_dph_nusd (wide, 5);
      sublet_offer_query_set_max_dph_nusd (narrow, 9);
      sublet_offer_query_set_max_dph_nusd (wide, i == 7 ? 0 : 9);
      sublet_offer_query_set_disk_gb (narrow, i == 8 ? 65 : 64);
      sublet_offer_query_set_limit (narrow, 10);

      g_assert_true (sublet_offer_query_covers (wide, narrow));
      g_assert_false (sublet_offer_query_covers (narrow, wide));

      sublet_offer_query_set_kind (narrow, SUBLET_PRICE_KIND_INTERRUPTIBLE);
      g_assert_false (sublet_offer_query_covers (wide, narrow));
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
  g_test_add_func ("/core/model/offer-query/covers", test_covers);
  g_test_add_func ("/core/model/offer-query/covers-conditions", test_covers_conditions);

  return g_test_run ();
}
