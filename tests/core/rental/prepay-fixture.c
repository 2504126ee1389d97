/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/prepay-fixture.h"

#include "support/sublet-test.h"

void
prepay_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, "{\"start_odds\": 1}");
}

guint
prepay_fixture_count_deposits (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");
  guint count = 0;
  guint i;

  for (i = 0; i < json_array_get_length (contracts); i++)
    count += json_array_get_length (
      json_object_get_array_member (json_array_get_object_element (contracts, i), "deposits"));

  return count;
}

typedef struct
{
  SubletRental *rental;
  SubletDepositState state;
} Expected;

static bool
has_deposit_state (gpointer user_data)
{
  Expected *expected = user_data;

  return sublet_rental_get_deposit_state (expected->rental) == expected->state;
}

void
prepay_fixture_await (SubletRental *rental, SubletDepositState state)
{
  Expected expected = { rental, state };

  if (!sublet_test_wait_for (has_deposit_state, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("deposit %d instead of %d, rental %d, detail %s",
             sublet_rental_get_deposit_state (rental),
             state,
             sublet_rental_get_state (rental),
             sublet_rental_get_detail (rental));
}

SubletRental *
prepay_fixture_rent (EngineFixture *f, gint64 deposit_uusd)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_reserved (f, deposit_uusd);
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_try_rent (f, request, &error);

  g_assert_no_error (error);
  return rental;
}

gboolean
prepay_fixture_prepay (EngineFixture *f, SubletRental *rental, gint64 amount_uusd, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_prepay_async (f->engine,
                                     rental,
                                     amount_uusd,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_prepay_finish (f->engine, result, error);
}

gint64
prepay_fixture_count_orders (EngineFixture *f, const char *outcome)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM orders WHERE kind = 'prepay'"
                                          " AND outcome IS '%s'",
                                          outcome);

  return engine_fixture_ask_journal (f, sql);
}
