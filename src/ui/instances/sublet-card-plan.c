/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-card-plan-private.h"

#include <math.h>
#include <stdbool.h>

static int
measure_child (GtkWidget *widget, GtkOrientation orientation, int for_size, bool natural)
{
  int minimum_size = 0;
  int natural_size = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, orientation, for_size, &minimum_size, &natural_size, NULL, NULL);

  return natural ? natural_size : minimum_size;
}

/* Into the row of a plan that holds what it is given; no row for nothing. */
static void
add_row (SubletCardPlan *plan, int n_gaps, const SubletCardCell *cells, int n_cells)
{
  SubletCardRow *row = &plan->rows[plan->n_rows];
  bool any = false;
  int i;

  row->n_cells = n_cells;
  row->n_gaps = n_gaps;
  row->gap = SUBLET_CARD_COLUMN_GAP;
  row->above = SUBLET_CARD_ROW_GAP;
  for (i = 0; i < n_cells; i++)
    {
      row->cells[i] = cells[i];
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

/* With the menu alone they stand where they do with a button. */
static GtkWidget *
get_actions (GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  return parts[SUBLET_CARD_AREA_ACTIONS] != NULL ? parts[SUBLET_CARD_AREA_ACTIONS]
                                                 : parts[SUBLET_CARD_AREA_MENU];
}

static SubletCardCell
get_identity (GtkWidget *parts[SUBLET_CARD_N_AREAS], int share)
{
  return (
    SubletCardCell){ parts[SUBLET_CARD_AREA_IDENTITY], share, 0, parts[SUBLET_CARD_AREA_PLACE] };
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
        get_identity (parts, 28),
        { use, 19, 0 },
        { room, 20, 0 },
        { parts[SUBLET_CARD_AREA_MONEY], 14, 0 },
        { get_actions (parts), 19, 0 },
      };

      const SubletCardCell below[] = {
        { NULL, 28, 0 },
        { message, 72, 3 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, steps);
      /* Under the gauges, not under the icon. */
      add_row (plan, 4, below, G_N_ELEMENTS (below));
    }
  else
    {
      const SubletCardCell cells[] = {
        get_identity (parts, 28),
        { middle, 39, 1 },
        { parts[SUBLET_CARD_AREA_MONEY], 14, 0 },
        { get_actions (parts), 19, 0 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, middle == message ? NULL : message);
    }
}

static void
plan_medium (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  const SubletCardCell top[] = {
    get_identity (parts, 43),
    { parts[SUBLET_CARD_AREA_MONEY], 25, 0 },
    { get_actions (parts), 32, 0 },
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

/* With no line broken. */
static int
measure_lines (GtkWidget *widget)
{
  return measure_child (widget,
                        GTK_ORIENTATION_VERTICAL,
                        measure_child (widget, GTK_ORIENTATION_HORIZONTAL, -1, true),
                        true);
}

/* The first lines of a narrow card: the menu that has no button to stand beside stands there too.
 */
static void
plan_narrow_top (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS], bool large_text)
{
  GtkWidget *identity = parts[SUBLET_CARD_AREA_IDENTITY];
  GtkWidget *money = parts[SUBLET_CARD_AREA_MONEY];
  GtkWidget *menu = parts[SUBLET_CARD_AREA_MENU];
  /* Beside three lines of money there is room for a third line; else it has the whole width. */
  bool spans = !large_text && measure_lines (money) <= measure_lines (identity);
  SubletCardCell cells[SUBLET_CARD_MAX_CELLS];
  int n_cells = 0;

  cells[n_cells++] = spans ? (SubletCardCell){ identity, 100, 0 } : get_identity (parts, 100);
  /* Side by side each would be cut. */
  if (!large_text && money != NULL)
    cells[n_cells++] = (SubletCardCell){ money, 0, 0 };
  if (menu != NULL)
    cells[n_cells++] = (SubletCardCell){ menu, 0, 0 };
  add_row (plan, n_cells - 1, cells, n_cells);
  plan->rows[0].gap = SUBLET_CARD_NARROW_GAP;

  if (large_text)
    {
      add_full_row (plan, money);
    }
  else if (spans && parts[SUBLET_CARD_AREA_PLACE] != NULL)
    {
      add_full_row (plan, parts[SUBLET_CARD_AREA_PLACE]);
      plan->rows[1].above = 0;
    }
}

static void
plan_narrow (SubletCardPlan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS], bool large_text)
{
  plan_narrow_top (plan, parts, large_text);
  add_full_row (plan, parts[SUBLET_CARD_AREA_USE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_ROOM]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_STEPS]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_MESSAGE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_CONNECTION]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_FOOT]);
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
  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    return;

  add_full_row (plan, parts[SUBLET_CARD_AREA_CONNECTION]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_FOOT]);
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
  int rest = width - row->n_gaps * row->gap;
  int wished = 0;
  int i;

  if (cell->share == 0)
    return get_wish (cell, rest);

  for (i = 0; i < row->n_cells; i++)
    if (row->cells[i].share == 0)
      wished += get_wish (&row->cells[i], rest);

  return (rest - wished) * cell->share / 100 + cell->n_gaps * row->gap;
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
      int needed = MAX (measure_child (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, false),
                        measure_child (cell->below, GTK_ORIENTATION_HORIZONTAL, -1, false)) -
                   cell->n_gaps * row->gap;

      /* One more, because shares are cut to whole pixels. */
      minimum = MAX (minimum, (int) ceil (needed * 100.0 / share) + 1 + row->n_gaps * row->gap);
    }

  return minimum;
}

/* What the upper one of a cell's two widgets takes. */
int
sublet_card_cell_get_upper_height (const SubletCardCell *cell, int width)
{
  return measure_child (cell->widget, GTK_ORIENTATION_VERTICAL, width, true);
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
      int cell_width = sublet_card_row_get_cell_width (row, cell, width);

      height = MAX (height,
                    sublet_card_cell_get_upper_height (cell, cell_width) +
                      measure_child (cell->below, GTK_ORIENTATION_VERTICAL, cell_width, true));
    }

  return height;
}
