/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-error.h"

#include "market-fixture.h"

/* Each answer needs a turn, which comes when time goes on. */
static void
await_pages (Fixture *fixture, guint n_wanted)
{
  guint n_pages = 0;
  int i;

  for (i = 0; i < 2000 && n_pages < n_wanted; i++)
    {
      sublet_manual_clock_advance (fixture->clock, 100);
      g_usleep (1000);
      sublet_test_drain ();
      g_assert_true (sublet_market_get_progress (fixture->market, NULL, &n_pages));
    }
  g_assert_cmpuint (n_pages, >=, n_wanted);
}

static void
test_cut (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_first;
  guint n_all;
  guint n_searches;

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
  g_assert_true (sublet_market_can_load_more (market));
  g_assert_false (sublet_market_get_progress (market, NULL, NULL));
  n_first = sublet_market_get_total (market);
  g_assert_cmpuint (n_first, <=, 64);

  sublet_market_load_more (market);
  g_assert_true (sublet_market_get_progress (market, NULL, NULL));
  g_assert_false (sublet_market_can_load_more (market));
  await_idle (fixture);
  g_assert_false (sublet_market_get_progress (market, NULL, NULL));
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  n_all = sublet_market_get_total (market);
  g_assert_cmpuint (n_all, >, 200);

  /* Each refresh asks for as much. */
  n_searches = count_searches (fixture);
  refresh (fixture);
  g_assert_cmpuint (count_searches (fixture), >, n_searches + 3);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_cmpuint (sublet_market_get_total (market), >, 200);

  order (fixture, "{\"page_cap\":5000}");
  n_searches = count_searches (fixture);
  refresh (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, n_searches + 1);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
}

/* Up to a number; with a higher one it goes on. */
static void
test_max_rows (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (market, "max-rows");

  order (fixture, "{\"page_cap\":64}");
  sublet_market_set_max_rows (market, 150);
  sublet_market_set_max_rows (market, 150);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  refresh (fixture);
  sublet_market_load_more (market);
  await_idle (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
  g_assert_cmpuint (sublet_market_get_total (market), >, 64);
  g_assert_cmpuint (sublet_market_get_total (market), <=, 150);
  g_assert_false (sublet_market_can_load_more (market));

  sublet_market_set_max_rows (market, 5000);
  g_assert_true (sublet_market_can_load_more (market));
}

/* What came is kept, and nothing is shown before. */
static void
test_stop (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_first;
  guint n_rows;
  guint n_searches;

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  n_first = sublet_market_get_total (market);
  /* There is nothing to stop. */
  sublet_market_stop (market);

  sublet_market_load_more (market);
  await_pages (fixture, 2);
  sublet_market_get_progress (market, &n_rows, NULL);
  g_assert_cmpuint (n_rows, >, 150);
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_first);
  sublet_market_stop (market);
  g_assert_false (sublet_market_get_refreshing (market));
  g_assert_cmpuint (sublet_market_get_total (market), >, n_first);
  g_assert_cmpuint (sublet_market_get_total (market), <=, n_rows);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
  g_assert_null (sublet_market_get_error (market));

  /* Refreshed as far as it went, and from there it goes on. */
  n_searches = count_searches (fixture);
  refresh (fixture);
  g_assert_cmpuint (count_searches (fixture), >=, n_searches + 3);
  g_assert_cmpuint (sublet_market_get_total (market), >, n_first);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
  sublet_market_load_more (market);
  await_idle (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
}

/* A refresh that is stopped has less than is known: that stays. */
static void
test_stop_refresh (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  gint64 known_at_us;
  guint n_all;

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  sublet_market_load_more (market);
  await_idle (fixture);
  n_all = sublet_market_get_total (market);
  known_at_us = sublet_market_get_known_at_us (market);

  sublet_manual_clock_advance (fixture->clock, 100000);
  sublet_market_refresh (market);
  await_pages (fixture, 2);
  sublet_market_stop (market);
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_all);
  g_assert_cmpint (sublet_market_get_known_at_us (market), ==, known_at_us);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);

  /* So it is with one that nobody looks at any more. */
  sublet_manual_clock_advance (fixture->clock, 100000);
  sublet_market_set_visible (market, TRUE);
  await_pages (fixture, 1);
  sublet_market_set_visible (market, FALSE);
  g_assert_false (sublet_market_get_refreshing (market));
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_all);
}

/* The connection is lost in the middle: what came is kept, and the failure is said. */
static void
test_later_page_fails (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_first;

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  n_first = sublet_market_get_total (market);
  sublet_market_load_more (market);
  await_pages (fixture, 2);
  sublet_test_simulator_stop (fixture->simulator);
  await_idle (fixture);
  g_assert_error (sublet_market_get_error (market), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (sublet_market_get_total (market), >, n_first);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_MORE);
}

static void
arm (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/faults", json);
}

/* An answer breaks off in the middle of an offer: those before it are shown, unless more is known,
 * and either is said. */
static void
test_cut_reply (Fixture *fixture, gconstpointer how)
{
  SubletMarket *market = fixture->market;
  g_autofree char *fault =
    g_strdup_printf ("{\"fault\":\"cut-json\",\"route\":\"search\",\"times\":0,\"how\":\"%s\"}",
                     (const char *) how);
  gint64 known_at_us;
  guint n_all;

  arm (fixture, fault);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_KNOWN);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_REPLY);
  g_assert_nonnull (sublet_market_get_error (market));
  g_assert_cmpuint (sublet_market_get_total (market), >, 50);
  g_assert_false (sublet_market_can_load_more (market));

  sublet_test_simulator_disarm (fixture->simulator);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_null (sublet_market_get_error (market));
  n_all = sublet_market_get_total (market);
  known_at_us = sublet_market_get_known_at_us (market);
  g_assert_cmpuint (n_all, >, 200);

  arm (fixture, fault);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_KEPT);
  g_assert_nonnull (sublet_market_get_error (market));
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_all);
  g_assert_cmpint (sublet_market_get_known_at_us (market), ==, known_at_us);

  /* And then nobody answers at all. */
  sublet_test_simulator_stop (fixture->simulator);
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_error (sublet_market_get_error (market), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_all);
}

/* More offers of one price than a page holds: all come, and no price leads on. */
static void
test_one_price (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_all;

  order (fixture, "{\"one_price\":0.3}");
  refresh (fixture);
  n_all = sublet_market_get_total (market);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_cmpint (sublet_market_get_row (market, 0)->dph_total_nusd, ==, 300000000);

  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  sublet_market_load_more (market);
  await_idle (fixture);
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  /* An offer may come or go meanwhile. */
  g_assert_cmpuint (sublet_market_get_total (market) + 5, >=, n_all);
  g_assert_cmpuint (sublet_market_get_total (market), <=, n_all + 5);
}

/* Enough that a list a minute were too much. */
static void
set_up_long (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "2500", NULL);
  set_up_market (fixture);
}

static gsize
get_list_bytes (Fixture *fixture)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_manual_clock_advance (fixture->clock, 10000);
  sublet_client_search_offers_async (fixture->client, query, NULL, sublet_test_on_result, &result);
  page = sublet_client_search_offers_finish (fixture->client,
                                             sublet_test_await_result (&result),
                                             &error);
  g_assert_no_error (error);

  return page->wire_bytes;
}

/* A long list is asked for less often, so that a minute takes no more than 5 MB. */
static void
test_traffic (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  gsize list_bytes = get_list_bytes (fixture);
  guint n_before;
  guint n_refreshes;
  guint minute;
  gint64 begun_us;
  gint64 elapsed_s;

  g_assert_cmpuint (list_bytes, >, 5 * 1000 * 1000);
  n_before = count_searches (fixture);
  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  begun_us = sublet_clock_get_monotonic_us (SUBLET_CLOCK (fixture->clock));
  for (minute = 0; minute < 15; minute++)
    {
      sublet_manual_clock_advance (fixture->clock, 60000);
      sublet_test_drain ();
      await_idle (fixture);
    }
  elapsed_s =
    (sublet_clock_get_monotonic_us (SUBLET_CLOCK (fixture->clock)) - begun_us) / G_TIME_SPAN_SECOND;

  /* It goes on, within what it may; the first one was before, and a list is never quite as long as
   * the one before it. */
  n_refreshes = count_searches (fixture) - n_before - 1;
  g_assert_cmpuint (n_refreshes, >, 5);
  g_assert_cmpint ((gint64) (n_refreshes * (list_bytes / 1000)),
                   <=,
                   elapsed_s * 5 * 1000 / 60 * 105 / 100);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer user_data);
    const char *data;
  } tests[] = {
    { "/core/market/market-cut/cut", test_cut, NULL },
    { "/core/market/market-cut/max-rows", test_max_rows, NULL },
    { "/core/market/market-cut/one-price", test_one_price, NULL },
    { "/core/market/market-cut/stop", test_stop, NULL },
    { "/core/market/market-cut/stop-refresh", test_stop_refresh, NULL },
    { "/core/market/market-cut/later-page-fails", test_later_page_fails, NULL },
    { "/core/market/market-cut/reply/short", test_cut_reply, "short" },
    { "/core/market/market-cut/reply/close", test_cut_reply, "close" },
  };
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
  g_test_add ("/core/market/market-cut/traffic",
              Fixture,
              NULL,
              set_up_long,
              test_traffic,
              tear_down);

  return g_test_run ();
}
