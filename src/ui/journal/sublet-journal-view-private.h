/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/journal/sublet-journal-view.h"

#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/journal/sublet-journal-details.h"
#include "ui/journal/sublet-journal-list-model.h"
#include "ui/journal/sublet-journal-table.h"

G_BEGIN_DECLS

struct _SubletJournalView
{
  AdwBin parent_instance;

  SubletJournalHistory *history; /* (owned) */
  SubletJournalListModel *model; /* (owned) */
  SubletSizeClass size_class;
  gboolean can_rent_again;
  GCancellable *exporting;    /* (owned) (nullable) */
  GCancellable *spinner_wait; /* (owned) (nullable) */
  gboolean waited;
  gboolean unsaid; /* what came of a search is to be said */

  /* template children */
  GtkWidget *search;
  GtkWidget *export_button;
  SubletPaneView *panes;
  GtkStack *stack;
  GtkWidget *face;
  GtkWidget *face_button;
  GtkWidget *face_details;
  GtkLabel *face_message;
  GtkWidget *spinner;
  SubletJournalTable *table;
  GtkListView *list_view;
  GtkLabel *count;
  SubletJournalDetails *details;
  GtkWidget *announcer;
};

/* ---- sublet-journal-view.c ---- */

void sublet_journal_view_clear_search (SubletJournalView *self);

/* ---- sublet-journal-view-actions.c ---- */

void sublet_journal_view_install_actions (GtkWidgetClass *widget_class);

/* ---- sublet-journal-view-show.c ---- */

void sublet_journal_view_update (SubletJournalView *self);
gboolean sublet_journal_view_has_columns (SubletJournalView *self);
/* A spinner comes when the journal is not read by then. */
void sublet_journal_view_wait_for_spinner (SubletJournalView *self);
void sublet_journal_view_stop_waiting (SubletJournalView *self);

/* ---- sublet-journal-view-export.c ---- */

void sublet_journal_view_export (SubletJournalView *self, SubletJournalFormat format);

G_END_DECLS
