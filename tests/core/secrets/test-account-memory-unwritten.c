/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "memory-fixture.h"

#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"

/* A cache that cannot be written. */

static bool
refuse_rows (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "CREATE TRIGGER full BEFORE INSERT ON key_accounts"
                         "  BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                         "");
}

static bool
keep_rows (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "CREATE TRIGGER full BEFORE DELETE ON key_accounts"
                         "  BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                         "");
}

static bool
go_on (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db, error, "DROP TRIGGER full", "");
}

static void
run (MemoryFixture *f, SubletDatabaseFunc func)
{
  sublet_test_run_database (f->database, SUBLET_DATABASE_CACHE, SUBLET_DATABASE_WRITE, func);
}

static bool
is_told_again (gpointer user_data)
{
  MemoryFixture *f = user_data;
  SubletAccount *account = sublet_session_get_account (f->session);

  return account != NULL && account != f->account;
}

/* What was not written once is written the next time that the service says it. */
static void
test_not_written (MemoryFixture *f, gconstpointer data)
{
  gint64 account_id = memory_fixture_sign_in_and_start_without_service (f);

  memory_fixture_await_failure (f);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  run (f, refuse_rows);
  memory_fixture_come_up (f, "team");
  memory_fixture_advance_until (f, memory_fixture_is_confirmed, f->memory);
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), !=, account_id);
  run (f, go_on);

  account_id = sublet_account_memory_get_account_id (f->memory);
  f->account = g_object_ref (sublet_session_get_account (f->session));
  sublet_session_refresh (f->session);
  memory_fixture_advance_until (f, is_told_again, f);
  g_clear_object (&f->account);
  memory_fixture_assert_n_rows (f, 1);
  memory_fixture_go_down (f);
  memory_fixture_start_again (f);
  memory_fixture_await_failure (f);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  memory_fixture_assert_account (f, account_id, FALSE);
}

static void
forget (MemoryFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
}

/* What was not forgotten once is forgotten with the session's next word, as that a key was found
 * which the keyring does not get. */
static void
test_not_deleted (MemoryFixture *f, gconstpointer data)
{
  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  memory_fixture_assert_n_rows (f, 1);
  run (f, keep_rows);
  forget (f);
  memory_fixture_assert_n_rows (f, 1);
  run (f, go_on);

  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, TRUE);
  memory_fixture_assert_n_rows (f, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/not-written", test_not_written);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/not-deleted", test_not_deleted);

  return g_test_run ();
}
