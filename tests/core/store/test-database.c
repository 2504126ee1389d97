/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/store/sublet-database-private.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  SubletProfile *profile;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

static SubletDatabase *
open_with (SubletProfile *profile, const SubletDatabaseOptions *options, GError **error)
{
  g_autoptr (SubletDatabase) database = sublet_database_new_with_options (profile, options);
  g_autoptr (GAsyncResult) result = NULL;

  sublet_database_open_async (database, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (!sublet_database_open_finish (database, result, error))
    return NULL;

  return g_steal_pointer (&database);
}

static bool
exec (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, data, error);
}

static bool
get_int (sqlite3 *db, gpointer data, GError **error)
{
  gint64 *slot = data;
  const char *sql = *(const char **) (slot + 1);

  return sublet_sql_get_int (db, sql, slot, error);
}

static gboolean
run_on (SubletDatabase *database,
        SubletDatabaseFile file,
        SubletDatabaseAccess access,
        SubletDatabaseFunc func,
        gpointer data,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_database_run_async (database,
                             file,
                             access,
                             func,
                             data,
                             NULL,
                             sublet_test_on_result,
                             &result);
  sublet_test_await_result (&result);
  return sublet_database_run_finish (database, result, NULL, error);
}

static gint64
ask_number (SubletDatabase *database, SubletDatabaseFile file, const char *sql)
{
  struct
  {
    gint64 value;
    const char *sql;
  } question = { -1, sql };
  g_autoptr (GError) error = NULL;

  run_on (database, file, SUBLET_DATABASE_READ, get_int, &question, &error);
  g_assert_no_error (error);
  return question.value;
}

static gboolean
insert (SubletDatabase *database, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO orders (id, server, account_id, "
                                          "contract_id, kind, written_us, sent_us,"
                                          "                    accepted_us, closed_us)"
                                          "  VALUES ('%s', 's', 1, 2, 'destroy', 3, 0, 0, 0)",
                                          id);

  return run_on (database, SUBLET_DATABASE_RENTALS, SUBLET_DATABASE_WRITE, exec, sql, error);
}

#define COUNT_ORDERS "SELECT count (*) FROM orders"

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static char *
find_file (const char *folder, const char *prefix)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      if (g_str_has_prefix (name, prefix))
        return g_build_filename (folder, name, NULL);
    }

  return NULL;
}

static void
test_new (Fixture *f, gconstpointer data)
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
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, "PRAGMA foreign_keys"), ==, 1);

  copy = find_file (copies, "rentals-2");
  g_assert_nonnull (copy);

  g_assert_true (insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));

  /* What was committed is there again. */
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_false (sublet_database_get_report (database)->made);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 1);
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
test_roll_back (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (run_on (database,
                          SUBLET_DATABASE_RENTALS,
                          SUBLET_DATABASE_WRITE,
                          insert_and_fail,
                          NULL,
                          &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 0);
  g_assert_true (insert (database, "after", &error));
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
test_order (Fixture *f, gconstpointer data)
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
test_full_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autofree char *long_id = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;

  /* SQLite takes a bound below the present size as the present size. */
  g_assert_true (run_on (database,
                         SUBLET_DATABASE_RENTALS,
                         SUBLET_DATABASE_READ,
                         exec,
                         (char *) "PRAGMA max_page_count = 1",
                         &error));
  g_assert_no_error (error);
  g_assert_false (insert (database, long_id, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_clear_error (&error);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 0);

  g_assert_true (run_on (database,
                         SUBLET_DATABASE_RENTALS,
                         SUBLET_DATABASE_READ,
                         exec,
                         (char *) "PRAGMA max_page_count = 100000",
                         &error));
  g_assert_true (insert (database, "later", &error));
  g_assert_no_error (error);
}

static void
test_no_wal (Fixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .vfs = "unix-dotfile" };
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_true (sublet_database_get_report (database)->writable);
  g_assert_true (sublet_database_get_report (database)->rollback_journal);
  g_assert_true (insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 1);
}

static void
spoil (const char *folder, const char *how)
{
  g_autofree char *path = g_build_filename (folder, "rentals.db", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 8192);
  if (strcmp (how, "text") == 0)
    memset (content, 'x', length);
  else if (strcmp (how, "cut") == 0)
    length = 5000;
  else if (strcmp (how, "page") == 0)
    memset (content + 4096, 0xff, 4096);
  else
    g_assert_not_reached ();
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  const SubletDatabaseReport *report;
  g_autofree char *moved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (insert (database, "one", &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));
  spoil (f->folder, data);

  database = sublet_test_open_database (f->profile, NULL);
  report = sublet_database_get_report (database);
  g_assert_true (report->writable);
  g_assert_true (report->made);
  g_assert_nonnull (report->moved_aside);
  g_assert_true (g_file_test (report->moved_aside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 0);
  g_assert_true (insert (database, "one", &error));
  g_assert_no_error (error);
}

static void
test_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autofree char *path = g_build_filename (f->folder, "rentals.db", NULL);

  g_assert_finalize_object (g_steal_pointer (&database));
  g_assert_cmpint (g_remove (path), ==, 0);
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_true (sublet_database_get_report (database)->lost);
}

static void
test_damaged_cache (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "cache.db", NULL);
  g_autoptr (SubletDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "this is no database, it is a sentence", -1, &error);
  g_assert_no_error (error);
  database = sublet_test_open_database (f->profile, NULL);
  g_assert_null (sublet_database_get_report (database)->moved_aside);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_CACHE, "SELECT count (*) FROM meters"),
                   ==,
                   0);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (insert (database, "one", &error));
  g_assert_true (run_on (database,
                         SUBLET_DATABASE_RENTALS,
                         SUBLET_DATABASE_WRITE,
                         exec,
                         (char *) "PRAGMA user_version = 99",
                         &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));

  database = sublet_test_open_database (f->profile, NULL);
  g_assert_true (sublet_database_get_report (database)->newer);
  g_assert_false (sublet_database_get_report (database)->writable);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 1);
  g_assert_false (insert (database, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, "PRAGMA user_version"), ==, 99);
}

static void
test_file_read_only (Fixture *f, gconstpointer data)
{
  const SubletDatabaseOptions options = { .read_only = true };
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&database));
  database = open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_false (sublet_database_get_report (database)->writable);
  g_assert_false (sublet_database_get_report (database)->newer);
  g_assert_false (insert (database, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
}

static void
test_second_process (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletProfile) other = sublet_profile_new_for_folder (f->folder, NULL);
  g_autoptr (SubletDatabase) reader = sublet_test_open_database (other, NULL);
  g_autoptr (SubletDatabase) writer = NULL;
  g_autoptr (GError) error = NULL;

  /* Before there is anything: an empty one. */
  g_assert_false (sublet_database_get_report (reader)->writable);
  g_assert_cmpint (ask_number (reader, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 0);
  g_assert_false (insert (reader, "one", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_clear_object (&reader);

  writer = sublet_test_open_database (f->profile, NULL);
  reader = sublet_test_open_database (other, NULL);
  g_assert_true (insert (writer, "one", &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (reader, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 1);
  g_assert_false (insert (reader, "two", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
}

/* As the first version made it, whatever steps came later. */
static SubletDatabase *
open_first (SubletProfile *profile)
{
  const char *const steps[] = { sublet_database_rentals_steps[0], NULL };
  const SubletDatabaseOptions options = { .rentals_steps = steps };
  g_autoptr (GError) error = NULL;
  SubletDatabase *database = open_with (profile, &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);
  return database;
}

static void
test_migrate (Fixture *f, gconstpointer data)
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

  g_assert_true (insert (database, "one", &error));
  g_assert_finalize_object (g_steal_pointer (&database));

  database = open_with (f->profile, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (ask_number (database,
                               SUBLET_DATABASE_RENTALS,
                               "SELECT count (*) FROM orders WHERE added = 'yes'"),
                   ==,
                   1);
  copy = find_file (copies, "rentals.db-of-version-1");
  g_assert_nonnull (copy);
  g_assert_true (g_str_has_suffix (copy, "-of-version-1"));
}

static void
test_migration_fails (Fixture *f, gconstpointer data)
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

  g_assert_true (insert (database, "one", &error));
  g_assert_finalize_object (g_steal_pointer (&database));

  database = open_with (f->profile, &options, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_null (database);
  g_clear_error (&error);

  /* Each step is whole: the second was done, the third left nothing behind. */
  database = open_with (f->profile, &two, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask_number (database, SUBLET_DATABASE_RENTALS, COUNT_ORDERS), ==, 1);
}

static void
test_no_migration_without_copy (Fixture *f, gconstpointer data)
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

  database = open_with (f->profile, &options, &error);
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
test_copies_are_kept (Fixture *f, gconstpointer data)
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

static void
test_events_stay (Fixture *f, gconstpointer data)
{
  static const char *const attacks[] = {
    "UPDATE events SET state = 'gone'",
    "DELETE FROM events",
  };
  g_autoptr (SubletDatabase) database = sublet_test_open_database (f->profile, NULL);
  g_autoptr (GError) error = NULL;
  gsize i;

  g_assert_true (run_on (
    database,
    SUBLET_DATABASE_RENTALS,
    SUBLET_DATABASE_WRITE,
    exec,
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
      g_assert_false (run_on (database,
                              SUBLET_DATABASE_RENTALS,
                              SUBLET_DATABASE_WRITE,
                              exec,
                              (char *) attacks[i],
                              &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
      g_clear_error (&error);
    }
}

#define ADD(name, func) \
  g_test_add ("/core/store/database/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("new", test_new);
  ADD ("roll-back", test_roll_back);
  ADD ("order", test_order);
  ADD ("full-disk", test_full_disk);
  ADD ("no-wal", test_no_wal);
  ADD ("lost", test_lost);
  ADD ("damaged-cache", test_damaged_cache);
  ADD ("newer", test_newer);
  ADD ("file-read-only", test_file_read_only);
  ADD ("second-process", test_second_process);
  ADD ("migrate", test_migrate);
  ADD ("migration-fails", test_migration_fails);
  ADD ("no-migration-without-copy", test_no_migration_without_copy);
  ADD ("copies-are-kept", test_copies_are_kept);
  ADD ("events-stay", test_events_stay);
  g_test_add ("/core/store/database/damaged/text",
              Fixture,
              "text",
              set_up,
              test_damaged,
              tear_down);
  g_test_add ("/core/store/database/damaged/cut", Fixture, "cut", set_up, test_damaged, tear_down);
  g_test_add ("/core/store/database/damaged/page",
              Fixture,
              "page",
              set_up,
              test_damaged,
              tear_down);

  return g_test_run ();
}
