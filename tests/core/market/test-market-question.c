/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-error.h"
#include "core/market/sublet-saved-search.h"

#include "market-fixture.h"

/* Longer than a filter has to rest before it is asked for, and far below a refresh. */
#define SETTLED_MS 600

static void
settle (Fixture *fixture)
{
  sublet_manual_clock_advance (fixture->clock, SETTLED_MS);
  sublet_test_drain ();
  await_idle (fixture);
}

/* How often that asks. */
static guint
set_filter (Fixture *fixture, const SubletOfferFilter *filter)
{
  guint n_before = count_searches (fixture);

  sublet_market_set_filter (fixture->market, filter);
  settle (fixture);

  return count_searches (fixture) - n_before;
}

/* (transfer full): of the dearest model, which no first page has */
static SubletOfferFilter *
make_rare_filter (Fixture *fixture)
{
  SubletOfferFilter *filter = sublet_offer_filter_new ();
  const SubletOfferRow *dearest;
  guint i;

  sublet_market_set_visible (fixture->market, TRUE);
  await_idle (fixture);
  dearest = sublet_market_get_row (fixture->market, 0);
  for (i = 1; i < sublet_market_get_shown (fixture->market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (fixture->market, i);

      if (row->dph_total_nusd > dearest->dph_total_nusd)
        dearest = row;
    }
  sublet_offer_filter_set_model (filter, dearest->gpu_name, true);

  return filter;
}

static void
cut (Fixture *fixture)
{
  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (fixture->market), ==, SUBLET_MARKET_CUT_MORE);
}

/* As long as the whole list is held, nothing is asked for a filter. */
static void
test_whole (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();

  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);
  g_assert_cmpuint (set_filter (fixture, none), ==, 0);
  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);
  refresh (fixture);
  g_assert_false (sublet_market_get_filtered (fixture->market));
  g_assert_cmpuint (sublet_market_get_shown (fixture->market),
                    <,
                    sublet_market_get_total (fixture->market));
}

/* Of a list that was cut, what the filter lets through is asked for, once, and all of it. */
static void
test_cut (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) narrower = sublet_offer_filter_copy (rare);
  g_autoptr (SubletOfferFilter) other = sublet_offer_filter_copy (rare);
  const char *name = sublet_offer_filter_get_models (rare)[0];
  guint n_models;
  guint n_all;
  guint i;

  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);
  n_all = sublet_market_get_shown (market);
  set_filter (fixture, none);
  n_models = g_strv_length ((char **) sublet_market_get_seen_models (market));
  cut (fixture);

  g_assert_cmpuint (set_filter (fixture, rare), ==, 1);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_true (sublet_market_get_filtered (market));
  /* An offer may come or go meanwhile. */
  g_assert_cmpuint (sublet_market_get_shown (market) + 3, >=, n_all);
  g_assert_cmpuint (sublet_market_get_shown (market), >, 0);
  for (i = 0; i < sublet_market_get_shown (market); i++)
    g_assert_cmpstr (sublet_market_get_row (market, i)->gpu_name, ==, name);
  g_assert_cmpuint (sublet_market_get_n_models (market), ==, 1);
  /* What else there is was seen. */
  g_assert_cmpuint (g_strv_length ((char **) sublet_market_get_seen_models (market)), >=, n_models);
  g_assert_cmpuint (g_strv_length ((char **) sublet_market_get_seen_countries (market)), >, 5);

  /* What is within it is held, and so is what is not narrower after that. */
  sublet_offer_filter_set_range (narrower,
                                 SUBLET_FILTER_PART_RELIABILITY,
                                 90 * SUBLET_FILTER_BOUND_UNIT,
                                 SUBLET_FILTER_NO_BOUND);
  g_assert_cmpuint (set_filter (fixture, narrower), ==, 0);
  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);

  sublet_offer_filter_set_model (other, "RTX 4090", true);
  g_assert_cmpuint (set_filter (fixture, other), ==, 1);
  g_assert_true (sublet_market_get_filtered (market));

  g_assert_cmpuint (set_filter (fixture, none), ==, 1);
  g_assert_false (sublet_market_get_filtered (market));
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);

  /* The service lists all again. */
  set_filter (fixture, rare);
  order (fixture, "{\"page_cap\":5000}");
  g_assert_cmpuint (set_filter (fixture, none), ==, 1);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);
}

/* The first list is cut while a filter is set. */
static void
test_first (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new_default ();

  order (fixture, "{\"page_cap\":64}");
  sublet_market_set_filter (market, filter);
  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_KNOWN);
  settle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 2);
  g_assert_true (sublet_market_get_filtered (market));
  settle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 2);

  /* Another account may see another list. */
  sublet_market_clear (market);
  g_assert_false (sublet_market_get_filtered (market));
  g_assert_null (sublet_market_get_seen_models (market)[0]);
  refresh (fixture);
  g_assert_false (sublet_market_get_filtered (market));
}

/* What somebody drags is asked for when it rests. */
static void
test_drag (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = make_rare_filter (fixture);
  guint n_before;
  int i;

  cut (fixture);
  n_before = count_searches (fixture);
  for (i = 0; i < 10; i++)
    {
      sublet_offer_filter_set_range (filter,
                                     SUBLET_FILTER_PART_PRICE,
                                     SUBLET_FILTER_NO_BOUND,
                                     (100 + i) * SUBLET_FILTER_BOUND_UNIT);
      sublet_market_set_filter (fixture->market, filter);
      sublet_manual_clock_advance (fixture->clock, 100);
      sublet_test_drain ();
    }
  g_assert_cmpuint (count_searches (fixture), ==, n_before);
  settle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 1);
}

/* What the person changed is shown, whether or not the list is held. */
static void
test_held (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  g_autoptr (SubletOfferFilter) both = sublet_offer_filter_copy (rare);
  guint n_rare;

  cut (fixture);
  set_filter (fixture, rare);
  n_rare = sublet_market_get_shown (fixture->market);
  sublet_market_set_held (fixture->market, TRUE);
  sublet_offer_filter_set_model (both, "RTX 4090", true);
  g_assert_cmpuint (set_filter (fixture, both), ==, 1);
  g_assert_cmpuint (sublet_market_get_shown (fixture->market), >, n_rare);
  g_assert_cmpuint (sublet_market_get_changes (fixture->market), ==, 0);
}

/* Somebody loads more, which may bring it. */
static void
test_while_loading (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  guint n_pages = 0;

  cut (fixture);
  sublet_market_load_more (market);
  sublet_market_set_filter (market, rare);
  sublet_manual_clock_advance (fixture->clock, SETTLED_MS);
  sublet_test_drain ();
  g_assert_true (sublet_market_get_progress (market, NULL, &n_pages));
  await_idle (fixture);
  settle (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_false (sublet_market_get_filtered (market));
  g_assert_cmpuint (sublet_market_get_total (market), >, 200);
}

/* More was loaded of what one filter lets through, and not of what another does. */
static void
test_after_loading (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();
  g_autoptr (SubletOfferFilter) many = sublet_offer_filter_new ();

  sublet_offer_filter_set_choice (many,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  true);
  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  cut (fixture);
  g_assert_cmpuint (set_filter (fixture, many), ==, 1);
  sublet_market_set_max_rows (market, 150);
  sublet_market_load_more (market);
  await_idle (fixture);
  g_assert_cmpuint (sublet_market_get_total (market), >, 64);

  g_assert_cmpuint (set_filter (fixture, none), ==, 1);
  g_assert_cmpuint (sublet_market_get_total (market), <=, 64);
}

/* Nobody looks, several wishes at once, nobody answers. */
static void
test_when (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();
  guint n_before;

  cut (fixture);
  sublet_market_set_visible (market, FALSE);
  g_assert_cmpuint (set_filter (fixture, rare), ==, 0);
  n_before = count_searches (fixture);
  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 1);

  sublet_market_freeze (market);
  g_assert_cmpuint (set_filter (fixture, none), ==, 0);
  sublet_market_thaw (market);
  settle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 2);

  sublet_test_simulator_stop (fixture->simulator);
  sublet_market_set_filter (market, rare);
  settle (fixture);
  g_assert_error (sublet_market_get_error (market), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  /* It is tried again when the next refresh is due, and not before. */
  sublet_manual_clock_advance (fixture->clock, SETTLED_MS);
  sublet_test_drain ();
  g_assert_false (sublet_market_get_refreshing (market));
}

static bool
knows_all_names (gpointer market)
{
  const char *const *seen = sublet_market_get_seen_models (market);

  return g_strv_contains (seen, "H200") && g_strv_contains (seen, "B200") &&
         g_strv_length ((char **) seen) > 2 * sublet_market_get_n_models (market);
}

/* The service is asked once for the models that no list has. */
static void
test_names (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_emissions = 0;

  order (fixture, "{\"page_cap\":10}");
  refresh (fixture);
  g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_emission), &n_emissions);
  sublet_test_await (knows_all_names, market);
  g_assert_cmpuint (n_emissions, ==, 1);
  refresh (fixture);
  g_assert_true (knows_all_names (market));
  g_assert_cmpuint (count_requests (fixture, "gpu-names"), ==, 1);

  /* Another account, perhaps another service. */
  sublet_market_clear (market);
  g_assert_null (sublet_market_get_seen_models (market)[0]);
  refresh (fixture);
  sublet_test_await (knows_all_names, market);
  g_assert_cmpuint (count_requests (fixture, "gpu-names"), ==, 2);
}

static bool
was_asked_for_names (gpointer fixture)
{
  return count_requests (fixture, "gpu-names") > 0;
}

/* That they are not known is nobody's trouble. */
static void
test_no_names (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator,
                                                 "/_sim/faults",
                                                 "{\"fault\":\"json-error\",\"status\":404,"
                                                 "\"error\":\"gone\",\"msg\":\"\",\"route\":\"gpu-"
                                                 "names\",\"times\":0}");

  refresh (fixture);
  sublet_test_await (was_asked_for_names, fixture);
  refresh (fixture);
  g_assert_null (sublet_market_get_error (fixture->market));
  g_assert_cmpuint (g_strv_length ((char **) sublet_market_get_seen_models (fixture->market)),
                    >=,
                    sublet_market_get_n_models (fixture->market));
  g_assert_cmpuint (count_requests (fixture, "gpu-names"), ==, 1);
}

static void
add_search (GListStore *searches, const SubletOfferFilter *filter)
{
  g_auto (SubletSearchTerms) terms = { 0 };
  g_autoptr (SubletSavedSearch) search = NULL;

  sublet_search_terms_init (&terms);
  sublet_offer_filter_free (terms.filter);
  terms.filter = sublet_offer_filter_copy (filter);
  search = sublet_saved_search_new ("Name", &terms);
  g_list_store_append (searches, search);
}

/* What is cheapest of a search is known where what was asked for covers it. */
static void
test_lowest (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) rare = make_rare_filter (fixture);
  g_autoptr (SubletOfferFilter) other = sublet_offer_filter_new_default ();
  g_autoptr (GListStore) searches = g_list_store_new (SUBLET_TYPE_SAVED_SEARCH);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) found = NULL;

  add_search (searches, rare);
  add_search (searches, other);
  cut (fixture);
  set_filter (fixture, rare);
  sublet_market_find_lowest_async (fixture->market,
                                   G_LIST_MODEL (searches),
                                   NULL,
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);
  found = sublet_market_find_lowest_finish (fixture->market, result, NULL);
  g_assert_nonnull (found);
  g_assert_true (g_array_index (found, SubletLowest, 0).known);
  g_assert_cmpint (g_array_index (found, SubletLowest, 0).rate_nusd, >, 0);
  g_assert_false (g_array_index (found, SubletLowest, 1).known);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/core/market/market-question/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("after-loading", test_after_loading);
  ADD ("cut", test_cut);
  ADD ("drag", test_drag);
  ADD ("first", test_first);
  ADD ("held", test_held);
  ADD ("lowest", test_lowest);
  ADD ("names", test_names);
  ADD ("no-names", test_no_names);
  ADD ("when", test_when);
  ADD ("while-loading", test_while_loading);
  ADD ("whole", test_whole);

#undef ADD

  return g_test_run ();
}
