/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-state-icon.h"

#include "ui/compat/sublet-ui-compat.h"

#include <math.h>

#define SIZE 16
/* The same ring as that of the drawn icons. */
#define RADIUS 6.2
#define STROKE 1.6
#define FILL_RADIUS 4.0

struct _SubletStateIcon
{
  GtkWidget parent_instance;

  GtkWidget *image;
  char *icon_class; /* (owned) (nullable) */
  double progress;
};

G_DEFINE_FINAL_TYPE (SubletStateIcon, sublet_state_icon, GTK_TYPE_WIDGET)

static void
sublet_state_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SubletStateIcon *self = SUBLET_STATE_ICON (widget);
  double x = gtk_widget_get_width (widget) / 2.0;
  double y = gtk_widget_get_height (widget) / 2.0;
  cairo_t *cr;
  GdkRGBA ink;

  if (self->progress < 0)
    {
      gtk_widget_snapshot_child (widget, self->image, snapshot);
      return;
    }

  sublet_ui_get_color (widget, &ink);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) (2 * x), (float) (2 * y)));
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, STROKE);
  cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y);
  cairo_arc (cr, x, y, FILL_RADIUS, -G_PI / 2, -G_PI / 2 + 2 * G_PI * self->progress);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
sublet_state_icon_dispose (GObject *object)
{
  g_clear_pointer (&SUBLET_STATE_ICON (object)->image, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_state_icon_parent_class)->dispose (object);
}

static void
sublet_state_icon_finalize (GObject *object)
{
  g_free (SUBLET_STATE_ICON (object)->icon_class);

  G_OBJECT_CLASS (sublet_state_icon_parent_class)->finalize (object);
}

static void
sublet_state_icon_class_init (SubletStateIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_state_icon_dispose;
  object_class->finalize = sublet_state_icon_finalize;
  widget_class->snapshot = sublet_state_icon_snapshot;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stateicon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sublet_state_icon_init (SubletStateIcon *self)
{
  self->progress = -1;
  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "pixel-size",
                              SIZE,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
}

/**
 * sublet_state_icon_new:
 *
 * Returns: (transfer floating): an icon of nothing
 */
GtkWidget *
sublet_state_icon_new (void)
{
  return g_object_new (SUBLET_TYPE_STATE_ICON, NULL);
}

/**
 * sublet_state_icon_set:
 * @self: an icon
 * @icon_name: the shape
 * @icon_class: (nullable): the style class that colours it
 * @progress: how far it has come, 0 to 1; below 0 draws @icon_name
 */
void
sublet_state_icon_set (SubletStateIcon *self,
                       const char *icon_name,
                       const char *icon_class,
                       double progress)
{
  g_return_if_fail (SUBLET_IS_STATE_ICON (self));

  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->image)), icon_name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  if (g_strcmp0 (self->icon_class, icon_class) != 0)
    {
      if (self->icon_class != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), self->icon_class);
      g_free (self->icon_class);
      self->icon_class = g_strdup (icon_class);
      if (icon_class != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self), icon_class);
    }
  if (fabs (self->progress - progress) > 0.001)
    {
      self->progress = progress;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}
