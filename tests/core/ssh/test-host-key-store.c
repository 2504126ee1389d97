/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-host-key-store.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#define SERVER "https://example.test"

#define KNOWN "AAAAC3NzaC1lZDI1NTE5AAAAID1AF8PoQ4lakrcKp01bfrycmCzPLsSWjM0SzVXxL0Zg"
#define OTHER "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static SubletSshHostKey *
make_key (const char *base64)
{
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *data;
  gsize length;
  SubletSshHostKey *key;

  data = g_base64_decode (base64, &length);
  blob = g_bytes_new_take (data, length);
  key = sublet_ssh_host_key_new (blob, &error);
  g_assert_no_error (error);

  return key;
}

static SubletSshHostKey *
load (SubletDatabase *database, const char *server, gint64 contract_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_host_key_store_load_async (database, server, contract_id, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  return sublet_host_key_store_load_finish (database, result, NULL, error);
}

static gint64
load_since_us (SubletDatabase *database, gint64 contract_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshHostKey) key = NULL;
  g_autoptr (GError) error = NULL;
  gint64 since_us = -1;

  sublet_host_key_store_load_async (database, SERVER, contract_id, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  key = sublet_host_key_store_load_finish (database, result, &since_us, &error);
  g_assert_no_error (error);

  return since_us;
}

static gboolean
pin (SubletDatabase *database, gint64 contract_id, SubletSshHostKey *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_host_key_store_pin_async (database,
                                   SERVER,
                                   5,
                                   contract_id,
                                   key,
                                   1234567,
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);

  return sublet_host_key_store_pin_finish (database, result, error);
}

static gboolean
forget (SubletDatabase *database, gint64 contract_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_host_key_store_forget_async (database,
                                      SERVER,
                                      5,
                                      contract_id,
                                      3456789,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);

  return sublet_host_key_store_forget_finish (database, result, error);
}

static gboolean
drop (SubletDatabase *database, gint64 contract_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_host_key_store_remove_async (database,
                                      SERVER,
                                      contract_id,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);

  return sublet_host_key_store_remove_finish (database, result, error);
}

static gboolean
replace (SubletDatabase *database, gint64 contract_id, SubletSshHostKey *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_host_key_store_replace_async (database,
                                       SERVER,
                                       5,
                                       contract_id,
                                       key,
                                       2345678,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await_result (&result);

  return sublet_host_key_store_replace_finish (database, result, error);
}

static void
assert_pinned (SubletDatabase *database,
               const char *server,
               gint64 contract_id,
               SubletSshHostKey *expected)
{
  g_autoptr (SubletSshHostKey) key = NULL;
  g_autoptr (GError) error = NULL;

  key = load (database, server, contract_id, &error);
  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_null (key);
  else
    g_assert_true (key != NULL && sublet_ssh_host_key_equal (key, expected));
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

static bool
exec (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_exec (db, data, error);
}

static bool
get_int (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_get_int (db,
                             "SELECT sum (account_id + first_seen_us) FROM host_keys",
                             data,
                             error);
}

static void
test_store (void)
{
  const SubletDatabaseOptions shipped = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = sublet_test_open_database (profile, &shipped);
  g_autoptr (SubletSshHostKey) key = make_key (KNOWN);
  g_autoptr (SubletSshHostKey) other = make_key (OTHER);
  gint64 sum = 0;

  assert_pinned (database, SERVER, 7, NULL);
  g_assert_true (pin (database, 7, key, &error));
  g_assert_no_error (error);
  assert_pinned (database, SERVER, 7, key);
  assert_pinned (database, SERVER, 8, NULL);
  assert_pinned (database, "https://other.test", 7, NULL);
  run (database, get_int, &sum);
  g_assert_cmpint (sum, ==, 5 + 1234567);

  /* Again does no harm; another one is refused, and the first one stays. */
  g_assert_true (pin (database, 7, key, &error));
  g_assert_no_error (error);
  g_assert_false (pin (database, 7, other, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY);
  g_clear_error (&error);
  assert_pinned (database, SERVER, 7, key);

  /* A person may put another one there, or the first; other contracts' stay. */
  g_assert_true (pin (database, 9, key, &error));
  g_assert_true (replace (database, 9, other, &error));
  g_assert_true (replace (database, 10, other, &error));
  g_assert_no_error (error);
  assert_pinned (database, SERVER, 7, key);
  assert_pinned (database, SERVER, 9, other);
  assert_pinned (database, SERVER, 10, other);

  /* It is on the disk. */
  g_assert_finalize_object (g_steal_pointer (&database));
  database = sublet_test_open_database (profile, &shipped);
  assert_pinned (database, SERVER, 7, key);
  g_assert_true (pin (database, 8, other, &error));
  g_assert_true (drop (database, 7, &error));
  g_assert_true (drop (database, 7, &error));
  g_assert_no_error (error);
  assert_pinned (database, SERVER, 7, NULL);
  assert_pinned (database, SERVER, 8, other);

  /* When it was pinned is told, and that a person removed it, also after a restart: then the next
   * one needs a question, until the row goes with the container. */
  g_assert_cmpint (load_since_us (database, 7), ==, 0);
  g_assert_cmpint (load_since_us (database, 8), ==, 1234567);
  g_assert_cmpint (load_since_us (database, 9), ==, 2345678);
  g_assert_true (forget (database, 8, &error));
  g_assert_true (forget (database, 8, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&database));
  database = sublet_test_open_database (profile, &shipped);
  assert_pinned (database, SERVER, 8, NULL);
  g_assert_cmpint (load_since_us (database, 8), ==, 3456789);
  g_assert_false (pin (database, 8, key, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY);
  g_clear_error (&error);
  g_assert_true (replace (database, 8, key, &error));
  assert_pinned (database, SERVER, 8, key);
  g_assert_true (forget (database, 8, &error));
  g_assert_true (drop (database, 8, &error));
  g_assert_cmpint (load_since_us (database, 8), ==, 0);
  g_assert_true (pin (database, 8, other, &error));
  g_assert_no_error (error);

  /* What cannot be read is not the same as nothing. */
  run (database, exec, (gpointer) "UPDATE host_keys SET blob = x'00'");
  g_assert_null (load (database, SERVER, 8, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);

  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

static void
test_migration (void)
{
  const char *const before[] = { sublet_database_rentals_steps[0], NULL };
  const SubletDatabaseOptions old = { .rentals_steps = before };
  const SubletDatabaseOptions shipped = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autofree char *copy = g_build_filename (folder, "copies", "rentals.db-of-version-1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletProfile) profile = sublet_profile_new_for_folder (folder, &error);
  g_autoptr (SubletDatabase) database = sublet_test_open_database (profile, &old);
  g_autoptr (SubletSshHostKey) key = make_key (KNOWN);

  g_assert_finalize_object (g_steal_pointer (&database));
  database = sublet_test_open_database (profile, &shipped);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_pinned (database, SERVER, 7, NULL);
  g_assert_true (pin (database, 7, key, &error));
  g_assert_no_error (error);

  g_clear_object (&database);
  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/host-key-store/store", test_store);
  g_test_add_func ("/core/ssh/host-key-store/migration", test_migration);

  return g_test_run ();
}
