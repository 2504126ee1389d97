/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-order-run.h"
#include "ui/instances/sublet-selection-bar.h"

G_BEGIN_DECLS

struct _SubletSelectionBar
{
  GtkWidget parent_instance;

  SubletRentalEngine *engine;         /* (owned) */
  SubletInstanceSelection *selection; /* (owned) */
  GHashTable *records;                /* (owned) */

  SubletOrderRun *run;  /* (owned) (nullable): that runs, or has failed in part */
  GCancellable *asking; /* (owned) (nullable): while a question is open */

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *choices;
  GtkWidget *stop_button;
  GtkWidget *extend_button;
  GtkWidget *destroy_button;
  GtkWidget *stop_here_button;
  GtkWidget *outcome;
};

/* What it shows, from what is chosen and the run. */
void sublet_selection_bar_update (SubletSelectionBar *self);

/* -run.c: orders that go out one after the other, and what came of them. @run: (transfer full) */
void sublet_selection_bar_begin (SubletSelectionBar *self, SubletOrderRun *run);
void sublet_selection_bar_drop_run (SubletSelectionBar *self);

G_END_DECLS
