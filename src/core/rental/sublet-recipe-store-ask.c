/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-store-private.h"

#include "core/base/sublet-error.h"

/* What a recipe is needed for: its launch with the secrets, and recipes of past rentals. */

typedef struct
{
  SubletLaunch *launch; /* (owned) */
  GError *missing;      /* (owned) (nullable) */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->launch);
  g_clear_error (&loading->missing);
  g_free (loading);
}

static void
apply (Loading *loading, SecretValue *secret)
{
  if (secret != NULL)
    sublet_launch_apply_secrets (loading->launch,
                                 secret_value_get_text (secret),
                                 loading->missing == NULL ? &loading->missing : NULL);
  if (loading->missing != NULL)
    loading->missing->code = SUBLET_ERROR_SECRET_STORE;
  /* What is there is enough. */
  if (sublet_launch_get_n_missing_secrets (loading->launch) == 0)
    g_clear_error (&loading->missing);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SecretValue *secret;

  secret = sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  loading->missing = g_steal_pointer (&error);
  apply (loading, secret);
  g_clear_pointer (&secret, secret_value_unref);
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_recipe_store_load_launch_async:
 * @self: a store
 * @recipe: one of its recipes
 * @cancellable: (nullable): to stop waiting; the keyring may ask the person all the same
 * @callback: called when the keyring has answered
 * @user_data: for @callback
 *
 * Asks the keyring for what the recipe names without having it.
 */
void
sublet_recipe_store_load_launch_async (SubletRecipeStore *self,
                                       SubletRecipe *recipe,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_load_launch_async);
  loading = g_new0 (Loading, 1);
  loading->launch = sublet_launch_copy (sublet_recipe_get_launch (recipe));
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);
  /* A keyring that is locked asks the person: never for nothing. */
  if (sublet_launch_get_n_missing_secrets (loading->launch) == 0)
    g_task_return_boolean (task, TRUE);
  else
    sublet_key_store_lookup_async (sublet_recipe_store_ensure_keys (self, recipe),
                                   cancellable,
                                   on_looked_up,
                                   g_steal_pointer (&task));
}

/**
 * sublet_recipe_store_load_launch_finish:
 * @self: a store
 * @result: what the callback got
 * @missing: (out) (optional): SUBLET_ERROR_SECRET_STORE: why secrets are missing; NULL when they
 * are all there, or never were kept
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Never fails for want of a keyring: sublet_launch_get_n_missing_secrets() says what is missing.
 *
 * Returns: (transfer full): the launch with what secrets there are, NULL on error
 */
SubletLaunch *
sublet_recipe_store_load_launch_finish (SubletRecipeStore *self,
                                        GAsyncResult *result,
                                        GError **missing,
                                        GError **error)
{
  Loading *loading;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  loading = g_task_get_task_data (G_TASK (result));
  if (missing != NULL && loading->missing != NULL)
    *missing = g_error_copy (loading->missing);

  return g_object_ref (loading->launch);
}

static void
on_rental (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SubletJournalRental)
    rental = sublet_journal_get_rental_finish (SUBLET_JOURNAL (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (rental == NULL)
    g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such rental");
  else
    g_task_return_pointer (task, sublet_recipe_new_from_journal (rental), g_object_unref);
}

/**
 * sublet_recipe_store_load_rental_async:
 * @self: a store
 * @rental_id: a rental that the journal has
 * @callback: called when it was read
 * @user_data: for @callback
 */
void
sublet_recipe_store_load_rental_async (SubletRecipeStore *self,
                                       const char *rental_id,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));
  g_return_if_fail (rental_id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_load_rental_async);
  sublet_journal_get_rental_async (self->journal, rental_id, on_rental, task);
}

/**
 * sublet_recipe_store_load_rental_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_STORE
 *
 * Returns: (transfer full): a recipe that is not in the store, its secrets missing; NULL on error
 */
SubletRecipe *
sublet_recipe_store_load_rental_finish (SubletRecipeStore *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
