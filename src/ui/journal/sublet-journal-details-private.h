/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/journal/sublet-journal-details.h"

G_BEGIN_DECLS

/*
 * The parts of the details:
 *   sublet-journal-details.c           which row is shown
 *   sublet-journal-details-facts.c     what is known of it, a line each
 *   sublet-journal-details-moments.c   what happened to a rental, read from the journal
 */

struct _SubletJournalDetails
{
  AdwBin parent_instance;

  SubletJournalHistory *history; /* (owned) (nullable) */
  gboolean can_rent_again;
  char *id;              /* (owned) (nullable) */
  GArray *read;          /* (owned) (nullable) (element-type SubletJournalMoment) */
  GCancellable *reading; /* (owned) (nullable) */

  /* template children */
  GtkStack *stack;
  GtkWidget *scrolled;
  GtkLabel *name;
  GtkLabel *where;
  GtkGrid *facts;
  GtkWidget *again;
  GtkWidget *happened;
  GtkLabel *note;
  GtkListBox *moments;
};

/* ---- sublet-journal-details-facts.c ---- */

void sublet_journal_details_update_facts (SubletJournalDetails *self, const SubletJournalRow *row);

/* ---- sublet-journal-details-moments.c ---- */

/* Nothing is read, and nothing of it shown, any more. */
void sublet_journal_details_forget_moments (SubletJournalDetails *self);
void sublet_journal_details_stop_reading (SubletJournalDetails *self);
void sublet_journal_details_read_moments (SubletJournalDetails *self);

G_END_DECLS
