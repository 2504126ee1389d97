/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_LIST_MODEL (sublet_journal_list_model_get_type ())

/*
 * A history's view as a list of positions, with its selection: one rental by its id, wherever it
 * stands, in the view or not. A search rebuilds no row. Property: "selected-id" (notifies).
 */
G_DECLARE_FINAL_TYPE (SubletJournalListModel,
                      sublet_journal_list_model,
                      SUBLET,
                      JOURNAL_LIST_MODEL,
                      GObject)

SubletJournalListModel *sublet_journal_list_model_new (SubletJournalHistory *history);

const char *sublet_journal_list_model_get_selected_id (SubletJournalListModel *self);
void sublet_journal_list_model_set_selected_id (SubletJournalListModel *self, const char *id);
/* G_MAXUINT: none, or not in the view. */
guint sublet_journal_list_model_get_selected (SubletJournalListModel *self);
/* How many positions somebody holds. */
guint sublet_journal_list_model_get_n_live (SubletJournalListModel *self);

G_END_DECLS
