/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-grouped-model-private.h"

static void sublet_grouped_model_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletGroupedModel,
                               sublet_grouped_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sublet_grouped_model_list_model_iface_init))

typedef enum
{
  PROP_HELD = 1,
  PROP_PENDING,
} SubletGroupedModelProperty;

static GParamSpec *properties[PROP_PENDING + 1];

void
sublet_grouped_model_set_pending (SubletGroupedModel *self, guint pending)
{
  if (self->pending == pending)
    return;

  self->pending = pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static gboolean
on_arrange (gpointer user_data)
{
  SubletGroupedModel *self = user_data;

  self->arrange_id = 0;
  sublet_grouped_model_update (self);

  return G_SOURCE_REMOVE;
}

static void
on_item_notify (SubletGroupedModel *self, GParamSpec *pspec, GObject *item)
{
  /* What waited may have gone back to where it is shown. */
  if (self->moves > 0 || !sublet_grouped_model_is_in_place (self, item))
    sublet_grouped_model_update (self);
  /* A poll changes many at once: their order is looked at together, before the next frame. */
  else if (self->compare != NULL && self->arrange_id == 0)
    self->arrange_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_arrange, self, NULL);
}

static void
unwatch (SubletGroupedModel *self, guint position, guint count)
{
  guint i;

  for (i = position; i < position + count; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  if (count > 0)
    g_ptr_array_remove_range (self->watched, position, count);
}

static void
on_items_changed (GListModel *source,
                  guint position,
                  guint removed,
                  guint added,
                  SubletGroupedModel *self)
{
  guint i;

  unwatch (self, position, removed);
  for (i = position; i < position + added; i++)
    {
      GObject *item = g_list_model_get_item (source, i);

      g_ptr_array_insert (self->watched, (int) i, item);
      g_signal_connect_object (item,
                               "notify",
                               G_CALLBACK (on_item_notify),
                               self,
                               G_CONNECT_SWAPPED);
    }
  sublet_grouped_model_update (self);
}

static GType
sublet_grouped_model_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
sublet_grouped_model_get_n_items (GListModel *list)
{
  return SUBLET_GROUPED_MODEL (list)->shown->len;
}

static gpointer
sublet_grouped_model_get_item (GListModel *list, guint position)
{
  SubletGroupedModel *self = SUBLET_GROUPED_MODEL (list);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
sublet_grouped_model_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_grouped_model_get_item_type;
  iface->get_n_items = sublet_grouped_model_get_n_items;
  iface->get_item = sublet_grouped_model_get_item;
}

static void
sublet_grouped_model_dispose (GObject *object)
{
  SubletGroupedModel *self = SUBLET_GROUPED_MODEL (object);

  g_clear_handle_id (&self->arrange_id, g_source_remove);
  if (self->source != NULL)
    g_clear_signal_handler (&self->items_changed_handler, self->source);
  unwatch (self, 0, self->watched->len);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (sublet_grouped_model_parent_class)->dispose (object);
}

static void
sublet_grouped_model_finalize (GObject *object)
{
  SubletGroupedModel *self = SUBLET_GROUPED_MODEL (object);

  g_hash_table_unref (self->placed);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->watched);

  G_OBJECT_CLASS (sublet_grouped_model_parent_class)->finalize (object);
}

static void
sublet_grouped_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletGroupedModel *self = SUBLET_GROUPED_MODEL (object);

  switch ((SubletGroupedModelProperty) prop_id)
    {
    case PROP_HELD:
      g_value_set_boolean (value, self->held);
      break;
    case PROP_PENDING:
      g_value_set_uint (value, self->pending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_grouped_model_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((SubletGroupedModelProperty) prop_id)
    {
    case PROP_HELD:
      sublet_grouped_model_set_held (SUBLET_GROUPED_MODEL (object), g_value_get_boolean (value));
      break;
    case PROP_PENDING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_grouped_model_class_init (SubletGroupedModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_grouped_model_dispose;
  object_class->finalize = sublet_grouped_model_finalize;
  object_class->get_property = sublet_grouped_model_get_property;
  object_class->set_property = sublet_grouped_model_set_property;

  properties[PROP_HELD] =
    g_param_spec_boolean ("held",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PENDING] = g_param_spec_uint ("pending",
                                                NULL,
                                                NULL,
                                                0,
                                                G_MAXUINT,
                                                0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_grouped_model_init (SubletGroupedModel *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = sublet_grouped_model_make_groups ();
  self->placed = g_hash_table_new (NULL, NULL);
  self->captioned = TRUE;
}

/**
 * sublet_grouped_model_new:
 * @source: the items
 * @grouping: (nullable): what they have in common; it is not copied
 *
 * Returns: (transfer full): the model
 */
SubletGroupedModel *
sublet_grouped_model_new (GListModel *source, const SubletGrouping *grouping)
{
  SubletGroupedModel *self = g_object_new (SUBLET_TYPE_GROUPED_MODEL, NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (source), self);

  self->grouping = grouping;
  self->source = g_object_ref (source);
  self->items_changed_handler =
    g_signal_connect (source, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (source, 0, 0, g_list_model_get_n_items (source), self);

  return self;
}

/**
 * sublet_grouped_model_set_order: (skip)
 * @self: a model
 * @func: (nullable): compares two items; NULL: as in the source
 * @user_data: for @func
 *
 * In which order those of one group are shown, from now on and as their properties change. To be
 * called again when @func answers otherwise.
 */
void
sublet_grouped_model_set_order (SubletGroupedModel *self, GCompareDataFunc func, gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_GROUPED_MODEL (self));

  self->compare = func;
  self->compare_data = user_data;
  sublet_grouped_model_apply (self);
}

/**
 * sublet_grouped_model_set_grouping:
 * @self: a model
 * @grouping: (nullable): what the items have in common, from now on; NULL: they are one group
 *   without a caption. It is not copied
 * @captioned: whether a caption stands before each group
 */
void
sublet_grouped_model_set_grouping (SubletGroupedModel *self,
                                   const SubletGrouping *grouping,
                                   gboolean captioned)
{
  g_return_if_fail (SUBLET_IS_GROUPED_MODEL (self));

  if (self->grouping == grouping && self->captioned == captioned)
    return;

  if (self->grouping != grouping)
    {
      g_hash_table_remove_all (self->placed);
      g_hash_table_remove_all (self->groups);
    }
  self->grouping = grouping;
  self->captioned = captioned;
  sublet_grouped_model_apply (self);
}

/**
 * sublet_grouped_model_set_held:
 * @self: a model
 * @held: whether order and membership stay as they are, because somebody points at them
 */
void
sublet_grouped_model_set_held (SubletGroupedModel *self, gboolean held)
{
  g_return_if_fail (SUBLET_IS_GROUPED_MODEL (self));

  if (self->held == held)
    return;

  self->held = held;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
  if (!held)
    sublet_grouped_model_apply (self);
}

/**
 * sublet_grouped_model_flush:
 * @self: a model
 *
 * Shows what waits, held or not.
 */
void
sublet_grouped_model_flush (SubletGroupedModel *self)
{
  g_return_if_fail (SUBLET_IS_GROUPED_MODEL (self));

  sublet_grouped_model_apply (self);
}

/**
 * sublet_grouped_model_get_pending:
 * @self: a model
 *
 * Returns: how many items will come, go or move
 */
guint
sublet_grouped_model_get_pending (SubletGroupedModel *self)
{
  g_return_val_if_fail (SUBLET_IS_GROUPED_MODEL (self), 0);

  return self->pending;
}

/**
 * sublet_grouped_model_find:
 * @self: a model
 * @item: an item of the source
 *
 * Returns: its position, G_MAXUINT when it is not shown
 */
guint
sublet_grouped_model_find (SubletGroupedModel *self, gpointer item)
{
  guint position = G_MAXUINT;

  g_return_val_if_fail (SUBLET_IS_GROUPED_MODEL (self), G_MAXUINT);

  return g_ptr_array_find (self->shown, item, &position) ? position : G_MAXUINT;
}
