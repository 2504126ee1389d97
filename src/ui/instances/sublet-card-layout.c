/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-card-layout.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/instances/sublet-card-plan-private.h"

#include <stdbool.h>
#include <string.h>

struct _SubletCardLayoutChild
{
  GtkLayoutChild parent_instance;

  SubletCardArea area;
};

G_DEFINE_FINAL_TYPE (SubletCardLayoutChild, sublet_card_layout_child, GTK_TYPE_LAYOUT_CHILD)

G_DEFINE_ENUM_TYPE (SubletCardArea,
                    sublet_card_area,
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_IDENTITY, "identity"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_USE, "use"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_ROOM, "room"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_STEPS, "steps"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_MESSAGE, "message"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_MONEY, "money"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_ACTIONS, "actions"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_MENU, "menu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CARD_AREA_CONNECTION, "connection"),
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
      gtk_layout_manager_layout_changed (
        gtk_layout_child_get_layout_manager (GTK_LAYOUT_CHILD (object)));
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

/* ---- the manager ---- */

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
make_plan (SubletCardLayout *self, GtkWidget *widget, SubletCardPlan *plan)
{
  GtkWidget *parts[SUBLET_CARD_N_AREAS];

  find_parts (self, widget, parts);
  sublet_card_plan_make (plan,
                         parts,
                         self->size_class,
                         sublet_ui_get_text_scale (widget) >= SUBLET_UI_LARGE_TEXT);
}

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
  SubletCardPlan plan;
  int width = 0;
  int height = 0;
  int i;

  make_plan (SUBLET_CARD_LAYOUT (manager), widget, &plan);
  for (i = 0; i < plan.n_rows; i++)
    width = MAX (width, sublet_card_row_get_minimum (&plan.rows[i]));

  *minimum = width;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      for (i = 0; i < plan.n_rows; i++)
        height += sublet_card_row_get_height (&plan.rows[i], MAX (for_size, width)) +
                  (i > 0 ? plan.rows[i].above : 0);
      *minimum = height;
    }
  *natural = *minimum;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
allocate_cell (const SubletCardCell *cell, int x, int y, int width, int height)
{
  int upper = height;

  if (cell->below != NULL)
    {
      upper = MIN (sublet_card_cell_get_upper_height (cell, width), height);
      gtk_widget_size_allocate (cell->below,
                                &(GtkAllocation){ x, y + upper, width, height - upper },
                                -1);
    }
  if (cell->widget != NULL)
    gtk_widget_size_allocate (cell->widget, &(GtkAllocation){ x, y, width, upper }, -1);
}

static void
sublet_card_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  bool mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  SubletCardPlan plan;
  int y = 0;
  int i;
  int j;

  make_plan (SUBLET_CARD_LAYOUT (manager), widget, &plan);
  for (i = 0; i < plan.n_rows; i++)
    {
      const SubletCardRow *row = &plan.rows[i];
      int row_height = sublet_card_row_get_height (row, width);
      int x = 0;

      y += i > 0 ? row->above : 0;
      for (j = 0; j < row->n_cells; j++)
        {
          const SubletCardCell *cell = &row->cells[j];
          /* The last one takes what cutting to whole pixels left over. */
          int cell_width =
            j == row->n_cells - 1 ? width - x : sublet_card_row_get_cell_width (row, cell, width);

          allocate_cell (cell, mirrored ? width - x - cell_width : x, y, cell_width, row_height);
          x += cell_width + row->gap;
        }
      y += row_height;
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
