/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-store-private.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-key-store.h"

/* Static and never referenced: a copy of a schema on the heap is not the same schema. No other kind
 * of secret has that attribute. */
static const SecretSchema schema = {
  APPLICATION_ID ".Recipe",
  SECRET_SCHEMA_NONE,
  {
    { "recipe", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GType
sublet_recipe_store_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_RECIPE;
}

static guint
sublet_recipe_store_get_n_items (GListModel *model)
{
  return SUBLET_RECIPE_STORE (model)->recipes->len;
}

static gpointer
sublet_recipe_store_get_item (GListModel *model, guint position)
{
  SubletRecipeStore *self = SUBLET_RECIPE_STORE (model);

  return position < self->recipes->len ? g_object_ref (g_ptr_array_index (self->recipes, position))
                                       : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_recipe_store_get_item_type;
  iface->get_n_items = sublet_recipe_store_get_n_items;
  iface->get_item = sublet_recipe_store_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletRecipeStore,
                               sublet_recipe_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
sublet_recipe_store_dispose (GObject *object)
{
  SubletRecipeStore *self = SUBLET_RECIPE_STORE (object);

  g_clear_object (&self->journal);
  g_hash_table_remove_all (self->keys);

  G_OBJECT_CLASS (sublet_recipe_store_parent_class)->dispose (object);
}

static void
sublet_recipe_store_finalize (GObject *object)
{
  SubletRecipeStore *self = SUBLET_RECIPE_STORE (object);

  g_ptr_array_unref (self->recipes);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (sublet_recipe_store_parent_class)->finalize (object);
}

static void
sublet_recipe_store_class_init (SubletRecipeStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_recipe_store_dispose;
  object_class->finalize = sublet_recipe_store_finalize;
}

static void
sublet_recipe_store_init (SubletRecipeStore *self)
{
  self->recipes = g_ptr_array_new_with_free_func (g_object_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * sublet_recipe_store_find: (skip)
 * @self: a store
 * @id: which recipe
 *
 * Returns: its position, G_MAXUINT: it is not there
 */
guint
sublet_recipe_store_find (SubletRecipeStore *self, const char *id)
{
  guint i;

  for (i = 0; i < self->recipes->len; i++)
    {
      if (g_str_equal (sublet_recipe_get_id (g_ptr_array_index (self->recipes, i)), id))
        return i;
    }

  return G_MAXUINT;
}

/**
 * sublet_recipe_store_ensure_keys: (skip)
 * @self: a store
 * @recipe: a recipe, of the store or to be
 *
 * Returns: (transfer none): where its secrets are
 */
SubletKeyStore *
sublet_recipe_store_ensure_keys (SubletRecipeStore *self, SubletRecipe *recipe)
{
  const char *id = sublet_recipe_get_id (recipe);
  SubletKeyStore *keys = g_hash_table_lookup (self->keys, id);

  if (keys == NULL)
    {
      g_autofree char *label =
        g_strdup_printf ("Sublet: secrets of the recipe \xe2\x80\x9c%s\xe2\x80\x9d",
                         sublet_recipe_get_name (recipe));

      keys = sublet_key_store_new_for_schema (&schema, label, id, self->memory_only);
      g_hash_table_insert (self->keys, g_strdup (id), keys);
    }

  return keys;
}

/**
 * sublet_recipe_store_keep_secrets: (skip)
 * @self: a store
 * @recipe: a recipe that is on the disk
 * @had_secrets: whether the keyring may have some of it
 *
 * Nobody waits for the keyring's answer: until then, and where there is none, the secrets are kept
 * for the session. A recipe that names secrets without having them leaves the keyring alone.
 */
void
sublet_recipe_store_keep_secrets (SubletRecipeStore *self, SubletRecipe *recipe, bool had_secrets)
{
  SubletLaunch *launch = sublet_recipe_get_launch (recipe);
  char *text = sublet_launch_dup_secrets (launch);
  SecretValue *secret;

  if (text == NULL)
    {
      if (had_secrets && sublet_launch_get_n_missing_secrets (launch) == 0)
        sublet_key_store_forget_async (sublet_recipe_store_ensure_keys (self, recipe),
                                       NULL,
                                       NULL,
                                       NULL);
      return;
    }
  secret = secret_value_new (text, -1, "text/plain");
  sublet_launch_free_secret (text);
  sublet_key_store_store_async (sublet_recipe_store_ensure_keys (self, recipe),
                                secret,
                                FALSE,
                                NULL,
                                NULL,
                                NULL);
  secret_value_unref (secret);
}

/**
 * sublet_recipe_store_new:
 * @journal: whose databases hold the recipes
 * @memory_only: never touch the keyring, as in the demo
 *
 * Returns: (transfer full): a store that has read nothing yet
 */
SubletRecipeStore *
sublet_recipe_store_new (SubletJournal *journal, gboolean memory_only)
{
  SubletRecipeStore *self;

  g_return_val_if_fail (SUBLET_IS_JOURNAL (journal), NULL);

  self = g_object_new (SUBLET_TYPE_RECIPE_STORE, NULL);
  self->journal = g_object_ref (journal);
  self->memory_only = memory_only;

  return self;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRecipeStore *self = g_task_get_source_object (task);
  gpointer data = NULL;
  SubletRecipeRows *rows;
  GError *error = NULL;
  guint n_before;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  rows = data;
  n_before = self->recipes->len;
  g_ptr_array_unref (self->recipes);
  self->recipes = g_ptr_array_ref (rows->recipes);
  self->n_unreadable = rows->n_unreadable;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->recipes->len);
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_recipe_store_load_async:
 * @self: a store
 * @callback: called when the list shows what there is
 * @user_data: for @callback
 */
void
sublet_recipe_store_load_async (SubletRecipeStore *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_RECIPE_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_recipe_store_load_async);
  sublet_database_run_async (sublet_journal_get_database (self->journal),
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_recipe_rows_read,
                             sublet_recipe_rows_new (),
                             (GDestroyNotify) sublet_recipe_rows_free,
                             on_loaded,
                             task);
}

/**
 * sublet_recipe_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE: what recipes there are is not known
 *
 * Returns: whether the list shows what there is
 */
gboolean
sublet_recipe_store_load_finish (SubletRecipeStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_recipe_store_get_n_unreadable:
 * @self: a store
 *
 * Returns: how many recipes are kept in a form that this version does not know
 */
guint
sublet_recipe_store_get_n_unreadable (SubletRecipeStore *self)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE_STORE (self), 0);

  return self->n_unreadable;
}

/**
 * sublet_recipe_store_get_keeping:
 * @self: a store
 * @recipe: one of its recipes
 *
 * Returns: where its secrets are kept, as far as the keyring was asked
 */
SubletKeyKeeping
sublet_recipe_store_get_keeping (SubletRecipeStore *self, SubletRecipe *recipe)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE_STORE (self), SUBLET_KEY_KEEPING_NONE);
  g_return_val_if_fail (SUBLET_IS_RECIPE (recipe), SUBLET_KEY_KEEPING_NONE);

  return sublet_key_store_get_keeping (sublet_recipe_store_ensure_keys (self, recipe));
}
