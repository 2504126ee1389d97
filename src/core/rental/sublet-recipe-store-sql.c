/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-store-private.h"

#include "core/store/sublet-sql.h"

/* The recipes' statements, all on the database's thread. */

/**
 * sublet_recipe_change_free: (skip)
 * @change: (transfer full): a change
 */
void
sublet_recipe_change_free (SubletRecipeChange *change)
{
  g_clear_object (&change->recipe);
  g_free (change->id);
  g_free (change->name);
  g_free (change->launch_json);
  g_free (change->terms_json);
  g_strfreev (change->order);
  g_free (change);
}

static bool
write_order (sqlite3 *db, const SubletRecipeChange *change, GError **error)
{
  bool written = true;
  gsize i;

  for (i = 0; written && change->order[i] != NULL; i++)
    written = sublet_sql_run (db,
                              error,
                              "UPDATE recipes SET position = ? WHERE id = ?",
                              "is",
                              (gint64) i + 1,
                              change->order[i]);

  return written;
}

/**
 * sublet_recipe_change_write: (skip)
 * @db: the connection, in a transaction
 * @change: a SubletRecipeChange
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether it was written
 */
bool
sublet_recipe_change_write (sqlite3 *db, gpointer change, GError **error)
{
  const SubletRecipeChange *c = change;

  switch (c->kind)
    {
    case SUBLET_RECIPE_CHANGE_PUT:
      return sublet_sql_run (db,
                             error,
                             "INSERT INTO recipes (id, position, name, launch_json, terms_json)"
                             "  VALUES (?1, (SELECT coalesce (max (position), 0) + 1 FROM recipes),"
                             "          ?2, ?3, ?4)"
                             "  ON CONFLICT (id) DO UPDATE SET name = ?2, launch_json = ?3,"
                             "    terms_json = ?4",
                             "ssss",
                             c->id,
                             c->name,
                             c->launch_json,
                             c->terms_json);

    case SUBLET_RECIPE_CHANGE_RENAME:
      return sublet_sql_run (db,
                             error,
                             "UPDATE recipes SET name = ? WHERE id = ?",
                             "ss",
                             c->name,
                             c->id);

    case SUBLET_RECIPE_CHANGE_MOVE:
      return write_order (db, c, error);

    case SUBLET_RECIPE_CHANGE_REMOVE:
      return sublet_sql_run (db, error, "DELETE FROM recipes WHERE id = ?", "s", c->id);

    default:
      g_assert_not_reached ();
    }
}

/**
 * sublet_recipe_rows_new: (skip)
 *
 * Returns: (transfer full): nothing read yet
 */
SubletRecipeRows *
sublet_recipe_rows_new (void)
{
  SubletRecipeRows *self = g_new0 (SubletRecipeRows, 1);

  self->recipes = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * sublet_recipe_rows_free: (skip)
 * @rows: (transfer full): what was read
 */
void
sublet_recipe_rows_free (SubletRecipeRows *rows)
{
  g_ptr_array_unref (rows->recipes);
  g_free (rows);
}

static SubletRecipe *
read_row (sqlite3_stmt *row)
{
  g_autofree char *id = sublet_sql_column_dup_text (row, 0);
  g_autofree char *name = sublet_sql_column_dup_text (row, 1);
  g_autofree char *launch_json = sublet_sql_column_dup_text (row, 2);
  g_autofree char *terms_json = sublet_sql_column_dup_text (row, 3);
  g_autoptr (SubletLaunch) launch = sublet_launch_from_json (launch_json, NULL);
  SubletRecipeTerms terms;
  SubletRecipe *recipe;

  if (launch == NULL || !sublet_recipe_terms_from_json (terms_json, &terms, NULL))
    return NULL;
  recipe = sublet_recipe_new_with_id (id, name, launch, &terms);
  sublet_recipe_terms_clear (&terms);

  return recipe;
}

/**
 * sublet_recipe_rows_read: (skip)
 * @db: the connection
 * @rows: a SubletRecipeRows, filled
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether all was read; a row in a form that is not known is counted and left alone
 */
bool
sublet_recipe_rows_read (sqlite3 *db, gpointer rows, GError **error)
{
  SubletRecipeRows *r = rows;
  g_autoptr (sqlite3_stmt) found = NULL;
  bool row;

  found = sublet_sql_query (db,
                            error,
                            "SELECT id, name, launch_json, terms_json FROM recipes"
                            "  ORDER BY position, id",
                            "");
  if (found == NULL)
    return false;

  while (sublet_sql_step (found, &row, error))
    {
      SubletRecipe *recipe;

      if (!row)
        return true;
      recipe = read_row (found);
      if (recipe != NULL)
        g_ptr_array_add (r->recipes, recipe);
      else
        r->n_unreadable++;
    }

  return false;
}
