/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-saved-searches-private.h"

G_DEFINE_ENUM_TYPE (SubletSavedSearchesState,
                    sublet_saved_searches_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_SAVED_SEARCHES_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SAVED_SEARCHES_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SAVED_SEARCHES_STATE_ERROR, "error"))

typedef enum
{
  PROP_STATE = 1,
  PROP_DEFAULT_ID,
} SubletSavedSearchesProperty;

static GParamSpec *properties[PROP_DEFAULT_ID + 1];

static GType
sublet_saved_searches_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_SAVED_SEARCH;
}

static guint
sublet_saved_searches_get_n_items (GListModel *model)
{
  return SUBLET_SAVED_SEARCHES (model)->searches->len;
}

static gpointer
sublet_saved_searches_get_item (GListModel *model, guint position)
{
  SubletSavedSearches *self = SUBLET_SAVED_SEARCHES (model);

  return position < self->searches->len
           ? g_object_ref (g_ptr_array_index (self->searches, position))
           : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_saved_searches_get_item_type;
  iface->get_n_items = sublet_saved_searches_get_n_items;
  iface->get_item = sublet_saved_searches_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletSavedSearches,
                               sublet_saved_searches,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
sublet_saved_searches_dispose (GObject *object)
{
  SubletSavedSearches *self = SUBLET_SAVED_SEARCHES (object);

  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_saved_searches_parent_class)->dispose (object);
}

static void
sublet_saved_searches_finalize (GObject *object)
{
  SubletSavedSearches *self = SUBLET_SAVED_SEARCHES (object);

  g_ptr_array_unref (self->searches);
  g_free (self->default_id);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_saved_searches_parent_class)->finalize (object);
}

static void
sublet_saved_searches_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  SubletSavedSearches *self = SUBLET_SAVED_SEARCHES (object);

  switch ((SubletSavedSearchesProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_DEFAULT_ID:
      g_value_set_string (value, self->default_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_saved_searches_class_init (SubletSavedSearchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_saved_searches_dispose;
  object_class->finalize = sublet_saved_searches_finalize;
  object_class->get_property = sublet_saved_searches_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SAVED_SEARCHES_STATE,
                       SUBLET_SAVED_SEARCHES_STATE_LOADING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /* Of the one that is applied at start; NULL for none. */
  properties[PROP_DEFAULT_ID] =
    g_param_spec_string ("default-id",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_saved_searches_init (SubletSavedSearches *self)
{
  self->searches = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sublet_saved_searches_take_default_id: (skip)
 * @self: the searches
 * @id: (nullable): which is the default now
 */
void
sublet_saved_searches_take_default_id (SubletSavedSearches *self, const char *id)
{
  if (g_strcmp0 (self->default_id, id) == 0)
    return;

  g_free (self->default_id);
  self->default_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEFAULT_ID]);
}

static void
set_state (SubletSavedSearches *self, SubletSavedSearchesState state, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * sublet_saved_searches_new:
 *
 * Returns: (transfer full): searches that are nowhere yet
 */
SubletSavedSearches *
sublet_saved_searches_new (void)
{
  return g_object_new (SUBLET_TYPE_SAVED_SEARCHES, NULL);
}

/**
 * sublet_saved_searches_set_database:
 * @self: the searches
 * @database: the profile's databases, open
 *
 * Once, before anything is read or changed.
 */
void
sublet_saved_searches_set_database (SubletSavedSearches *self, SubletDatabase *database)
{
  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (self->database == NULL);

  self->database = g_object_ref (database);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletSavedSearches *self = g_task_get_source_object (task);
  gpointer data = NULL;
  SubletSearchRows *rows;
  GError *error = NULL;
  guint n_before;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      set_state (self, SUBLET_SAVED_SEARCHES_STATE_ERROR, error);
      g_task_return_error (task, error);
      return;
    }

  rows = data;
  n_before = self->searches->len;
  g_ptr_array_unref (self->searches);
  self->searches = g_ptr_array_ref (rows->searches);
  g_object_freeze_notify (G_OBJECT (self));
  sublet_saved_searches_take_default_id (self, rows->default_id);
  set_state (self, SUBLET_SAVED_SEARCHES_STATE_KNOWN, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->searches->len);
  g_object_thaw_notify (G_OBJECT (self));
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_saved_searches_load_async:
 * @self: the searches
 * @callback: called when the list shows what there is
 * @user_data: for @callback
 *
 * At first, and again after an error.
 */
void
sublet_saved_searches_load_async (SubletSavedSearches *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_SAVED_SEARCHES (self));
  g_return_if_fail (self->database != NULL);

  set_state (self, SUBLET_SAVED_SEARCHES_STATE_LOADING, NULL);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_saved_searches_load_async);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_search_rows_read,
                             sublet_search_rows_new (),
                             (GDestroyNotify) sublet_search_rows_free,
                             on_loaded,
                             task);
}

/**
 * sublet_saved_searches_load_finish:
 * @self: the searches
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE: what searches there are is not known
 *
 * Returns: whether the list shows what there is
 */
gboolean
sublet_saved_searches_load_finish (SubletSavedSearches *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_saved_searches_get_state:
 * @self: the searches
 *
 * Returns: whether they are known
 */
SubletSavedSearchesState
sublet_saved_searches_get_state (SubletSavedSearches *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), SUBLET_SAVED_SEARCHES_STATE_ERROR);

  return self->state;
}

/**
 * sublet_saved_searches_get_error:
 * @self: the searches
 *
 * Returns: (transfer none) (nullable): why they are not known
 */
const GError *
sublet_saved_searches_get_error (SubletSavedSearches *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), NULL);

  return self->error;
}

/**
 * sublet_saved_searches_get_read_only:
 * @self: the searches
 *
 * Returns: whether they can only be looked at: another program has the profile, or its data is from
 *   a newer version; also while they are not read yet
 */
gboolean
sublet_saved_searches_get_read_only (SubletSavedSearches *self)
{
  const SubletDatabaseReport *report = NULL;

  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), TRUE);

  if (self->database != NULL)
    report = sublet_database_get_report (self->database);

  return report == NULL || !report->writable;
}

/**
 * sublet_saved_searches_get_default_id:
 * @self: the searches
 *
 * Returns: (nullable): of the search that is applied at start
 */
const char *
sublet_saved_searches_get_default_id (SubletSavedSearches *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), NULL);

  return self->default_id;
}

/**
 * sublet_saved_searches_get_default:
 * @self: the searches
 *
 * Returns: (transfer none) (nullable): the search that is applied at start
 */
SubletSavedSearch *
sublet_saved_searches_get_default (SubletSavedSearches *self)
{
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), NULL);

  return self->default_id != NULL ? sublet_saved_searches_find (self, self->default_id, NULL)
                                  : NULL;
}

/**
 * sublet_saved_searches_find:
 * @self: the searches
 * @id: (nullable): which
 * @position: (out) (optional): where it stands, untouched when it is not there
 *
 * Returns: (transfer none) (nullable): the search
 */
SubletSavedSearch *
sublet_saved_searches_find (SubletSavedSearches *self, const char *id, guint *position)
{
  guint i;

  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), NULL);

  for (i = 0; i < self->searches->len; i++)
    {
      SubletSavedSearch *search = g_ptr_array_index (self->searches, i);

      if (g_strcmp0 (sublet_saved_search_get_id (search), id) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return search;
    }

  return NULL;
}

/**
 * sublet_saved_searches_find_terms:
 * @self: the searches
 * @terms: what is set
 *
 * Returns: (transfer none) (nullable): the first search that is just that
 */
SubletSavedSearch *
sublet_saved_searches_find_terms (SubletSavedSearches *self, const SubletSearchTerms *terms)
{
  guint i;

  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (self), NULL);

  for (i = 0; i < self->searches->len; i++)
    {
      SubletSavedSearch *search = g_ptr_array_index (self->searches, i);

      if (sublet_saved_search_get_reading (search) == SUBLET_SEARCH_READING_WHOLLY &&
          sublet_search_terms_equal (sublet_saved_search_get_terms (search), terms))
        return search;
    }

  return NULL;
}
