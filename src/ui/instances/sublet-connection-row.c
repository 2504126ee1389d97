/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-connection-row-private.h"

#include "ui/common/sublet-connection-text.h"
#include "ui/instances/sublet-runtime-list.h"
#include "ui/instances/sublet-state-icon.h"

#include <glib/gi18n.h>
#include <stdbool.h>

#define NARROW_COLUMNS 3

typedef enum
{
  PROP_POPOVER_OPEN = 1,
} SubletConnectionRowProperty;

static GParamSpec *properties[PROP_POPOVER_OPEN + 1];

G_DEFINE_FINAL_TYPE (SubletConnectionRow, sublet_connection_row, GTK_TYPE_WIDGET)

static gboolean
is_open (GtkWidget *button)
{
  return gtk_widget_get_visible (
    GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
}

static void
on_popover_toggled (SubletConnectionRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POPOVER_OPEN]);
}

static void
sublet_connection_row_dispose (GObject *object)
{
  SubletConnectionRow *self = SUBLET_CONNECTION_ROW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->foot, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_connection_row_parent_class)->dispose (object);
}

static void
sublet_connection_row_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  SubletConnectionRow *self = SUBLET_CONNECTION_ROW (object);

  switch ((SubletConnectionRowProperty) prop_id)
    {
    case PROP_POPOVER_OPEN:
      g_value_set_boolean (value, sublet_connection_row_get_popover_open (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_connection_row_class_init (SubletConnectionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_connection_row_dispose;
  object_class->get_property = sublet_connection_row_get_property;

  properties[PROP_POPOVER_OPEN] =
    g_param_spec_boolean ("popover-open",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* ---- making ---- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* In some languages "Host Key" and "broken" are long words: they take another line where a column
 * is too narrow for them, and only there. */
static void
wrap (GtkWidget *label)
{
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
}

static void
make_link (SubletConnectionRow *self, SubletConnectionLink link)
{
  SubletLinkWidgets *widgets = &self->links[link];
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  widgets->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  widgets->icon = sublet_state_icon_new ();
  gtk_widget_set_valign (widgets->icon, GTK_ALIGN_START);
  widgets->name_label = make_label (sublet_connection_text_get_link (link), NULL);
  widgets->time_label = make_label (NULL, "subdued");
  wrap (widgets->name_label);
  wrap (widgets->time_label);
  gtk_widget_add_css_class (widgets->time_label, "numeric");
  gtk_box_append (GTK_BOX (words), widgets->name_label);
  gtk_box_append (GTK_BOX (words), widgets->time_label);
  gtk_box_append (GTK_BOX (widgets->box), widgets->icon);
  gtk_box_append (GTK_BOX (widgets->box), words);
}

static void
place_links (SubletConnectionRow *self, int columns)
{
  int i;

  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    {
      GtkWidget *box = self->links[i].box;

      g_object_ref (box);
      if (gtk_widget_get_parent (box) != NULL)
        gtk_grid_remove (GTK_GRID (self->grid), box);
      gtk_grid_attach (GTK_GRID (self->grid), box, i % columns, i / columns, 1, 1);
      g_object_unref (box);
    }
}

static GtkWidget *
make_menu_button (SubletConnectionRow *self, const char *label, GtkWidget *content)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (popover,
                           "notify::visible",
                           G_CALLBACK (on_popover_toggled),
                           self,
                           G_CONNECT_SWAPPED);

  return button;
}

static void
on_run_again (SubletConnectionRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "instance.check-runtime", NULL);
}

static void
on_cancel_checks (SubletConnectionRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "instance.cancel-runtime", NULL);
}

static void
make_foot (SubletConnectionRow *self)
{
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->buttons = buttons;
  self->sign = sublet_state_icon_new ();
  self->line_label = make_label (NULL, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (self->line_label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->line_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->line_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (self->line_label), 10);
  gtk_widget_set_hexpand (self->line_label, TRUE);

  self->fix_button = gtk_button_new ();
  gtk_widget_set_valign (self->fix_button, GTK_ALIGN_CENTER);
  self->cause_button = gtk_button_new_with_label (_ ("Find the Cause"));
  gtk_widget_add_css_class (self->cause_button, "flat");
  gtk_widget_set_valign (self->cause_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cause_button), "instance.find-cause");
  self->details_label = make_label (NULL, "caption");
  gtk_widget_set_name (self->details_label, "connection_details");
  gtk_widget_add_css_class (self->details_label, "monospace");
  gtk_label_set_ellipsize (GTK_LABEL (self->details_label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (self->details_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->details_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->details_label), 56);
  gtk_label_set_selectable (GTK_LABEL (self->details_label), TRUE);
  self->details_button = make_menu_button (self, _ ("Details"), self->details_label);

  self->checks_list = sublet_runtime_list_new ();
  g_signal_connect_object (self->checks_list,
                           "run-again",
                           G_CALLBACK (on_run_again),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks_list,
                           "cancel",
                           G_CALLBACK (on_cancel_checks),
                           self,
                           G_CONNECT_SWAPPED);
  self->checks_button = make_menu_button (self, _ ("Checks"), self->checks_list);

  gtk_box_append (GTK_BOX (said), self->sign);
  gtk_box_append (GTK_BOX (said), self->line_label);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), self->fix_button);
  gtk_box_append (GTK_BOX (buttons), self->cause_button);
  gtk_box_append (GTK_BOX (buttons), self->details_button);
  gtk_box_append (GTK_BOX (buttons), self->checks_button);
  gtk_box_append (GTK_BOX (self->foot), said);
  gtk_box_append (GTK_BOX (self->foot), buttons);
}

static void
sublet_connection_row_init (SubletConnectionRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  int i;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    make_link (self, i);
  place_links (self, SUBLET_CONNECTION_N_LINKS);
  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    g_object_unref (self->links[i].box);

  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->foot, GTK_WIDGET (self));
  make_foot (self);
}

/**
 * sublet_connection_row_set_size_class:
 * @self: a row
 * @size_class: how much room the window has; where it is narrow the links stand in two lines, and
 *   buttons below the sentence, one below the other
 */
void
sublet_connection_row_set_size_class (SubletConnectionRow *self, SubletSizeClass size_class)
{
  bool narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_CONNECTION_ROW (self));

  self->narrow = narrow;
  place_links (self, narrow ? NARROW_COLUMNS : SUBLET_CONNECTION_N_LINKS);
  /* Beside buttons a sentence would stand in a column of single words. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->foot), narrow ? 6 : 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->buttons, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
}

/**
 * sublet_connection_row_get_popover_open:
 * @self: a row
 *
 * Returns: whether its details or checks are open
 */
gboolean
sublet_connection_row_get_popover_open (SubletConnectionRow *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION_ROW (self), FALSE);

  return is_open (self->details_button) || is_open (self->checks_button);
}

/**
 * sublet_connection_row_popdown:
 * @self: a row
 */
void
sublet_connection_row_popdown (SubletConnectionRow *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION_ROW (self));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->details_button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->checks_button));
}
