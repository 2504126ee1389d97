/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-report-store.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#define SERVER "https://example.test"

static SubletRuntimeReport *
make_report (gint64 at_us)
{
  const SubletRuntimeWish wish = { NULL };
  g_autoptr (GBytes) output = g_bytes_new_static ("@sublet gpus ?\n@sublet gpus . absent\n", 37);

  return sublet_runtime_report_new (output, &wish, at_us);
}

static SubletRuntimeReport *
load (SubletDatabase *database, const char *server, gint64 contract_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_runtime_report_store_load_async (database,
                                          server,
                                          contract_id,
                                          sublet_test_on_result,
                                          &result);
  sublet_test_await_result (&result);

  return sublet_runtime_report_store_load_finish (database, result, error);
}

static void
put (SubletDatabase *database, gint64 contract_id, gint64 at_us)
{
  g_autoptr (SubletRuntimeReport) report = make_report (at_us);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_runtime_report_store_put_async (database,
                                         SERVER,
                                         5,
                                         contract_id,
                                         NULL,
                                         report,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  sublet_runtime_report_store_put_finish (database, result, &error);
  g_assert_no_error (error);
}

/* @at_us: of the kept one; 0: none is kept. */
static void
assert_kept (SubletDatabase *database, const char *server, gint64 contract_id, gint64 at_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport) report = load (database, server, contract_id, &error);

  g_assert_no_error (error);
  if (at_us == 0)
    {
      g_assert_null (report);
      return;
    }
  g_assert_nonnull (report);
  g_assert_cmpint (sublet_runtime_report_get_at_us (report), ==, at_us);
  g_assert_cmpint (sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_DRIVER)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_MISSING);
}

static bool
damage (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, "UPDATE runtime_reports SET json = '{}'", error);
}

static bool
get_sum (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_get_int (db,
                             "SELECT sum (account_id + at_us) FROM runtime_reports",
                             data,
                             error);
}

static void
run (SubletDatabase *database, SubletDatabaseFunc func, gpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             func,
                             data,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  sublet_database_run_finish (database, result, NULL, &error);
  g_assert_no_error (error);
}

static void
test_store (void)
{
  const SubletDatabaseOptions shipped = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = sublet_test_open_database (profile, &shipped);
  gint64 sum = 0;

  assert_kept (database, SERVER, 7, 0);
  put (database, 7, 1000);
  assert_kept (database, SERVER, 7, 1000);
  assert_kept (database, SERVER, 8, 0);
  assert_kept (database, "https://other.test", 7, 0);

  /* The latest, whichever came last. */
  put (database, 7, 2000);
  put (database, 7, 1500);
  assert_kept (database, SERVER, 7, 2000);
  run (database, get_sum, &sum);
  g_assert_cmpint (sum, ==, 5 + 2000);

  /* It is on the disk. */
  g_assert_finalize_object (g_steal_pointer (&database));
  database = sublet_test_open_database (profile, &shipped);
  assert_kept (database, SERVER, 7, 2000);

  /* What cannot be read is not the same as nothing, and the next one takes its place. */
  run (database, damage, NULL);
  g_assert_null (load (database, SERVER, 7, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  put (database, 7, 3000);
  assert_kept (database, SERVER, 7, 3000);

  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

/* ---- by machine ---- */

static void
put_machine (SubletDatabase *database, gint64 machine_id, gint64 host_id, gint64 at_us)
{
  const SubletRuntimeMachine machine = { machine_id, host_id };
  g_autoptr (SubletRuntimeReport) report = make_report (at_us);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_runtime_report_store_put_async (database,
                                         SERVER,
                                         5,
                                         at_us, /* any contract */
                                         &machine,
                                         report,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  sublet_runtime_report_store_put_finish (database, result, &error);
  g_assert_no_error (error);
}

static void
assert_machine (SubletDatabase *database, gint64 machine_id, gint64 host_id, gint64 at_us)
{
  const SubletRuntimeMachine machine = { machine_id, host_id };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport) report = NULL;

  sublet_runtime_report_store_load_machine_async (database,
                                                  SERVER,
                                                  &machine,
                                                  sublet_test_on_result,
                                                  &result);
  sublet_test_await_result (&result);
  report = sublet_runtime_report_store_load_finish (database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report != NULL ? sublet_runtime_report_get_at_us (report) : 0, ==, at_us);
}

static void
test_machine (void)
{
  const SubletDatabaseOptions shipped = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = sublet_test_open_database (profile, &shipped);

  /* Of a machine that is not known nothing is kept. */
  put (database, 7, 500);
  assert_machine (database, 0, 0, 0);

  put_machine (database, 11, 3, 1000);
  assert_machine (database, 11, 3, 1000);
  assert_machine (database, 12, 3, 0);
  /* With another host it is another machine; where one is not known it may be that one. */
  assert_machine (database, 11, 4, 0);
  assert_machine (database, 11, 0, 1000);

  put_machine (database, 11, 3, 3000);
  put_machine (database, 11, 3, 2000);
  assert_machine (database, 11, 3, 3000);
  put_machine (database, 11, 4, 4000);
  assert_machine (database, 11, 4, 4000);
  assert_machine (database, 11, 3, 0);
  /* The contract's own are kept beside it. */
  assert_kept (database, SERVER, 2000, 2000);

  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

static void
test_migration (void)
{
  const char *const before[] = { sublet_database_rentals_steps[0],
                                 sublet_database_rentals_steps[1],
                                 NULL };
  const SubletDatabaseOptions old = { .rentals_steps = before };
  const SubletDatabaseOptions shipped = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autofree char *copy = g_build_filename (folder, "copies", "rentals.db-of-version-2", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = sublet_test_open_database (profile, &old);

  g_assert_finalize_object (g_steal_pointer (&database));
  database = sublet_test_open_database (profile, &shipped);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_kept (database, SERVER, 7, 0);
  put (database, 7, 1000);
  assert_kept (database, SERVER, 7, 1000);

  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/runtime-report-store/store", test_store);
  g_test_add_func ("/core/runtime/report-store/machine", test_machine);
  g_test_add_func ("/core/ssh/runtime-report-store/migration", test_migration);

  return g_test_run ();
}
