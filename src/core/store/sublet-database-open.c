/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-database-private.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-database-schema.h"
#include "core/store/sublet-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The other window writes for milliseconds; a test looks while we write. */
#define BUSY_TIMEOUT_MS 5000

/* Source: statfs(2). WAL needs memory that all readers share, which these do not give. */
static const guint32 network_file_systems[] = {
  0x6969,     /* NFS */
  0x517B,     /* SMB */
  0xFF534D42, /* CIFS */
  0xFE534D42, /* SMB2 */
  0x5346414F, /* AFS */
  0x73757245, /* CODA */
  0x00C36400, /* CEPH */
  0x01021997, /* 9P */
  0x65735546, /* FUSE, sshfs among them */
};

static guint
count_steps (const char *const *steps)
{
  guint n = 0;

  while (steps[n] != NULL)
    n++;

  return n;
}

static bool
is_on_network (const char *folder)
{
  struct statfs status;
  gsize i;

  if (statfs (folder, &status) != 0)
    return false;
  for (i = 0; i < G_N_ELEMENTS (network_file_systems); i++)
    {
      if ((guint32) status.f_type == network_file_systems[i])
        return true;
    }

  return false;
}

/* Made by us first, so that SQLite never makes it with a wider mode; its journals take it over. */
static bool
make_private (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool made = fd >= 0 && fchmod (fd, 0600) == 0;

  if (!made)
    g_set_error (error,
                 SUBLET_ERROR,
                 SUBLET_ERROR_STORE,
                 "making %s: %s",
                 path,
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return made;
}

static bool
connect_to (SubletDatabaseFiles *self, SubletDatabaseHandle *file, int flags, GError **error)
{
  if (sqlite3_open_v2 (file->path,
                       &file->db,
                       flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                       self->options.vfs) != SQLITE_OK ||
      sqlite3_busy_timeout (file->db, BUSY_TIMEOUT_MS) != SQLITE_OK)
    return sublet_sql_fail (file->db, "opening a database", error);

  return sublet_sql_exec (file->db,
                          "PRAGMA foreign_keys = ON;"
                          "PRAGMA trusted_schema = OFF;",
                          error);
}

static void
disconnect (SubletDatabaseHandle *file)
{
  if (file->db != NULL && sqlite3_close (file->db) != SQLITE_OK)
    g_warning ("a statement was left open: %s", sqlite3_errmsg (file->db));
  file->db = NULL;
}

/* A commit is on the disk before the statement returns. */
static bool
set_durable (SubletDatabaseFiles *self, SubletDatabaseHandle *file, bool *wal, GError **error)
{
  g_autofree char *mode = NULL;
  bool network = is_on_network (self->folder);

  mode =
    sublet_sql_dup_text (file->db,
                         network ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL",
                         error);
  if (mode == NULL)
    return false;

  *wal = g_strcmp0 (mode, "wal") == 0;
  return sublet_sql_exec (file->db, "PRAGMA synchronous = FULL", error);
}

static bool
is_damage (sqlite3 *db)
{
  int code = sqlite3_errcode (db) & 0xff;

  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* Reads every page. Rows are few: a rental is some hundred bytes. */
static bool
is_sound (sqlite3 *db, bool *damaged, GError **error)
{
  g_autofree char *answer = sublet_sql_dup_text (db, "PRAGMA integrity_check (1)", error);

  if (answer == NULL)
    {
      *damaged = is_damage (db);
      return false;
    }

  *damaged = g_strcmp0 (answer, "ok") != 0;
  if (*damaged)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the database is damaged: %s", answer);

  return !*damaged;
}

static char *
dup_free_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  guint n;

  for (n = 0;; n++)
    {
      g_autofree char *name = n == 0 ? g_strdup_printf ("%s.damaged-%s", path, stamp)
                                     : g_strdup_printf ("%s.damaged-%s-%u", path, stamp, n);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

/* With its journals: they belong to this file and would spoil the next one. */
static bool
move_aside (SubletDatabaseHandle *file, char **moved_to, GError **error)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *name = dup_free_name (file->path);
  gsize i;

  disconnect (file);
  for (i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *from = g_strconcat (file->path, tails[i], NULL);
      g_autofree char *to = g_strconcat (name, tails[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error (error,
                       SUBLET_ERROR,
                       SUBLET_ERROR_STORE,
                       "moving %s aside: %s",
                       from,
                       g_strerror (errno));
          return false;
        }
    }

  *moved_to = g_steal_pointer (&name);
  return true;
}

static bool
open_for_reading (SubletDatabaseFiles *self, SubletDatabaseHandle *file, GError **error)
{
  if (g_file_test (file->path, G_FILE_TEST_EXISTS))
    return connect_to (self, file, SQLITE_OPEN_READONLY, error);

  /* Nothing to read: an empty one in memory, so that nobody has to ask whether there is one. */
  g_free (file->path);
  file->path = g_strdup (":memory:");
  return connect_to (self, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
         sublet_database_migrate (self, file, error) &&
         sublet_sql_exec (file->db, "PRAGMA query_only = ON", error);
}

static bool
open_rentals_once (SubletDatabaseFiles *self,
                   SubletDatabaseHandle *file,
                   SubletDatabaseReport *report,
                   bool *damaged,
                   GError **error)
{
  gint64 version = 0;
  bool wal = false;

  *damaged = false;
  if (!make_private (file->path, error))
    return false;
  if (!connect_to (self, file, SQLITE_OPEN_READWRITE, error) ||
      !sublet_sql_get_int (file->db, "PRAGMA user_version", &version, error))
    {
      *damaged = file->db != NULL && is_damage (file->db);
      return false;
    }
  if (!is_sound (file->db, damaged, error))
    return false;

  if (version > (gint64) count_steps (file->steps))
    {
      report->newer = true;
      disconnect (file);
      return connect_to (self, file, SQLITE_OPEN_READONLY, error);
    }
  if (self->options.read_only || sqlite3_db_readonly (file->db, "main") == 1)
    {
      disconnect (file);
      return connect_to (self, file, SQLITE_OPEN_READONLY, error);
    }

  if (!set_durable (self, file, &wal, error) || !sublet_database_migrate (self, file, error))
    return false;

  report->writable = true;
  report->made = version == 0;
  report->rollback_journal = !wal;
  return true;
}

static bool
open_rentals (SubletDatabaseFiles *self,
              SubletDatabaseHandle *file,
              SubletDatabaseReport *report,
              GError **error)
{
  g_autoptr (GError) first_error = NULL;
  bool damaged;

  if (!self->locked)
    return open_for_reading (self, file, error);
  if (open_rentals_once (self, file, report, &damaged, &first_error))
    return true;
  if (!damaged)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return false;
    }

  g_info ("%s", first_error->message);
  return move_aside (file, &report->moved_aside, error) &&
         open_rentals_once (self, file, report, &damaged, error);
}

static void
remove_cache (SubletDatabaseHandle *file)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
  gsize i;

  disconnect (file);
  for (i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (file->path, tails[i], NULL);

      if (g_remove (name) != 0 && errno != ENOENT)
        g_info ("removing %s: %s", name, g_strerror (errno));
    }
}

static bool
open_cache_once (SubletDatabaseFiles *self, SubletDatabaseHandle *file, GError **error)
{
  gint64 version = 0;
  bool damaged;
  bool wal;

  if (!make_private (file->path, error) || !connect_to (self, file, SQLITE_OPEN_READWRITE, error) ||
      !sublet_sql_get_int (file->db, "PRAGMA user_version", &version, error) ||
      !is_sound (file->db, &damaged, error))
    return false;
  if (version > (gint64) count_steps (file->steps))
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the cache is from a newer version");
      return false;
    }

  return set_durable (self, file, &wal, error) && sublet_database_migrate (self, file, error);
}

/* Whatever is wrong with it, a new one is as good; without any the program works all the same. */
static void
open_cache (SubletDatabaseFiles *self, SubletDatabaseHandle *file)
{
  g_autoptr (GError) error = NULL;

  if (!self->locked)
    {
      if (!open_for_reading (self, file, &error))
        disconnect (file);
    }
  else if (!open_cache_once (self, file, &error))
    {
      g_info ("the cache is thrown away: %s", error->message);
      g_clear_error (&error);
      remove_cache (file);
      if (!open_cache_once (self, file, &error))
        disconnect (file);
    }

  if (error != NULL)
    g_info ("there is no cache: %s", error->message);
}

/**
 * sublet_database_files_open:
 * @self: what the thread works with
 * @report: (out caller-allocates): what was found
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether rentals.db is open
 */
bool
sublet_database_files_open (SubletDatabaseFiles *self, SubletDatabaseReport *report, GError **error)
{
  SubletDatabaseHandle *rentals = &self->files[SUBLET_DATABASE_RENTALS];
  SubletDatabaseHandle *cache = &self->files[SUBLET_DATABASE_CACHE];

  rentals->path = g_build_filename (self->folder, "rentals.db", NULL);
  rentals->steps = self->options.rentals_steps != NULL ? self->options.rentals_steps
                                                       : sublet_database_rentals_steps;
  cache->path = g_build_filename (self->folder, "cache.db", NULL);
  cache->steps = sublet_database_cache_steps;

  if (!open_rentals (self, rentals, report, error))
    {
      disconnect (rentals);
      return false;
    }
  open_cache (self, cache);
  report->lost = report->made && sublet_database_has_copies (self);
  if (report->writable)
    sublet_database_copy_daily (self, &report->copy_error);

  return true;
}

/**
 * sublet_database_files_close:
 * @self: what the thread worked with
 */
void
sublet_database_files_close (SubletDatabaseFiles *self)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (self->files); i++)
    {
      disconnect (&self->files[i]);
      g_clear_pointer (&self->files[i].path, g_free);
    }
}
