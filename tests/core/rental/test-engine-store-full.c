/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "store-fixture.h"

#include "core/rental/sublet-rental-engine.h"
#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

/* A journal on a full disk. */

/* The journal grows no further: a full disk without a disk to fill. */
static void
fill_disk (EngineFixture *f)
{
  store_fixture_order_journal (f, "PRAGMA max_page_count = 1");
}

static void
empty_disk (EngineFixture *f)
{
  store_fixture_order_journal (f, "PRAGMA max_page_count = 1000000");
}

/* Whatever is written must need a new page. */
static SubletRentalRequest *
make_big_request (EngineFixture *f, SubletOffer *offer)
{
  SubletRentalRequest *request = engine_fixture_make_request (f, offer);
  g_autofree char *image = g_strnfill (500, 'x');
  g_autofree char *label = g_strnfill (120, 'y');

  sublet_rental_request_set_image (request, image);
  sublet_rental_request_set_label (request, label);
  return request;
}

/* Nothing is sent that is not written. */
static void
test_full_at_the_intent (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (GError) error = NULL;
  guint tried = 0;

  fill_disk (f);
  /* The first ones may still fit into pages that exist. */
  while (error == NULL)
    {
      g_autoptr (SubletRentalRequest) request = make_big_request (f, offer);
      g_autoptr (SubletRental) rental = NULL;

      engine_fixture_arm (f, "{\"fault\": \"auth-401\", \"route\": \"create\"}");
      rental = engine_fixture_try_rent (f, request, &error);
      g_assert_cmpuint (++tried, <, 100);
      if (rental != NULL)
        engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);
    }
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), <, tried);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 0);
  g_assert_cmpuint (f->n_notices, >, 0);
  g_assert_error (f->notice, SUBLET_ERROR, SUBLET_ERROR_STORE);
}

static void
test_full_and_empty_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  fill_disk (f);
  empty_disk (f);
  rental = engine_fixture_rent_running (f);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

static bool
refuse_writes (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db,
                          "CREATE TEMP TRIGGER full_1 BEFORE INSERT ON rentals"
                          "  BEGIN SELECT RAISE (ABORT, 'full'); END;"
                          "CREATE TEMP TRIGGER full_2 BEFORE INSERT ON requests"
                          "  BEGIN SELECT RAISE (ABORT, 'full'); END;"
                          "CREATE TEMP TRIGGER full_3 BEFORE INSERT ON orders"
                          "  BEGIN SELECT RAISE (ABORT, 'full'); END;"
                          "CREATE TEMP TRIGGER full_4 BEFORE INSERT ON events"
                          "  BEGIN SELECT RAISE (ABORT, 'full'); END;",
                          error);
}

/* For moments that a bound on pages cannot hit exactly: every write of the journal fails. */
static void
break_journal (EngineFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             refuse_writes,
                             NULL,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, NULL));
}

static void
mend_journal (EngineFixture *f)
{
  store_fixture_order_journal (f,
                               "DROP TRIGGER full_1; DROP TRIGGER full_2;"
                               "DROP TRIGGER full_3; DROP TRIGGER full_4;");
}

/* The answer comes when nothing can be written: the machine is paid for, so it is shown, and it is
 * written as soon as it can be. */
static void
test_full_at_the_answer (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  rental = engine_fixture_rent (f);
  sublet_test_await (store_fixture_has_sent, f);
  break_journal (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (f->n_notices, ==, 1);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM rentals WHERE contract_id != 0"),
    ==,
    0);

  mend_journal (f);
  engine_fixture_pass (f, 120000);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE contract_id != "
                                               "0 AND state = 'running'"),
                   ==,
                   1);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM requests WHERE outcome = 'created'"),
    ==,
    1);
}

static bool
has_notice (gpointer user_data)
{
  EngineFixture *f = user_data;

  return f->n_notices > 0;
}

/* That the first sending was not executed could not be written; it is, before the second leaves. */
static void
test_full_between_sendings (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  store_fixture_order_journal (f,
                               "CREATE TEMP TRIGGER full_1 BEFORE UPDATE ON requests"
                               "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  /* No list comes in between, at whose end what could not be written is. */
  engine_fixture_arm (f,
                      "[{\"fault\": \"429-plain\", \"route\": \"create\"},"
                      " {\"fault\": \"delay\", \"route\": \"list\", \"ms\": 20000}]");
  rental = engine_fixture_rent (f);
  sublet_test_await (has_notice, f);
  store_fixture_order_journal (f, "DROP TRIGGER full_1");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM requests WHERE outcome IS NULL"),
    ==,
    0);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM requests WHERE outcome = 'not-executed'"),
    ==,
    1);
}

/* What ends the bill goes out even then. */
static void
test_full_at_the_destroy (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  break_journal (f);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (f->n_notices, >=, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* It is seen gone when nothing can be written: the next start does not order it away once more. */
static void
test_full_at_the_end (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;
  guint destroys;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  break_journal (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  mend_journal (f);
  engine_fixture_pass (f, 120000);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM rentals WHERE state = 'gone'"),
    ==,
    1);

  destroys = engine_fixture_ledger_destroys (f);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 120000);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, destroys);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
}

/* A start raises the bill: it does not. */
static void
test_full_at_the_start (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  break_journal (f);
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_pass (f, 200000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  STORE_FIXTURE_ADD ("full/intent", test_full_at_the_intent, NULL);
  STORE_FIXTURE_ADD ("full/and-empty-again", test_full_and_empty_again, NULL);
  STORE_FIXTURE_ADD ("full/answer", test_full_at_the_answer, NULL);
  STORE_FIXTURE_ADD ("full/between-sendings", test_full_between_sendings, NULL);
  STORE_FIXTURE_ADD ("full/destroy", test_full_at_the_destroy, NULL);
  STORE_FIXTURE_ADD ("full/end", test_full_at_the_end, NULL);
  STORE_FIXTURE_ADD ("full/start", test_full_at_the_start, NULL);

  return g_test_run ();
}
