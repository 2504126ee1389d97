/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"
#include "ui/common/sublet-slot-list-model.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_LIST_MODEL (sublet_journal_list_model_get_type ())

/*
 * A history's view as a list of positions with its selection: one rental by its id, wherever it
 * stands, in the view or not. A search rebuilds no row. Property: "selected-id" (notifies).
 */
G_DECLARE_FINAL_TYPE (SubletJournalListModel,
                      sublet_journal_list_model,
                      SUBLET,
                      JOURNAL_LIST_MODEL,
                      SubletSlotListModel)

SubletJournalListModel *sublet_journal_list_model_new (SubletJournalHistory *history);

const char *sublet_journal_list_model_get_selected_id (SubletJournalListModel *self);
void sublet_journal_list_model_set_selected_id (SubletJournalListModel *self, const char *id);

/* (nullable) NULL after the list is gone. */
SubletJournalHistory *sublet_journal_slot_get_history (SubletSlot *slot);
/* (nullable) NULL beyond the end. */
const SubletJournalRow *sublet_journal_slot_get_row (SubletSlot *slot);

G_END_DECLS
