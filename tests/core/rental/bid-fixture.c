/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/bid-fixture.h"

#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* ---- the service ---- */

/* What the only contract stands at: the ledger alone knows. */
gint64
bid_fixture_get_price_nusd (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  gint64 nusd;

  g_assert_cmpuint (json_array_get_length (contracts), ==, 1);
  g_assert_true (sublet_money_nusd_from_usd (
    json_object_get_double_member (json_array_get_object_element (contracts, 0), "gpu_per_hour"),
    &nusd));

  return nusd;
}

/* From some other tool. */
void
bid_fixture_bid_elsewhere (EngineFixture *f, SubletRental *rental, gint64 bid_nusd)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("elsewhere");
  g_autoptr (SubletPaidOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_change_bid_async (f->client,
                                  permit,
                                  sublet_rental_get_instance_id (rental),
                                  bid_nusd,
                                  NULL,
                                  sublet_test_on_result,
                                  &result);
  sublet_test_await_result (&result);
  outcome = sublet_client_change_bid_finish (f->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
}

void
bid_fixture_outbid (EngineFixture *f, SubletRental *rental)
{
  g_autofree char *order =
    g_strdup_printf ("{\"outbid\":%" G_GINT64_FORMAT "}", sublet_rental_get_instance_id (rental));

  engine_fixture_set (f, order);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_OUTBID);
}

/* ---- the engine ---- */

const SubletInstanceData *
bid_fixture_get_data (SubletRental *rental)
{
  return sublet_instance_get_data (sublet_rental_get_instance (rental));
}

gint64
bid_fixture_get_bid (SubletRental *rental)
{
  return bid_fixture_get_data (rental)->dph_base_nusd;
}

SubletRental *
bid_fixture_rent (EngineFixture *f)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_bid (f);
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_try_rent (f, request, &error);

  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  return rental;
}

void
bid_fixture_begin (EngineFixture *f, SubletRental *rental, gint64 bid_nusd, GAsyncResult **result)
{
  sublet_rental_engine_change_bid_async (f->engine,
                                         rental,
                                         bid_nusd,
                                         NULL,
                                         sublet_test_on_result,
                                         result);
}

gboolean
bid_fixture_end (EngineFixture *f, GAsyncResult **result, GError **error)
{
  sublet_test_await_result (result);
  return sublet_rental_engine_change_bid_finish (f->engine, *result, error);
}

gboolean
bid_fixture_change (EngineFixture *f, SubletRental *rental, gint64 bid_nusd, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bid_fixture_begin (f, rental, bid_nusd, &result);
  return bid_fixture_end (f, &result, error);
}

void
bid_fixture_assert_refused (EngineFixture *f,
                            SubletRental *rental,
                            gint64 bid_nusd,
                            SubletError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bid_fixture_change (f, rental, bid_nusd, &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
}

typedef struct
{
  SubletRental *rental;
  SubletBidState state;
} Expected;

static bool
has_bid_state (gpointer user_data)
{
  Expected *expected = user_data;

  return sublet_rental_get_bid_state (expected->rental) == expected->state;
}

void
bid_fixture_await (SubletRental *rental, SubletBidState state)
{
  Expected expected = { rental, state };

  if (!sublet_test_wait_for (has_bid_state, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("bid %d instead of %d, rental %d, detail %s",
             sublet_rental_get_bid_state (rental),
             state,
             sublet_rental_get_state (rental),
             sublet_rental_get_detail (rental));
}

/* ---- the journal ---- */

gint64
bid_fixture_count_orders (EngineFixture *f, const char *outcome)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM orders WHERE kind = 'bid'"
                                          " AND outcome IS '%s'",
                                          outcome);

  return engine_fixture_ask_journal (f, sql);
}

void
bid_fixture_assert_nothing_open (EngineFixture *f)
{
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
}

/* Whatever became of it is settled, and stays so for another process. */
void
bid_fixture_assert_settled (EngineFixture *f,
                            SubletRental *rental,
                            SubletBidState state,
                            gint64 price_nusd)
{
  guint n_requests = engine_fixture_ledger_requests (f, "bid");

  bid_fixture_await (rental, state);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (sublet_rental_get_bid_state (rental), ==, state);
  g_assert_cmpint (bid_fixture_get_price_nusd (f), ==, price_nusd);
  g_assert_cmpint (bid_fixture_get_bid (rental), ==, price_nusd);
  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_true (sublet_rental_can_change_bid (rental));
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
  bid_fixture_assert_nothing_open (f);
}

void
bid_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, "{\"start_odds\": 1}");
}
