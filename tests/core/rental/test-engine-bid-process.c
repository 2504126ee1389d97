/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/bid-fixture.h"
#include "support/sublet-test.h"

/* ---- overtaken ---- */

/* An order that comes while it is prepared goes before. */
static void
test_overtaken (EngineFixture *f, gconstpointer data)
{
  const SubletOrder order = GPOINTER_TO_INT (data);
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bid_fixture_begin (f, rental, before_nusd + RAISE_NUSD, &result);
  g_assert_true (engine_fixture_order (f, rental, order, &error));
  g_assert_no_error (error);
  g_assert_false (bid_fixture_end (f, &result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 0);
  engine_fixture_await_state (rental,
                              order == SUBLET_ORDER_STOP ? SUBLET_RENTAL_STATE_STOPPED
                                                         : SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (bid_fixture_get_price_nusd (f), ==, before_nusd);
  bid_fixture_assert_nothing_open (f);
}

/* It is gone before anybody could see what became of its bid. */
static void
test_gone_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"bid\"}");
  bid_fixture_assert_refused (f,
                              rental,
                              bid_fixture_get_bid (rental) + RAISE_NUSD,
                              SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (bid_fixture_count_orders (f, "gone"), ==, 1);
  bid_fixture_assert_nothing_open (f);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 1);
}

/* One at a time. */
static void
test_twice (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = bid_fixture_rent (f);
  gint64 bid_nusd = bid_fixture_get_bid (rental) + RAISE_NUSD;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bid_fixture_begin (f, rental, bid_nusd, &result);
  bid_fixture_assert_refused (f, rental, bid_nusd + RAISE_NUSD, SUBLET_ERROR_INVALID);
  g_assert_true (bid_fixture_end (f, &result, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, bid_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 1);
}

/* ---- another process ---- */

typedef enum
{
  KILLED_UNSENT,   /* written down, and nothing left */
  KILLED_UNDONE,   /* on its way, and lost */
  KILLED_DONE,     /* done, and the answer lost */
  KILLED_TAKEN,    /* answered, and no list yet */
  KILLED_NOT_KEPT, /* answered, and no list ever shows it */
} Killed;

static void
await_on_wire (EngineFixture *f, const char *fault, SubletRental *rental)
{
  engine_fixture_arm (f, fault);
  sublet_rental_engine_change_bid_async (f->engine,
                                         rental,
                                         bid_fixture_get_bid (rental) + RAISE_NUSD,
                                         NULL,
                                         NULL,
                                         NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"bid\",\"count\":1}");
  g_assert_cmpuint (engine_fixture_count_events (f, "bidding"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  JOIN orders ON orders.rental_id = rentals.id"
                                               "  WHERE bid_state = 'asked'"
                                               "    AND kind = 'bid' AND closed_us = 0"),
                   ==,
                   1);
}

/* Nothing that lists would say comes through before the end. */
static void
take_unseen (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"list\"}");
  g_assert_true (bid_fixture_change (f, rental, bid_fixture_get_bid (rental) + RAISE_NUSD, &error));
  g_assert_no_error (error);
  bid_fixture_await (rental, SUBLET_BID_STATE_TAKEN);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  JOIN orders ON orders.rental_id = rentals.id"
                                               "  WHERE bid_state = 'taken' AND accepted_us > 0"
                                               "    AND kind = 'bid' AND closed_us = 0"),
                   ==,
                   1);
}

/* As the journal stands then, though nothing came of it. */
static void
write_order (EngineFixture *f, const char *state, int accepted_us)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO orders (id, rental_id, server, account_id, contract_id, kind, written_us,"
    "                    sent_us, accepted_us, closed_us, rate_nusd)"
    "  SELECT 'bid-1', id, server, account_id, contract_id, 'bid', 1, 1, %d, 0,"
    "         bid_nusd + %" G_GINT64_FORMAT " FROM rentals;"
    "UPDATE rentals SET bid_state = '%s', bid_asked_nusd = bid_nusd + %" G_GINT64_FORMAT ","
    "  bid_before_nusd = bid_nusd",
    accepted_us,
    RAISE_NUSD,
    state,
    RAISE_NUSD);

  engine_fixture_order_journal (f, sql);
}

/* The program ends, at each step of the journal: the next one goes on with it and asks for nothing
 * again. */
static void
test_killed (EngineFixture *f, gconstpointer data)
{
  const Killed killed = GPOINTER_TO_INT (data);
  bool done = killed == KILLED_DONE || killed == KILLED_TAKEN;
  SubletRental *rental = bid_fixture_rent (f);
  gint64 before_nusd = bid_fixture_get_bid (rental);
  guint n_requests = killed == KILLED_UNSENT || killed == KILLED_NOT_KEPT ? 0 : 1;

  switch (killed)
    {
    case KILLED_UNDONE:
      await_on_wire (f, "{\"fault\":\"hold\",\"work\":false,\"route\":\"bid\"}", rental);
      break;

    case KILLED_DONE:
      await_on_wire (f, "{\"fault\":\"hold\",\"how\":\"after\",\"route\":\"bid\"}", rental);
      break;

    case KILLED_UNSENT:
      write_order (f, "asked", 0);
      break;

    case KILLED_NOT_KEPT:
      write_order (f, "taken", 2);
      break;

    case KILLED_TAKEN:
    default:
      take_unseen (f, rental);
      break;
    }
  g_object_unref (rental);

  engine_fixture_restart (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_known (f);
  rental = engine_fixture_nth (f, 0);
  bid_fixture_assert_settled (f,
                              rental,
                              done ? SUBLET_BID_STATE_CHANGED : SUBLET_BID_STATE_NOT_SEEN,
                              done ? before_nusd + RAISE_NUSD : before_nusd);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, n_requests);
  g_assert_cmpint (bid_fixture_count_orders (f, done ? "done" : "not-seen"), ==, 1);
}

/* ---- somebody else's ---- */

/* By hand it may be changed as well; of what was interrupted nothing is left open. */
static void
test_foreign (EngineFixture *f, gconstpointer data)
{
  SubletRental *rental;
  gint64 before_nusd;
  g_autoptr (GError) error = NULL;

  rental = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (rental), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  before_nusd = bid_fixture_get_bid (rental);
  g_assert_true (sublet_rental_can_change_bid (rental));
  g_assert_true (bid_fixture_change (f, rental, before_nusd + RAISE_NUSD, &error));
  g_assert_no_error (error);
  bid_fixture_assert_settled (f, rental, SUBLET_BID_STATE_CHANGED, before_nusd + RAISE_NUSD);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE kind = 'bid'"
                                               "  AND rental_id IS NULL AND outcome = 'done'"),
                   ==,
                   1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM events"), ==, 0);

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"work\":false,\"route\":\"bid\"}");
  sublet_rental_engine_change_bid_async (f->engine, rental, before_nusd, NULL, NULL, NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"bid\",\"count\":2}");
  engine_fixture_restart (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_known (f);
  engine_fixture_pass (f, HOUR_MS);
  rental = engine_fixture_nth (f, 0);
  g_assert_cmpint (bid_fixture_get_bid (rental), ==, before_nusd + RAISE_NUSD);
  g_assert_true (sublet_rental_can_change_bid (rental));
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "bid"), ==, 2);
  g_assert_cmpint (bid_fixture_count_orders (f, "interrupted"), ==, 1);
  bid_fixture_assert_nothing_open (f);
}

static void
set_up_foreign (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, "{\"add_foreign_instance\":{\"gpu_name\":\"RTX 4090\",\"price\":2}}");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  BID_FIXTURE_ADD ("twice", NULL, test_twice);
  BID_FIXTURE_ADD ("overtaken/stop", GINT_TO_POINTER (SUBLET_ORDER_STOP), test_overtaken);
  BID_FIXTURE_ADD ("overtaken/destroy", GINT_TO_POINTER (SUBLET_ORDER_DESTROY), test_overtaken);
  BID_FIXTURE_ADD ("gone-in-doubt", NULL, test_gone_in_doubt);
  BID_FIXTURE_ADD ("killed/unsent", GINT_TO_POINTER (KILLED_UNSENT), test_killed);
  BID_FIXTURE_ADD ("killed/undone", GINT_TO_POINTER (KILLED_UNDONE), test_killed);
  BID_FIXTURE_ADD ("killed/done", GINT_TO_POINTER (KILLED_DONE), test_killed);
  BID_FIXTURE_ADD ("killed/taken", GINT_TO_POINTER (KILLED_TAKEN), test_killed);
  BID_FIXTURE_ADD ("killed/not-kept", GINT_TO_POINTER (KILLED_NOT_KEPT), test_killed);
  g_test_add ("/core/rental/engine-bid/foreign",
              EngineFixture,
              NULL,
              set_up_foreign,
              test_foreign,
              engine_fixture_tear_down);

  return g_test_run ();
}
