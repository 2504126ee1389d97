/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "database-fixture.h"

#include "core/store/sublet-sql.h"

void
database_fixture_set_up (DatabaseFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
}

void
database_fixture_tear_down (DatabaseFixture *f, gconstpointer data)
{
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

SubletDatabase *
database_fixture_open_with (SubletProfile *profile,
                            const SubletDatabaseOptions *options,
                            GError **error)
{
  g_autoptr (SubletDatabase) database = sublet_database_new_with_options (profile, options);
  g_autoptr (GAsyncResult) result = NULL;

  sublet_database_open_async (database, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  if (!sublet_database_open_finish (database, result, error))
    return NULL;

  return g_steal_pointer (&database);
}

bool
database_fixture_exec (sqlite3 *db, gpointer data, GError **error)
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

gboolean
database_fixture_run_on (SubletDatabase *database,
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

gint64
database_fixture_ask_number (SubletDatabase *database, SubletDatabaseFile file, const char *sql)
{
  struct
  {
    gint64 value;
    const char *sql;
  } question = { -1, sql };
  g_autoptr (GError) error = NULL;

  database_fixture_run_on (database, file, SUBLET_DATABASE_READ, get_int, &question, &error);
  g_assert_no_error (error);
  return question.value;
}

gboolean
database_fixture_insert (SubletDatabase *database, const char *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO orders (id, server, account_id, "
                                          "contract_id, kind, written_us, sent_us,"
                                          "                    accepted_us, closed_us)"
                                          "  VALUES ('%s', 's', 1, 2, 'destroy', 3, 0, 0, 0)",
                                          id);

  return database_fixture_run_on (database,
                                  SUBLET_DATABASE_RENTALS,
                                  SUBLET_DATABASE_WRITE,
                                  database_fixture_exec,
                                  sql,
                                  error);
}

char *
database_fixture_find_file (const char *folder, const char *prefix)
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
