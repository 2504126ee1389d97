/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market-view.h"

#include "support/sublet-test.h"

#include "naive-offers.h"
#include "random-filters.h"
#include "random-offers.h"

static void
randomise (GRand *rand, SubletOfferFilter *filter, SubletOfferOrder *order, SubletJob *job)
{
  static const gint64 ids[] = { 7500000, 7500001, 7500010, 7500020, 3, 17, 31, 48 };
  guint part;

  sublet_job_init (job);
  job->hours = g_rand_double_range (rand, 0.5, 200);
  job->disk_gb = g_rand_int_range (rand, 8, 600);
  job->up_gb = g_rand_int_range (rand, 0, 3);

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (g_rand_int_range (rand, 0, 8) == 0)
      random_part (rand, filter, (SubletFilterPart) part, ids, G_N_ELEMENTS (ids));

  order->first = (SubletOfferKey) g_rand_int_range (rand, 0, SUBLET_N_OFFER_KEYS);
  order->second = (SubletOfferKey) g_rand_int_range (rand, 0, SUBLET_N_OFFER_KEYS);
  order->first_descending = g_rand_boolean (rand);
  order->second_descending = g_rand_boolean (rand);
}

static void
assert_counts (SubletMarketView *view, GPtrArray *all, const SubletOfferFilter *filter)
{
  const SubletOfferTable *table = view->index->table;
  g_autoptr (GHashTable) by_model = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_hidden[SUBLET_N_FILTER_PARTS] = { 0 };
  guint n_by_region[SUBLET_N_REGIONS] = { 0 };
  guint i;
  guint part;

  for (i = 0; i < all->len; i++)
    {
      const Naive *naive = g_ptr_array_index (all, i);
      guint n_failed = 0;
      bool fails_model;
      bool fails_place;

      if (!is_eligible (naive->row, &view->index->job))
        continue;

      for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
        if (!passes_part (naive, filter, (SubletFilterPart) part))
          {
            n_failed++;
            n_hidden[part]++;
          }
      fails_model = !passes_part (naive, filter, SUBLET_FILTER_PART_MODEL);
      fails_place = !passes_part (naive, filter, SUBLET_FILTER_PART_PLACE);
      if (naive->row->gpu_name != NULL && n_failed == fails_model)
        {
          gpointer n = g_hash_table_lookup (by_model, naive->row->gpu_name);

          g_hash_table_insert (by_model,
                               naive->row->gpu_name,
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
        }
      if (naive->row->country[0] != '\0' && n_failed == fails_place)
        n_by_region[sublet_region_from_country (naive->row->country)]++;
    }

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    {
      g_assert_cmpuint (view->n_hidden[part], ==, n_hidden[part]);
      g_assert_cmpuint (view->n_unknown[part],
                        ==,
                        count_unknown (all, &view->index->job, filter, (SubletFilterPart) part));
    }
  for (i = 0; i < SUBLET_N_REGIONS; i++)
    g_assert_cmpuint (view->n_by_region[i], ==, n_by_region[i]);
  for (i = 0; i < table->models.words->len; i++)
    {
      gpointer n = g_hash_table_lookup (by_model, g_ptr_array_index (table->models.words, i));

      g_assert_cmpuint (view->n_by_model[i], ==, GPOINTER_TO_UINT (n));
    }
}

static void
assert_rows (SubletMarketView *view, GPtrArray *all, const SubletOfferFilter *filter)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  gint64 lowest_rate_nusd = SUBLET_MONEY_UNKNOWN;
  guint n_eligible = 0;
  guint i;
  guint part;

  for (i = 0; i < all->len; i++)
    {
      Naive *naive = g_ptr_array_index (all, i);
      bool passes = is_eligible (naive->row, &view->index->job);

      n_eligible += passes;
      for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
        passes = passes && passes_part (naive, filter, (SubletFilterPart) part);
      if (passes)
        g_ptr_array_add (expected, naive);
    }
  g_ptr_array_sort_with_data (expected, compare_naively, &view->order);

  g_assert_cmpuint (view->index->n_eligible, ==, n_eligible);
  g_assert_cmpuint (view->n_rows, ==, expected->len);
  for (i = 0; i < expected->len; i++)
    {
      const Naive *naive = g_ptr_array_index (expected, i);

      g_assert_cmpint (sublet_offer_table_get_row (view->index->table, view->rows[i])->id,
                       ==,
                       naive->row->id);
      if (naive->job_rate_nusd != SUBLET_MONEY_UNKNOWN &&
          (lowest_rate_nusd == SUBLET_MONEY_UNKNOWN || naive->job_rate_nusd < lowest_rate_nusd))
        lowest_rate_nusd = naive->job_rate_nusd;
    }
  g_assert_cmpint (view->lowest_rate_nusd, ==, lowest_rate_nusd);
}

static void
test_against_naive (void)
{
  static const guint sizes[] = { 0, 1, 63, 64, 65, 700 };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint i;

  for (i = 0; i < 150; i++)
    {
      g_autoptr (GArray)
        rows = random_offers_new (g_rand_int (rand), sizes[i % G_N_ELEMENTS (sizes)], NOW_US);
      g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
      g_autoptr (SubletOfferTable) table = NULL;
      g_autoptr (SubletMarketIndex) index = NULL;
      g_autoptr (SubletMarketView) view = NULL;
      g_autoptr (SubletMarketView) again = NULL;
      g_autoptr (GPtrArray) all = NULL;
      SubletOfferOrder order;
      SubletJob job;

      randomise (rand, filter, &order, &job);
      job.kind = (SubletPriceKind) g_rand_int_range (rand, 1, 4);
      table = sublet_offer_table_new (rows, job.kind, NOW_US, name_place);
      index = sublet_market_index_new (table, &job, NULL);
      view = sublet_market_view_new (index, filter, &order, NULL);
      all = make_naive (rows, &job);
      assert_rows (view, all, filter);
      assert_counts (view, all, filter);

      /* Another filter in the same order takes the order over. */
      sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
      again = sublet_market_view_new (index, filter, &order, view);
      assert_rows (again, all, filter);
      assert_counts (again, all, filter);
    }
}

/* Every other offer is there in each of the other kinds. */
static void
join_some (SubletMarketIndex *index, GArray *rows)
{
  SubletKindList *lists[SUBLET_N_PRICE_KINDS] = { NULL };
  g_autoptr (GArray) some = sublet_offer_rows_new (rows->len);
  guint kind;
  guint i;

  for (i = 0; i < rows->len; i += 2)
    {
      g_array_set_size (some, some->len + 1);
      sublet_offer_row_copy (&g_array_index (rows, SubletOfferRow, i),
                             &g_array_index (some, SubletOfferRow, some->len - 1));
    }
  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    lists[kind] = sublet_kind_list_new (some, (SubletPriceKind) kind, NOW_US, true);
  sublet_market_index_join (index, lists);
  g_assert_true (sublet_market_index_is_joined (index, lists));
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    g_clear_pointer (&lists[kind], sublet_kind_list_unref);
}

static void
test_missing_last (void)
{
  g_autoptr (GArray) rows = random_offers_new (7, 500, NOW_US);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (SubletMarketIndex) index = NULL;
  SubletJob job;
  guint key;

  sublet_job_init (&job);
  table = sublet_offer_table_new (rows, job.kind, NOW_US, NULL);
  index = sublet_market_index_new (table, &job, NULL);
  join_some (index, rows);
  for (key = 0; key < SUBLET_N_OFFER_KEYS; key++)
    {
      const SubletSortKey *keys = sublet_market_index_get_keys (index, (SubletOfferKey) key);
      int descending;

      for (descending = 0; descending < 2; descending++)
        {
          SubletOfferOrder order = { (SubletOfferKey) key, descending, (SubletOfferKey) key };
          g_autoptr (SubletMarketView) view = sublet_market_view_new (index, filter, &order, NULL);
          bool missing = false;
          guint i;

          g_assert_cmpuint (view->n_rows, >, 400);
          for (i = 0; i < view->n_rows; i++)
            {
              bool is_missing = keys[view->rows[i]] == SUBLET_SORT_KEY_MISSING;

              g_assert_true (is_missing || !missing);
              missing = is_missing;
            }
        }
    }
}

/* What a view takes over from the one before it is what it would have found itself. */
static void
test_taken_over (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) rows = random_offers_new (g_rand_int (rand), 500, NOW_US);
  g_autoptr (SubletOfferTable)
    table = sublet_offer_table_new (rows, SUBLET_PRICE_KIND_ON_DEMAND, NOW_US, name_place);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletMarketIndex) index = NULL;
  g_autoptr (SubletMarketView) previous = NULL;
  SubletOfferOrder order;
  SubletJob job;
  guint n_shared = 0;
  guint turn;

  for (turn = 0; turn < 100; turn++)
    {
      g_autoptr (SubletOfferFilter) other = sublet_offer_filter_new ();
      g_autoptr (SubletMarketView) view = NULL;
      g_autoptr (GPtrArray) all = NULL;
      SubletJob other_job;
      guint part;

      randomise (rand, other, &order, &other_job);
      /* In turns: another order, another filter, another job. */
      if (turn % 3 == 1 || turn == 0)
        {
          sublet_offer_filter_free (filter);
          filter = g_steal_pointer (&other);
        }
      if (turn % 3 == 2 || turn == 0)
        {
          job = other_job;
          job.kind = table->kind;
          g_clear_pointer (&index, sublet_market_index_unref);
          index = sublet_market_index_new (table, &job, NULL);
        }
      view = sublet_market_view_new (index, filter, &order, previous);
      all = make_naive (rows, &job);
      assert_rows (view, all, filter);
      assert_counts (view, all, filter);
      for (part = 0; turn % 3 == 0 && turn > 0 && part < SUBLET_N_FILTER_PARTS; part++)
        {
          g_assert_true (view->parts[part] == previous->parts[part]);
          n_shared += view->parts[part] != NULL;
        }
      g_clear_pointer (&previous, sublet_market_view_unref);
      previous = g_steal_pointer (&view);
    }
  g_assert_cmpuint (n_shared, >, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/view/against-naive", test_against_naive);
  g_test_add_func ("/core/market/view/taken-over", test_taken_over);
  g_test_add_func ("/core/market/view/missing-last", test_missing_last);

  return g_test_run ();
}
