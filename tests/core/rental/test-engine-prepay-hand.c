/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/prepay-fixture.h"
#include "support/sublet-test.h"

/* Deposits that a person orders for what runs. */

static void
assert_check (EngineFixture *f, SubletRental *rental, gint64 amount_uusd, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sublet_rental_engine_check_prepay (f->engine, rental, amount_uusd, &error));
  g_assert_error (error, SUBLET_ERROR, code);
}

/* What can be said before it is ordered; nothing is sent or written for that. */
static void
test_check (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  g_autoptr (GError) error = NULL;
  const SubletSpendCaps caps = { .per_hour_nusd = 1 };
  gint64 credit_uusd;

  assert_check (f, rental, PREPAY_FIXTURE_UUSD, SUBLET_ERROR_INVALID);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (
    sublet_rental_engine_check_prepay (f->engine, rental, PREPAY_FIXTURE_UUSD, &error));
  g_assert_no_error (error);
  credit_uusd = sublet_account_get_data (sublet_rental_engine_get_account (f->engine))->credit_uusd;
  g_assert_true (sublet_rental_engine_check_prepay (f->engine, rental, credit_uusd, &error));
  g_assert_no_error (error);
  assert_check (f, rental, 0, SUBLET_ERROR_INVALID);
  assert_check (f, rental, credit_uusd + 1, SUBLET_ERROR_NO_CREDIT);
  sublet_rental_engine_set_caps (f->engine, &caps);
  assert_check (f, rental, PREPAY_FIXTURE_UUSD, SUBLET_ERROR_CAP);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 0);
}

/* Too little credit: the rental stays, and a person may do it by hand when there is more. */
static void
test_no_credit (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  g_autoptr (GError) error = NULL;

  engine_fixture_set (f, "{\"credit\":{\"usd\":3}}");
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_NO_CREDIT);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 0);
  g_assert_true (sublet_rental_can_prepay (rental));

  /* Known by now, so not asked for at all. */
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_false (prepay_fixture_prepay (f, rental, PREPAY_FIXTURE_UUSD, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
  g_clear_error (&error);

  g_assert_true (prepay_fixture_prepay (f, rental, SUBLET_UUSD_PER_USD, &error));
  g_assert_no_error (error);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 1);
}

/* A deposit on top of another, its answer lost: more than before is the proof. */
static void
test_by_hand (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  g_assert_false (prepay_fixture_prepay (f, rental, PREPAY_FIXTURE_UUSD, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (prepay_fixture_prepay (f, rental, 0, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_false (sublet_rental_is_reserved (rental));
  g_assert_true (prepay_fixture_prepay (f, rental, PREPAY_FIXTURE_UUSD, &error));
  g_assert_no_error (error);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);

  engine_fixture_pass (f, 60 * 1000);
  g_assert_true (sublet_rental_is_reserved (rental));
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"prepay\"}");
  g_assert_false (prepay_fixture_prepay (f, rental, 2 * PREPAY_FIXTURE_UUSD, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_clear_error (&error);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_UNCLEAR);
  g_assert_false (sublet_rental_can_prepay (rental));
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_NOT_FOUND);
  engine_fixture_arm (f, "{\"fault\":\"lost-reply\",\"route\":\"prepay\"}");
  g_assert_false (prepay_fixture_prepay (f, rental, 2 * PREPAY_FIXTURE_UUSD, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 3);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 2);
}

/* Neither lists nor the balance tell: nobody asks without end. */
static void
test_blind (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  g_autofree char *hide = NULL;
  g_autoptr (GError) error = NULL;
  guint n_asked;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  hide = g_strdup_printf ("{\"hide_balance\":%" G_GINT64_FORMAT "}",
                          sublet_rental_get_instance_id (rental));
  engine_fixture_set (f, hide);
  engine_fixture_pass (f, 60 * 1000);
  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"balance\",\"times\":0}");
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"prepay\"}");
  g_assert_false (prepay_fixture_prepay (f, rental, PREPAY_FIXTURE_UUSD, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS / 6);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_UNCLEAR);
  g_assert_cmpint (prepay_fixture_count_orders (f, "not-seen"), ==, 1);
  n_asked = engine_fixture_ledger_requests (f, "balance");
  g_assert_cmpuint (n_asked, ==, 3);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "balance"), ==, n_asked);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
}

/* One that a person orders is over with the answer that the person gets: it is not paid when the
 * machine runs another day. */
static void
test_by_hand_overtaken (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"429-json\",\"route\":\"prepay\"}");
  sublet_rental_engine_prepay_async (f->engine,
                                     rental,
                                     PREPAY_FIXTURE_UUSD,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_REFUSED);
  g_assert_null (result);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  sublet_test_await_result (&result);
  g_assert_false (sublet_rental_engine_prepay_finish (f->engine, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_clear_object (&result);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
  g_assert_true (sublet_rental_can_prepay (engine_fixture_nth (f, 0)));
}

#define ADD(name, func)                                \
  g_test_add ("/core/rental/engine-prepay-hand/" name, \
              EngineFixture,                           \
              NULL,                                    \
              prepay_fixture_set_up,                   \
              func,                                    \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("check", test_check);
  ADD ("no-credit", test_no_credit);
  ADD ("by-hand", test_by_hand);
  ADD ("blind", test_blind);
  ADD ("by-hand-overtaken", test_by_hand_overtaken);

  return g_test_run ();
}
