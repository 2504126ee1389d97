/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-list-model.h"

struct _SubletJournalListModel
{
  SubletSlotListModel parent_instance;

  SubletJournalHistory *history; /* (owned) (nullable): NULL after dispose */
  char *selected_id;             /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletJournalListModel, sublet_journal_list_model, SUBLET_TYPE_SLOT_LIST_MODEL)

typedef enum
{
  PROP_SELECTED_ID = 1,
} SubletJournalListModelProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

static guint
sublet_journal_list_model_count (SubletSlotListModel *list)
{
  return sublet_journal_history_get_n_rows (SUBLET_JOURNAL_LIST_MODEL (list)->history);
}

static guint
sublet_journal_list_model_find_selected (SubletSlotListModel *list)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (list);

  return self->selected_id != NULL ? sublet_journal_history_find (self->history, self->selected_id)
                                   : G_MAXUINT;
}

static void
remember (SubletJournalListModel *self, const char *id)
{
  char *copy;

  if (g_strcmp0 (self->selected_id, id) == 0)
    return;

  copy = g_strdup (id);
  g_free (self->selected_id);
  self->selected_id = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static void
sublet_journal_list_model_remember (SubletSlotListModel *list, guint position)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (list);
  const SubletJournalRow *row =
    position != G_MAXUINT ? sublet_journal_history_get_row (self->history, position) : NULL;

  remember (self, row != NULL ? row->id : NULL);
}

static void
sublet_journal_list_model_dispose (GObject *object)
{
  SubletJournalListModel *self = SUBLET_JOURNAL_LIST_MODEL (object);

  g_clear_pointer (&self->selected_id, g_free);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (sublet_journal_list_model_parent_class)->dispose (object);
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
  SubletSlotListModelClass *list_class = SUBLET_SLOT_LIST_MODEL_CLASS (klass);

  object_class->dispose = sublet_journal_list_model_dispose;
  object_class->get_property = sublet_journal_list_model_get_property;
  list_class->count = sublet_journal_list_model_count;
  list_class->find_selected = sublet_journal_list_model_find_selected;
  list_class->remember = sublet_journal_list_model_remember;

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
  sublet_slot_list_model_changed (SUBLET_SLOT_LIST_MODEL (self));
  g_signal_connect_swapped (history,
                            "view-changed",
                            G_CALLBACK (sublet_slot_list_model_changed),
                            self);
  g_signal_connect_swapped (history,
                            "row-changed",
                            G_CALLBACK (sublet_slot_list_model_row_changed),
                            self);

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

  g_object_freeze_notify (G_OBJECT (self));
  remember (self, id);
  sublet_slot_list_model_reselect (SUBLET_SLOT_LIST_MODEL (self));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_journal_slot_get_history:
 * @slot: a slot of a SubletJournalListModel
 *
 * Returns: (transfer none) (nullable): the history whose position it is, NULL after the list is
 * gone
 */
SubletJournalHistory *
sublet_journal_slot_get_history (SubletSlot *slot)
{
  SubletJournalListModel *list = sublet_slot_get_list (slot);

  return list != NULL ? list->history : NULL;
}

/**
 * sublet_journal_slot_get_row:
 * @slot: a slot of a SubletJournalListModel
 *
 * Returns: (transfer none) (nullable): the rental that stands there now; NULL beyond the end
 */
const SubletJournalRow *
sublet_journal_slot_get_row (SubletSlot *slot)
{
  SubletJournalHistory *history = sublet_journal_slot_get_history (slot);

  return history != NULL ? sublet_journal_history_get_row (history, sublet_slot_get_position (slot))
                         : NULL;
}
