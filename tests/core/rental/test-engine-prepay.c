/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/prepay-fixture.h"
#include "support/sublet-test.h"

/* Rented on demand at the plain price, prepaid once it runs, once for all. */
static void
test_paid (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  SubletRental *card;

  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_WANTED);
  g_assert_cmpint (sublet_rental_get_deposit_uusd (rental), ==, PREPAY_FIXTURE_UUSD);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "prepaying"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "prepaid"), ==, 1);
  g_assert_cmpint (prepay_fixture_count_orders (f, "done"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT amount_uusd FROM orders"
                                               "  WHERE kind = 'prepay' AND closed_us > 0"),
                   ==,
                   PREPAY_FIXTURE_UUSD);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  WHERE deposit_state = 'paid'"
                                               "    AND price_kind = 'reserved'"),
                   ==,
                   1);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  /* It is no bid, and that it costs less than the plain price is no surprise. */
  g_assert_cmpint (sublet_rental_get_differences (rental), ==, SUBLET_RENTAL_DIFFERENCE_NONE);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_deposit_state (card), ==, SUBLET_DEPOSIT_STATE_PAID);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 1);
}

/* What is quoted is the plain price; without a deposit that is all there is. */
static void
test_none (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_reserved (f, 0);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  SubletQuote discounted;
  SubletQuote plain;

  sublet_rental_request_get_quote (request, &plain);
  sublet_rental_request_get_discounted_quote (request, &discounted);
  g_assert_cmpint (discounted.running_rate_nusd, <, plain.running_rate_nusd);

  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_NONE);
  g_assert_cmpint (sublet_rental_get_quoted_rate_nusd (rental), ==, plain.running_rate_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
}

typedef struct
{
  const char *name;
  const char *fault;
  SubletDepositState state; /* in the end */
  guint n_requests;
  guint n_deposits;
} FaultRow;

/* Whatever comes back, no deposit is paid twice, and the ledger and the card agree. */
static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", SUBLET_DEPOSIT_STATE_PAID, 1, 1 },
  { "cut", "{\"fault\":\"cut-json\"", SUBLET_DEPOSIT_STATE_PAID, 1, 1 },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", SUBLET_DEPOSIT_STATE_PAID, 1, 1 },
  { "false-done", "{\"fault\":\"success-false-rented\"", SUBLET_DEPOSIT_STATE_PAID, 1, 1 },
  { "reset-before", "{\"fault\":\"reset-before\"", SUBLET_DEPOSIT_STATE_NOT_FOUND, 1, 0 },
  { "502", "{\"fault\":\"502-html\"", SUBLET_DEPOSIT_STATE_NOT_FOUND, 1, 0 },
  { "empty", "{\"fault\":\"empty-200\"", SUBLET_DEPOSIT_STATE_NOT_FOUND, 1, 0 },
  { "false", "{\"fault\":\"success-false\"", SUBLET_DEPOSIT_STATE_NOT_FOUND, 1, 0 },
  { "redirect", "{\"fault\":\"redirect\"", SUBLET_DEPOSIT_STATE_NOT_FOUND, 1, 0 },
  { "400", "{\"fault\":\"json-error\"", SUBLET_DEPOSIT_STATE_REFUSED, 1, 0 },
  { "429", "{\"fault\":\"429-json\"", SUBLET_DEPOSIT_STATE_PAID, 2, 1 },
  { "429-for-ever", "{\"fault\":\"429-plain\",\"times\":0", SUBLET_DEPOSIT_STATE_REFUSED, 4, 0 },
};

static void
test_fault (EngineFixture *f, gconstpointer data)
{
  const FaultRow *row = data;
  g_autofree char *json = g_strconcat (row->fault, ",\"route\":\"prepay\"}", NULL);
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, json);
  rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  prepay_fixture_await (rental, row->state);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, row->state);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, row->n_requests);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, row->n_deposits);
  /* Nothing is left open. */
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
  g_assert_cmpuint (engine_fixture_count_events (f, "prepaying"), ==, row->n_requests);
}

/* The program ends while the request is on its way: it is in the journal by then, and the next one
 * never sends it again. */
static void
test_killed (EngineFixture *f, gconstpointer data)
{
  const bool done = GPOINTER_TO_INT (data);
  g_autoptr (SubletRental) rental = NULL;
  SubletRental *card;

  engine_fixture_arm (f,
                      done ? "{\"fault\":\"hold\",\"how\":\"after\",\"route\":\"prepay\"}"
                           : "{\"fault\":\"hold\",\"work\":false,\"route\":\"prepay\"}");
  rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"prepay\",\"count\":1}");
  g_assert_cmpuint (engine_fixture_count_events (f, "prepaying"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  JOIN orders ON orders.rental_id = rentals.id"
                                               "  WHERE deposit_state = 'asked'"
                                               "    AND kind = 'prepay' AND closed_us = 0"),
                   ==,
                   1);
  g_clear_object (&rental);

  engine_fixture_restart (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  prepay_fixture_await (card, done ? SUBLET_DEPOSIT_STATE_PAID : SUBLET_DEPOSIT_STATE_NOT_FOUND);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, done ? 1 : 0);
}

/* Nothing is locked while what runs is above a cap. */
static void
test_cap (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  const SubletSpendCaps caps = { .per_hour_nusd = 1 };

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_rental_engine_set_caps (f->engine, &caps);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_CAP);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* What never comes up has nothing locked in it. */
static void
test_never_runs (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_reserved (f, PREPAY_FIXTURE_UUSD);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_request_set_image (request, "a/manifest-unknown");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_FAILED);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_WANTED);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
}

/* What cannot be written is not sent; when it can, it is. */
static void
test_journal_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER full BEFORE INSERT ON orders"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_WANTED);

  engine_fixture_order_journal (f, "DROP TRIGGER full");
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 1);
}

/* So little that it may have been used up before anybody looked: nobody can say what became of it,
 * and nobody tries again. */
static void
test_used_up (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"prepay\"}");
  rental = prepay_fixture_rent (f, 1000);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_UNCLEAR);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_UNCLEAR);
  g_assert_cmpint (prepay_fixture_count_orders (f, "not-seen"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
}

/* It is gone before anybody could see what became of its deposit: nothing is left open. */
static void
test_gone_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"prepay\"}");
  rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_UNCLEAR);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpint (sublet_rental_get_deposit_state (rental), ==, SUBLET_DEPOSIT_STATE_UNCLEAR);
  g_assert_cmpint (prepay_fixture_count_orders (f, "gone"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 1);
}

static SubletRentalRequest *
find_next (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletRentalRequest *request;

  sublet_rental_engine_find_next_async (f->engine, rental, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  request = sublet_rental_engine_find_next_finish (f->engine, result, &error);
  g_assert_no_error (error);

  return request;
}

/* The wish goes along to what is taken instead; what was paid is not paid again for that. */
static void
test_taken_instead (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  g_autoptr (SubletRentalRequest) before = NULL;
  g_autoptr (SubletRentalRequest) after = NULL;
  g_autoptr (SubletRentalRequest) later = NULL;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  before = find_next (f, rental);
  g_assert_cmpint (sublet_rental_request_get_deposit_uusd (before), ==, PREPAY_FIXTURE_UUSD);
  g_assert_cmpint (sublet_rental_request_get_job (before)->kind, ==, SUBLET_PRICE_KIND_RESERVED);

  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  after = find_next (f, rental);
  g_assert_cmpint (sublet_rental_request_get_deposit_uusd (after), ==, 0);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  later = find_next (f, engine_fixture_nth (f, 0));
  g_assert_cmpint (sublet_rental_request_get_deposit_uusd (later), ==, 0);
  g_assert_cmpint (sublet_rental_request_get_job (later)->kind, ==, SUBLET_PRICE_KIND_RESERVED);
}

/* A stop goes before: what is stopped is not prepaid, until it runs again. */
static void
test_stopped (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  rental = prepay_fixture_rent (f, PREPAY_FIXTURE_UUSD);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_pass (f, PREPAY_FIXTURE_HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "prepay"), ==, 0);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  prepay_fixture_await (rental, SUBLET_DEPOSIT_STATE_PAID);
  g_assert_cmpuint (prepay_fixture_count_deposits (f), ==, 1);
}

#define ADD_DATA(name, data, func)                \
  g_test_add ("/core/rental/engine-prepay/" name, \
              EngineFixture,                      \
              data,                               \
              prepay_fixture_set_up,              \
              func,                               \
              engine_fixture_tear_down)
#define ADD(name, func) ADD_DATA (name, NULL, func)

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  ADD ("paid", test_paid);
  ADD ("none", test_none);
  ADD_DATA ("killed-done", GINT_TO_POINTER (TRUE), test_killed);
  ADD_DATA ("killed-undone", NULL, test_killed);
  ADD ("cap", test_cap);
  ADD ("never-runs", test_never_runs);
  ADD ("journal-fails", test_journal_fails);
  ADD ("used-up", test_used_up);
  ADD ("gone-in-doubt", test_gone_in_doubt);
  ADD ("taken-instead", test_taken_instead);
  ADD ("stopped", test_stopped);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      g_autofree char *path =
        g_strconcat ("/core/rental/engine-prepay/fault/", fault_rows[i].name, NULL);

      g_test_add (path,
                  EngineFixture,
                  &fault_rows[i],
                  prepay_fixture_set_up,
                  test_fault,
                  engine_fixture_tear_down);
    }

  return g_test_run ();
}
