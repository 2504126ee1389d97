/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "database-fixture.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"

#include <glib/gstdio.h>

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_new (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  const SubletDatabaseReport *report = sublet_database_get_report (database);
  g_autofree char *copies = g_build_filename (f->folder, "copies", NULL);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (report->writable);
  g_assert_true (report->made);
  g_assert_false (report->lost);
  g_assert_false (report->newer);
  g_assert_null (report->moved_aside);
  g_assert_no_error (report->copy_error);
  g_assert_cmpuint (get_mode (f->folder, "rentals.db"), ==, 0600);
  g_assert_cmpuint (get_mode (f->folder, "rentals.db-wal"), ==, 0600);
  g_assert_cmpuint (get_mode (f->folder, "cache.db"), ==, 0600);
  g_assert_cmpuint (get_mode (f->folder, "copies"), ==, 0700);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_RENTALS,
                                                "PRAGMA synchronous"),
                   ==,
                   2);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_RENTALS,
                                                "PRAGMA foreign_keys"),
                   ==,
                   1);

  copy = database_fixture_find_file (copies, "rentals-2");
  g_assert_nonnull (copy);

  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));

  /* What was committed is there again. */
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_false (sublet_database_get_report (database)->made);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   1);
}

static bool
insert_and_fail (sqlite3 *db, gpointer data, GError **error)
{
  if (!sublet_sql_exec (db,
                        "INSERT INTO orders (id, server, account_id, contract_id, kind,"
                        "                    written_us, sent_us, accepted_us, closed_us)"
                        "  VALUES ('x', 's', 1, 2, 'stop', 3, 0, 0, 0)",
                        error))
    return false;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED, "on purpose");
  return false;
}

static void
test_roll_back (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (database_fixture_run_on (database,
                                           SUBLET_DATABASE_RENTALS,
                                           SUBLET_DATABASE_WRITE,
                                           insert_and_fail,
                                           NULL,
                                           &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   0);
  g_assert_true (database_fixture_insert (database, "after", &error));
  g_assert_no_error (error);
}

static bool
note (sqlite3 *db, gpointer data, GError **error)
{
  return true;
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GString *order = user_data;
  gpointer data = NULL;

  g_assert_true (sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, NULL));
  g_string_append (order, data);
}

static bool
has_five (gpointer user_data)
{
  GString *order = user_data;

  return order->len == 5;
}

static void
test_order (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GString) order = g_string_new (NULL);
  int i;

  for (i = 0; i < 5; i++)
    sublet_database_run_async (database,
                               i % 2 == 0 ? SUBLET_DATABASE_RENTALS : SUBLET_DATABASE_CACHE,
                               i == 2 ? SUBLET_DATABASE_READ : SUBLET_DATABASE_WRITE,
                               note,
                               g_strdup_printf ("%d", i),
                               g_free,
                               on_noted,
                               order);
  sublet_test_await (has_five, order);
  g_assert_cmpstr (order->str, ==, "01234");
  sublet_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&database));
}

static void
test_full_disk (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autofree char *long_id = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;

  /* SQLite takes a bound below the present size as the present size. */
  g_assert_true (database_fixture_run_on (database,
                                          SUBLET_DATABASE_RENTALS,
                                          SUBLET_DATABASE_READ,
                                          database_fixture_exec,
                                          (char *) "PRAGMA max_page_count = 1",
                                          &error));
  g_assert_no_error (error);
  g_assert_false (database_fixture_insert (database, long_id, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   0);

  g_assert_true (database_fixture_run_on (database,
                                          SUBLET_DATABASE_RENTALS,
                                          SUBLET_DATABASE_READ,
                                          database_fixture_exec,
                                          (char *) "PRAGMA max_page_count = 100000",
                                          &error));
  g_assert_true (database_fixture_insert (database, "later", &error));
  g_assert_no_error (error);
}

static void
test_no_wal (DatabaseFixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .vfs = "unix-dotfile" };
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = database_fixture_open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_true (sublet_database_get_report (database)->writable);
  g_assert_true (sublet_database_get_report (database)->rollback_journal);
  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   1);
}

static void
test_file_read_only (DatabaseFixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .read_only = true };
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&database));
  database = database_fixture_open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_false (sublet_database_get_report (database)->writable);
  g_assert_false (sublet_database_get_report (database)->newer);
  g_assert_false (database_fixture_insert (database, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
}

static void
test_second_process (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletProfile) other = sublet_profile_new_for_folder (f->folder, NULL);
  g_autoptr (SubletDatabase) reader = sublet_test_open_database (other, NULL);
  g_autoptr (SubletDatabase) writer = NULL;
  g_autoptr (GError) error = NULL;

  /* Before there is anything: an empty one. */
  g_assert_false (sublet_database_get_report (reader)->writable);
  g_assert_cmpint (database_fixture_ask_number (reader, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   0);
  g_assert_false (database_fixture_insert (reader, "one", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_clear_object (&reader);

  writer = sublet_test_open_database (f->profile, NULL);
  reader = sublet_test_open_database (other, NULL);
  g_assert_true (database_fixture_insert (writer, "one", &error));
  g_assert_no_error (error);
  g_assert_cmpint (database_fixture_ask_number (reader, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   1);
  g_assert_false (database_fixture_insert (reader, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
}

static void
test_events_stay (DatabaseFixture *f, gconstpointer data)
{
  static const char *const attacks[] = {
    "UPDATE events SET state = 'gone'",
    "DELETE FROM events",
  };
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;
  gsize i;

  g_assert_true (database_fixture_run_on (
    database,
    SUBLET_DATABASE_RENTALS,
    SUBLET_DATABASE_WRITE,
    database_fixture_exec,
    (char
       *) "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason, "
          "state_since_us,"
          "    contract_id, machine_id, num_gpus, lease_us, lease_at_end, lease_end_us, made_us,"
          "    ended_us, meter_at_us) VALUES ('r', 's', 1, 't', 0, 'intended', 'none', 1, 0, 0, 1,"
          "    0, 'stop', 0, 1, 0, 0);"
          "INSERT INTO events (rental_id, server, account_id, at_us, state, reason,"
          "  offer_id) VALUES ('r', 's', 1, 1, 'intended', 'none', 0)",
    &error));
  g_assert_no_error (error);
  for (i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_assert_false (database_fixture_run_on (database,
                                               SUBLET_DATABASE_RENTALS,
                                               SUBLET_DATABASE_WRITE,
                                               database_fixture_exec,
                                               (char *) attacks[i],
                                               &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
      g_clear_error (&error);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  DATABASE_FIXTURE_ADD ("new", test_new);
  DATABASE_FIXTURE_ADD ("roll-back", test_roll_back);
  DATABASE_FIXTURE_ADD ("order", test_order);
  DATABASE_FIXTURE_ADD ("full-disk", test_full_disk);
  DATABASE_FIXTURE_ADD ("no-wal", test_no_wal);
  DATABASE_FIXTURE_ADD ("file-read-only", test_file_read_only);
  DATABASE_FIXTURE_ADD ("second-process", test_second_process);
  DATABASE_FIXTURE_ADD ("events-stay", test_events_stay);

  return g_test_run ();
}
