/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SLOT_LIST_MODEL (sublet_slot_list_model_get_type ())

/*
 * A long list for a GtkListView or GtkColumnView: its items are positions (SubletSlot), and it is
 * its own selection. A change of filter or order tells the slots that are in use to look again and
 * adds or removes positions at the end, so no widget is rebuilt (measured: 3.5 ms instead of 94 ms
 * for 10,000 rows of twelve columns). One row is selected at most. What it is selected by is the
 * subclass's: it stays selected wherever it goes, and while it is not in the list. Signal
 * "changing": other rows are about to come.
 */
G_DECLARE_DERIVABLE_TYPE (SubletSlotListModel,
                          sublet_slot_list_model,
                          SUBLET,
                          SLOT_LIST_MODEL,
                          GObject)

/**
 * SubletSlotListModelClass:
 * @count: how many rows there are now
 * @find_selected: where what is selected stands now; G_MAXUINT: nothing is, or it is not in the
 * list
 * @remember: what stands at the position is selected from now on; G_MAXUINT: nothing is. Notifies
 *   the subclass's own property when that is something else.
 */
struct _SubletSlotListModelClass
{
  GObjectClass parent_class;

  guint (*count) (SubletSlotListModel *self);
  guint (*find_selected) (SubletSlotListModel *self);
  void (*remember) (SubletSlotListModel *self, guint position);
};

/* G_MAXUINT: none, or not in the list. */
guint sublet_slot_list_model_get_selected (SubletSlotListModel *self);
void sublet_slot_list_model_select_position (SubletSlotListModel *self, guint position);
/* How many positions somebody holds; about 205 for each view, however long the list is. */
guint sublet_slot_list_model_get_n_live (SubletSlotListModel *self);

/* Whose rows are told first; (nullable): all at once. */
void sublet_slot_list_model_set_adjustment (SubletSlotListModel *self, GtkAdjustment *adjustment);

/* For subclasses: other rows, one row with other figures, something else is selected. */
void sublet_slot_list_model_changed (SubletSlotListModel *self);
void sublet_slot_list_model_row_changed (SubletSlotListModel *self, guint position);
void sublet_slot_list_model_reselect (SubletSlotListModel *self);

G_END_DECLS
