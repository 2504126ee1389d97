/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volumes-group.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-volume-row.h"
#include "ui/instances/sublet-volume-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _SubletVolumesGroup
{
  GtkWidget parent_instance;

  SubletIdleVolumes *volumes; /* (owned) (nullable) until it is told */
  SubletRentalEngine *engine; /* (owned) (nullable) likewise */

  /* template children */
  GtkWidget *content;
  GtkWidget *sum_label;
  GtkWidget *doubt_label;
  GtkWidget *scroller;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SubletVolumesGroup, sublet_volumes_group, GTK_TYPE_WIDGET)

/* ---- deleting ---- */

typedef struct
{
  SubletVolumesGroup *group; /* (owned) */
  SubletVolume *volume;      /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->group);
  g_object_unref (asking->volume);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sublet_volume_text_dup_name (asking->volume);
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (sublet_idle_volumes_delete_finish (SUBLET_IDLE_VOLUMES (source), result, &error))
    {
      /* TRANSLATORS: %s is the name of a volume */
      text = g_strdup_printf (_ ("%s is deleted"), name);
    }
  else
    {
      why = sublet_volume_text_dup_failure (error);
      /* TRANSLATORS: the name of a volume, and a sentence that says that it is not deleted */
      text = g_strdup_printf (_ ("%1$s: %2$s"), name, why);
    }
  sublet_toast_show (GTK_WIDGET (asking->group), text);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  SubletIdleVolumes *volumes = asking->group->volumes;

  if (g_strcmp0 (answer, "delete") == 0 && volumes != NULL)
    sublet_idle_volumes_delete_async (volumes,
                                      asking->volume,
                                      NULL,
                                      on_deleted,
                                      g_steal_pointer (&asking));
}

static void
on_delete (SubletVolumesGroup *self, SubletVolumeRow *row)
{
  SubletVolume *volume = sublet_volume_row_get_volume (row);
  g_autofree char *name = sublet_volume_text_dup_name (volume);
  g_autofree char *plain = sublet_format_no_mnemonic (name);
  /* TRANSLATORS: %s is the name of a volume */
  g_autofree char *heading = g_strdup_printf (_ ("Delete %s?"), name);
  /* TRANSLATORS: on a button; %s is the name of a volume */
  g_autofree char *label = g_strdup_printf (_ ("_Delete %s"), plain);
  g_autofree char *body = sublet_volume_text_dup_loss (volume);
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "delete", label, SUBLET_ANSWER_DESTRUCTIVE },
  };
  const SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };
  Asking *asking = g_new0 (Asking, 1);

  asking->group = g_object_ref (self);
  asking->volume = g_object_ref (volume);
  sublet_ui_confirm_async (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                           &question,
                           NULL,
                           on_answered,
                           asking);
}

/* ---- rows ---- */

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  SubletVolumesGroup *self = user_data;
  GtkWidget *row = sublet_volume_row_new (self->volumes, self->engine, item);

  g_signal_connect_object (row, "delete", G_CALLBACK (on_delete), self, G_CONNECT_SWAPPED);

  return row;
}

static void
update (SubletVolumesGroup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->volumes));
  g_autofree char *doubt =
    sublet_volume_text_dup_doubt (self->volumes, sublet_rental_engine_get_clock (self->engine));
  g_autofree char *sum = sublet_volume_text_dup_sum (G_LIST_MODEL (self->volumes));

  gtk_label_set_label (GTK_LABEL (self->sum_label), sum != NULL ? sum : "");
  gtk_label_set_label (GTK_LABEL (self->doubt_label), doubt != NULL ? doubt : "");
  gtk_widget_set_visible (self->doubt_label, doubt != NULL);
  gtk_widget_set_visible (self->scroller, n > 0);
  gtk_widget_set_visible (self->content, n > 0 || doubt != NULL);
}

/* ---- the widget ---- */

static void
sublet_volumes_group_map (GtkWidget *widget)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (widget);

  GTK_WIDGET_CLASS (sublet_volumes_group_parent_class)->map (widget);
  if (self->volumes != NULL)
    sublet_idle_volumes_set_watched (self->volumes, TRUE);
}

static void
sublet_volumes_group_unmap (GtkWidget *widget)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (widget);

  if (self->volumes != NULL)
    sublet_idle_volumes_set_watched (self->volumes, FALSE);
  GTK_WIDGET_CLASS (sublet_volumes_group_parent_class)->unmap (widget);
}

static void
sublet_volumes_group_dispose (GObject *object)
{
  SubletVolumesGroup *self = SUBLET_VOLUMES_GROUP (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_VOLUMES_GROUP);
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
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, sum_label);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, scroller);
  gtk_widget_class_bind_template_child (widget_class, SubletVolumesGroup, list);
}

static void
sublet_volumes_group_init (SubletVolumesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_volumes_group_set_volumes:
 * @self: a group that has none yet
 * @volumes: what it shows
 * @engine: whose clock it goes by, and whether anything may be ordered here
 */
void
sublet_volumes_group_set_volumes (SubletVolumesGroup *self,
                                  SubletIdleVolumes *volumes,
                                  SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_VOLUMES_GROUP (self));
  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (volumes));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (self->volumes == NULL);

  self->volumes = g_object_ref (volumes);
  self->engine = g_object_ref (engine);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (volumes), make_row, self, NULL);
  g_signal_connect_object (volumes, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (volumes, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  sublet_idle_volumes_set_watched (volumes, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * sublet_volumes_group_set_margins:
 * @self: a group
 * @margin: pixels beside it
 */
void
sublet_volumes_group_set_margins (SubletVolumesGroup *self, int margin)
{
  g_return_if_fail (SUBLET_IS_VOLUMES_GROUP (self));

  gtk_widget_set_margin_start (self->content, margin);
  gtk_widget_set_margin_end (self->content, margin);
}
