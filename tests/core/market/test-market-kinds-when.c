/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "kinds-fixture.h"

/* When kinds of price beside the job's are asked for. */

static bool
is_asking (gpointer market)
{
  return sublet_market_get_refreshing (market);
}

/* A kind that is late holds up neither the list nor the person; another kind in the middle asks
 * anew, and what was the job's kind is known still. */
static void
test_late (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOffer) offer = NULL;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":3}");
  look_side_by_side (fixture);
  await_searches (fixture, 3);
  g_assert_false (sublet_market_get_refreshing (market));
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_AWAITED);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), >, 200);

  set_kind (market, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  offer = sublet_market_dup_offer (market, 0);
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_ON_DEMAND),
                   ==,
                   SUBLET_KIND_STATE_KNOWN);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_ON_DEMAND), >, 200);
  release (fixture);
  await_settled (fixture);
  await_searches (fixture, 6);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                    ==,
                    sublet_market_get_shown (market));
}

/* What is forgotten in the middle does not come back. */
static void
test_clear (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_changes = 0;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":3}");
  look_side_by_side (fixture);
  await_searches (fixture, 3);
  g_signal_connect_swapped (market, "kinds-changed", G_CALLBACK (count_emission), &n_changes);
  sublet_market_clear (market);
  g_assert_cmpuint (n_changes, ==, 1);
  release (fixture);
  sublet_test_drain ();
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (sublet_market_get_kind_known_at_us (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   0);
  g_assert_true (sublet_market_get_side_by_side (market));

  sublet_market_refresh (market);
  await_settled (fixture);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);
}

/* Nobody looks: nothing more is asked, until somebody does. */
static void
test_unseen (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  sublet_market_set_side_by_side (market, TRUE);
  refresh (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 1);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_AWAITED);
  sublet_market_set_visible (market, TRUE);
  await_settled (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
}

static bool
is_answered (gpointer market)
{
  return sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_RESERVED) == NULL;
}

/* The job's kind fails while others are due still: they are not asked for in its place. */
static void
test_failed_refresh (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":2}");
  look_side_by_side (fixture);
  await_searches (fixture, 2);
  arm (fixture, "{\"fault\":\"json-error\",\"route\":\"search\"}");
  refresh (fixture);
  g_assert_nonnull (sublet_market_get_error (market));
  g_assert_nonnull (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_RESERVED));
  sublet_manual_clock_advance (fixture->clock, 30000);
  sublet_test_wait_for (is_asking, market, 200);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
  release (fixture);

  sublet_manual_clock_advance (fixture->clock, 31000);
  await_searches (fixture, 6);
  sublet_test_await (is_answered, market);
}

static void
set_model (Fixture *fixture, const char *model)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

  sublet_offer_filter_set_model (filter, model, true);
  sublet_market_set_filter (fixture->market, filter);
}

/* What waits until a filter has stopped changing goes on waiting. */
static void
test_settling (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_before;

  order (fixture, "{\"page_cap\":40}");
  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  n_before = count_searches (fixture);

  set_model (fixture, "H200");
  sublet_market_set_side_by_side (market, TRUE);
  sublet_test_drain ();
  g_assert_cmpuint (count_searches (fixture), ==, n_before);
  sublet_manual_clock_advance (fixture->clock, 600);
  sublet_test_drain ();
  await_idle (fixture);
  g_assert_true (sublet_market_get_filtered (market));
  await_searches (fixture, n_before + 3);
  await_settled (fixture);

  set_model (fixture, "RTX 4090");
  sublet_market_set_side_by_side (market, FALSE);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, 0);
  sublet_manual_clock_advance (fixture->clock, 600);
  sublet_test_drain ();
  await_idle (fixture);
  g_assert_cmpuint (sublet_market_get_shown (market), >, 0);
}

/* Without any more time that passes. */
static void
assert_asks_again (Fixture *fixture, guint n_before)
{
  int i;

  for (i = 0; i < 500 && count_searches (fixture) == n_before; i++)
    sublet_test_wait_for (is_asking, fixture->market, 20);
  g_assert_cmpuint (count_searches (fixture), >, n_before);
}

/* Nor does it make what is shown older than a minute. */
static void
test_age (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_before;

  look_side_by_side (fixture);
  await_settled (fixture);
  n_before = count_searches (fixture);
  sublet_manual_clock_advance (fixture->clock, 40000);
  sublet_market_set_side_by_side (market, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (count_searches (fixture), ==, n_before);
  sublet_manual_clock_advance (fixture->clock, 21000);
  assert_asks_again (fixture, n_before);
  await_idle (fixture);

  /* In the middle of another kind. */
  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\"}");
  n_before = count_searches (fixture);
  sublet_market_set_side_by_side (market, TRUE);
  assert_asks_again (fixture, n_before);
  n_before++;
  sublet_manual_clock_advance (fixture->clock, 40000);
  sublet_market_set_side_by_side (market, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (count_searches (fixture), ==, n_before);
  sublet_manual_clock_advance (fixture->clock, 21000);
  assert_asks_again (fixture, n_before);
  release (fixture);
}

/* Enough that one list a minute were too much. */
static void
set_up_long (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "2500", NULL);
  set_up_market (fixture);
}

static bool
is_cut (gpointer market)
{
  return sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_ON_DEMAND) ==
         SUBLET_KIND_STATE_CUT;
}

/* The answer in another kind is calculated by a worker still when the others are asked for: what
 * was the job's kind is one of them. */
static void
test_not_shown_yet (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_before;

  look_side_by_side (fixture);
  await_settled (fixture);
  order (fixture, "{\"page_cap\":2000}");
  n_before = count_searches (fixture);
  set_kind (market, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  await_searches (fixture, n_before + 3);
  sublet_test_await (is_cut, market);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 3);
}

/* Three lists of more than 5 MB are three minutes. */
static void
test_traffic (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  int minute;

  look_side_by_side (fixture);
  await_settled (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
  sublet_manual_clock_advance (fixture->clock, 175000);
  g_assert_false (sublet_market_get_refreshing (market));
  for (minute = 0; minute < 10 && !sublet_market_get_refreshing (market); minute++)
    sublet_manual_clock_advance (fixture->clock, 60000);
  g_assert_true (sublet_market_get_refreshing (market));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/core/market/market-kinds-when/late", test_late },
    { "/core/market/market-kinds-when/clear", test_clear },
    { "/core/market/market-kinds-when/unseen", test_unseen },
    { "/core/market/market-kinds-when/failed-refresh", test_failed_refresh },
    { "/core/market/market-kinds-when/settling", test_settling },
    { "/core/market/market-kinds-when/age", test_age },
  };
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add ("/core/market/market-kinds-when/traffic",
              Fixture,
              NULL,
              set_up_long,
              test_traffic,
              tear_down);
  g_test_add ("/core/market/market-kinds-when/not-shown-yet",
              Fixture,
              NULL,
              set_up_long,
              test_not_shown_yet,
              tear_down);

  return g_test_run ();
}
