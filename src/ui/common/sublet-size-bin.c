/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-size-bin.h"
#include "ui/common/sublet-text-scale.h"

#define MINIMUM_WIDTH 360
#define MINIMUM_HEIGHT 300
#define MEDIUM_FROM 600.0
#define WIDE_FROM 1040.0

struct _SubletSizeBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* (nullable): parented */
  gulong dpi_handler;
  GtkSettings *settings; /* (owned) (nullable): while rooted */
  guint tick_id;
  SubletSizeClass size_class;
  SubletSizeClass next_size_class;
};

static void sublet_size_bin_buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletSizeBin,
                               sublet_size_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sublet_size_bin_buildable_iface_init))

G_DEFINE_ENUM_TYPE (SubletSizeClass,
                    sublet_size_class,
                    G_DEFINE_ENUM_VALUE (SUBLET_SIZE_CLASS_NARROW, "narrow"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SIZE_CLASS_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SIZE_CLASS_WIDE, "wide"))

typedef enum
{
  PROP_CHILD = 1,
  PROP_SIZE_CLASS,
} SubletSizeBinProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

static GtkBuildableIface *parent_buildable_iface;

static SubletSizeClass
classify (SubletSizeBin *self, int width)
{
  double normal_width = width / sublet_ui_get_text_scale (GTK_WIDGET (self));

  if (normal_width < MEDIUM_FROM)
    return SUBLET_SIZE_CLASS_NARROW;
  if (normal_width < WIDE_FROM)
    return SUBLET_SIZE_CLASS_MEDIUM;

  return SUBLET_SIZE_CLASS_WIDE;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (widget);

  self->tick_id = 0;
  if (self->size_class != self->next_size_class)
    {
      self->size_class = self->next_size_class;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
      gtk_widget_queue_resize (widget);
    }

  return G_SOURCE_REMOVE;
}

static void
on_dpi_changed (SubletSizeBin *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
sublet_size_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
sublet_size_bin_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (widget);
  int limit = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : MINIMUM_HEIGHT;

  *minimum = 0;
  *natural = 0;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = MIN (*minimum, limit);
  *natural = MAX (*natural, *minimum);
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
sublet_size_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (widget);
  int minimum_width;
  int minimum_height;

  self->next_size_class = classify (self, width);
  if (self->next_size_class != self->size_class && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (widget, on_tick, NULL, NULL);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  /* The child may still be laid out for the old size class and need more than there is: it gets
   * that for one frame, and overflow hides the rest. */
  gtk_widget_measure (self->child,
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &minimum_width,
                      NULL,
                      NULL,
                      NULL);
  width = MAX (width, minimum_width);
  gtk_widget_measure (self->child,
                      GTK_ORIENTATION_VERTICAL,
                      width,
                      &minimum_height,
                      NULL,
                      NULL,
                      NULL);
  height = MAX (height, minimum_height);
  gtk_widget_allocate (self->child, width, height, -1, NULL);
}

static void
sublet_size_bin_root (GtkWidget *widget)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (widget);

  GTK_WIDGET_CLASS (sublet_size_bin_parent_class)->root (widget);

  self->settings = g_object_ref (gtk_widget_get_settings (widget));
  self->dpi_handler = g_signal_connect_object (self->settings,
                                               "notify::gtk-xft-dpi",
                                               G_CALLBACK (on_dpi_changed),
                                               self,
                                               G_CONNECT_SWAPPED);
}

static void
sublet_size_bin_unroot (GtkWidget *widget)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (widget);

  g_clear_signal_handler (&self->dpi_handler, self->settings);
  g_clear_object (&self->settings);
  if (self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (widget, self->tick_id);
      self->tick_id = 0;
    }

  GTK_WIDGET_CLASS (sublet_size_bin_parent_class)->unroot (widget);
}

static void
sublet_size_bin_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  if (GTK_IS_WIDGET (child))
    sublet_size_bin_set_child (SUBLET_SIZE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
sublet_size_bin_buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = sublet_size_bin_add_child;
}

static void
sublet_size_bin_dispose (GObject *object)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_size_bin_parent_class)->dispose (object);
}

static void
sublet_size_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (object);

  switch ((SubletSizeBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_size_bin_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SubletSizeBin *self = SUBLET_SIZE_BIN (object);

  switch ((SubletSizeBinProperty) prop_id)
    {
    case PROP_CHILD:
      sublet_size_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_SIZE_CLASS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_size_bin_class_init (SubletSizeBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_size_bin_dispose;
  object_class->get_property = sublet_size_bin_get_property;
  object_class->set_property = sublet_size_bin_set_property;
  widget_class->get_request_mode = sublet_size_bin_get_request_mode;
  widget_class->measure = sublet_size_bin_measure;
  widget_class->size_allocate = sublet_size_bin_size_allocate;
  widget_class->root = sublet_size_bin_root;
  widget_class->unroot = sublet_size_bin_unroot;

  properties[PROP_CHILD] =
    g_param_spec_object ("child",
                         NULL,
                         NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Wide until the first allocation says otherwise. */
  properties[PROP_SIZE_CLASS] = g_param_spec_enum ("size-class",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_SIZE_CLASS,
                                                   SUBLET_SIZE_CLASS_WIDE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "sizebin");
}

static void
sublet_size_bin_init (SubletSizeBin *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->next_size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sublet_size_bin_new:
 *
 * Returns: (transfer floating): an empty bin
 */
GtkWidget *
sublet_size_bin_new (void)
{
  return g_object_new (SUBLET_TYPE_SIZE_BIN, NULL);
}

/**
 * sublet_size_bin_get_child:
 * @self: a bin
 *
 * Returns: (transfer none) (nullable): what it holds
 */
GtkWidget *
sublet_size_bin_get_child (SubletSizeBin *self)
{
  g_return_val_if_fail (SUBLET_IS_SIZE_BIN (self), NULL);

  return self->child;
}

/**
 * sublet_size_bin_set_child:
 * @self: a bin
 * @child: (nullable) (transfer none): what to hold from now on
 */
void
sublet_size_bin_set_child (SubletSizeBin *self, GtkWidget *child)
{
  g_return_if_fail (SUBLET_IS_SIZE_BIN (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * sublet_size_bin_get_size_class:
 * @self: a bin
 *
 * Returns: how much room there is; wide before the first allocation
 */
SubletSizeClass
sublet_size_bin_get_size_class (SubletSizeBin *self)
{
  g_return_val_if_fail (SUBLET_IS_SIZE_BIN (self), SUBLET_SIZE_CLASS_WIDE);

  return self->size_class;
}
