/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "support/sublet-test-simulator.h"
#include "ui/sublet-ui-test.h"

/*
 * A market fed by the simulator, for the tests of its widgets.
 */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletMarket *market;
} MarketFixture;

static inline bool
market_fixture_is_idle (gpointer market)
{
  return !sublet_market_get_refreshing (market);
}

static inline void
market_fixture_await_idle (MarketFixture *fixture)
{
  sublet_test_await (market_fixture_is_idle, fixture->market);
}

static inline void
market_fixture_refresh (MarketFixture *fixture)
{
  sublet_market_refresh (fixture->market);
  market_fixture_await_idle (fixture);
}

static inline void
market_fixture_order (MarketFixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/set", json);
}

static inline void
market_fixture_take_offer (MarketFixture *fixture, gint64 offer_id)
{
  g_autofree char *json = g_strdup_printf ("{\"take_offer\":%" G_GINT64_FORMAT "}", offer_id);

  market_fixture_order (fixture, json);
}

static inline void
market_fixture_set_up (MarketFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");

  /* Few: every row is twelve widgets, and a sanitizer looks at each byte of them. */
  fixture->simulator = sublet_test_simulator_new ("--offers", "60", NULL);
  fixture->clock = sublet_clock_new ();
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), fixture->clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (fixture->client, key);
  fixture->market = sublet_market_new (fixture->client);
}

/* A worker lets go of what it worked for a moment after its result was told. */
static inline bool
market_fixture_is_unshared (gpointer object)
{
  return g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1;
}

static inline void
market_fixture_tear_down (MarketFixture *fixture, gconstpointer user_data)
{
  sublet_market_set_visible (fixture->market, FALSE);
  sublet_test_await (market_fixture_is_unshared, fixture->market);
  g_assert_finalize_object (fixture->market);
  g_object_unref (fixture->client);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->simulator);
}
