/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-figure-table.h"

#include "ui/common/sublet-header-order.h"

G_BEGIN_DECLS

struct _SubletFigureTable
{
  AdwBin parent_instance;

  SubletFigureColumn *columns; /* (owned) */
  guint n_columns;
  guint sorted_by; /* of which column */
  bool descending;
  bool following; /* the sort bar follows what was chosen elsewhere */

  GListStore *rows;           /* (owned) (element-type SubletFigureRow) */
  GtkSorter *sorter;          /* (owned) */
  GListModel *sorted;         /* (owned): of the rows */
  SubletHeaderOrder *headers; /* (owned) */
  GtkColumnView *view;        /* (borrowed): inside */
  GtkWidget *sort_bar;        /* (owned) */
  GtkWidget *chooser;         /* (borrowed): the sort bar's */
  GtkWidget *direction;       /* (borrowed): the sort bar's */
};

/* ---- sort ---- */

/* Once, with its columns. */
void sublet_figure_table_make_sort (SubletFigureTable *self);
/* Once its view has its columns. */
void sublet_figure_table_follow_sort (SubletFigureTable *self);
/* A title was clicked. */
void sublet_figure_table_on_header (int key, bool descending, gpointer self);

G_END_DECLS
