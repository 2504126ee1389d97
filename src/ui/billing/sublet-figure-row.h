/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FIGURE_ROW (sublet_figure_row_get_type ())

/*
 * A line of a table of figures: of each column what it shows and what it is ordered by; and the
 * same in words, for where there is no room for columns, and for who hears it.
 */
G_DECLARE_FINAL_TYPE (SubletFigureRow, sublet_figure_row, SUBLET, FIGURE_ROW, GObject)

/* Takes the texts. @facts and @amount: of the narrow row; see sublet_billing_row_set_words(). */
SubletFigureRow *sublet_figure_row_new (guint n_cells, char *title, char *facts, char *amount);
/* Takes the text. @value: SUBLET_MONEY_UNKNOWN stands last in any order. */
void sublet_figure_row_take_figure (SubletFigureRow *self, guint cell, char *text, gint64 value);
/* Takes the text, which is also what it is ordered by. */
void sublet_figure_row_take_words (SubletFigureRow *self, guint cell, char *text);

const char *sublet_figure_row_get_title (SubletFigureRow *self);
const char *sublet_figure_row_get_facts (SubletFigureRow *self);
const char *sublet_figure_row_get_amount (SubletFigureRow *self);
const char *sublet_figure_row_get_text (SubletFigureRow *self, guint cell);
/* "ada-1, quoted $3.10, ..., +$0.52" */
char *sublet_figure_row_dup_sentence (SubletFigureRow *self);

bool sublet_figure_row_equals (SubletFigureRow *self, SubletFigureRow *other);
/* Negative: @self comes first. */
int sublet_figure_row_compare (SubletFigureRow *self,
                               SubletFigureRow *other,
                               guint cell,
                               bool descending);

G_END_DECLS
