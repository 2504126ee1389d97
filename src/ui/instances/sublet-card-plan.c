/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-card-plan-private.h"

#include <math.h>
#include <stdbool.h>

static void
add_cell (SubletCardRow *row, GtkWidget *widget, int share, int n_gaps)
{
  row->cells[row->n_cells] = (SubletCardCell){ widget, share, n_gaps };
  row->n_cells++;
}

/* Into the row of a plan that holds what it is given; no row for nothing. */
static void
add_row (SubletCardPlan *plan, int n_gaps, const SubletCardCell *cells, int n_cells)
{
  SubletCardRow *row = &plan->rows[plan->n_rows];
  bool any = false;
  int i;

  row->n_cells = 0;
  row->n_gaps = n_gaps;
  for (i = 0; i < n_cells; i++)
    {
      add_cell (row, cells[i].widget, cells[i].share, cells[i].n_gaps);
      any = any || cells[i].widget != NULL;
    }
  if (any)
    plan->n_rows++;
}

static void
add_full_row (SubletCardPlan *plan, GtkWidget *widget)
{
  add_row (plan, 0, &(SubletCardCell){ widget, 100, 0 }, 1);
}

static void
plan_wide (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  GtkWidget *use = parts[SUBLET_CARD_AREA_USE];
  GtkWidget *room = parts[SUBLET_CARD_AREA_ROOM];
  GtkWidget *steps = parts[SUBLET_CARD_AREA_STEPS];
  GtkWidget *message = parts[SUBLET_CARD_AREA_MESSAGE];
  GtkWidget *middle = steps != NULL ? steps : message;

  if (use != NULL || room != NULL)
    {
      const SubletCardCell cells[] = {
        { parts[SUBLET_CARD_AREA_IDENTITY], 25, 0 },
        { use, 22, 0 },
        { room, 22, 0 },
        { parts[SUBLET_CARD_AREA_MONEY], 15, 0 },
        { parts[SUBLET_CARD_AREA_ACTIONS], 16, 0 },
      };

      const SubletCardCell below[] = {
        { NULL, 25, 0 },
        { message, 75, 3 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, steps);
      /* Under the gauges, not under the icon. */
      add_row (plan, 4, below, G_N_ELEMENTS (below));
    }
  else
    {
      const SubletCardCell cells[] = {
        { parts[SUBLET_CARD_AREA_IDENTITY], 25, 0 },
        { middle, 44, 1 },
        { parts[SUBLET_CARD_AREA_MONEY], 15, 0 },
        { parts[SUBLET_CARD_AREA_ACTIONS], 16, 0 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, middle == message ? NULL : message);
    }
}

static void
plan_medium (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  const SubletCardCell top[] = {
    { parts[SUBLET_CARD_AREA_IDENTITY], 43, 0 },
    { parts[SUBLET_CARD_AREA_MONEY], 27, 0 },
    { parts[SUBLET_CARD_AREA_ACTIONS], 30, 0 },
  };
  const SubletCardCell gauges[] = {
    { parts[SUBLET_CARD_AREA_USE], 50, 0 },
    { parts[SUBLET_CARD_AREA_ROOM], 50, 0 },
  };

  add_row (plan, 2, top, G_N_ELEMENTS (top));
  add_row (plan, 1, gauges, G_N_ELEMENTS (gauges));
  add_full_row (plan, parts[SUBLET_CARD_AREA_STEPS]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_MESSAGE]);
}

static void
plan_narrow (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS], bool large_text)
{
  const SubletCardCell top[] = {
    { parts[SUBLET_CARD_AREA_IDENTITY], 100, 0 },
    { parts[SUBLET_CARD_AREA_MONEY], 0, 0 },
  };

  if (large_text)
    {
      /* Side by side each would be cut. */
      add_full_row (plan, parts[SUBLET_CARD_AREA_IDENTITY]);
      add_full_row (plan, parts[SUBLET_CARD_AREA_MONEY]);
    }
  else
    {
      add_row (plan, 1, top, G_N_ELEMENTS (top));
    }
  add_full_row (plan, parts[SUBLET_CARD_AREA_USE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_ROOM]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_STEPS]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_MESSAGE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_CONNECTION]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_ACTIONS]);
}

/**
 * sublet_card_plan_make:
 * @plan: (out caller-allocates): the rows
 * @parts: by area, NULL where there is nothing to show
 * @size_class: how much room the window has
 * @large_text: whether text is so large that a narrow card has no room for two parts in a row
 */
void
sublet_card_plan_make (SubletCardPlan *plan,
                       GtkWidget *parts[SUBLET_CARD_N_AREAS],
                       SubletSizeClass size_class,
                       bool large_text)
{
  plan->n_rows = 0;
  switch (size_class)
    {
    case SUBLET_SIZE_CLASS_NARROW:
      plan_narrow (plan, parts, large_text);
      break;
    case SUBLET_SIZE_CLASS_MEDIUM:
      plan_medium (plan, parts);
      break;
    case SUBLET_SIZE_CLASS_WIDE:
    default:
      plan_wide (plan, parts);
    }
  if (size_class != SUBLET_SIZE_CLASS_NARROW)
    add_full_row (plan, parts[SUBLET_CARD_AREA_CONNECTION]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_FOOT]);
}

static int
measure_child (GtkWidget *widget, GtkOrientation orientation, int for_size, bool natural)
{
  int minimum_size = 0;
  int natural_size = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, orientation, for_size, &minimum_size, &natural_size, NULL, NULL);

  return natural ? natural_size : minimum_size;
}

/* What a cell takes that has no share: its wish, up to half of the row. */
static int
get_wish (const SubletCardCell *cell, int rest)
{
  int natural = measure_child (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, true);

  return MIN (natural, rest / 2);
}

/* The width of a cell in a row of so many pixels. */
int
sublet_card_row_get_cell_width (const SubletCardRow *row, const SubletCardCell *cell, int width)
{
  int rest = width - row->n_gaps * SUBLET_CARD_COLUMN_GAP;
  int wished = 0;
  int i;

  if (cell->share == 0)
    return get_wish (cell, rest);

  for (i = 0; i < row->n_cells; i++)
    if (row->cells[i].share == 0)
      wished += get_wish (&row->cells[i], rest);

  return (rest - wished) * cell->share / 100 + cell->n_gaps * SUBLET_CARD_COLUMN_GAP;
}

/* The width at which every cell of a row gets what it needs; beside a wish it may be half. */
int
sublet_card_row_get_minimum (const SubletCardRow *row)
{
  int minimum = 0;
  int whole = 100;
  int i;

  for (i = 0; i < row->n_cells; i++)
    if (row->cells[i].share == 0)
      whole = 50;

  for (i = 0; i < row->n_cells; i++)
    {
      const SubletCardCell *cell = &row->cells[i];
      int share = cell->share == 0 ? whole : cell->share * whole / 100;
      int needed = measure_child (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, false) -
                   cell->n_gaps * SUBLET_CARD_COLUMN_GAP;

      /* One more, because shares are cut to whole pixels. */
      minimum =
        MAX (minimum,
             (int) ceil (needed * 100.0 / share) + 1 + row->n_gaps * SUBLET_CARD_COLUMN_GAP);
    }

  return minimum;
}

/* The height at which every cell of a row has what it wishes. */
int
sublet_card_row_get_height (const SubletCardRow *row, int width)
{
  int height = 0;
  int i;

  for (i = 0; i < row->n_cells; i++)
    {
      const SubletCardCell *cell = &row->cells[i];

      height = MAX (height,
                    measure_child (cell->widget,
                                   GTK_ORIENTATION_VERTICAL,
                                   sublet_card_row_get_cell_width (row, cell, width),
                                   true));
    }

  return height;
}
