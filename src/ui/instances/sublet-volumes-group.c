/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volumes-group.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/instances/sublet-volume-row.h"
#include "ui/instances/sublet-volume-text.h"

#include <adwaita.h>
#include <stdbool.h>

/* Height of a window, in pixels at normal text size, in which what stands above needs the room. */
#define FOLDED_BELOW 700.0

struct _SubletVolumesGroup
{
  GtkWidget parent_instance;

  SubletIdleVolumes *volumes; /* (owned) (nullable) until it is told */
  SubletRentalEngine *engine; /* (owned) (nullable) likewise */
  GListModel *shown;          /* (owned) (nullable) likewise: those that match */
  bool narrow;
  bool quiet; /* what is in doubt is said elsewhere */

  GdkSurface *surface; /* (owned) (nullable): of its window, while it is mapped */
  gulong height_handler;
  bool chosen;  /* a person has folded or unfolded it */
  bool folding; /* what folds it is no person */

  /* template children */
  GtkWidget *content;
  GtkWidget *expander;
  GtkWidget *heading_label;
  GtkWidget *doubt_label;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SubletVolumesGroup, sublet_volumes_group, GTK_TYPE_WIDGET)

/* ---- rows ---- */

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SubletVolumesGroup *self = user_data;
  GtkWidget *volume = sublet_volume_row_new (self->volumes, self->engine, item);
  GtkWidget *row = gtk_list_box_row_new ();

  sublet_volume_row_set_narrow (SUBLET_VOLUME_ROW (volume), self->narrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), volume);

  return row;
}

static void
update (SubletVolumesGroup *self)
{
  g_autofree char *doubt =
    sublet_volume_text_dup_doubt (self->volumes, sublet_rental_engine_get_clock (self->engine));
  g_autofree char *heading = sublet_volume_text_dup_heading (self->shown);
  bool tells = doubt != NULL && !self->quiet;

  gtk_label_set_label (GTK_LABEL (self->heading_label), heading != NULL ? heading : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading != NULL ? heading : "",
                                  -1);
  gtk_label_set_label (GTK_LABEL (self->doubt_label), tells ? doubt : "");
  gtk_widget_set_visible (self->doubt_label, tells);
  gtk_widget_set_visible (self->expander, heading != NULL);
  gtk_widget_set_visible (self->content, heading != NULL || tells);
}

/* ---- folding ---- */

/* Until a person says otherwise. */
static void
fold (SubletVolumesGroup *self)
{
  double height = gdk_surface_get_height (self->surface);
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));

  if (self->chosen)
    return;

  self->folding = true;
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), height / scale >= FOLDED_BELOW);
  self->folding = false;
}

static void
on_expanded (SubletVolumesGroup *self)
{
  if (!self->folding)
    self->chosen = true;
}

static void
follow_height (SubletVolumesGroup *self)
{
  GtkNative *window = gtk_widget_get_native (GTK_WIDGET (self));

  self->surface = g_object_ref (gtk_native_get_surface (window));
  self->height_handler =
    g_signal_connect_swapped (self->surface, "notify::height", G_CALLBACK (fold), self);
  fold (self);
}

static void
leave_height (SubletVolumesGroup *self)
{
  if (self->surface != NULL)
    g_clear_signal_handler (&self->height_handler, self->surface);
  g_clear_object (&self->surface);
}

/* ---- the widget ---- */

static void
sublet_volumes_group_map (GtkWidget *widget)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (widget);

  GTK_WIDGET_CLASS (sublet_volumes_group_parent_class)->map (widget);
  follow_height (self);
}

static void
sublet_volumes_group_unmap (GtkWidget *widget)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (widget);

  leave_height (self);
  GTK_WIDGET_CLASS (sublet_volumes_group_parent_class)->unmap (widget);
}

static void
sublet_volumes_group_dispose (GObject *object)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_VOLUMES_GROUP);
  leave_height (self);
  g_clear_object (&self->shown);
  g_clear_object (&self->volumes);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_volumes_group_parent_class)->dispose (object);
}

static void
sublet_volumes_group_class_init (SubletVolumesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_volumes_group_dispose;
  widget_class->map = sublet_volumes_group_map;
  widget_class->unmap = sublet_volumes_group_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instances/sublet-volumes-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, content);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, expander);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, heading_label);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded);
}

static void
sublet_volumes_group_init (SubletVolumesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_volumes_group_set_volumes:
 * @self: a group that has none yet
 * @volumes: what is known of them
 * @shown: (element-type SubletVolume): those of them that it shows
 * @engine: whose clock it goes by, and whether anything may be ordered here
 */
void
sublet_volumes_group_set_volumes (SubletVolumesGroup *self,
                                  SubletIdleVolumes *volumes,
                                  GListModel *shown,
                                  SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_VOLUMES_GROUP (self));
  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (volumes));
  g_return_if_fail (G_IS_LIST_MODEL (shown));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (self->volumes == NULL);

  self->volumes = g_object_ref (volumes);
  self->shown = g_object_ref (shown);
  self->engine = g_object_ref (engine);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), shown, make_row, self, NULL);
  g_signal_connect_object (volumes, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * sublet_volumes_group_set_quiet:
 * @self: a group that has its volumes
 * @quiet: whether what is in doubt is said elsewhere
 */
void
sublet_volumes_group_set_quiet (SubletVolumesGroup *self, bool quiet)
{
  g_return_if_fail (SUBLET_IS_VOLUMES_GROUP (self) && self->volumes != NULL);

  if (self->quiet == quiet)
    return;

  self->quiet = quiet;
  update (self);
}

/**
 * sublet_volumes_group_set_room:
 * @self: a group
 * @margin: pixels beside it
 * @narrow: whether there is little room between
 */
void
sublet_volumes_group_set_room (SubletVolumesGroup *self, int margin, bool narrow)
{
  g_return_if_fail (SUBLET_IS_VOLUMES_GROUP (self));

  gtk_widget_set_margin_start (self->content, margin);
  gtk_widget_set_margin_end (self->content, margin);
  self->narrow = narrow;
  sublet_volume_row_set_list_narrow (self->list, narrow);
}
