/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-saved-searches-private.h"

#include "core/base/sublet-error.h"

/* Changes: to the disk first, then to the list. They reach both in the order they were asked for,
 * so that several may be under way. */

static void
put_in_place (SubletSavedSearches *self, guint position, SubletSavedSearch *search)
{
  g_object_unref (g_ptr_array_index (self->searches, position));
  g_ptr_array_index (self->searches, position) = search;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

static void
show_added (SubletSavedSearches *self, const SubletSearchChange *change)
{
  guint position = MIN (change->position, self->searches->len);

  g_ptr_array_insert (self->searches,
                      (int) position,
                      sublet_saved_search_new_stored (change->id, change->name, change->json));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  if (change->is_default)
    sublet_saved_searches_take_default_id (self, change->id);
}

static void
show_moved (SubletSavedSearches *self, guint from, guint to)
{
  to = MIN (to, self->searches->len - 1);
  if (from == to)
    return;

  g_ptr_array_insert (self->searches, (int) to, g_ptr_array_steal_index (self->searches, from));
  g_list_model_items_changed (G_LIST_MODEL (self),
                              MIN (from, to),
                              MAX (from, to) - MIN (from, to) + 1,
                              MAX (from, to) - MIN (from, to) + 1);
}

static void
show_removed (SubletSavedSearches *self, guint position, const char *id)
{
  g_ptr_array_remove_index (self->searches, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  if (g_strcmp0 (self->default_id, id) == 0)
    sublet_saved_searches_take_default_id (self, NULL);
}

/* What another change removed meanwhile stays removed. */
static void
show_change (SubletSavedSearches *self, const SubletSearchChange *change)
{
  guint position = G_MAXUINT;
  SubletSavedSearch *search = sublet_saved_searches_find (self, change->id, &position);

  if (change->kind == SUBLET_SEARCH_CHANGE_ADD)
    show_added (self, change);
  else if (change->kind == SUBLET_SEARCH_CHANGE_SET_DEFAULT)
    sublet_saved_searches_take_default_id (self, search != NULL ? change->id : NULL);
  else if (search == NULL)
    return;
  else if (change->kind == SUBLET_SEARCH_CHANGE_REPLACE)
    put_in_place (self,
                  position,
                  sublet_saved_search_new_stored (change->id,
                                                  sublet_saved_search_get_name (search),
                                                  change->json));
  else if (change->kind == SUBLET_SEARCH_CHANGE_RENAME)
    put_in_place (self,
                  position,
                  sublet_saved_search_new_stored (change->id,
                                                  change->name,
                                                  sublet_saved_search_get_json (search)));
  else if (change->kind == SUBLET_SEARCH_CHANGE_MOVE)
    show_moved (self, position, change->position);
  else
    show_removed (self, position, change->id);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletSavedSearches *self = g_task_get_source_object (task);
  gpointer data = NULL;
  GError *error = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  show_change (self, data);
  g_task_return_boolean (task, TRUE);
}

static GTask *
task_new (SubletSavedSearches *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sublet_saved_searches_change_finish);

  return task;
}

/* Takes both. Before they were read, nothing is known to be changed. */
static void
write_change (SubletSavedSearches *self, GTask *task, SubletSearchChange *change)
{
  if (self->database == NULL)
    {
      g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_STORE, "not open yet");
      g_object_unref (task);
      sublet_search_change_free (change);
      return;
    }

  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             sublet_search_change_write,
                             change,
                             (GDestroyNotify) sublet_search_change_free,
                             on_written,
                             task);
}

static SubletSearchChange *
change_new (SubletSearchChangeKind kind, const char *id)
{
  SubletSearchChange *change = g_new0 (SubletSearchChange, 1);

  change->kind = kind;
  change->id = g_strdup (id);

  return change;
}

/* Still there, or the task has its error. */
static bool
check_there (SubletSavedSearches *self, const char *id, GTask *task)
{
  if (sublet_saved_searches_find (self, id, NULL) != NULL)
    return true;

  g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no such search");
  return false;
}

static bool
check_name (SubletSavedSearches *self, const char *id, const char *name, GTask *task)
{
  if (sublet_saved_searches_check_name (self, name, id) == SUBLET_SEARCH_NAME_PROBLEM_NONE)
    return true;

  g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_INVALID, "name");
  return false;
}

/**
 * sublet_saved_searches_check_name:
 * @self: the searches
 * @name: what was typed
 * @except_id: (nullable): of the search that shall be called so
 *
 * Returns: why it cannot be the name of a search
 */
SubletSearchNameProblem
sublet_saved_searches_check_name (SubletSavedSearches *self,
                                  const char *name,
                                  const char *except_id)
{
  g_autofree char *normal = NULL;
  SubletSearchNameProblem problem;
  guint i;

  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), SUBLET_SEARCH_NAME_PROBLEM_EMPTY);
  g_return_val_if_fail (name != NULL, SUBLET_SEARCH_NAME_PROBLEM_EMPTY);

  normal = sublet_saved_search_normalize_name (name);
  problem = sublet_saved_search_check_name (normal);
  for (i = 0; problem == SUBLET_SEARCH_NAME_PROBLEM_NONE && i < self->searches->len; i++)
    {
      SubletSavedSearch *other = g_ptr_array_index (self->searches, i);

      if (g_strcmp0 (sublet_saved_search_get_id (other), except_id) != 0 &&
          sublet_saved_search_names_equal (sublet_saved_search_get_name (other), normal))
        problem = SUBLET_SEARCH_NAME_PROBLEM_TAKEN;
    }

  return problem;
}

static void
add (SubletSavedSearches *self,
     SubletSavedSearch *search,
     guint position,
     gboolean is_default,
     GTask *taken)
{
  g_autoptr (GTask) task = taken;
  SubletSearchChange *change;

  if (!check_name (self,
                   sublet_saved_search_get_id (search),
                   sublet_saved_search_get_name (search),
                   task))
    return;

  change = change_new (SUBLET_SEARCH_CHANGE_ADD, sublet_saved_search_get_id (search));
  change->name = g_strdup (sublet_saved_search_get_name (search));
  change->json = g_strdup (sublet_saved_search_get_json (search));
  change->position = position;
  change->is_default = is_default;
  write_change (self, g_steal_pointer (&task), change);
}

/**
 * sublet_saved_searches_add_async:
 * @self: the searches
 * @search: a search that is not there yet
 * @callback: called when it is on the disk and in the list
 * @user_data: for @callback
 */
void
sublet_saved_searches_add_async (SubletSavedSearches *self,
                                 SubletSavedSearch *search,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (SUBLET_IS_SAVED_SEARCH (search));

  add (self, search, G_MAXINT, FALSE, task_new (self, callback, user_data));
}

/**
 * sublet_saved_searches_replace_async:
 * @self: the searches
 * @instead: what sublet_saved_search_new_instead() made of one of them, or one as it was before
 * @callback: called when that is on the disk and in the list
 * @user_data: for @callback
 */
void
sublet_saved_searches_replace_async (SubletSavedSearches *self,
                                     SubletSavedSearch *instead,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSearchChange *change;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (SUBLET_IS_SAVED_SEARCH (instead));

  task = task_new (self, callback, user_data);
  if (!check_there (self, sublet_saved_search_get_id (instead), task))
    return;

  change = change_new (SUBLET_SEARCH_CHANGE_REPLACE, sublet_saved_search_get_id (instead));
  change->json = g_strdup (sublet_saved_search_get_json (instead));
  write_change (self, g_steal_pointer (&task), change);
}

/**
 * sublet_saved_searches_rename_async:
 * @self: the searches
 * @id: which
 * @name: what it is called from now on
 * @callback: called when that is on the disk and in the list
 * @user_data: for @callback
 */
void
sublet_saved_searches_rename_async (SubletSavedSearches *self,
                                    const char *id,
                                    const char *name,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSearchChange *change;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (name != NULL);

  task = task_new (self, callback, user_data);
  if (!check_there (self, id, task) || !check_name (self, id, name, task))
    return;

  change = change_new (SUBLET_SEARCH_CHANGE_RENAME, id);
  change->name = sublet_saved_search_normalize_name (name);
  write_change (self, g_steal_pointer (&task), change);
}

/**
 * sublet_saved_searches_move_async:
 * @self: the searches
 * @id: which
 * @position: where it stands from now on; beyond the end is the end
 * @callback: called when that is on the disk and in the list
 * @user_data: for @callback
 */
void
sublet_saved_searches_move_async (SubletSavedSearches *self,
                                  const char *id,
                                  guint position,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletSearchChange *change;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (id != NULL);

  task = task_new (self, callback, user_data);
  if (!check_there (self, id, task))
    return;

  change = change_new (SUBLET_SEARCH_CHANGE_MOVE, id);
  change->position = MIN (position, G_MAXINT);
  write_change (self, g_steal_pointer (&task), change);
}

/**
 * sublet_saved_searches_set_default_async:
 * @self: the searches
 * @id: (nullable): which is applied at start; %NULL: what was set last
 * @callback: called when that is on the disk
 * @user_data: for @callback
 */
void
sublet_saved_searches_set_default_async (SubletSavedSearches *self,
                                         const char *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));

  task = task_new (self, callback, user_data);
  if (id != NULL && !check_there (self, id, task))
    return;

  write_change (self, g_steal_pointer (&task), change_new (SUBLET_SEARCH_CHANGE_SET_DEFAULT, id));
}

/**
 * sublet_saved_searches_remove_async:
 * @self: the searches
 * @id: which
 * @callback: called when it is gone
 * @user_data: for @callback
 */
void
sublet_saved_searches_remove_async (SubletSavedSearches *self,
                                    const char *id,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (id != NULL);

  task = task_new (self, callback, user_data);
  if (!check_there (self, id, task))
    return;

  write_change (self, g_steal_pointer (&task), change_new (SUBLET_SEARCH_CHANGE_REMOVE, id));
}

/**
 * sublet_saved_searches_restore_async:
 * @self: the searches
 * @search: what was removed
 * @position: where it stood
 * @is_default: whether it was the default; what has become it meanwhile stays it
 * @callback: called when it is back
 * @user_data: for @callback
 */
void
sublet_saved_searches_restore_async (SubletSavedSearches *self,
                                     SubletSavedSearch *search,
                                     guint position,
                                     gboolean is_default,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (SUBLET_IS_SAVED_SEARCH (search));

  add (self,
       search,
       MIN (position, G_MAXINT),
       is_default && self->default_id == NULL,
       task_new (self, callback, user_data));
}

/**
 * sublet_saved_searches_change_finish:
 * @self: the searches
 * @result: what the callback of a change got
 * @error: SUBLET_ERROR_INVALID: the name; SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_STORE,
 *   SUBLET_ERROR_READ_ONLY: nothing was changed
 *
 * Returns: whether it is done
 */
gboolean
sublet_saved_searches_change_finish (SubletSavedSearches *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
