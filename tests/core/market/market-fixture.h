/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/*
 * A market fed by the simulator, by a clock that stands until it is moved.
 */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletManualClock *clock;
  SubletClient *client;
  SubletMarket *market;
} Fixture;

static inline bool
is_idle (gpointer market)
{
  return !sublet_market_get_refreshing (market);
}

/* The client may wait for its turn: time must go on. */
static inline void
await_idle (Fixture *fixture)
{
  int i;

  for (i = 0; i < 1200 && !sublet_test_wait_for (is_idle, fixture->market, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 1000);
  g_assert_true (is_idle (fixture->market));
}

static inline void
refresh (Fixture *fixture)
{
  sublet_manual_clock_advance (fixture->clock, 10000);
  sublet_market_refresh (fixture->market);
  await_idle (fixture);
}

static inline void
set_up_market (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");

  fixture->clock = sublet_manual_clock_new ();
  fixture->client = sublet_client_new (sublet_test_simulator_get_url (fixture->simulator),
                                       SUBLET_CLOCK (fixture->clock),
                                       &error);
  g_assert_no_error (error);
  sublet_client_set_key (fixture->client, key);
  fixture->market = sublet_market_new (fixture->client);
}

static inline void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "400", NULL);
  set_up_market (fixture);
}

/* More than are calculated on the main loop. */
static inline void
set_up_large (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "7000", NULL);
  set_up_market (fixture);
}

/* A worker lets go of what it worked for a moment after its result was told. */
static inline bool
is_unshared (gpointer object)
{
  return g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1;
}

static inline void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  sublet_market_set_visible (fixture->market, FALSE);
  sublet_test_await (is_unshared, fixture->market);
  g_assert_finalize_object (fixture->market);
  g_object_unref (fixture->client);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->simulator);
}

static inline void
order (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/set", json);
}

static inline guint
count_requests (Fixture *fixture, const char *route)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (fixture->simulator);
  JsonArray *requests = json_object_get_array_member (json_node_get_object (ledger), "requests");
  guint n_requests = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      n_requests += g_strcmp0 (json_object_get_string_member (request, "route"), route) == 0;
    }

  return n_requests;
}

static inline guint
count_searches (Fixture *fixture)
{
  return count_requests (fixture, "search");
}

static inline void
count_emission (guint *n_emissions)
{
  (*n_emissions)++;
}
