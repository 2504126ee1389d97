/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef enum
{
  SUBLET_JOURNAL_COLUMN_WHEN,
  SUBLET_JOURNAL_COLUMN_LABEL,
  SUBLET_JOURNAL_COLUMN_GPU,
  SUBLET_JOURNAL_COLUMN_PLACE,
  SUBLET_JOURNAL_COLUMN_QUOTED,
  SUBLET_JOURNAL_COLUMN_REAL,
  SUBLET_JOURNAL_COLUMN_RAN_FOR,
  SUBLET_JOURNAL_COLUMN_ENDED_BY,
} SubletJournalColumnId;

#define SUBLET_JOURNAL_N_COLUMNS (SUBLET_JOURNAL_COLUMN_ENDED_BY + 1)

/* A column of the journal's table. */
typedef struct
{
  SubletJournalColumnId id;
  const char *title; /* to be translated */
  int width;         /* at normal text size */
  bool numeric;
  bool expand;
  bool in_details; /* left out while details stand beside the table */
} SubletJournalColumn;

const SubletJournalColumn *sublet_journal_columns_get (void);
char *sublet_journal_column_dup_text (const SubletJournalColumn *column,
                                      const SubletJournalRow *row,
                                      SubletClock *clock);

/* (transfer full): makes the column's cells for slots. */
GtkListItemFactory *sublet_journal_cell_factory_new (const SubletJournalColumn *column);

G_END_DECLS
