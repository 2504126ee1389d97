/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-slot-list-model.h"

#include "ui/common/sublet-slot-private.h"
#include "ui/common/sublet-slot-teller-private.h"

typedef struct
{
  GHashTable *live; /* (owned) (element-type guint SubletSlot): slots in use, borrowed */
  guint n_items;
  guint selected; /* G_MAXUINT: none, or not in the list */
  SubletSlotTeller teller;
} SubletSlotListModelPrivate;

typedef enum
{
  SIGNAL_CHANGING,
} SubletSlotListModelSignal;

static guint signals[SIGNAL_CHANGING + 1];

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (SubletSlotListModel,
                                  sublet_slot_list_model,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (SubletSlotListModel)
                                    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                             selection_model_iface_init))

static SubletSlotListModelPrivate *
get_private (gpointer self)
{
  return sublet_slot_list_model_get_instance_private (self);
}

/* ---- the list ---- */

static GType
sublet_slot_list_model_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_SLOT;
}

static guint
sublet_slot_list_model_get_n_items (GListModel *model)
{
  return get_private (model)->n_items;
}

static gpointer
sublet_slot_list_model_get_item (GListModel *model, guint position)
{
  SubletSlotListModelPrivate *priv = get_private (model);
  SubletSlot *slot;

  if (position >= priv->n_items)
    return NULL;

  slot = g_hash_table_lookup (priv->live, GUINT_TO_POINTER (position));

  return slot != NULL ? g_object_ref (slot) : sublet_slot_new (model, priv->live, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_slot_list_model_get_item_type;
  iface->get_n_items = sublet_slot_list_model_get_n_items;
  iface->get_item = sublet_slot_list_model_get_item;
}

/* ---- the selection ---- */

static void
emit_selection_changed (SubletSlotListModel *self, guint before, guint now)
{
  guint n_items = get_private (self)->n_items;
  guint first;
  guint last;

  /* The row that went with its position is nobody's any more. */
  before = before < n_items ? before : G_MAXUINT;
  if (before == now)
    return;

  first = MIN (before, now);
  last = before == G_MAXUINT || now == G_MAXUINT ? first : MAX (before, now);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

/* The views are told before those who follow what is selected. */
static void
select_position (SubletSlotListModel *self, guint position)
{
  g_object_freeze_notify (G_OBJECT (self));
  SUBLET_SLOT_LIST_MODEL_GET_CLASS (self)->remember (self, position);
  sublet_slot_list_model_reselect (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
sublet_slot_list_model_is_selected (GtkSelectionModel *model, guint position)
{
  SubletSlotListModelPrivate *priv = get_private (model);

  return position == priv->selected && position < priv->n_items;
}

static GtkBitset *
sublet_slot_list_model_get_selection_in_range (GtkSelectionModel *model,
                                               guint position,
                                               guint n_items)
{
  guint selected = get_private (model)->selected;
  GtkBitset *selection = gtk_bitset_new_empty ();

  if (sublet_slot_list_model_is_selected (model, selected) && selected >= position &&
      selected - position < n_items)
    gtk_bitset_add (selection, selected);

  return selection;
}

static gboolean
sublet_slot_list_model_select_item (GtkSelectionModel *model,
                                    guint position,
                                    gboolean unselect_rest)
{
  if (position >= get_private (model)->n_items)
    return FALSE;

  select_position (SUBLET_SLOT_LIST_MODEL (model), position);

  return TRUE;
}

static gboolean
sublet_slot_list_model_unselect_all (GtkSelectionModel *model)
{
  select_position (SUBLET_SLOT_LIST_MODEL (model), G_MAXUINT);

  return TRUE;
}

static gboolean
sublet_slot_list_model_unselect_item (GtkSelectionModel *model, guint position)
{
  if (sublet_slot_list_model_is_selected (model, position))
    sublet_slot_list_model_unselect_all (model);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = sublet_slot_list_model_is_selected;
  iface->get_selection_in_range = sublet_slot_list_model_get_selection_in_range;
  iface->select_item = sublet_slot_list_model_select_item;
  iface->unselect_item = sublet_slot_list_model_unselect_item;
  iface->unselect_all = sublet_slot_list_model_unselect_all;
}

/* ---- the object ---- */

static void
sublet_slot_list_model_dispose (GObject *object)
{
  SubletSlotListModelPrivate *priv = get_private (object);
  GHashTableIter iter;
  gpointer slot;

  sublet_slot_teller_clear (&priv->teller);
  g_hash_table_iter_init (&iter, priv->live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    sublet_slot_forget_list (slot);
  g_hash_table_remove_all (priv->live);
  priv->n_items = 0;
  priv->selected = G_MAXUINT;

  G_OBJECT_CLASS (sublet_slot_list_model_parent_class)->dispose (object);
}

static void
sublet_slot_list_model_finalize (GObject *object)
{
  g_hash_table_unref (get_private (object)->live);

  G_OBJECT_CLASS (sublet_slot_list_model_parent_class)->finalize (object);
}

static void
sublet_slot_list_model_class_init (SubletSlotListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_slot_list_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_slot_list_model_finalize;

  /* Before anybody is told of a change that was not asked for here. */
  signals[SIGNAL_CHANGING] = g_signal_new ("changing",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
sublet_slot_list_model_init (SubletSlotListModel *self)
{
  SubletSlotListModelPrivate *priv = get_private (self);

  priv->live = g_hash_table_new (NULL, NULL);
  sublet_slot_teller_init (&priv->teller, G_OBJECT (self));
  priv->selected = G_MAXUINT;
}

/**
 * sublet_slot_list_model_get_selected:
 * @self: a list
 *
 * Returns: the position of the selected row, G_MAXUINT when none is or it is not in the list
 */
guint
sublet_slot_list_model_get_selected (SubletSlotListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self), G_MAXUINT);

  return get_private (self)->selected;
}

/**
 * sublet_slot_list_model_select_position:
 * @self: a list
 * @position: the position to select; beyond the end it changes nothing
 */
void
sublet_slot_list_model_select_position (SubletSlotListModel *self, guint position)
{
  g_return_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self), position, TRUE);
}

/**
 * sublet_slot_list_model_get_n_live:
 * @self: a list
 *
 * Returns: how many positions somebody holds
 */
guint
sublet_slot_list_model_get_n_live (SubletSlotListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self), 0);

  return g_hash_table_size (get_private (self)->live);
}

/**
 * sublet_slot_list_model_changed:
 * @self: a list
 *
 * Other rows, or the same in another order: every position may show something else. Whoever holds
 * positions is told once, and of positions that come or go with one "items-changed" at the end.
 */
void
sublet_slot_list_model_changed (SubletSlotListModel *self)
{
  g_autoptr (SubletSlotListModel) kept = NULL;
  SubletSlotListModelClass *klass;
  SubletSlotListModelPrivate *priv;
  guint n_before;
  guint n_now;
  guint selected_before;

  g_return_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self));

  kept = g_object_ref (self);
  klass = SUBLET_SLOT_LIST_MODEL_GET_CLASS (self);
  priv = get_private (self);
  n_before = priv->n_items;
  selected_before = priv->selected;
  g_signal_emit (self, signals[SIGNAL_CHANGING], 0);
  g_object_freeze_notify (G_OBJECT (self));
  priv->n_items = n_now = klass->count (self);
  priv->selected = klass->find_selected (self);

  if (n_now < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_now, n_before - n_now, 0);
  else if (n_now > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_now - n_before);
  sublet_slot_teller_tell (&priv->teller, priv->live, n_now);
  emit_selection_changed (self, selected_before, priv->selected);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_slot_list_model_set_adjustment:
 * @self: a list
 * @adjustment: (nullable): the vertical one of the view that shows it, whose rows are equally high
 *
 * After a change the rows that are seen are told first. Without an adjustment all are.
 */
void
sublet_slot_list_model_set_adjustment (SubletSlotListModel *self, GtkAdjustment *adjustment)
{
  g_return_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self));
  g_return_if_fail (adjustment == NULL || GTK_IS_ADJUSTMENT (adjustment));

  sublet_slot_teller_set_adjustment (&get_private (self)->teller, adjustment);
}

/**
 * sublet_slot_list_model_row_changed:
 * @self: a list
 * @position: a position; the same thing stands there, with other figures
 */
void
sublet_slot_list_model_row_changed (SubletSlotListModel *self, guint position)
{
  SubletSlot *slot;

  g_return_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self));

  slot = g_hash_table_lookup (get_private (self)->live, GUINT_TO_POINTER (position));
  if (slot == NULL)
    return;

  g_object_ref (slot);
  sublet_slot_emit_changed (slot);
  g_object_unref (slot);
}

/**
 * sublet_slot_list_model_reselect:
 * @self: a list
 *
 * The subclass has something else selected: looks where it stands.
 */
void
sublet_slot_list_model_reselect (SubletSlotListModel *self)
{
  SubletSlotListModelPrivate *priv;
  guint before;

  g_return_if_fail (SUBLET_IS_SLOT_LIST_MODEL (self));

  priv = get_private (self);
  before = priv->selected;
  priv->selected = SUBLET_SLOT_LIST_MODEL_GET_CLASS (self)->find_selected (self);
  emit_selection_changed (self, before, priv->selected);
}
