/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "database-fixture.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"

#include "support/sublet-test-database.h"

#include <glib/gstdio.h>

/* Files of another version: older ones are brought up, newer ones are left alone. */

static void
test_newer (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_true (database_fixture_run_on (database,
                                          SUBLET_DATABASE_RENTALS,
                                          SUBLET_DATABASE_WRITE,
                                          database_fixture_exec,
                                          (char *) "PRAGMA user_version = 99",
                                          &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));

  database = sublet_test_open_database (f->profile, NULL);
  g_assert_true (sublet_database_get_report (database)->newer);
  g_assert_false (sublet_database_get_report (database)->writable);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   1);
  g_assert_false (database_fixture_insert (database, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_RENTALS,
                                                "PRAGMA user_version"),
                   ==,
                   99);
}

/* As the first version made it, whatever steps came later. */
static SubletDatabase *
open_first (SubletProfile *profile)
{
  const char *const steps[] = { sublet_database_rentals_steps[0], NULL };
  const SubletDatabaseOptions options = { .rentals_steps = steps };
  g_autoptr (GError) error = NULL;
  SubletDatabase *database = database_fixture_open_with (profile, &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);
  return database;
}

static void
test_migrate (DatabaseFixture *f, gconstpointer data)
{
  const char *const steps[] = {
    sublet_database_rentals_steps[0],
    "ALTER TABLE orders ADD COLUMN added TEXT;",
    "UPDATE orders SET added = 'yes';",
    NULL,
  };
  const SubletDatabaseOptions options = { .rentals_steps = steps };
  g_autoptr (SubletDatabase) database = open_first (f->profile);
  g_autofree char *copies = g_build_filename (f->folder, "copies", NULL);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_finalize_object (g_steal_pointer (&database));

  database = database_fixture_open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_RENTALS,
                                                "PRAGMA user_version"),
                   ==,
                   3);
  g_assert_cmpint (database_fixture_ask_number (database,
                                                SUBLET_DATABASE_RENTALS,
                                                "SELECT count (*) FROM orders WHERE added = 'yes'"),
                   ==,
                   1);
  copy = database_fixture_find_file (copies, "rentals.db-of-version-1");
  g_assert_nonnull (copy);
  g_assert_true (g_str_has_suffix (copy, "-of-version-1"));
}

static void
test_migration_fails (DatabaseFixture *f, gconstpointer data)
{
  const char *const steps[] = {
    sublet_database_rentals_steps[0],
    "ALTER TABLE orders ADD COLUMN added TEXT;",
    "DELETE FROM orders; SELECT nothing FROM nowhere;",
    NULL,
  };
  const SubletDatabaseOptions options = { .rentals_steps = steps };
  const char *const two_steps[] = { steps[0], steps[1], NULL };
  const SubletDatabaseOptions two = { .rentals_steps = two_steps };
  g_autoptr (SubletDatabase) database = open_first (f->profile);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_fixture_insert (database, "one", &error));
  g_assert_finalize_object (g_steal_pointer (&database));

  database = database_fixture_open_with (f->profile, &options, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_null (database);
  g_clear_error (&error);

  /* Each step is whole: the second was done, the third left nothing behind. */
  database = database_fixture_open_with (f->profile, &two, &error);
  g_assert_no_error (error);
  g_assert_cmpint (database_fixture_ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS),
                   ==,
                   1);
}

static void
test_no_migration_without_copy (DatabaseFixture *f, gconstpointer data)
{
  const char *const steps[] = {
    sublet_database_rentals_steps[0],
    "ALTER TABLE orders ADD COLUMN added TEXT;",
    NULL,
  };
  const SubletDatabaseOptions options = { .rentals_steps = steps };
  g_autoptr (SubletDatabase) database = open_first (f->profile);
  g_autofree char *copies = g_build_filename (f->folder, "copies", NULL);
  g_autofree char *away = g_build_filename (f->folder, "away", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&database));
  g_assert_cmpint (g_rename (copies, away), ==, 0);
  g_file_set_contents (copies, "a file where the folder should be", -1, &error);
  g_assert_no_error (error);

  database = database_fixture_open_with (f->profile, &options, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_null (database);

  /* And nothing was changed: the version before still opens it, and says that copies fail. */
  database = open_first (f->profile);
  g_assert_true (sublet_database_get_report (database)->writable);
  g_assert_error (sublet_database_get_report (database)->copy_error,
                  SUBLET_ERROR,
                  SUBLET_ERROR_STORE);
}

static void
test_copies_are_kept (DatabaseFixture *f, gconstpointer data)
{
  g_autofree char *copies = g_build_filename (f->folder, "copies", NULL);
  g_autofree char *oldest = g_build_filename (copies, "rentals-2020-01-01.db", NULL);
  g_autofree char *migrated = g_build_filename (copies, "rentals.db-of-version-1", NULL);
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (GDir) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  int i;

  g_assert_cmpint (g_mkdir (copies, 0700), ==, 0);
  for (i = 1; i <= 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("rentals-2020-01-0%d.db", i);
      g_autofree char *path = g_build_filename (copies, name, NULL);

      g_file_set_contents (path, "old", -1, &error);
      g_assert_no_error (error);
    }
  g_file_set_contents (migrated, "kept", -1, &error);
  g_assert_no_error (error);

  database = sublet_test_open_database (f->profile, NULL);
  entries = g_dir_open (copies, 0, NULL);
  while (g_dir_read_name (entries) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 7 + 1);
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (migrated, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  DATABASE_FIXTURE_ADD ("newer", test_newer);
  DATABASE_FIXTURE_ADD ("migrate", test_migrate);
  DATABASE_FIXTURE_ADD ("migration-fails", test_migration_fails);
  DATABASE_FIXTURE_ADD ("no-migration-without-copy", test_no_migration_without_copy);
  DATABASE_FIXTURE_ADD ("copies-are-kept", test_copies_are_kept);

  return g_test_run ();
}
