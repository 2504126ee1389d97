/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/journal/sublet-journal-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_TABLE (sublet_journal_table_get_type ())

/* The journal in eight columns, newest first. Signal "activated": Enter, or a double click. */
G_DECLARE_FINAL_TYPE (SubletJournalTable, sublet_journal_table, SUBLET, JOURNAL_TABLE, AdwBin)

GtkWidget *sublet_journal_table_new (void);

void sublet_journal_table_set_model (SubletJournalTable *self, SubletJournalListModel *model);
/* Without what details show as well. */
void sublet_journal_table_set_brief (SubletJournalTable *self, gboolean brief);
void sublet_journal_table_scroll_to (SubletJournalTable *self, guint position);
GtkColumnView *sublet_journal_table_get_view (SubletJournalTable *self);

G_END_DECLS
