/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-card-layout.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* Which part of a card stands where: rows of cells. */

#define SUBLET_CARD_COLUMN_GAP 24
#define SUBLET_CARD_NARROW_GAP 12
#define SUBLET_CARD_ROW_GAP 12

#define SUBLET_CARD_MAX_CELLS 5
#define SUBLET_CARD_MAX_ROWS 9

/* A share of the row, in hundredths of what the gaps leave; without one a cell takes what its
 * widget wishes, up to half, before the others share the rest. A cell without a widget keeps its
 * place, so that columns stand under columns. What is below a widget shares its cell, without a
 * gap. */
typedef struct
{
  GtkWidget *widget; /* (nullable) */
  int share;
  int n_gaps;       /* that it spans */
  GtkWidget *below; /* (nullable) */
} SubletCardCell;

typedef struct
{
  SubletCardCell cells[SUBLET_CARD_MAX_CELLS];
  int n_cells;
  int n_gaps;
  int gap;   /* between two cells */
  int above; /* between this row and the one before */
} SubletCardRow;

typedef struct
{
  SubletCardRow rows[SUBLET_CARD_MAX_ROWS];
  int n_rows;
} SubletCardPlan;

void sublet_card_plan_make (SubletCardPlan *plan,
                            GtkWidget *parts[SUBLET_CARD_N_AREAS],
                            SubletSizeClass size_class,
                            bool large_text);

int sublet_card_row_get_minimum (const SubletCardRow *row);
int sublet_card_row_get_height (const SubletCardRow *row, int width);
int sublet_card_row_get_cell_width (const SubletCardRow *row,
                                    const SubletCardCell *cell,
                                    int width);
int sublet_card_cell_get_upper_height (const SubletCardCell *cell, int width);

G_END_DECLS
