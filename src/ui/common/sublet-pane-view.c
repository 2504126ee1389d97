/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-pane-view-private.h"

#include <glib/gi18n.h>

#define START_WIDTH 260
#define END_WIDTH 320

static void sublet_pane_view_buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletPaneView,
                               sublet_pane_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sublet_pane_view_buildable_iface_init))

typedef enum
{
  PROP_START = 1,
  PROP_CONTENT,
  PROP_END,
  PROP_START_TITLE,
  PROP_END_TITLE,
  PROP_START_SHOWN,
  PROP_END_SHOWN,
  PROP_START_REMEMBERED,
  PROP_END_REMEMBERED,
  PROP_START_DOCKED,
  PROP_END_DOCKED,
} SubletPaneViewProperty;

static GParamSpec *properties[PROP_END_DOCKED + 1];

static GtkBuildableIface *parent_buildable_iface;

static GtkSizeRequestMode
sublet_pane_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
on_back_clicked (GtkButton *button, SubletPaneView *self)
{
  SubletPane *pane =
    gtk_widget_get_parent (GTK_WIDGET (button)) == self->start.back_row ? &self->start : &self->end;

  sublet_pane_view_choose_shown (self, pane, FALSE);
}

static void
set_child (SubletPaneView *self, GtkWidget **slot, GtkWidget *child, GParamSpec *pspec)
{
  if (*slot == child)
    return;

  g_clear_pointer (slot, gtk_widget_unparent);
  *slot = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  sublet_pane_view_update_visibility (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_title (SubletPaneView *self, SubletPane *pane, const char *title, GParamSpec *pspec)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (pane->back_label)), title) == 0)
    return;

  gtk_label_set_label (GTK_LABEL (pane->back_label), title);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
sublet_pane_view_add_child (GtkBuildable *buildable,
                            GtkBuilder *builder,
                            GObject *child,
                            const char *type)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (buildable);

  if (!GTK_IS_WIDGET (child))
    parent_buildable_iface->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    sublet_pane_view_set_start (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    sublet_pane_view_set_end (self, GTK_WIDGET (child));
  else
    sublet_pane_view_set_content (self, GTK_WIDGET (child));
}

static void
sublet_pane_view_buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = sublet_pane_view_add_child;
}

static void
sublet_pane_view_unroot (GtkWidget *widget)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (widget);

  if (self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (widget, self->tick_id);
      self->tick_id = 0;
    }

  GTK_WIDGET_CLASS (sublet_pane_view_parent_class)->unroot (widget);
}

static void
sublet_pane_view_dispose (GObject *object)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (object);
  SubletPane *panes[] = { &self->start, &self->end };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      g_clear_pointer (&panes[i]->child, gtk_widget_unparent);
      g_clear_pointer (&panes[i]->separator, gtk_widget_unparent);
      g_clear_pointer (&panes[i]->back_row, gtk_widget_unparent);
    }
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_pane_view_parent_class)->dispose (object);
}

static void
sublet_pane_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (object);

  switch ((SubletPaneViewProperty) prop_id)
    {
    case PROP_START:
      g_value_set_object (value, self->start.child);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_END:
      g_value_set_object (value, self->end.child);
      break;
    case PROP_START_TITLE:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->start.back_label)));
      break;
    case PROP_END_TITLE:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->end.back_label)));
      break;
    case PROP_START_SHOWN:
      g_value_set_boolean (value, self->start.shown);
      break;
    case PROP_END_SHOWN:
      g_value_set_boolean (value, self->end.shown);
      break;
    case PROP_START_REMEMBERED:
      g_value_set_boolean (value, self->start.remembered);
      break;
    case PROP_END_REMEMBERED:
      g_value_set_boolean (value, self->end.remembered);
      break;
    case PROP_START_DOCKED:
      g_value_set_boolean (value, self->start.docked);
      break;
    case PROP_END_DOCKED:
      g_value_set_boolean (value, self->end.docked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_pane_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletPaneView *self = SUBLET_PANE_VIEW (object);

  switch ((SubletPaneViewProperty) prop_id)
    {
    case PROP_START:
      sublet_pane_view_set_start (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      sublet_pane_view_set_content (self, g_value_get_object (value));
      break;
    case PROP_END:
      sublet_pane_view_set_end (self, g_value_get_object (value));
      break;
    case PROP_START_TITLE:
      set_title (self, &self->start, g_value_get_string (value), pspec);
      break;
    case PROP_END_TITLE:
      set_title (self, &self->end, g_value_get_string (value), pspec);
      break;
    case PROP_START_SHOWN:
      sublet_pane_view_choose_shown (self, &self->start, g_value_get_boolean (value));
      break;
    case PROP_END_SHOWN:
      sublet_pane_view_choose_shown (self, &self->end, g_value_get_boolean (value));
      break;
    case PROP_START_REMEMBERED:
      sublet_pane_view_set_remembered (self, &self->start, g_value_get_boolean (value));
      break;
    case PROP_END_REMEMBERED:
      sublet_pane_view_set_remembered (self, &self->end, g_value_get_boolean (value));
      break;
    case PROP_START_DOCKED:
    case PROP_END_DOCKED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const widgets[] = { "start", "content", "end" };
  static const char *const titles[] = { "start-title", "end-title" };
  static const char *const flags[] = {
    "start-shown",
    "end-shown",
    "start-remembered",
    "end-remembered",
  };
  static const char *const docked[] = { "start-docked", "end-docked" };
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (widgets); i++)
    properties[PROP_START + i] =
      g_param_spec_object (widgets[i], NULL, NULL, GTK_TYPE_WIDGET, writable);
  for (i = 0; i < G_N_ELEMENTS (titles); i++)
    properties[PROP_START_TITLE + i] = g_param_spec_string (titles[i], NULL, NULL, "", writable);
  for (i = 0; i < G_N_ELEMENTS (flags); i++)
    properties[PROP_START_SHOWN + i] = g_param_spec_boolean (flags[i], NULL, NULL, FALSE, writable);
  for (i = 0; i < G_N_ELEMENTS (docked); i++)
    properties[PROP_START_DOCKED + i] =
      g_param_spec_boolean (docked[i], NULL, NULL, TRUE, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_pane_view_class_init (SubletPaneViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_pane_view_dispose;
  object_class->get_property = sublet_pane_view_get_property;
  object_class->set_property = sublet_pane_view_set_property;
  widget_class->get_request_mode = sublet_pane_view_get_request_mode;
  widget_class->measure = sublet_pane_view_measure;
  widget_class->size_allocate = sublet_pane_view_size_allocate;
  widget_class->unroot = sublet_pane_view_unroot;

  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "paneview");
  sublet_pane_view_add_keys (widget_class);
}

static void
pane_init (SubletPaneView *self, SubletPane *pane, int normal_width)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  pane->normal_width = normal_width;
  pane->docked = TRUE;
  pane->next_docked = TRUE;
  pane->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (pane->separator, GTK_WIDGET (self));

  pane->back_label = gtk_label_new ("");
  gtk_widget_add_css_class (pane->back_label, "heading");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-previous-symbolic"));
  gtk_box_append (GTK_BOX (box), pane->back_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Back"));
  g_signal_connect (button, "clicked", G_CALLBACK (on_back_clicked), self);

  pane->back_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (pane->back_row, "back-row");
  gtk_box_append (GTK_BOX (pane->back_row), button);
  gtk_widget_set_parent (pane->back_row, GTK_WIDGET (self));
}

static void
sublet_pane_view_init (SubletPaneView *self)
{
  pane_init (self, &self->start, START_WIDTH);
  pane_init (self, &self->end, END_WIDTH);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  sublet_pane_view_update_visibility (self);
}

/**
 * sublet_pane_view_new:
 *
 * Returns: (transfer floating): a view without content
 */
GtkWidget *
sublet_pane_view_new (void)
{
  return g_object_new (SUBLET_TYPE_PANE_VIEW, NULL);
}

/**
 * sublet_pane_view_set_start:
 * @self: a view
 * @start: (nullable): the pane before the content
 */
void
sublet_pane_view_set_start (SubletPaneView *self, GtkWidget *start)
{
  g_return_if_fail (SUBLET_IS_PANE_VIEW (self));

  set_child (self, &self->start.child, start, properties[PROP_START]);
}

/**
 * sublet_pane_view_set_content:
 * @self: a view
 * @content: (nullable): what is between the panes
 */
void
sublet_pane_view_set_content (SubletPaneView *self, GtkWidget *content)
{
  g_return_if_fail (SUBLET_IS_PANE_VIEW (self));

  set_child (self, &self->content, content, properties[PROP_CONTENT]);
}

/**
 * sublet_pane_view_set_end:
 * @self: a view
 * @end: (nullable): the pane after the content
 */
void
sublet_pane_view_set_end (SubletPaneView *self, GtkWidget *end)
{
  g_return_if_fail (SUBLET_IS_PANE_VIEW (self));

  set_child (self, &self->end.child, end, properties[PROP_END]);
}
