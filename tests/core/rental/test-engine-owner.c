/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* Whose a rental is, when a key may not say whose it is, or may not say it now. */

#define NOT_SAID                                                      \
  "{\"fault\": \"json-error\", \"route\": \"user\", \"status\": 403," \
  " \"error\": \"permission_denied\", \"msg\": \"no\", \"times\": 1}"
#define NOTHING_DONE "{\"fault\": \"reset-before\", \"route\": \"create\", \"times\": 1}"

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
  engine_fixture_set (f,
                      "[{\"add_account\": {\"username\": \"bob\", \"email\": \"bob@example.org\","
                      "   \"key\": \"bob-key\", \"credit\": 10}},"
                      " {\"add_key\": {\"account\": \"bob\", \"key\": \"bob-narrow\","
                      "   \"without\": [\"user_read\"]}},"
                      " {\"add_key\": {\"key\": \"narrow\", \"without\": [\"user_read\"]}}]");
}

static void
sign_in_again (EngineFixture *f, const char *key)
{
  engine_fixture_close (f);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, key);
  engine_fixture_await_known (f);
}

/* With a key that could not say whose it is; its answer is lost and nothing was rented. */
static void
lose_one (EngineFixture *f, const char *key)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_sign_in (f, key);
  engine_fixture_await_known (f);
  engine_fixture_arm (f, NOTHING_DONE);
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
}

static gint64
count (EngineFixture *f, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM rentals WHERE %s", where);

  return engine_fixture_ask_journal (f, sql);
}

/* A key that may not read the account: everything but the credit works, also after a restart. */
static void
test_without_user_read (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  SubletRental *again;
  g_autoptr (GError) error = NULL;

  engine_fixture_sign_in (f, "narrow");
  engine_fixture_await_known (f);
  g_assert_null (sublet_rental_engine_get_account (f->engine));
  rental = engine_fixture_rent_running (f);
  g_clear_object (&rental);

  engine_fixture_close (f);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "narrow");
  engine_fixture_await_known (f);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  again = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (again), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_true (engine_fixture_order (f, again, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (again, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* With two such keys nobody knows whose is whose: what one does not show is not gone. */
static void
test_two_narrow_keys (EngineFixture *f, gconstpointer data)
{
  engine_fixture_sign_in (f, "narrow");
  engine_fixture_await_known (f);
  g_object_unref (engine_fixture_rent_running (f));

  sign_in_again (f, "bob-narrow");
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_UNKNOWN);
  g_assert_cmpint (count (f, "state = 'running'"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);

  sign_in_again (f, "narrow");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_RUNNING);
}

/* Not even when the other one has rented as well, and so is known to be somebody's of ours. */
static void
test_two_narrow_keys_that_rent (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  lose_one (f, "narrow");
  sign_in_again (f, "bob-narrow");
  rental = engine_fixture_rent_running (f);
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpint (count (f, "state = 'unclear'"), ==, 1);
  g_assert_cmpint (count (f, "state = 'running'"), ==, 1);
  g_clear_object (&rental);

  /* Its own key tells, at once. */
  sign_in_again (f, "narrow");
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (count (f, "reason = 'not-found-in-lists'"), ==, 1);
  g_assert_cmpint (count (f, "state = 'running'"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
}

/* What could not be said once is said after a restart: the same key has the same owner. */
static void
test_said_later (EngineFixture *f, gconstpointer data)
{
  engine_fixture_arm (f, NOT_SAID);
  lose_one (f, "demo-key");
  g_assert_null (sublet_rental_engine_get_account (f->engine));

  sign_in_again (f, "demo-key");
  g_assert_nonnull (sublet_rental_engine_get_account (f->engine));
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (count (f, "reason = 'not-found-in-lists' AND account_id > 0"), ==, 1);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM events WHERE reason = 'owner-known'"),
    ==,
    1);
}

/* Also in the same process, as when the account is asked again. */
static void
test_said_soon (EngineFixture *f, gconstpointer data)
{
  engine_fixture_arm (f, NOT_SAID);
  lose_one (f, "demo-key");
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (count (f, "reason = 'not-found-in-lists' AND account_id > 0"), ==, 1);
}

/* The other way round: it was said before, and is not said now. */
static void
test_said_before (EngineFixture *f, gconstpointer data)
{
  lose_one (f, "demo-key");
  engine_fixture_close (f);
  engine_fixture_open (f);
  engine_fixture_arm (f, NOT_SAID);
  engine_fixture_sign_in (f, "demo-key");
  g_assert_null (sublet_rental_engine_get_account (f->engine));
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (count (f, "reason = 'not-found-in-lists' AND account_id > 0"), ==, 1);
}

/* Another key, of another account that is known: its lists say nothing of it. */
static void
test_another_account (EngineFixture *f, gconstpointer data)
{
  engine_fixture_arm (f, NOT_SAID);
  lose_one (f, "demo-key");
  sign_in_again (f, "bob-key");
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpint (count (f, "state = 'unclear' AND account_id = 0"), ==, 1);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_UNKNOWN);
}

static bool
was_sent_away (gpointer data)
{
  return engine_fixture_ask_journal (data,
                                     "SELECT count (*) FROM requests WHERE http_status = 429") == 1;
}

/* The key changes between two sendings: it would be rented on the wrong account. */
static void
test_another_account_before_create (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  engine_fixture_arm (f, "{\"fault\": \"429-plain\", \"route\": \"create\", \"times\": 1}");
  rental = engine_fixture_rent (f);
  sublet_test_await (was_sent_away, f);
  engine_fixture_sign_in (f, "bob-key");
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 0);
  g_assert_cmpint (count (f, "state = 'refused'"), ==, 1);
  g_assert_cmpstr (sublet_rental_get_detail (rental), ==, "the key is of another account by now");
}

/* Another key of the same account: what it shows is its account's. */
static void
test_shown_to_another_key (EngineFixture *f, gconstpointer data)
{
  engine_fixture_sign_in (f, "narrow");
  engine_fixture_await_known (f);
  g_object_unref (engine_fixture_rent_running (f));
  g_assert_cmpint (count (f, "account_id = 0"), ==, 1);

  sign_in_again (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 60 * 1000);
  g_assert_cmpint (count (f, "account_id > 0"), ==, 1);
}

/* What another key of the account rented when it could not say whose it is is the account's as soon
 * as that key is seen again and says so. */
static void
test_said_by_another_key (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set (f, "[{\"add_key\": {\"key\": \"second-key\"}}]");
  engine_fixture_arm (f, NOT_SAID);
  lose_one (f, "second-key");
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  g_assert_cmpint (count (f, "state = 'unclear' AND account_id = 0"), ==, 1);

  engine_fixture_sign_in (f, "second-key");
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (count (f, "reason = 'not-found-in-lists' AND account_id > 0"), ==, 1);
}

/* What was ordered away with a key that could not say whose it is goes out when it can. */
static void
test_destroy_later (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, NOT_SAID);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  rental = engine_fixture_rent_running (f);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"destroy\", \"times\": 1}");
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  g_clear_object (&rental);

  sign_in_again (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* The journal has what knows a key again, and nothing of the key; each key has its own. */
static void
test_prints (EngineFixture *f, gconstpointer data)
{
  lose_one (f, "narrow");
  sign_in_again (f, "bob-narrow");
  g_object_unref (engine_fixture_rent_running (f));
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (DISTINCT key_print) FROM rentals"),
                   ==,
                   2);
  g_assert_cmpint (count (f, "length (key_print) = 64"), ==, 2);
  g_assert_cmpint (count (f, "instr (key_print, 'narrow') > 0"), ==, 0);
}

#define ADD(name, func)                   \
  g_test_add ("/core/rental/owner/" name, \
              EngineFixture,              \
              NULL,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("without-user-read", test_without_user_read);
  ADD ("two-narrow-keys", test_two_narrow_keys);
  ADD ("two-narrow-keys/that-rent", test_two_narrow_keys_that_rent);
  ADD ("said-later", test_said_later);
  ADD ("said-soon", test_said_soon);
  ADD ("said-before", test_said_before);
  ADD ("another-account", test_another_account);
  ADD ("another-account/before-create", test_another_account_before_create);
  ADD ("shown-to-another-key", test_shown_to_another_key);
  ADD ("said-by-another-key", test_said_by_another_key);
  ADD ("destroy-later", test_destroy_later);
  ADD ("prints", test_prints);

  return g_test_run ();
}
