/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-saved-search.h"

#include "market-fixture.h"

/* Several wishes at once: one calculation and one question, when all are known. */
static void
test_freeze (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletOfferOrder orders;
  SubletJob job;
  guint n_emissions = 0;

  /* Before the first question. */
  sublet_market_freeze (market);
  sublet_market_set_visible (market, TRUE);
  sublet_market_refresh (market);
  g_assert_false (sublet_market_get_refreshing (market));
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_NEVER);
  sublet_market_thaw (market);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 1);

  /* What asks nothing. */
  g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_emission), &n_emissions);
  sublet_market_freeze (market);
  sublet_market_freeze (market);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_DATA_CENTER, true);
  sublet_market_set_filter (market, filter);
  sublet_offer_order_init (&orders);
  sublet_offer_order_sort_by (&orders, SUBLET_OFFER_KEY_RELIABILITY, true);
  sublet_market_set_order (market, &orders);
  sublet_market_get_job (market, &job);
  job.hours = 100;
  sublet_market_set_job (market, &job);
  sublet_market_thaw (market);
  g_assert_cmpuint (n_emissions, ==, 0);
  sublet_market_thaw (market);
  g_assert_cmpuint (n_emissions, ==, 1);
  g_assert_cmpuint (sublet_market_get_shown (market), <, sublet_market_get_total (market));
  g_assert_false (sublet_market_get_refreshing (market));

  /* Another kind and back again is no other kind. */
  sublet_market_freeze (market);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_market_set_job (market, &job);
  job.kind = SUBLET_PRICE_KIND_ON_DEMAND;
  sublet_market_set_job (market, &job);
  sublet_market_thaw (market);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_market_freeze (market);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_market_set_job (market, &job);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_market_thaw (market);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 2);

  /* An answer that comes meanwhile waits. */
  sublet_manual_clock_advance (fixture->clock, 10000);
  n_emissions = 0;
  sublet_market_refresh (market);
  sublet_market_freeze (market);
  await_idle (fixture);
  g_assert_cmpuint (n_emissions, ==, 0);
  sublet_market_thaw (market);
  g_assert_cmpuint (n_emissions, ==, 1);
}

static void
add_search (GListStore *searches, const SubletSearchTerms *terms)
{
  g_autoptr (SubletSavedSearch) search = sublet_saved_search_new ("Name", terms);

  g_list_store_append (searches, search);
}

/* (element-type SubletLowest) */
static GArray *
find_lowest (Fixture *fixture, GListStore *searches)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *found;

  sublet_market_find_lowest_async (fixture->market,
                                   G_LIST_MODEL (searches),
                                   NULL,
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);
  found = sublet_market_find_lowest_finish (fixture->market, result, &error);
  g_assert_no_error (error);

  return found;
}

static SubletLowest
get_lowest (GArray *found, guint i)
{
  return g_array_index (found, SubletLowest, i);
}

/* Whatever is set, each search finds what it would show first. */
static void
test_lowest (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (GListStore) searches = g_list_store_new (SUBLET_TYPE_SAVED_SEARCH);
  g_autoptr (SubletSavedSearch)
    newer = sublet_saved_search_new_stored ("id", "Newer", "{\"version\":9,\"filter\":\"{}\"}");
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) cut = NULL;
  guint n_asked;

  sublet_search_terms_init (&terms);
  sublet_market_get_job (market, &terms.job);
  sublet_offer_filter_set_flag (terms.filter, SUBLET_FILTER_PART_DATA_CENTER, true);
  sublet_offer_filter_set_count (terms.filter, SUBLET_GPU_COUNT_2);
  add_search (searches, &terms);
  terms.job.hours = 1;
  add_search (searches, &terms);
  sublet_offer_filter_set_range (terms.filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 1);
  add_search (searches, &terms);
  terms.job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  add_search (searches, &terms);
  terms.job.kind = SUBLET_PRICE_KIND_ON_DEMAND;
  terms.job.disk_gb -= 1;
  add_search (searches, &terms);
  g_list_store_append (searches, newer);
  before = find_lowest (fixture, searches);
  g_assert_cmpuint (before->len, ==, 6);
  g_assert_false (get_lowest (before, 0).known);

  refresh (fixture);
  n_asked = count_searches (fixture);
  found = find_lowest (fixture, searches);
  g_assert_cmpuint (count_searches (fixture), ==, n_asked);
  /* Nothing so cheap; another kind; less room than was asked for; more than is understood. */
  g_assert_true (get_lowest (found, 2).known);
  g_assert_cmpint (get_lowest (found, 2).rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_false (get_lowest (found, 3).known);
  g_assert_false (get_lowest (found, 4).known);
  g_assert_false (get_lowest (found, 5).known);

  sublet_offer_filter_set_range (terms.filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 SUBLET_MONEY_UNKNOWN);
  sublet_market_set_filter (market, terms.filter);
  g_assert_true (get_lowest (found, 0).known);
  g_assert_cmpint (get_lowest (found, 0).rate_nusd,
                   ==,
                   sublet_market_get_lowest_rate_nusd (market));
  terms.job.disk_gb += 1;
  sublet_market_set_job (market, &terms.job);
  g_assert_cmpint (get_lowest (found, 1).rate_nusd,
                   ==,
                   sublet_market_get_lowest_rate_nusd (market));
  g_assert_cmpint (get_lowest (found, 1).rate_nusd, !=, get_lowest (found, 0).rate_nusd);

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  cut = find_lowest (fixture, searches);
  g_assert_false (get_lowest (cut, 0).known);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/core/market/market-wishes/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("freeze", test_freeze);
  ADD ("lowest", test_lowest);

#undef ADD

  return g_test_run ();
}
