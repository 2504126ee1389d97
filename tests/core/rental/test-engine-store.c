/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "store-fixture.h"

#include "core/rental/sublet-rental-engine.h"
#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- a journal that is lost ---- */

static void
spoil (EngineFixture *f, const char *how)
{
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
  g_autoptr (GError) error = NULL;

  if (strcmp (how, "missing") == 0)
    g_assert_cmpint (g_remove (path), ==, 0);
  else
    {
      g_file_set_contents (path, "no database at all, but long enough to be read", -1, &error);
      g_assert_no_error (error);
    }
}

static void
test_lost_journal (EngineFixture *f, gconstpointer data)
{
  gint64 contract_id;
  g_autoptr (SubletRental) adopted = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletRental *card;

  g_object_unref (engine_fixture_rent_running (f));
  contract_id = engine_fixture_ledger_contract (f);
  engine_fixture_close (f);
  spoil (f, data);

  engine_fixture_open (f);
  g_assert_cmpuint (f->n_notices, ==, 1);
  g_assert_error (f->notice, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);

  /* Its token carries our install id, which is not in the database. */
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (card), ==, SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  g_assert_cmpint (sublet_rental_get_instance_id (card), ==, contract_id);

  sublet_rental_engine_adopt_async (f->engine, card, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  adopted = sublet_rental_engine_adopt_finish (f->engine, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  g_assert_true (engine_fixture_nth (f, 0) == adopted);
  g_assert_cmpint (sublet_rental_get_origin (adopted), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpint (sublet_rental_get_state (adopted), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_clear_object (&adopted);
  /* It holds the engine. */
  g_clear_object (&result);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (card), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_true (engine_fixture_order (f, card, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* ---- a journal that can only be read ---- */

static void
test_newer (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 1);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *card;

  g_object_unref (engine_fixture_rent_running (f));
  store_fixture_order_journal (f, "PRAGMA user_version = 99");
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  g_assert_true (sublet_rental_engine_get_read_only (f->engine));
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (card), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpint (sublet_rental_get_state (card), ==, SUBLET_RENTAL_STATE_RUNNING);

  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);

  /* Renting is off; ending the bill is not. */
  g_assert_true (engine_fixture_order (f, card, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_false (engine_fixture_order (f, card, SUBLET_ORDER_START, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (engine_fixture_order (f, card, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* Words of a newer version in rows of this one's shape: shown as open, never taken for an end, and
 * what it does not know it does not carry out. */
static void
test_newer_words (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SubletRental *card;

  g_object_unref (engine_fixture_rent_running (f));
  store_fixture_order_journal (
    f,
    "UPDATE rentals SET state = 'hibernating', reason = 'moon', lease_at_end = 'sing';"
    "INSERT INTO orders (id, rental_id, server, account_id, contract_id, kind,"
    "    written_us, sent_us, accepted_us, closed_us)"
    "  SELECT 'o', id, server, account_id, contract_id, 'teleport', 1, 0, 0, 0"
    "    FROM rentals");
  engine_fixture_close (f);
  engine_fixture_open (f);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  card = engine_fixture_nth (f, 0);
  g_assert_true (sublet_rental_is_open (card));
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
  g_assert_true (engine_fixture_order (f, card, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_GONE);
}

/* ---- a journal that another program holds ---- */

static sqlite3 *
lock_journal (EngineFixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

static void
unlock_journal (sqlite3 *db)
{
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Nothing is asked for that cannot be written; afterwards everything is as before. */
static void
test_locked_at_the_intent (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = lock_journal (f);

  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 0);
  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
  unlock_journal (db);

  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

/* In the middle: the answer comes while it is held. It is shown, and written when it can be. */
static void
test_locked_at_the_answer (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  /* Virtual time flies while the disk is waited for: a lease of hours would end meanwhile. */
  sublet_rental_request_set_lease (request, 0, SUBLET_LEASE_END_STOP);
  engine_fixture_arm (f, "{\"fault\": \"hold\", \"route\": \"create\", \"how\": \"after\"}");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  sublet_test_await (store_fixture_has_sent, f);
  db = lock_journal (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  unlock_journal (db);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 120 * 1000);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE contract_id != "
                                               "0 AND state = 'running'"),
                   ==,
                   1);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM requests WHERE outcome = 'created'"),
    ==,
    1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

static void
open_second (EngineFixture *first, EngineFixture *second)
{
  *second = (EngineFixture){ 0 };
  second->folder = first->folder;
  second->simulator = first->simulator;
  second->clock = first->clock;
  engine_fixture_open (second);
  engine_fixture_sign_in (second, "demo-key");
  engine_fixture_await_known (second);
}

/* Two windows on one profile: the second shows, and nothing more. */
static void
test_two_engines (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 1);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) later = NULL;
  g_autoptr (GError) error = NULL;
  EngineFixture second;
  SubletRental *card;
  int order;

  open_second (f, &second);
  g_assert_true (sublet_rental_engine_get_read_only (second.engine));
  g_assert_cmpuint (engine_fixture_count (&second), ==, 1);
  card = engine_fixture_nth (&second, 0);
  g_assert_cmpint (sublet_rental_get_origin (card), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpint (sublet_rental_get_state (card), ==, SUBLET_RENTAL_STATE_RUNNING);

  g_assert_null (engine_fixture_try_rent (&second, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_clear_error (&error);
  for (order = SUBLET_ORDER_START; order <= SUBLET_ORDER_DESTROY; order++)
    {
      g_assert_false (engine_fixture_order (&second, card, order, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
      g_clear_error (&error);
    }
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);

  /* What the first one rents and ends, the second sees. */
  later = engine_fixture_rent_running (f);
  engine_fixture_pass (f, 130000);
  g_assert_cmpuint (engine_fixture_count (&second), ==, 2);
  card = engine_fixture_find (&second, sublet_rental_get_instance_id (later));
  g_assert_cmpint (sublet_rental_get_origin (card), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_true (engine_fixture_order (f, later, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (later, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_await_state (card, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_close (&second);
  g_clear_error (&second.notice);
}

/* ---- the journal and what is shown ---- */

typedef struct
{
  EngineFixture *f;
  guint n;
} Watch;

static void
on_state (SubletRental *rental, GParamSpec *pspec, Watch *watch)
{
  const GArray *events = sublet_rental_get_events (rental);
  const SubletRentalEvent *latest = &g_array_index (events, SubletRentalEvent, events->len - 1);
  g_autofree char *path = g_build_filename (watch->f->folder, "rentals.db", NULL);
  sqlite3 *db = NULL;
  gint64 written = 0;

  /* Another process's eye: only what is committed. */
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_true (sublet_sql_get_int (db, "SELECT count (*) FROM events", &written, NULL));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpint (written, >=, events->len);
  g_assert_cmpint (latest->state, ==, sublet_rental_get_state (rental));
  watch->n++;
}

static void
test_written_before_shown (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  Watch watch = { f, 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect (rental, "notify::state", G_CALLBACK (on_state), &watch);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (watch.n, >=, 4);
  g_signal_handlers_disconnect_by_data (rental, &watch);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  STORE_FIXTURE_ADD ("lost/missing", test_lost_journal, "missing");
  STORE_FIXTURE_ADD ("lost/damaged", test_lost_journal, "damaged");
  STORE_FIXTURE_ADD ("newer", test_newer, NULL);
  STORE_FIXTURE_ADD ("newer-words", test_newer_words, NULL);
  STORE_FIXTURE_ADD ("locked/intent", test_locked_at_the_intent, NULL);
  STORE_FIXTURE_ADD ("locked/answer", test_locked_at_the_answer, NULL);
  STORE_FIXTURE_ADD ("two-engines", test_two_engines, NULL);
  STORE_FIXTURE_ADD ("written-before-shown", test_written_before_shown, NULL);

  return g_test_run ();
}
