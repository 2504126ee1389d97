/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "store-fixture.h"

#include "core/store/sublet-sql.h"

void
store_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static bool
exec (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, data, error);
}

void
store_fixture_order_journal (EngineFixture *f, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (f->engine->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             exec,
                             (gpointer) sql,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_database_run_finish (f->engine->database, result, NULL, &error));
  g_assert_no_error (error);
}

bool
store_fixture_has_sent (gpointer user_data)
{
  EngineFixture *f = user_data;

  return engine_fixture_ledger_creates (f) > 0;
}
