/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-store-private.h"

#include "core/base/sublet-error.h"

/* Changes: to the disk first, then to the list and the keyring. */

static gboolean
check_name (SubletRecipeStore *self, const char *id, const char *name, GError **error)
{
  guint i;

  if (!sublet_recipe_name_check (name, error))
    return FALSE;
  for (i = 0; i < self->recipes->len; i++)
    {
      SubletRecipe *other = g_ptr_array_index (self->recipes, i);

      if (!g_str_equal (sublet_recipe_get_id (other), id) &&
          g_str_equal (sublet_recipe_get_name (other), name))
        {
          g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "name: there twice");
          return FALSE;
        }
    }

  return TRUE;
}

/* What the list shows has no secrets. */
static SubletRecipe *
strip (const SubletRecipeChange *change)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_from_json (change->launch_json, NULL);

  g_assert (launch != NULL);
  return sublet_recipe_new_with_id (change->id,
                                    change->name,
                                    launch,
                                    sublet_recipe_get_terms (change->recipe));
}

static bool
names_secrets (SubletRecipe *recipe)
{
  SubletLaunch *launch = sublet_recipe_get_launch (recipe);

  /* What the list shows has none of them. */
  return sublet_launch_get_n_missing_secrets (launch) > 0;
}

static void
show_put (SubletRecipeStore *self, const SubletRecipeChange *change)
{
  guint position = sublet_recipe_store_find (self, change->id);
  bool added = position == G_MAXUINT;
  bool had_secrets = !added && names_secrets (g_ptr_array_index (self->recipes, position));

  if (added)
    {
      g_ptr_array_add (self->recipes, strip (change));
      position = self->recipes->len - 1;
    }
  else
    {
      g_object_unref (g_ptr_array_index (self->recipes, position));
      g_ptr_array_index (self->recipes, position) = strip (change);
    }
  sublet_recipe_store_keep_secrets (self, change->recipe, had_secrets);
  g_list_model_items_changed (G_LIST_MODEL (self), position, added ? 0 : 1, 1);
}

static void
show_move (SubletRecipeStore *self, const SubletRecipeChange *change)
{
  guint from = sublet_recipe_store_find (self, change->id);
  guint to = MIN (change->position, self->recipes->len - 1);
  gpointer recipe;

  if (from == G_MAXUINT || from == to)
    return;
  recipe = g_ptr_array_steal_index (self->recipes, from);
  g_ptr_array_insert (self->recipes, (int) to, recipe);
  g_list_model_items_changed (G_LIST_MODEL (self),
                              MIN (from, to),
                              MAX (from, to) - MIN (from, to) + 1,
                              MAX (from, to) - MIN (from, to) + 1);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_key_store_forget_finish (SUBLET_KEY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A keyring that is locked asks the person: never for nothing. */
static void
show_remove (SubletRecipeStore *self, const SubletRecipeChange *change, GTask *task)
{
  guint position = sublet_recipe_store_find (self, change->id);
  g_autoptr (SubletKeyStore) keys = NULL;
  bool had_secrets = names_secrets (change->recipe);

  if (position != G_MAXUINT)
    {
      had_secrets |= names_secrets (g_ptr_array_index (self->recipes, position));
      g_ptr_array_remove_index (self->recipes, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  if (had_secrets)
    keys = g_object_ref (sublet_recipe_store_ensure_keys (self, change->recipe));
  g_hash_table_remove (self->keys, change->id);
  if (keys != NULL)
    {
      sublet_key_store_forget_async (keys, NULL, on_forgotten, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRecipeStore *self = g_task_get_source_object (task);
  SubletRecipeChange *change;
  gpointer data = NULL;
  GError *error = NULL;
  guint position;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  change = data;
  switch (change->kind)
    {
    case SUBLET_RECIPE_CHANGE_PUT:
      show_put (self, change);
      break;

    case SUBLET_RECIPE_CHANGE_RENAME:
      position = sublet_recipe_store_find (self, change->id);
      if (position != G_MAXUINT)
        sublet_recipe_set_name (g_ptr_array_index (self->recipes, position), change->name);
      break;

    case SUBLET_RECIPE_CHANGE_MOVE:
      show_move (self, change);
      break;

    case SUBLET_RECIPE_CHANGE_REMOVE:
      show_remove (self, change, g_steal_pointer (&task));
      return;

    default:
      g_assert_not_reached ();
    }

  g_task_return_boolean (task, TRUE);
}

static SubletRecipeChange *
change_new (SubletRecipeChangeKind kind, SubletRecipe *recipe)
{
  SubletRecipeChange *change = g_new0 (SubletRecipeChange, 1);

  change->kind = kind;
  change->recipe = g_object_ref (recipe);
  change->id = g_strdup (sublet_recipe_get_id (recipe));

  return change;
}

static void
write_change (SubletRecipeStore *self, GTask *task, SubletRecipeChange *change)
{
  sublet_database_run_async (sublet_journal_get_database (self->journal),
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             sublet_recipe_change_write,
                             change,
                             (GDestroyNotify) sublet_recipe_change_free,
                             on_written,
                             task);
}

/* Given to write_change(), or freed with the error. */
static void
put (SubletRecipeStore *self, GTask *task, SubletRecipe *recipe)
{
  SubletRecipeChange *change = change_new (SUBLET_RECIPE_CHANGE_PUT, recipe);

  change->name = g_strdup (sublet_recipe_get_name (recipe));
  change->launch_json = sublet_launch_to_json (sublet_recipe_get_launch (recipe));
  change->terms_json = sublet_recipe_terms_to_json (sublet_recipe_get_terms (recipe));
  write_change (self, task, change);
}

static void
on_old_secrets (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRecipeStore *self = g_task_get_source_object (task);
  SubletRecipe *recipe = g_task_get_task_data (task);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_recipe_get_launch (recipe));
  g_autoptr (SubletRecipe) filled = NULL;
  SecretValue *secret;

  /* Where there are none any more, what the recipe has is all there is. */
  secret = sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, NULL);
  if (secret != NULL)
    sublet_launch_apply_secrets (launch, secret_value_get_text (secret), NULL);
  g_clear_pointer (&secret, secret_value_unref);
  filled = sublet_recipe_new_instead (recipe,
                                      sublet_recipe_get_name (recipe),
                                      launch,
                                      sublet_recipe_get_terms (recipe));
  put (self, g_steal_pointer (&task), filled);
}

/**
 * sublet_recipe_store_put_async:
 * @self: a store
 * @recipe: a recipe, with what secrets there are
 * @callback: called when it is on the disk and the list shows it
 * @user_data: for @callback
 *
 * One with the id of another takes its place, and of the secrets that it names without having them
 * the other's are kept.
 */
void
sublet_recipe_store_put_async (SubletRecipeStore *self,
                               SubletRecipe *recipe,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_change_finish);
  if (!sublet_recipe_validate (recipe, &error) ||
      !check_name (self, sublet_recipe_get_id (recipe), sublet_recipe_get_name (recipe), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (sublet_recipe_store_find (self, sublet_recipe_get_id (recipe)) == G_MAXUINT ||
      sublet_launch_get_n_missing_secrets (sublet_recipe_get_launch (recipe)) == 0)
    {
      put (self, g_steal_pointer (&task), recipe);
      return;
    }
  g_task_set_task_data (task, g_object_ref (recipe), g_object_unref);
  sublet_key_store_lookup_async (sublet_recipe_store_ensure_keys (self, recipe),
                                 NULL,
                                 on_old_secrets,
                                 g_steal_pointer (&task));
}

/* Still there, or the task has its error. */
static bool
check_there (SubletRecipeStore *self, SubletRecipe *recipe, GTask *task)
{
  if (sublet_recipe_store_find (self, sublet_recipe_get_id (recipe)) != G_MAXUINT)
    return true;

  g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such recipe");
  return false;
}

/**
 * sublet_recipe_store_rename_async:
 * @self: a store
 * @recipe: one of its recipes
 * @name: what it is called from now on
 * @callback: called when that is on the disk
 * @user_data: for @callback
 */
void
sublet_recipe_store_rename_async (SubletRecipeStore *self,
                                  SubletRecipe *recipe,
                                  const char *name,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *plain = NULL;
  SubletRecipeChange *change;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_change_finish);
  plain = g_strstrip (g_strdup (name));
  if (!check_there (self, recipe, task))
    return;
  if (!check_name (self, sublet_recipe_get_id (recipe), plain, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  change = change_new (SUBLET_RECIPE_CHANGE_RENAME, recipe);
  change->name = g_steal_pointer (&plain);
  write_change (self, g_steal_pointer (&task), change);
}

static char **
dup_order (SubletRecipeStore *self, guint from, guint to)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint i;

  for (i = 0; i < self->recipes->len; i++)
    g_ptr_array_add (ids, g_strdup (sublet_recipe_get_id (g_ptr_array_index (self->recipes, i))));
  g_ptr_array_insert (ids, (int) to, g_ptr_array_steal_index (ids, from));
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * sublet_recipe_store_move_async:
 * @self: a store
 * @recipe: one of its recipes
 * @position: where it stands from now on
 * @callback: called when that is on the disk
 * @user_data: for @callback
 */
void
sublet_recipe_store_move_async (SubletRecipeStore *self,
                                SubletRecipe *recipe,
                                guint position,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRecipeChange *change;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_change_finish);
  if (!check_there (self, recipe, task))
    return;
  change = change_new (SUBLET_RECIPE_CHANGE_MOVE, recipe);
  change->position = MIN (position, self->recipes->len - 1);
  change->order = dup_order (self, sublet_recipe_store_find (self, change->id), change->position);
  write_change (self, g_steal_pointer (&task), change);
}

/**
 * sublet_recipe_store_remove_async:
 * @self: a store
 * @recipe: one of its recipes
 * @callback: called when it is gone from the disk, and its secrets from the keyring
 * @user_data: for @callback
 */
void
sublet_recipe_store_remove_async (SubletRecipeStore *self,
                                  SubletRecipe *recipe,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_change_finish);
  write_change (self, task, change_new (SUBLET_RECIPE_CHANGE_REMOVE, recipe));
}

/**
 * sublet_recipe_store_change_finish:
 * @self: a store
 * @result: what the callback of a change got
 * @error: SUBLET_ERROR_INVALID naming the field, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_STORE,
 *   SUBLET_ERROR_READ_ONLY: nothing was changed. SUBLET_ERROR_SECRET_STORE, of a removal: the
 * recipe is gone, but the keyring may still hold its secrets
 *
 * Returns: whether it is done
 */
gboolean
sublet_recipe_store_change_finish (SubletRecipeStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
