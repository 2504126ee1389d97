/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletJournal *journal;
} JournalFixture;

void journal_fixture_set_up (JournalFixture *f, gconstpointer data);
void journal_fixture_tear_down (JournalFixture *f, gconstpointer data);

/* Takes the batch. */
gboolean journal_fixture_commit (JournalFixture *f, SubletJournalBatch *batch, GError **error);

/* (transfer full): what is open, and what ended since then. */
SubletJournalContents *journal_fixture_load (JournalFixture *f, gint64 since_us);

/* (transfer full): of a rental that is intended, and whose every figure is another. */
SubletRentalRecord *journal_fixture_make_record (const char *id);

#define JOURNAL_FIXTURE_ADD(name, func)     \
  g_test_add ("/core/rental/journal/" name, \
              JournalFixture,               \
              NULL,                         \
              journal_fixture_set_up,       \
              func,                         \
              journal_fixture_tear_down)

G_END_DECLS
