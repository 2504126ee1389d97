/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "kinds-fixture.h"

/* When kinds of price beside the job's are asked for. */

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

/* Enough that one list a minute were too much. */
static void
set_up_long (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "2500", NULL);
  set_up_market (fixture);
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

  return g_test_run ();
}
