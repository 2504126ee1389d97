/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/increase-fixture.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* ---- the service ---- */

static gint64
get_price_nusd (SubletRental *rental)
{
  return sublet_instance_get_data (sublet_rental_get_instance (rental))->dph_base_nusd;
}

typedef struct
{
  SubletRental *rental;
  bool shown;
  SubletIncreaseState state;
} Expected;

static bool
is_shown (gpointer user_data)
{
  Expected *expected = user_data;

  return (sublet_rental_get_increase (expected->rental) != NULL) == expected->shown;
}

void
increase_fixture_await_shown (SubletRental *rental, bool shown)
{
  Expected expected = { .rental = rental, .shown = shown };

  g_assert_true (sublet_test_wait_for (is_shown, &expected, SUBLET_TEST_TIMEOUT_MS));
}

static void
announce (EngineFixture *f, SubletRental *rental, gint64 raise_nusd, int decimals)
{
  double usd = sublet_money_usd_from_nusd (get_price_nusd (rental) + raise_nusd);
  char price[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *order = NULL;

  g_ascii_dtostr (price, sizeof price, usd);
  order = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT
                           ",\"gpu\":%s,\"ends_in\":%d,\"decimals\":%d}}",
                           sublet_rental_get_instance_id (rental),
                           price,
                           ENDS_IN_S,
                           decimals);
  engine_fixture_set (f, order);
  increase_fixture_await_shown (rental, true);
}

void
increase_fixture_announce_by (EngineFixture *f, SubletRental *rental, gint64 raise_nusd)
{
  announce (f, rental, raise_nusd, 0);
}

void
increase_fixture_announce_rounded (EngineFixture *f, SubletRental *rental, gint64 raise_nusd)
{
  announce (f, rental, raise_nusd, 6);
}

void
increase_fixture_announce (EngineFixture *f, SubletRental *rental)
{
  increase_fixture_announce_by (f, rental, RAISE_NUSD);
}

void
increase_fixture_withdraw (EngineFixture *f, SubletRental *rental)
{
  g_autofree char *order = g_strdup_printf ("{\"withdraw_increase\":%" G_GINT64_FORMAT "}",
                                            sublet_rental_get_instance_id (rental));

  engine_fixture_set (f, order);
}

char *
increase_fixture_dup_real (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *contracts =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "contracts");

  g_assert_cmpuint (json_array_get_length (contracts), ==, 1);
  return sublet_json_dup_opt_string (
    sublet_json_get_opt_object (json_array_get_object_element (contracts, 0), "increase"),
    "state");
}

guint
increase_fixture_count_requests (EngineFixture *f)
{
  return engine_fixture_ledger_requests (f, "increase-accept") +
         engine_fixture_ledger_requests (f, "increase-reject");
}

/* ---- the engine ---- */

SubletRental *
increase_fixture_rent (EngineFixture *f)
{
  SubletRental *rental = engine_fixture_rent_running (f);

  increase_fixture_announce (f, rental);
  return rental;
}

gint64
increase_fixture_get_id (SubletRental *rental)
{
  return sublet_price_increase_get_data (sublet_rental_get_increase (rental))->id;
}

void
increase_fixture_begin (EngineFixture *f, SubletRental *rental, bool accept, GAsyncResult **result)
{
  sublet_rental_engine_answer_increase_async (f->engine,
                                              rental,
                                              increase_fixture_get_id (rental),
                                              accept,
                                              NULL,
                                              sublet_test_on_result,
                                              result);
}

gboolean
increase_fixture_end (EngineFixture *f, GAsyncResult **result, GError **error)
{
  sublet_test_await_result (result);
  return sublet_rental_engine_answer_increase_finish (f->engine, *result, error);
}

gboolean
increase_fixture_answer (EngineFixture *f, SubletRental *rental, bool accept, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  increase_fixture_begin (f, rental, accept, &result);
  return increase_fixture_end (f, &result, error);
}

void
increase_fixture_assert_refused (EngineFixture *f,
                                 SubletRental *rental,
                                 bool accept,
                                 SubletError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (increase_fixture_answer (f, rental, accept, &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
}

static bool
has_state (gpointer user_data)
{
  Expected *expected = user_data;

  return sublet_rental_get_increase_state (expected->rental) == expected->state;
}

void
increase_fixture_await (SubletRental *rental, SubletIncreaseState state)
{
  Expected expected = { .rental = rental, .state = state };

  if (!sublet_test_wait_for (has_state, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("increase %d instead of %d, rental %d, detail %s",
             sublet_rental_get_increase_state (rental),
             state,
             sublet_rental_get_state (rental),
             sublet_rental_get_detail (rental));
}

/* ---- the journal ---- */

gint64
increase_fixture_count_orders (EngineFixture *f, const char *outcome)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM orders WHERE kind IN ('accept-increase',"
                     " 'reject-increase') AND outcome IS '%s'",
                     outcome);

  return engine_fixture_ask_journal (f, sql);
}

void
increase_fixture_assert_nothing_open (EngineFixture *f)
{
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
}

void
increase_fixture_assert_rate (gint64 real_nusd, gint64 expected_nusd)
{
  g_assert_cmpint (real_nusd, >=, expected_nusd - 1);
  g_assert_cmpint (real_nusd, <=, expected_nusd + 1);
}

void
increase_fixture_assert_settled (EngineFixture *f,
                                 SubletRental *rental,
                                 SubletIncreaseState state,
                                 const char *real)
{
  guint n_requests = increase_fixture_count_requests (f);
  g_autofree char *in_truth = NULL;

  increase_fixture_await (rental, state);
  engine_fixture_pass (f, HOUR_MS);
  in_truth = increase_fixture_dup_real (f);
  g_assert_cmpstr (in_truth, ==, real);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, state);
  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpint (sublet_rental_get_increase (rental) != NULL,
                   ==,
                   g_strcmp0 (real, "pending") == 0);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
  increase_fixture_assert_nothing_open (f);
}

void
increase_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}
