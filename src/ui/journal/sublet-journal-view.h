/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"
#include "ui/common/sublet-size-bin.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_VIEW (sublet_journal_view_get_type ())

/*
 * Everything that was ever rented: search, table (rows of two lines unless it is wide), details,
 * export. It has the history read when it is seen first. Properties: "history" (construct-only),
 * "size-class" (bind to the window's size bin), "can-rent-again" (whether somebody answers the
 * signal; FALSE: it is not offered).
 *
 * Signals: "rent-again" (utf8: the rental's own id); "find-gpu": the way on from an empty journal.
 * Actions: journal.search, journal.export-csv, journal.export-json, journal.rent-again,
 * journal.find-gpu, journal.try-again.
 */
G_DECLARE_FINAL_TYPE (SubletJournalView, sublet_journal_view, SUBLET, JOURNAL_VIEW, AdwBin)

GtkWidget *sublet_journal_view_new (SubletJournalHistory *history);

void sublet_journal_view_set_size_class (SubletJournalView *self, SubletSizeClass size_class);
void sublet_journal_view_set_can_rent_again (SubletJournalView *self, gboolean can);
/* Selects it and opens its details. */
void sublet_journal_view_show_rental (SubletJournalView *self, const char *id);

G_END_DECLS
