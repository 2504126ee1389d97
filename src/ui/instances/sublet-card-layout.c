/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-card-layout.h"

#include <math.h>
#include <stdbool.h>

#define COLUMN_GAP 24
#define ROW_GAP 12
#define MAX_CELLS 5
#define MAX_ROWS 8

struct _SubletCardLayoutChild
{
  GtkLayoutChild parent_instance;

  SubletCardArea area;
};

G_DEFINE_FINAL_TYPE (SubletCardLayoutChild, sublet_card_layout_child, GTK_TYPE_LAYOUT_CHILD)

G_DEFINE_ENUM_TYPE (SubletCardArea,
                    sublet_card_area,
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_IDENTITY, "identity"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_USE, "use"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_ROOM, "room"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_STEPS, "steps"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_MESSAGE, "message"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_MONEY, "money"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_ACTIONS, "actions"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_FOOT, "foot"))

struct _SubletCardLayout
{
  GtkLayoutManager parent_instance;

  SubletSizeClass size_class;
};

G_DEFINE_FINAL_TYPE (SubletCardLayout, sublet_card_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SIZE_CLASS = 1,
} SubletCardLayoutProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

typedef enum
{
  PROP_AREA = 1,
} SubletCardLayoutChildProperty;

static GParamSpec *child_properties[PROP_AREA + 1];

/* A share of the row, in hundredths of what the gaps leave; without one a cell takes what its
 * widget wishes, up to half, before the others share the rest. A cell without a widget keeps its
 * place, so that columns stand under columns. */
typedef struct
{
  GtkWidget *widget; /* (nullable) */
  int share;
  int n_gaps; /* that it spans */
} Cell;

typedef struct
{
  Cell cells[MAX_CELLS];
  int n_cells;
  int n_gaps;
} Row;

typedef struct
{
  Row rows[MAX_ROWS];
  int n_rows;
} Plan;

/* ---- the child ---- */

static void
sublet_card_layout_child_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  switch ((SubletCardLayoutChildProperty) prop_id)
    {
    case PROP_AREA:
      g_value_set_enum (value, SUBLET_CARD_LAYOUT_CHILD (object)->area);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_card_layout_child_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  switch ((SubletCardLayoutChildProperty) prop_id)
    {
    case PROP_AREA:
      SUBLET_CARD_LAYOUT_CHILD (object)->area = (SubletCardArea) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_card_layout_child_class_init (SubletCardLayoutChildClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sublet_card_layout_child_get_property;
  object_class->set_property = sublet_card_layout_child_set_property;

  child_properties[PROP_AREA] = g_param_spec_enum ("area",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_CARD_AREA,
                                                   SUBLET_CARD_AREA_IDENTITY,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class,
                                     G_N_ELEMENTS (child_properties),
                                     child_properties);
}

static void
sublet_card_layout_child_init (SubletCardLayoutChild *self)
{
}

/* ---- the plan ---- */

static void
add_cell (Row *row, GtkWidget *widget, int share, int n_gaps)
{
  row->cells[row->n_cells] = (Cell){ widget, share, n_gaps };
  row->n_cells++;
}

/* Into the row of a plan that holds what it is given; no row for nothing. */
static void
add_row (Plan *plan, int n_gaps, const Cell *cells, int n_cells)
{
  Row *row = &plan->rows[plan->n_rows];
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
add_full_row (Plan *plan, GtkWidget *widget)
{
  add_row (plan, 0, &(Cell){ widget, 100, 0 }, 1);
}

static void
find_parts (SubletCardLayout *self, GtkWidget *widget, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  GtkLayoutManager *manager = GTK_LAYOUT_MANAGER (self);
  GtkWidget *child;

  memset (parts, 0, sizeof (GtkWidget *) * SUBLET_CARD_N_AREAS);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLayoutChild *layout_child = gtk_layout_manager_get_layout_child (manager, child);

      if (gtk_widget_should_layout (child))
        parts[SUBLET_CARD_LAYOUT_CHILD (layout_child)->area] = child;
    }
}

static void
plan_wide (Plan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  GtkWidget *use = parts[SUBLET_CARD_AREA_USE];
  GtkWidget *room = parts[SUBLET_CARD_AREA_ROOM];
  GtkWidget *steps = parts[SUBLET_CARD_AREA_STEPS];
  GtkWidget *message = parts[SUBLET_CARD_AREA_MESSAGE];
  GtkWidget *middle = steps != NULL ? steps : message;

  if (use != NULL || room != NULL)
    {
      const Cell cells[] = {
        { parts[SUBLET_CARD_AREA_IDENTITY], 23, 0 },
        { use, 22, 0 },
        { room, 22, 0 },
        { parts[SUBLET_CARD_AREA_MONEY], 15, 0 },
        { parts[SUBLET_CARD_AREA_ACTIONS], 18, 0 },
      };

      const Cell below[] = {
        { NULL, 23, 0 },
        { message, 77, 3 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, steps);
      /* Under the gauges, not under the icon. */
      add_row (plan, 4, below, G_N_ELEMENTS (below));
    }
  else
    {
      const Cell cells[] = {
        { parts[SUBLET_CARD_AREA_IDENTITY], 23, 0 },
        { middle, 44, 1 },
        { parts[SUBLET_CARD_AREA_MONEY], 15, 0 },
        { parts[SUBLET_CARD_AREA_ACTIONS], 18, 0 },
      };

      add_row (plan, 4, cells, G_N_ELEMENTS (cells));
      add_full_row (plan, middle == message ? NULL : message);
    }
}

static void
plan_medium (Plan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  const Cell top[] = {
    { parts[SUBLET_CARD_AREA_IDENTITY], 43, 0 },
    { parts[SUBLET_CARD_AREA_MONEY], 27, 0 },
    { parts[SUBLET_CARD_AREA_ACTIONS], 30, 0 },
  };
  const Cell gauges[] = {
    { parts[SUBLET_CARD_AREA_USE], 50, 0 },
    { parts[SUBLET_CARD_AREA_ROOM], 50, 0 },
  };

  add_row (plan, 2, top, G_N_ELEMENTS (top));
  add_row (plan, 1, gauges, G_N_ELEMENTS (gauges));
  add_full_row (plan, parts[SUBLET_CARD_AREA_STEPS]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_MESSAGE]);
}

static void
plan_narrow (Plan *plan, GtkWidget *parts[SUBLET_CARD_N_AREAS])
{
  const Cell top[] = {
    { parts[SUBLET_CARD_AREA_IDENTITY], 100, 0 },
    { parts[SUBLET_CARD_AREA_MONEY], 0, 0 },
  };

  add_row (plan, 1, top, G_N_ELEMENTS (top));
  add_full_row (plan, parts[SUBLET_CARD_AREA_USE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_ROOM]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_STEPS]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_MESSAGE]);
  add_full_row (plan, parts[SUBLET_CARD_AREA_ACTIONS]);
}

static void
make_plan (SubletCardLayout *self, GtkWidget *widget, Plan *plan)
{
  GtkWidget *parts[SUBLET_CARD_N_AREAS];

  plan->n_rows = 0;
  find_parts (self, widget, parts);
  switch (self->size_class)
    {
    case SUBLET_SIZE_CLASS_NARROW:
      plan_narrow (plan, parts);
      break;
    case SUBLET_SIZE_CLASS_MEDIUM:
      plan_medium (plan, parts);
      break;
    case SUBLET_SIZE_CLASS_WIDE:
    default:
      plan_wide (plan, parts);
    }
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
get_wish (const Cell *cell, int rest)
{
  int natural = measure_child (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, true);

  return MIN (natural, rest / 2);
}

static int
get_cell_width (const Row *row, const Cell *cell, int width)
{
  int rest = width - row->n_gaps * COLUMN_GAP;
  int wished = 0;
  int i;

  if (cell->share == 0)
    return get_wish (cell, rest);

  for (i = 0; i < row->n_cells; i++)
    if (row->cells[i].share == 0)
      wished += get_wish (&row->cells[i], rest);

  return (rest - wished) * cell->share / 100 + cell->n_gaps * COLUMN_GAP;
}

/* The width at which every cell of a row gets what it needs; beside a wish it may be half. */
static int
get_row_minimum (const Row *row)
{
  int minimum = 0;
  int whole = 100;
  int i;

  for (i = 0; i < row->n_cells; i++)
    if (row->cells[i].share == 0)
      whole = 50;

  for (i = 0; i < row->n_cells; i++)
    {
      const Cell *cell = &row->cells[i];
      int share = cell->share == 0 ? whole : cell->share * whole / 100;
      int needed = measure_child (cell->widget, GTK_ORIENTATION_HORIZONTAL, -1, false) -
                   cell->n_gaps * COLUMN_GAP;

      /* One more, because shares are cut to whole pixels. */
      minimum = MAX (minimum, (int) ceil (needed * 100.0 / share) + 1 + row->n_gaps * COLUMN_GAP);
    }

  return minimum;
}

static int
get_row_height (const Row *row, int width)
{
  int height = 0;
  int i;

  for (i = 0; i < row->n_cells; i++)
    {
      const Cell *cell = &row->cells[i];

      height = MAX (height,
                    measure_child (cell->widget,
                                   GTK_ORIENTATION_VERTICAL,
                                   get_cell_width (row, cell, width),
                                   true));
    }

  return height;
}

/* ---- the manager ---- */

static GtkSizeRequestMode
sublet_card_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sublet_card_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  Plan plan;
  int width = 0;
  int height = 0;
  int i;

  make_plan (SUBLET_CARD_LAYOUT (manager), widget, &plan);
  for (i = 0; i < plan.n_rows; i++)
    width = MAX (width, get_row_minimum (&plan.rows[i]));

  *minimum = width;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      for (i = 0; i < plan.n_rows; i++)
        height += get_row_height (&plan.rows[i], MAX (for_size, width)) + (i > 0 ? ROW_GAP : 0);
      *minimum = height;
    }
  *natural = *minimum;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sublet_card_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  bool mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Plan plan;
  int y = 0;
  int i;
  int j;

  make_plan (SUBLET_CARD_LAYOUT (manager), widget, &plan);
  for (i = 0; i < plan.n_rows; i++)
    {
      const Row *row = &plan.rows[i];
      int row_height = get_row_height (row, width);
      int x = 0;

      for (j = 0; j < row->n_cells; j++)
        {
          const Cell *cell = &row->cells[j];
          /* The last one takes what cutting to whole pixels left over. */
          int cell_width = j == row->n_cells - 1 ? width - x : get_cell_width (row, cell, width);

          if (cell->widget != NULL)
            gtk_widget_size_allocate (cell->widget,
                                      &(GtkAllocation){ mirrored ? width - x - cell_width : x,
                                                        y,
                                                        cell_width,
                                                        row_height },
                                      -1);
          x += cell_width + COLUMN_GAP;
        }
      y += row_height + ROW_GAP;
    }
}

static GtkLayoutChild *
sublet_card_layout_create_layout_child (GtkLayoutManager *manager,
                                        GtkWidget *widget,
                                        GtkWidget *for_child)
{
  return g_object_new (SUBLET_TYPE_CARD_LAYOUT_CHILD,
                       "layout-manager",
                       manager,
                       "child-widget",
                       for_child,
                       NULL);
}

static void
sublet_card_layout_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletCardLayoutProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, SUBLET_CARD_LAYOUT (object)->size_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_card_layout_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((SubletCardLayoutProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      sublet_card_layout_set_size_class (SUBLET_CARD_LAYOUT (object),
                                         (SubletSizeClass) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_card_layout_class_init (SubletCardLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = sublet_card_layout_get_property;
  object_class->set_property = sublet_card_layout_set_property;
  manager_class->layout_child_type = SUBLET_TYPE_CARD_LAYOUT_CHILD;
  manager_class->get_request_mode = sublet_card_layout_get_request_mode;
  manager_class->measure = sublet_card_layout_measure;
  manager_class->allocate = sublet_card_layout_allocate;
  manager_class->create_layout_child = sublet_card_layout_create_layout_child;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_card_layout_init (SubletCardLayout *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
}

/**
 * sublet_card_layout_set_size_class:
 * @self: a layout
 * @size_class: how much room the window has
 */
void
sublet_card_layout_set_size_class (SubletCardLayout *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_CARD_LAYOUT (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}
