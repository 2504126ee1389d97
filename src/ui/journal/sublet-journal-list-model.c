/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-list-model.h"

#include "ui/journal/sublet-journal-slot.h"

struct _SubletJournalSlot
{
  GObject parent_instance;

  SubletJournalListModel *list; /* (borrowed) (nullable): NULL when it is gone */
  guint position;
};

struct _SubletJournalListModel
{
  GObject parent_instance;

  SubletJournalHistory *history; /* (owned) */
  GHashTable *live; /* (owned) (element-type guint SubletJournalSlot): in use, borrowed */
  guint n_items;
  char *selected_id; /* (owned) (nullable) */
  guint selected;    /* G_MAXUINT: none, or not in the view */
};

static guint slot_changed;

G_DEFINE_FINAL_TYPE (SubletJournalSlot, sublet_journal_slot, G_TYPE_OBJECT)

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletJournalListModel,
                               sublet_journal_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        selection_model_iface_init))

typedef enum
{
  PROP_SELECTED_ID = 1,
} SubletJournalListModelProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

/* ---- a position ---- */

static void
sublet_journal_slot_finalize (GObject *object)
{
  SubletJournalSlot *self = SUBLET_JOURNAL_SLOT (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->live, GUINT_TO_POINTER (self->position));

  G_OBJECT_CLASS (sublet_journal_slot_parent_class)->finalize (object);
}

static void
sublet_journal_slot_class_init (SubletJournalSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_journal_slot_finalize;

  slot_changed = g_signal_new ("changed",
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
sublet_journal_slot_init (SubletJournalSlot *self)
{
}

/**
 * sublet_journal_slot_get_history:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): the history whose position it is
 */
SubletJournalHistory *
sublet_journal_slot_get_history (SubletJournalSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_SLOT (self), NULL);

  return self->list != NULL ? self->list->history : NULL;
}

/**
 * sublet_journal_slot_get_row:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): the rental that stands there now; NULL beyond the end
 */
const SubletJournalRow *
sublet_journal_slot_get_row (SubletJournalSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_SLOT (self), NULL);

  return self->list != NULL ? sublet_journal_history_get_row (self->list->history, self->position)
                            : NULL;
}

/* ---- the list ---- */

static GType
sublet_journal_list_model_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_JOURNAL_SLOT;
}

static guint
sublet_journal_list_model_get_n_items (GListModel *model)
{
  return SUBLET_JOURNAL_LIST_MODEL (model)->n_items;
}

static gpointer
sublet_journal_list_model_get_item (GListModel *model, guint position)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (model);
  SubletJournalSlot *slot;

  if (position >= self->n_items)
    return NULL;

  slot = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = g_object_new (SUBLET_TYPE_JOURNAL_SLOT, NULL);
  slot->list = self;
  slot->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), slot);

  return slot;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_journal_list_model_get_item_type;
  iface->get_n_items = sublet_journal_list_model_get_n_items;
  iface->get_item = sublet_journal_list_model_get_item;
}

/* ---- the selection ---- */

static void
emit_selection_changed (SubletJournalListModel *self, guint before, guint now)
{
  guint first;
  guint last;

  before = before < self->n_items ? before : G_MAXUINT;
  if (before == now)
    return;

  first = MIN (before, now);
  last = before == G_MAXUINT || now == G_MAXUINT ? first : MAX (before, now);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static void
select_rental (SubletJournalListModel *self, const char *id)
{
  guint before = self->selected;
  gboolean other = g_strcmp0 (self->selected_id, id) != 0;

  if (other)
    {
      g_free (self->selected_id);
      self->selected_id = g_strdup (id);
    }
  self->selected = sublet_journal_history_find (self->history, self->selected_id);
  emit_selection_changed (self, before, self->selected);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static gboolean
sublet_journal_list_model_is_selected (GtkSelectionModel *model, guint position)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (model);

  return position == self->selected && position < self->n_items;
}

static GtkBitset *
sublet_journal_list_model_get_selection_in_range (GtkSelectionModel *model,
                                                  guint position,
                                                  guint n_items)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (model);
  GtkBitset *selection = gtk_bitset_new_empty ();

  if (self->selected < self->n_items && self->selected >= position &&
      self->selected - position < n_items)
    gtk_bitset_add (selection, self->selected);

  return selection;
}

static gboolean
sublet_journal_list_model_select_item (GtkSelectionModel *model,
                                       guint position,
                                       gboolean unselect_rest)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (model);
  const SubletJournalRow *row = sublet_journal_history_get_row (self->history, position);

  if (position >= self->n_items || row == NULL)
    return FALSE;

  select_rental (self, row->id);
  return TRUE;
}

static gboolean
sublet_journal_list_model_unselect_item (GtkSelectionModel *model, guint position)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (model);

  if (position == self->selected)
    select_rental (self, NULL);

  return TRUE;
}

static gboolean
sublet_journal_list_model_unselect_all (GtkSelectionModel *model)
{
  select_rental (SUBLET_JOURNAL_LIST_MODEL (model), NULL);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = sublet_journal_list_model_is_selected;
  iface->get_selection_in_range = sublet_journal_list_model_get_selection_in_range;
  iface->select_item = sublet_journal_list_model_select_item;
  iface->unselect_item = sublet_journal_list_model_unselect_item;
  iface->unselect_all = sublet_journal_list_model_unselect_all;
}

/* ---- what the history tells ---- */

/* Positions stay; what stands there is another: no row is built anew. */
static void
on_view_changed (SubletJournalListModel *self)
{
  guint before = self->n_items;
  guint now = sublet_journal_history_get_n_rows (self->history);
  guint selected_before = self->selected;
  g_autoptr (GList) slots = NULL;
  GList *at;

  self->n_items = now;
  self->selected = sublet_journal_history_find (self->history, self->selected_id);
  if (now < before)
    g_list_model_items_changed (G_LIST_MODEL (self), now, before - now, 0);
  else if (now > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, now - before);

  slots = g_hash_table_get_values (self->live);
  for (at = slots; at != NULL; at = at->next)
    g_signal_emit (at->data, slot_changed, 0);
  if (selected_before != self->selected)
    emit_selection_changed (self, selected_before, self->selected);
}

static void
on_row_changed (SubletJournalListModel *self, guint position)
{
  SubletJournalSlot *slot = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));

  if (slot != NULL)
    g_signal_emit (slot, slot_changed, 0);
}

/* ---- the object ---- */

static void
sublet_journal_list_model_dispose (GObject *object)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (object);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    SUBLET_JOURNAL_SLOT (slot)->list = NULL;
  g_hash_table_remove_all (self->live);
  self->n_items = 0;
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (sublet_journal_list_model_parent_class)->dispose (object);
}

static void
sublet_journal_list_model_finalize (GObject *object)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (object);

  g_hash_table_unref (self->live);
  g_free (self->selected_id);

  G_OBJECT_CLASS (sublet_journal_list_model_parent_class)->finalize (object);
}

static void
sublet_journal_list_model_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  if (prop_id == PROP_SELECTED_ID)
    g_value_set_string (value, SUBLET_JOURNAL_LIST_MODEL (object)->selected_id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_journal_list_model_class_init (SubletJournalListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_journal_list_model_dispose;
  object_class->finalize = sublet_journal_list_model_finalize;
  object_class->get_property = sublet_journal_list_model_get_property;

  properties[PROP_SELECTED_ID] =
    g_param_spec_string ("selected-id",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_journal_list_model_init (SubletJournalListModel *self)
{
  self->live = g_hash_table_new (NULL, NULL);
  self->selected = G_MAXUINT;
}

/**
 * sublet_journal_list_model_new:
 * @history: what to show
 *
 * Returns: (transfer full): its view, with nothing selected
 */
SubletJournalListModel *
sublet_journal_list_model_new (SubletJournalHistory *history)
{
  SubletJournalListModel *self = g_object_new (SUBLET_TYPE_JOURNAL_LIST_MODEL, NULL);

  self->history = g_object_ref (history);
  self->n_items = sublet_journal_history_get_n_rows (history);
  g_signal_connect_swapped (history, "view-changed", G_CALLBACK (on_view_changed), self);
  g_signal_connect_swapped (history, "row-changed", G_CALLBACK (on_row_changed), self);

  return self;
}

/**
 * sublet_journal_list_model_get_selected_id:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the rental that is selected, in the view or not
 */
const char *
sublet_journal_list_model_get_selected_id (SubletJournalListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_LIST_MODEL (self), NULL);

  return self->selected_id;
}

/**
 * sublet_journal_list_model_set_selected_id:
 * @self: a list
 * @id: (nullable): the rental to select
 */
void
sublet_journal_list_model_set_selected_id (SubletJournalListModel *self, const char *id)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_LIST_MODEL (self));

  select_rental (self, id);
}

/**
 * sublet_journal_list_model_get_selected:
 * @self: a list
 *
 * Returns: the position of the selected rental; G_MAXUINT: none, or not in the view
 */
guint
sublet_journal_list_model_get_selected (SubletJournalListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_LIST_MODEL (self), G_MAXUINT);

  return self->selected;
}

/**
 * sublet_journal_list_model_get_n_live:
 * @self: a list
 *
 * Returns: how many positions somebody holds, however long the list is
 */
guint
sublet_journal_list_model_get_n_live (SubletJournalListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_LIST_MODEL (self), 0);

  return g_hash_table_size (self->live);
}
