/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-table-private.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

/* Beside the title of a column: its padding and the arrow. */
#define TITLE_ROOM 30
/* As wide as the cards with the margins beside them. */
#define MAXIMUM_WIDTH 1168

G_DEFINE_FINAL_TYPE (SubletInstancesTable, sublet_instances_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_POPOVER_OPEN = 1,
} SubletInstancesTableProperty;

static GParamSpec *properties[PROP_POPOVER_OPEN + 1];

typedef enum
{
  SIGNAL_ORDER_WANTED,
} SubletInstancesTableSignal;

static guint signals[SIGNAL_ORDER_WANTED + 1];

/* ---- columns ---- */

/* A column is never narrower than its title, so that translations fit. */
static void
update_widths (SubletInstancesTable *self)
{
  const SubletInstanceColumn *columns = sublet_instance_columns_get ();
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  guint i;

  for (i = 0; i < SUBLET_INSTANCE_N_KEYS; i++)
    {
      int title_width = sublet_ui_measure_text (GTK_WIDGET (self->view), _ (columns[i].title));

      gtk_column_view_column_set_fixed_width (g_ptr_array_index (self->columns, i),
                                              MAX ((int) (columns[i].width * scale),
                                                   title_width + TITLE_ROOM));
    }
}

static void
on_order_wanted (int key, bool descending, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_ORDER_WANTED], 0, key, (gboolean) descending);
}

static void
add_column (SubletInstancesTable *self, const SubletInstanceColumn *data)
{
  GtkColumnViewColumn *column =
    gtk_column_view_column_new (_ (data->title), sublet_instances_table_make_cells (self, data));

  gtk_column_view_column_set_expand (column, data->expand);
  gtk_column_view_append_column (self->view, column);
  sublet_ui_decorate_column_header (column, data->numeric ? 1 : 0, _ (data->name));
  sublet_header_order_add (self->header, column, (int) data->key);
  g_ptr_array_add (self->columns, column);
}

/* ---- several lines ---- */

static bool
is_choosing (SubletInstancesTable *self)
{
  return self->selection != NULL && sublet_instance_selection_get_active (self->selection);
}

/* The column is there while lines can be chosen. */
static void
on_selection_changed (SubletInstancesTable *self)
{
  bool active = is_choosing (self);

  if (self->view == NULL)
    return;

  if (active && self->checks == NULL)
    {
      self->checks =
        gtk_column_view_column_new ("", sublet_instances_table_make_cells (self, NULL));
      gtk_column_view_insert_column (self->view, 0, self->checks);
      sublet_ui_set_column_header_class (self->checks, "first", TRUE);
    }
  else if (!active && self->checks != NULL)
    {
      gtk_column_view_remove_column (self->view, self->checks);
      g_clear_object (&self->checks);
    }
  else
    sublet_instances_table_update_selected (self);
  sublet_ui_set_column_header_class (g_ptr_array_index (self->columns, 0), "first", !active);
}

/**
 * sublet_instances_table_set_selection:
 * @self: a table that has none
 * @selection: what its lines can be chosen in
 */
void
sublet_instances_table_set_selection (SubletInstancesTable *self,
                                      SubletInstanceSelection *selection)
{
  g_return_if_fail (SUBLET_IS_INSTANCES_TABLE (self));
  g_return_if_fail (SUBLET_IS_INSTANCE_SELECTION (selection) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection,
                           "changed",
                           G_CALLBACK (on_selection_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Anywhere on the line; the check button takes its own clicks. */
static void
on_released (GtkGesture *gesture, int n_press, double x, double y, SubletInstancesTable *self)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  SubletRental *rental = sublet_instances_table_find_rental (self, widget);

  if (rental != NULL && is_choosing (self) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_CHECK_BUTTON) == NULL)
    sublet_instance_selection_set (self->selection,
                                   rental,
                                   !sublet_instance_selection_contains (self->selection, rental));
}

/* ---- what is done to a line ---- */

/* Its page; two clicks choose it and leave it again. */
static void
on_activate (SubletInstancesTable *self, guint position)
{
  g_autoptr (SubletRental) rental = g_list_model_get_item (self->model, position);

  if (rental != NULL && !is_choosing (self))
    sublet_instance_actions_activate (sublet_instances_table_get_actions (self, rental),
                                      "instance.open");
}

static void
on_secondary_click (GtkGesture *gesture,
                    int n_press,
                    double x,
                    double y,
                    SubletInstancesTable *self)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  SubletRental *rental = sublet_instances_table_find_rental (self, widget);

  if (rental == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  sublet_instances_table_popup_menu (self, rental);
}

/* ---- the widget ---- */

static void
sublet_instances_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_instances_table_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_widths));
  update_widths (SUBLET_INSTANCES_TABLE (widget));
}

static void
sublet_instances_table_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_widths, widget);

  GTK_WIDGET_CLASS (sublet_instances_table_parent_class)->unroot (widget);
}

static void
sublet_instances_table_dispose (GObject *object)
{
  SubletInstancesTable *self = SUBLET_INSTANCES_TABLE (object);

  sublet_instances_table_set_model (self, NULL);
  sublet_instances_table_drop_actions (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->view = NULL;
  g_clear_object (&self->checks);
  g_clear_object (&self->selection);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_instances_table_parent_class)->dispose (object);
}

static void
sublet_instances_table_finalize (GObject *object)
{
  SubletInstancesTable *self = SUBLET_INSTANCES_TABLE (object);

  g_object_unref (self->header);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->records);

  G_OBJECT_CLASS (sublet_instances_table_parent_class)->finalize (object);
}

static void
sublet_instances_table_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  if (prop_id == PROP_POPOVER_OPEN)
    g_value_set_boolean (value,
                         sublet_instances_table_get_popover_open (SUBLET_INSTANCES_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_instances_table_class_init (SubletInstancesTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_instances_table_dispose;
  object_class->finalize = sublet_instances_table_finalize;
  object_class->get_property = sublet_instances_table_get_property;
  widget_class->root = sublet_instances_table_root;
  widget_class->unroot = sublet_instances_table_unroot;

  properties[PROP_POPOVER_OPEN] =
    g_param_spec_boolean ("popover-open",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ORDER_WANTED] = g_signal_new ("order-wanted",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               2,
                                               G_TYPE_INT,
                                               G_TYPE_BOOLEAN);
}

static void
sublet_instances_table_init (SubletInstancesTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *choose = gtk_gesture_click_new ();
  guint i;

  self->rows = sublet_instances_table_make_rows ();
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "instances");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your instances"), -1);
  self->header = sublet_header_order_new (self->view, on_order_wanted, self);
  for (i = 0; i < SUBLET_INSTANCE_N_KEYS; i++)
    add_column (self, &sublet_instance_columns_get ()[i]);
  sublet_ui_set_column_header_class (g_ptr_array_index (self->columns, 0), "first", TRUE);
  sublet_ui_set_column_header_class (g_ptr_array_index (self->columns, self->columns->len - 1),
                                     "last",
                                     TRUE);

  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (on_activate),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (choose, "released", G_CALLBACK (on_released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (choose));
}

/**
 * sublet_instances_table_new:
 * @engine: what is rented
 * @connections: (nullable): the ways to what runs
 * @records: (element-type SubletRental SubletInstanceRecord): what the window remembers
 *
 * Returns: (transfer floating): a table without instances
 */
GtkWidget *
sublet_instances_table_new (SubletRentalEngine *engine,
                            SubletConnections *connections,
                            GHashTable *records)
{
  SubletInstancesTable *self = g_object_new (SUBLET_TYPE_INSTANCES_TABLE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  self->engine = g_object_ref (engine);
  self->records = g_hash_table_ref (records);
  sublet_instances_table_make_actions (self, connections);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), MAXIMUM_WIDTH);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (clamp), MAXIMUM_WIDTH);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);

  return GTK_WIDGET (self);
}

/**
 * sublet_instances_table_set_model:
 * @self: a table
 * @model: (nullable) (element-type SubletRental): what to show; NULL while it is not seen, which
 *   costs nothing then
 */
void
sublet_instances_table_set_model (SubletInstancesTable *self, GListModel *model)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (SUBLET_IS_INSTANCES_TABLE (self));

  if (!g_set_object (&self->model, model) || self->view == NULL)
    return;

  if (model != NULL)
    selection = gtk_no_selection_new (g_object_ref (model));
  else
    sublet_instances_table_get_actions (self, NULL);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/**
 * sublet_instances_table_show_order:
 * @self: a table
 * @key: by what its model is ordered
 * @descending: in which direction
 */
void
sublet_instances_table_show_order (SubletInstancesTable *self,
                                   SubletInstanceKey key,
                                   bool descending)
{
  g_return_if_fail (SUBLET_IS_INSTANCES_TABLE (self));

  sublet_header_order_show (self->header, (int) key, descending);
}

/**
 * sublet_instances_table_get_view:
 * @self: a table
 *
 * Returns: (transfer none): the column view inside
 */
GtkColumnView *
sublet_instances_table_get_view (SubletInstancesTable *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), NULL);

  return self->view;
}
