/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-volume-deletion.h"

#include "core/store/sublet-sql.h"

/* What travels to the database's thread and back. */
typedef struct
{
  SubletVolumeDeletion *row; /* (owned) (nullable): to be written */
  char *id;                  /* (owned) (nullable): to be closed */
  gint64 closed_us;
  char *outcome;   /* (owned) (nullable) */
  char *detail;    /* (owned) (nullable) */
  char *server;    /* (owned) (nullable): whose are read */
  GPtrArray *open; /* (owned) (nullable): what was read */
} Query;

static void
query_free (Query *query)
{
  g_clear_pointer (&query->row, sublet_volume_deletion_free);
  g_free (query->id);
  g_free (query->outcome);
  g_free (query->detail);
  g_free (query->server);
  g_clear_pointer (&query->open, g_ptr_array_unref);
  g_free (query);
}

/**
 * sublet_volume_deletion_new:
 * @owner: whose it is
 * @key_print: (nullable): of the key that orders it
 * @volume_id: the volume
 * @machine_id: on which machine it is
 * @written_us: service time
 *
 * Returns: (transfer full): a row, still to be written
 */
SubletVolumeDeletion *
sublet_volume_deletion_new (const SubletOwner *owner,
                            const char *key_print,
                            gint64 volume_id,
                            gint64 machine_id,
                            gint64 written_us)
{
  SubletVolumeDeletion *self = g_new0 (SubletVolumeDeletion, 1);

  self->id = g_uuid_string_random ();
  self->owner.server = g_strdup (owner->server);
  self->owner.account_id = owner->account_id;
  self->key_print = g_strdup (key_print);
  self->volume_id = volume_id;
  self->machine_id = machine_id;
  self->written_us = written_us;

  return self;
}

/**
 * sublet_volume_deletion_free:
 * @self: (transfer full): a row
 */
void
sublet_volume_deletion_free (SubletVolumeDeletion *self)
{
  g_free (self->id);
  g_free (self->owner.server);
  g_free (self->key_print);
  g_free (self);
}

static SubletVolumeDeletion *
copy_row (const SubletVolumeDeletion *row)
{
  SubletVolumeDeletion *copy = sublet_volume_deletion_new (&row->owner,
                                                           row->key_print,
                                                           row->volume_id,
                                                           row->machine_id,
                                                           row->written_us);

  g_free (copy->id);
  copy->id = g_strdup (row->id);

  return copy;
}

/* ---- on the database's thread ---- */

/* An earlier one whose outcome is not known has it with this one. */
static bool
write_row (sqlite3 *db, gpointer data, GError **error)
{
  const SubletVolumeDeletion *row = ((const Query *) data)->row;

  return sublet_sql_run (db,
                         error,
                         "UPDATE volume_deletions SET closed_us = ?, outcome = ?"
                         "  WHERE server = ? AND volume_id = ? AND closed_us = 0",
                         "issi",
                         row->written_us,
                         SUBLET_VOLUME_OUTCOME_AGAIN,
                         row->owner.server,
                         row->volume_id) &&
         sublet_sql_run (db,
                         error,
                         "INSERT INTO volume_deletions (id, server, account_id, key_print,"
                         "                              volume_id, machine_id, written_us,"
                         "                              closed_us, outcome, detail)"
                         "  VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL, NULL)",
                         "ssisiii",
                         row->id,
                         row->owner.server,
                         row->owner.account_id,
                         row->key_print,
                         row->volume_id,
                         row->machine_id,
                         row->written_us);
}

static bool
close_row (sqlite3 *db, gpointer data, GError **error)
{
  const Query *query = data;

  return sublet_sql_run (db,
                         error,
                         "UPDATE volume_deletions SET closed_us = ?, outcome = ?, detail = ?"
                         "  WHERE id = ?",
                         "isss",
                         query->closed_us,
                         query->outcome,
                         query->detail,
                         query->id);
}

static bool
read_open (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  query->open = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_volume_deletion_free);
  rows = sublet_sql_query (db,
                           error,
                           "SELECT id, server, account_id, key_print, volume_id, machine_id,"
                           "       written_us"
                           "  FROM volume_deletions WHERE server = ? AND closed_us = 0"
                           "  ORDER BY written_us",
                           "s",
                           query->server);
  if (rows == NULL)
    return false;

  while (true)
    {
      SubletVolumeDeletion *deletion;

      if (!sublet_sql_step (rows, &row, error))
        return false;
      if (!row)
        return true;

      deletion = g_new0 (SubletVolumeDeletion, 1);
      deletion->id = sublet_sql_column_dup_text (rows, 0);
      deletion->owner.server = sublet_sql_column_dup_text (rows, 1);
      deletion->owner.account_id = sqlite3_column_int64 (rows, 2);
      deletion->key_print = sublet_sql_column_dup_text (rows, 3);
      deletion->volume_id = sqlite3_column_int64 (rows, 4);
      deletion->machine_id = sqlite3_column_int64 (rows, 5);
      deletion->written_us = sqlite3_column_int64 (rows, 6);
      g_ptr_array_add (query->open, deletion);
    }
}

/* ---- on the main thread ---- */

/**
 * sublet_volume_deletion_write_async:
 * @database: open databases
 * @deletion: a row that was not written yet
 * @callback: called when it is on the disk, or cannot be written
 * @user_data: for @callback
 */
void
sublet_volume_deletion_write_async (SubletDatabase *database,
                                    const SubletVolumeDeletion *deletion,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Query *query;

  g_return_if_fail (SUBLET_IS_DATABASE (database));

  query = g_new0 (Query, 1);
  query->row = copy_row (deletion);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             write_row,
                             query,
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_volume_deletion_write_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE or SUBLET_ERROR_READ_ONLY: nothing was written, and nothing may be
 *   asked for
 *
 * Returns: whether it is on the disk
 */
gboolean
sublet_volume_deletion_write_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    g_info ("the outcome of a volume's deletion is not written: %s", error->message);
}

/**
 * sublet_volume_deletion_close:
 * @database: open databases
 * @id: that of a row
 * @closed_us: service time
 * @outcome: one of the words
 * @detail: (nullable): the service's words
 */
void
sublet_volume_deletion_close (SubletDatabase *database,
                              const char *id,
                              gint64 closed_us,
                              const char *outcome,
                              const char *detail)
{
  Query *query;

  g_return_if_fail (SUBLET_IS_DATABASE (database));

  query = g_new0 (Query, 1);
  query->id = g_strdup (id);
  query->closed_us = closed_us;
  query->outcome = g_strdup (outcome);
  query->detail = g_strdup (detail);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             close_row,
                             query,
                             (GDestroyNotify) query_free,
                             on_closed,
                             NULL);
}

/**
 * sublet_volume_deletion_load_open_async:
 * @database: open databases
 * @server: the server's origin
 * @callback: called when they were read
 * @user_data: for @callback
 */
void
sublet_volume_deletion_load_open_async (SubletDatabase *database,
                                        const char *server,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  Query *query;

  g_return_if_fail (SUBLET_IS_DATABASE (database));

  query = g_new0 (Query, 1);
  query->server = g_strdup (server);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             read_open,
                             query,
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_volume_deletion_load_open_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: (transfer full) (element-type SubletVolumeDeletion): those without an outcome; NULL on
 *   error
 */
GPtrArray *
sublet_volume_deletion_load_open_finish (SubletDatabase *database,
                                         GAsyncResult *result,
                                         GError **error)
{
  gpointer data = NULL;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;

  return g_steal_pointer (&((Query *) data)->open);
}
