/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-database-private.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define COPIES_FOLDER "copies"
#define DAILY_PREFIX "rentals-"
#define KEPT_DAILY 7

static bool
fail (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_STORE,
               "%s %s: %s",
               what,
               path,
               g_strerror (saved));
  return false;
}

static bool
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  bool synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    fail (error, "syncing", path);
  if (fd >= 0)
    close (fd);

  return synced;
}

/* An empty file that SQLite may fill, so that its mode is ours. */
static bool
make_empty (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return fail (error, "making", path);
  close (fd);

  return true;
}

static bool
check_copy (const char *path, gint64 version, GError **error)
{
  g_autofree char *answer = NULL;
  gint64 copied = -1;
  sqlite3 *db = NULL;
  bool sound;

  sound = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK ||
          sublet_sql_fail (db, "opening the copy", error);
  sound = sound &&
          (answer = sublet_sql_dup_text (db, "PRAGMA integrity_check (1)", error)) != NULL &&
          sublet_sql_get_int (db, "PRAGMA user_version", &copied, error);
  sqlite3_close (db);
  if (!sound)
    return false;

  if (g_strcmp0 (answer, "ok") != 0 || copied != version)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the copy is not sound: %s", answer);
      return false;
    }

  return true;
}

/**
 * sublet_database_copy_to:
 * @db: an open database outside a transaction
 * @path: where the copy is to stand
 * @error: SUBLET_ERROR_STORE
 *
 * The copy is made beside, read back in full and synced before it takes its name: what has the name
 * is sound.
 *
 * Returns: whether there is a sound copy
 */
bool
sublet_database_copy_to (sqlite3 *db, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  gint64 version;
  bool copied;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, "making the folder", folder);

  copied = make_empty (unfinished, error) &&
           sublet_sql_get_int (db, "PRAGMA user_version", &version, error) &&
           sublet_sql_run (db, error, "VACUUM INTO ?", "s", unfinished) &&
           check_copy (unfinished, version, error) && sync_path (unfinished, O_RDONLY, error);
  if (copied && g_rename (unfinished, path) != 0)
    copied = fail (error, "naming", path);
  if (!copied)
    {
      g_remove (unfinished);
      return false;
    }

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static bool
is_daily (const char *name)
{
  /* rentals-2026-08-20.db */
  return g_str_has_prefix (name, DAILY_PREFIX "2") && g_str_has_suffix (name, ".db") &&
         strlen (name) == strlen (DAILY_PREFIX "YYYY-MM-DD.db");
}

static GPtrArray *
list_daily (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      if (is_daily (name))
        g_ptr_array_add (names, g_strdup (name));
    }

  return g_steal_pointer (&names);
}

/* The names sort by date. What stands before a migration is never removed. */
static void
prune (const char *folder)
{
  g_autoptr (GPtrArray) names = list_daily (folder);
  guint i;

  g_ptr_array_sort (names, compare_names);
  for (i = 0; i + KEPT_DAILY < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_remove (path) != 0)
        g_info ("removing %s: %s", path, g_strerror (errno));
    }
}

/**
 * sublet_database_copy_daily:
 * @self: open files
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether there is a copy of today, or nothing to copy
 */
bool
sublet_database_copy_daily (SubletDatabaseFiles *self, GError **error)
{
  sqlite3 *db = self->files[SUBLET_DATABASE_RENTALS].db;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, DAILY_PREFIX "%Y-%m-%d.db");
  g_autofree char *folder = g_build_filename (self->folder, COPIES_FOLDER, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (db == NULL || sqlite3_db_readonly (db, "main") == 1 || g_file_test (path, G_FILE_TEST_EXISTS))
    return true;
  if (!sublet_database_copy_to (db, path, error))
    return false;

  prune (folder);
  return true;
}

/**
 * sublet_database_has_copies:
 * @self: the files
 *
 * Returns: whether rentals.db was ever copied on a day
 */
bool
sublet_database_has_copies (SubletDatabaseFiles *self)
{
  g_autofree char *folder = g_build_filename (self->folder, COPIES_FOLDER, NULL);
  g_autoptr (GPtrArray) names = list_daily (folder);

  return names->len > 0;
}

static bool
copy_before (SubletDatabaseFiles *self, SubletDatabaseHandle *file, gint64 version, GError **error)
{
  g_autofree char *base = g_path_get_basename (file->path);
  g_autofree char *name = g_strdup_printf ("%s-of-version-%" G_GINT64_FORMAT, base, version);
  g_autofree char *path = g_build_filename (self->folder, COPIES_FOLDER, name, NULL);

  return sublet_database_copy_to (file->db, path, error);
}

static bool
apply_step (sqlite3 *db, const char *step, gint64 version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s"
                                          "PRAGMA user_version = %" G_GINT64_FORMAT "; COMMIT",
                                          step,
                                          version);

  if (sublet_sql_exec (db, sql, error))
    return true;
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return false;
}

/**
 * sublet_database_migrate:
 * @self: the files, for the folder of the copies
 * @file: an open one, not newer than this program
 * @error: SUBLET_ERROR_STORE; every step that was done is whole
 *
 * Brings the schema up to date, each step in a transaction. What had data is copied first.
 *
 * Returns: whether the schema is the present one
 */
bool
sublet_database_migrate (SubletDatabaseFiles *self, SubletDatabaseHandle *file, GError **error)
{
  gint64 version;
  bool copied = false;

  if (!sublet_sql_get_int (file->db, "PRAGMA user_version", &version, error))
    return false;

  for (; file->steps[version] != NULL; version++)
    {
      if (version > 0 && !copied && !copy_before (self, file, version, error))
        {
          g_prefix_error (error, "no copy before the migration: ");
          return false;
        }
      copied = true;
      if (!apply_step (file->db, file->steps[version], version + 1, error))
        return false;
    }

  return true;
}
