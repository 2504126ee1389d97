/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-figure-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;      /* as it is remembered: never translated */
  const char *title;   /* translated */
  const char *tooltip; /* translated: what it is, in full */
  bool numeric;        /* figures, which begin with the most; else words */
} SubletFigureColumn;

#define SUBLET_TYPE_FIGURE_TABLE (sublet_figure_table_get_type ())

/*
 * A table of figures that can be ordered by each of its columns: by a click on a title, or in its
 * sort bar, which stands wherever its owner puts it. The ordered rows are a list model, too.
 *
 * Property: "sort" (string: a column's id, with a minus sign before it in descending order).
 */
G_DECLARE_FINAL_TYPE (SubletFigureTable, sublet_figure_table, SUBLET, FIGURE_TABLE, AdwBin)

/* @columns: copied, but for their words. @name: translated, what is heard of it. */
GtkWidget *sublet_figure_table_new (const SubletFigureColumn *columns,
                                    guint n_columns,
                                    const char *name);

/* (element-type SubletFigureRow) in the order of those that are alike. */
void sublet_figure_table_set_rows (SubletFigureTable *self, GPtrArray *rows);
/* (transfer none) (element-type SubletFigureRow): in their order. */
GListModel *sublet_figure_table_get_rows (SubletFigureTable *self);
/* (transfer none) */
GtkWidget *sublet_figure_table_get_sort_bar (SubletFigureTable *self);

/* What is none of its columns is ignored. */
void sublet_figure_table_set_sort (SubletFigureTable *self, const char *sort);
char *sublet_figure_table_dup_sort (SubletFigureTable *self);

G_END_DECLS
