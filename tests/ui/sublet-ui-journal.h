/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* What was rented, in a journal of the fixture's profile. */
typedef struct
{
  SubletDatabase *database;      /* (owned) */
  SubletJournalHistory *history; /* (owned): it has the database, and waits to be wanted */
} SubletUiJournal;

/* n: how many rentals; the first six are of all kinds, ada-1 is open. */
SubletUiJournal *sublet_ui_journal_new (SubletUiFixture *fixture, guint n);
void sublet_ui_journal_free (SubletUiJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletUiJournal, sublet_ui_journal_free)

/* Statements, as the engine might have written. */
void sublet_ui_journal_write (SubletUiJournal *journal, const char *sql);
/* Until it was read. */
void sublet_ui_journal_await (SubletUiJournal *journal);

G_END_DECLS
