/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-sections.h"

G_BEGIN_DECLS

struct _SubletSections
{
  AdwBin parent_instance;

  /* construct-only */
  char *label; /* (owned) (nullable) */
  gboolean list_first;

  SubletSizeClass size_class;
  gboolean on_list; /* where there is room for one of the two: it is the list */

  /* template children */
  GtkBox *box;
  GtkWidget *pane;
  AdwBin *head;
  GtkListBox *list;
  GtkWidget *switcher;
  GtkWidget *separator;
  GtkStack *stack;
};

/* The list follows what is shown, whoever chose. */
void sublet_sections_follow_shown (SubletSections *self);

/* -rows.c: the rows of the list; (transfer none) (nullable): no section has the name. */
GtkListBoxRow *sublet_sections_find_row (SubletSections *self, const char *name);
/* (transfer none): of the section that a row stands for. */
const char *sublet_sections_get_name (GtkListBoxRow *row);

G_END_DECLS
