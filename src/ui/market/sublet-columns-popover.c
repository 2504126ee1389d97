/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-columns-popover.h"

#include <glib/gi18n.h>

/* What one step makes a column wider or narrower, in pixels at normal text size. */
#define WIDTH_STEP 12

struct _SubletColumnsPopover
{
  GtkPopover parent_instance;

  SubletOfferLayout *layout; /* (owned) */

  /* template children */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SubletColumnsPopover, sublet_columns_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_LAYOUT = 1,
} SubletColumnsPopoverProperty;

static GParamSpec *properties[PROP_LAYOUT + 1];

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("sublet-columns-popover-column");
}

static const SubletOfferColumn *
get_column (gpointer row)
{
  return g_object_get_qdata (row, column_quark ());
}

static GtkCheckButton *
get_check (GtkListBoxRow *row)
{
  return GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row));
}

/* (nullable): NULL while nothing is selected. */
static const SubletOfferColumn *
get_selected (SubletColumnsPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? get_column (row) : NULL;
}

static void
update_actions (SubletColumnsPopover *self)
{
  const SubletOfferColumn *column = get_selected (self);
  guint position = column != NULL ? sublet_offer_layout_find (self->layout, column) : 0;
  gboolean shown = column != NULL && sublet_offer_layout_is_shown (self->layout, column);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "columns.up", column != NULL && position > 0);
  gtk_widget_action_set_enabled (widget,
                                 "columns.down",
                                 column != NULL &&
                                   sublet_offer_layout_get_nth (self->layout, position + 1) !=
                                     NULL);
  gtk_widget_action_set_enabled (widget, "columns.narrower", shown);
  gtk_widget_action_set_enabled (widget, "columns.wider", shown);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  SubletOfferLayout *layout = user_data;
  guint place_a = sublet_offer_layout_find (layout, get_column (a));
  guint place_b = sublet_offer_layout_find (layout, get_column (b));

  return (place_a > place_b) - (place_a < place_b);
}

static void
update_checks (SubletColumnsPopover *self)
{
  GtkListBoxRow *row;
  int i;

  for (i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_check_button_set_active (get_check (row),
                                 sublet_offer_layout_is_shown (self->layout, get_column (row)));
}

static void
on_layout_changed (SubletColumnsPopover *self)
{
  update_checks (self);
  gtk_list_box_invalidate_sort (self->list);
  update_actions (self);
}

static void
on_check_toggled (GtkCheckButton *check, SubletColumnsPopover *self)
{
  sublet_offer_layout_set_shown (self->layout,
                                 get_column (gtk_widget_get_parent (GTK_WIDGET (check))),
                                 gtk_check_button_get_active (check));
}

static void
on_row_activated (SubletColumnsPopover *self, GtkListBoxRow *row)
{
  GtkCheckButton *check = get_check (row);

  if (gtk_widget_get_sensitive (GTK_WIDGET (check)))
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

/* Whoever goes through the checks moves the column whose check has the focus. */
static void
on_check_focused (GtkEventController *controller, SubletColumnsPopover *self)
{
  GtkWidget *check = gtk_event_controller_get_widget (controller);

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (gtk_widget_get_parent (check)));
}

static void
add_row (SubletColumnsPopover *self, const SubletOfferColumn *column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  const char *title = _ (column->key < 0 ? column->name : column->title);
  GtkWidget *check = gtk_check_button_new_with_label (title);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_qdata (G_OBJECT (row), column_quark (), (gpointer) column);
  gtk_widget_set_sensitive (check, sublet_offer_layout_is_optional (column));
  gtk_widget_set_tooltip_text (row, _ (column->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_check_focused), self, 0);
  gtk_widget_add_controller (check, focus);
  gtk_list_box_append (self->list, row);
}

/* ---- actions ---- */

static void
on_move (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletColumnsPopover *self = SUBLET_COLUMNS_POPOVER (widget);
  const SubletOfferColumn *column = get_selected (self);
  guint position;

  if (column == NULL)
    return;

  position = sublet_offer_layout_find (self->layout, column);
  if (g_str_equal (action_name, "columns.down"))
    sublet_offer_layout_move (self->layout, column, position + 1);
  else if (position > 0)
    sublet_offer_layout_move (self->layout, column, position - 1);
}

static void
on_resize (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletColumnsPopover *self = SUBLET_COLUMNS_POPOVER (widget);
  const SubletOfferColumn *column = get_selected (self);
  int step = g_str_equal (action_name, "columns.wider") ? WIDTH_STEP : -WIDTH_STEP;

  if (column != NULL)
    sublet_offer_layout_set_width (self->layout,
                                   column,
                                   sublet_offer_layout_get_width (self->layout, column) + step);
}

static void
on_reset (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_offer_layout_reset (SUBLET_COLUMNS_POPOVER (widget)->layout);
}

/* ---- construction ---- */

static void
sublet_columns_popover_constructed (GObject *object)
{
  SubletColumnsPopover *self = SUBLET_COLUMNS_POPOVER (object);
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  G_OBJECT_CLASS (sublet_columns_popover_parent_class)->constructed (object);

  for (i = 0; i < n_columns; i++)
    add_row (self, &columns[i]);
  gtk_list_box_set_sort_func (self->list,
                              compare_rows,
                              g_object_ref (self->layout),
                              g_object_unref);
  g_signal_connect_object (self->layout,
                           "changed",
                           G_CALLBACK (on_layout_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_layout_changed (self);
}

static void
sublet_columns_popover_dispose (GObject *object)
{
  SubletColumnsPopover *self = SUBLET_COLUMNS_POPOVER (object);

  gtk_popover_set_child (GTK_POPOVER (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_COLUMNS_POPOVER);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (sublet_columns_popover_parent_class)->dispose (object);
}

static void
sublet_columns_popover_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (prop_id == PROP_LAYOUT)
    SUBLET_COLUMNS_POPOVER (object)->layout = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_columns_popover_class_init (SubletColumnsPopoverClass *klass)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Up, "columns.up" },          { GDK_KEY_Down, "columns.down" },
    { GDK_KEY_minus, "columns.narrower" }, { GDK_KEY_KP_Subtract, "columns.narrower" },
    { GDK_KEY_plus, "columns.wider" },     { GDK_KEY_equal, "columns.wider" },
    { GDK_KEY_KP_Add, "columns.wider" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gsize i;

  object_class->constructed = sublet_columns_popover_constructed;
  object_class->dispose = sublet_columns_popover_dispose;
  object_class->set_property = sublet_columns_popover_set_property;

  properties[PROP_LAYOUT] =
    g_param_spec_object ("layout",
                         NULL,
                         NULL,
                         SUBLET_TYPE_OFFER_LAYOUT,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "columns.up", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "columns.down", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "columns.narrower", NULL, on_resize);
  gtk_widget_class_install_action (widget_class, "columns.wider", NULL, on_resize);
  gtk_widget_class_install_action (widget_class, "columns.reset", NULL, on_reset);
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         GDK_ALT_MASK,
                                         keys[i].action,
                                         NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/market/sublet-columns-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletColumnsPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
}

static void
sublet_columns_popover_init (SubletColumnsPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_columns_popover_new:
 * @layout: what it changes
 *
 * Returns: (transfer floating): a popover for it
 */
GtkWidget *
sublet_columns_popover_new (SubletOfferLayout *layout)
{
  return g_object_new (SUBLET_TYPE_COLUMNS_POPOVER, "layout", layout, NULL);
}
