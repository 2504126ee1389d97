/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_SLOT (sublet_journal_slot_get_type ())

/*
 * A position of the journal's list, whatever rental stands there now: what GTK takes for a row.
 * Signal "changed": another one stands there, or the same one with other figures.
 */
G_DECLARE_FINAL_TYPE (SubletJournalSlot, sublet_journal_slot, SUBLET, JOURNAL_SLOT, GObject)

/* (nullable) NULL after the list is gone. */
SubletJournalHistory *sublet_journal_slot_get_history (SubletJournalSlot *self);
/* (nullable) NULL beyond the end. */
const SubletJournalRow *sublet_journal_slot_get_row (SubletJournalSlot *self);

G_END_DECLS
