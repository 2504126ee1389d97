/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-saved-searches-private.h"

#include "core/store/sublet-sql.h"

/* The searches' statements, all on the database's thread. */

/**
 * sublet_search_change_free: (skip)
 * @change: (transfer full): a change
 */
void
sublet_search_change_free (SubletSearchChange *change)
{
  g_free (change->id);
  g_free (change->name);
  g_free (change->json);
  g_free (change);
}

/**
 * sublet_search_rows_new: (skip)
 *
 * Returns: (transfer full): nothing read yet
 */
SubletSearchRows *
sublet_search_rows_new (void)
{
  SubletSearchRows *self = g_new0 (SubletSearchRows, 1);

  self->searches = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * sublet_search_rows_free: (skip)
 * @rows: (transfer full): what was read
 */
void
sublet_search_rows_free (SubletSearchRows *rows)
{
  g_ptr_array_unref (rows->searches);
  g_free (rows->default_id);
  g_free (rows);
}

/* ---- reading ---- */

static void
take_row (SubletSearchRows *rows, sqlite3_stmt *row)
{
  g_autofree char *id = sublet_sql_column_dup_text (row, 0);
  g_autofree char *name = sublet_sql_column_dup_text (row, 1);
  g_autofree char *json = sublet_sql_column_dup_text (row, 2);

  g_ptr_array_add (rows->searches, sublet_saved_search_new_stored (id, name, json));
  if (sqlite3_column_int (row, 3) != 0 && rows->default_id == NULL)
    rows->default_id = g_steal_pointer (&id);
}

/**
 * sublet_search_rows_read: (skip)
 * @db: the connection
 * @rows: a SubletSearchRows, filled
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether all was read
 */
bool
sublet_search_rows_read (sqlite3 *db, gpointer rows, GError **error)
{
  g_autoptr (sqlite3_stmt) found = NULL;
  bool row;

  found = sublet_sql_query (db,
                            error,
                            "SELECT id, name, terms_json, is_default FROM searches"
                            "  ORDER BY position, id",
                            "");
  if (found == NULL)
    return false;

  while (sublet_sql_step (found, &row, error))
    {
      if (!row)
        return true;
      take_row (rows, found);
    }

  return false;
}

/* ---- writing ---- */

/* (transfer full) (nullable): every id but one, in their order. */
static GPtrArray *
read_order_without (sqlite3 *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) found = NULL;
  bool row;

  found = sublet_sql_query (db,
                            error,
                            "SELECT id FROM searches WHERE id <> ? ORDER BY position, id",
                            "s",
                            id);
  if (found == NULL)
    return NULL;

  while (sublet_sql_step (found, &row, error))
    {
      if (!row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, sublet_sql_column_dup_text (found, 0));
    }

  return NULL;
}

/* By what is on the disk, not by what the list shows: another change may be under way. */
static bool
write_position (sqlite3 *db, const char *id, guint position, GError **error)
{
  g_autoptr (GPtrArray) ids = read_order_without (db, id, error);
  bool written = ids != NULL;
  guint i;

  if (ids != NULL)
    g_ptr_array_insert (ids, (int) MIN (position, ids->len), g_strdup (id));
  for (i = 0; written && i < ids->len; i++)
    written = sublet_sql_run (db,
                              error,
                              "UPDATE searches SET position = ? WHERE id = ?",
                              "is",
                              (gint64) i + 1,
                              (const char *) g_ptr_array_index (ids, i));

  return written;
}

static bool
write_default (sqlite3 *db, const char *id, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "UPDATE searches SET is_default = (id IS ?1)"
                         "  WHERE is_default <> (id IS ?1)",
                         "s",
                         id);
}

static bool
write_added (sqlite3 *db, const SubletSearchChange *change, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "INSERT INTO searches (id, position, name, is_default, terms_json)"
                         "  VALUES (?, 0, ?, 0, ?)",
                         "sss",
                         change->id,
                         change->name,
                         change->json) &&
         write_position (db, change->id, change->position, error) &&
         (!change->is_default || write_default (db, change->id, error));
}

/**
 * sublet_search_change_write: (skip)
 * @db: the connection, in a transaction
 * @change: a SubletSearchChange
 * @error: SUBLET_ERROR_STORE
 *
 * What a search looks for is written when it is added or replaced and never else: a newer version
 * may have stored more of it than is known here.
 *
 * Returns: whether it was written
 */
bool
sublet_search_change_write (sqlite3 *db, gpointer change, GError **error)
{
  const SubletSearchChange *c = change;

  switch (c->kind)
    {
    case SUBLET_SEARCH_CHANGE_ADD:
      return write_added (db, c, error);

    case SUBLET_SEARCH_CHANGE_REPLACE:
      return sublet_sql_run (db,
                             error,
                             "UPDATE searches SET terms_json = ? WHERE id = ?",
                             "ss",
                             c->json,
                             c->id);

    case SUBLET_SEARCH_CHANGE_RENAME:
      return sublet_sql_run (db,
                             error,
                             "UPDATE searches SET name = ? WHERE id = ?",
                             "ss",
                             c->name,
                             c->id);

    case SUBLET_SEARCH_CHANGE_MOVE:
      return write_position (db, c->id, c->position, error);

    case SUBLET_SEARCH_CHANGE_SET_DEFAULT:
      return write_default (db, c->id, error);

    case SUBLET_SEARCH_CHANGE_REMOVE:
      return sublet_sql_run (db, error, "DELETE FROM searches WHERE id = ?", "s", c->id);

    default:
      g_assert_not_reached ();
    }
}
