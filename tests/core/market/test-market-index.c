/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market-index.h"

#include "support/sublet-test.h"

#include "random-offers.h"

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

static void
test_same_offer_twice (void)
{
  g_autoptr (GArray) rows = random_offers_new (3, 10, NOW_US);
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (SubletMarketIndex) index = NULL;
  SubletJob job;

  sublet_job_init (&job);
  job.disk_gb = 8;
  g_array_index (rows, SubletOfferRow, 2).id = g_array_index (rows, SubletOfferRow, 5).id;
  g_array_index (rows, SubletOfferRow, 2).rented = true;
  g_array_index (rows, SubletOfferRow, 5).rented = false;
  g_array_index (rows, SubletOfferRow, 5).rentable = true;
  table = sublet_offer_table_new (rows, job.kind, NOW_US, NULL);
  index = sublet_market_index_new (table, &job, NULL);
  g_assert_cmpuint (table->n_by_id, ==, 9);
  g_assert_cmpuint (sublet_offer_table_find (table, g_array_index (rows, SubletOfferRow, 2).id),
                    ==,
                    5);
  g_assert_true (sublet_market_index_is_eligible (index, 5));
  g_assert_false (sublet_market_index_is_eligible (index, 2));
  g_assert_cmpuint (sublet_offer_table_find (table, 1), ==, G_MAXUINT);
}

static GArray *
copy_rows (GArray *rows)
{
  GArray *copy = sublet_offer_rows_new (rows->len);
  guint i;

  g_array_set_size (copy, rows->len);
  for (i = 0; i < rows->len; i++)
    sublet_offer_row_copy (&g_array_index (rows, SubletOfferRow, i),
                           &g_array_index (copy, SubletOfferRow, rows->len - 1 - i));

  return copy;
}

static void
test_old_prices (void)
{
  g_autoptr (GArray) first_rows = random_offers_new (11, 50, NOW_US);
  g_autoptr (GArray) second_rows = copy_rows (first_rows);
  g_autoptr (SubletOfferTable) first_table = NULL;
  g_autoptr (SubletOfferTable) second_table = NULL;
  g_autoptr (SubletOfferTable) third_table = NULL;
  g_autoptr (SubletOfferTable) late_table = NULL;
  g_autoptr (SubletOfferTable) bid_table = NULL;
  g_autoptr (SubletMarketIndex) first = NULL;
  g_autoptr (SubletMarketIndex) second = NULL;
  g_autoptr (SubletMarketIndex) third = NULL;
  g_autoptr (SubletMarketIndex) other_job = NULL;
  g_autoptr (SubletMarketIndex) late = NULL;
  g_autoptr (SubletMarketIndex) bid = NULL;
  const SubletOldPrice *price;
  SubletJob job;
  gint64 later_us = NOW_US + G_TIME_SPAN_MINUTE;

  sublet_job_init (&job);
  g_array_index (first_rows, SubletOfferRow, 4).dph_base_nusd = 300000000;
  g_array_index (second_rows, SubletOfferRow, 45).dph_base_nusd = 310000000;
  /* An offer that is in one answer only has no old price. */
  g_array_index (second_rows, SubletOfferRow, 7).id = 1;

  first_table = sublet_offer_table_new (first_rows, job.kind, NOW_US, NULL);
  first = sublet_market_index_new (first_table, &job, NULL);
  g_assert_cmpuint (first->old_prices->len, ==, 0);

  second_table = sublet_offer_table_new (second_rows, job.kind, later_us, NULL);
  second = sublet_market_index_new (second_table, &job, first);
  g_assert_cmpuint (second->old_prices->len, ==, 1);
  g_assert_null (sublet_market_index_get_old_price (second, 4));
  price = sublet_market_index_get_old_price (second, 45);
  g_assert_nonnull (price);
  g_assert_cmpint (price->dph_base_nusd, ==, 300000000);
  g_assert_cmpint (price->known_at_us, ==, NOW_US);
  g_assert_cmpint (price->changed_at_us, ==, later_us);

  /* Another job asks nobody: the same answer, the same old prices. */
  job.hours = 3;
  other_job = sublet_market_index_new (second_table, &job, second);
  g_assert_nonnull (sublet_market_index_get_old_price (other_job, 45));

  third_table =
    sublet_offer_table_new (second_rows, job.kind, later_us + SUBLET_OLD_PRICE_AGE_US, NULL);
  third = sublet_market_index_new (third_table, &job, other_job);
  price = sublet_market_index_get_old_price (third, 45);
  g_assert_nonnull (price);
  g_assert_cmpint (price->changed_at_us, ==, later_us);

  late_table =
    sublet_offer_table_new (second_rows, job.kind, later_us + SUBLET_OLD_PRICE_AGE_US + 1, NULL);
  late = sublet_market_index_new (late_table, &job, other_job);
  g_assert_cmpuint (late->old_prices->len, ==, 0);

  /* A bid is not a changed price. */
  bid_table = sublet_offer_table_new (first_rows, SUBLET_PRICE_KIND_INTERRUPTIBLE, later_us, NULL);
  bid = sublet_market_index_new (bid_table, &job, second);
  g_assert_cmpuint (bid->old_prices->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/index/same-offer-twice", test_same_offer_twice);
  g_test_add_func ("/core/market/index/old-prices", test_old_prices);

  return g_test_run ();
}
