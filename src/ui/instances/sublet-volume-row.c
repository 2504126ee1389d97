/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volume-row.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/instances/sublet-volume-question.h"
#include "ui/instances/sublet-volume-text.h"

#include <glib/gi18n.h>

struct _SubletVolumeRow
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletIdleVolumes *volumes; /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
  SubletVolume *volume;       /* (owned) */

  /* template children */
  GtkLayoutManager *layout;
  GtkWidget *words;
  GtkWidget *name_label;
  GtkWidget *facts_label;
  GtkWidget *failure_label;
  GtkWidget *end;
  GtkWidget *price_label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SubletVolumeRow, sublet_volume_row, GTK_TYPE_WIDGET)

/* What it is, and below that why it is still there. */
static void
update_words (SubletVolumeRow *self, const GError *error)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *facts = sublet_volume_text_dup_facts (self->volume, clock);
  g_autofree char *failure = error != NULL ? sublet_volume_text_dup_failure (error) : NULL;
  g_autofree char *marked = failure != NULL ? g_strconcat ("⚠ ", failure, NULL) : NULL;

  gtk_label_set_label (GTK_LABEL (self->facts_label), facts);
  gtk_label_set_label (GTK_LABEL (self->failure_label), marked != NULL ? marked : "");
  gtk_widget_set_visible (self->failure_label, marked != NULL);
}

static void
update_button (SubletVolumeRow *self, bool deleting)
{
  gboolean read_only = sublet_rental_engine_get_read_only (self->engine);
  g_autoptr (GError) reason = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_READ_ONLY, "volume");
  g_autofree char *name = sublet_volume_text_dup_name (self->volume);
  g_autofree char *label = NULL;

  if (deleting)
    /* TRANSLATORS: spoken; %s is the name of a volume */
    label = g_strdup_printf (_ ("Deleting %s…"), name);
  else
    /* TRANSLATORS: spoken; %s is the name of a volume */
    label = g_strdup_printf (_ ("Delete %s…"), name);
  gtk_button_set_label (GTK_BUTTON (self->button), deleting ? _ ("Deleting…") : _ ("Delete…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_tooltip_text (self->button,
                               read_only ? sublet_error_text_get_sentence (reason) : NULL);
  /* The focus stays in the list's row that it was in. */
  if ((deleting || read_only) && gtk_widget_is_focus (self->button))
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_widget_set_sensitive (self->button, !deleting && !read_only);
}

static void
update (SubletVolumeRow *self)
{
  gint64 id = sublet_volume_get_data (self->volume)->id;

  update_words (self, sublet_idle_volumes_get_delete_error (self->volumes, id));
  update_button (self, sublet_idle_volumes_is_deleting (self->volumes, id));
}

static void
on_deletion_changed (SubletVolumeRow *self, gint64 volume_id)
{
  if (volume_id == sublet_volume_get_data (self->volume)->id)
    update (self);
}

/* What was known lately may not be so any more. */
static void
update_stale (SubletVolumeRow *self)
{
  if (sublet_idle_volumes_get_knowledge (self->volumes) == SUBLET_KNOWLEDGE_UNKNOWN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "subdued");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "subdued");
}

static void
sublet_volume_row_dispose (GObject *object)
{
  SubletVolumeRow *self = SUBLET_VOLUME_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_VOLUME_ROW);
  g_clear_object (&self->volumes);
  g_clear_object (&self->engine);
  g_clear_object (&self->volume);

  G_OBJECT_CLASS (sublet_volume_row_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletVolumeRow, child)

static void
sublet_volume_row_class_init (SubletVolumeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_volume_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instances/sublet-volume-row.ui");
  BIND (layout);
  BIND (words);
  BIND (name_label);
  BIND (facts_label);
  BIND (failure_label);
  BIND (end);
  BIND (price_label);
  BIND (button);
  gtk_widget_class_bind_template_callback (widget_class, sublet_volume_row_ask_delete);
  gtk_widget_class_set_css_name (widget_class, "volumerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sublet_volume_row_init (SubletVolumeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Nobody takes a dash for nothing. */
static void
show_price (SubletVolumeRow *self)
{
  g_autofree char *price = sublet_volume_text_dup_price (self->volume);

  gtk_label_set_label (GTK_LABEL (self->price_label), price != NULL ? price : "–");
  if (price == NULL)
    gtk_widget_set_tooltip_text (self->price_label, _ ("What it costs is not known."));
}

/* Heard with the row that has the focus, around it. */
static void
show_name (SubletVolumeRow *self)
{
  g_autofree char *name = sublet_volume_text_dup_name (self->volume);

  gtk_label_set_label (GTK_LABEL (self->name_label), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * sublet_volume_row_new:
 * @volumes: what it is one of
 * @engine: whose clock it goes by, and whether anything may be ordered here
 * @volume: what it shows
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
sublet_volume_row_new (SubletIdleVolumes *volumes, SubletRentalEngine *engine, SubletVolume *volume)
{
  SubletVolumeRow *self;

  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (volumes), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_VOLUME (volume), NULL);

  self = g_object_new (SUBLET_TYPE_VOLUME_ROW, NULL);
  self->volumes = g_object_ref (volumes);
  self->engine = g_object_ref (engine);
  self->volume = g_object_ref (volume);
  show_name (self);
  show_price (self);

  g_signal_connect_object (volumes,
                           "deletion-changed",
                           G_CALLBACK (on_deletion_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (volumes,
                           "notify::knowledge",
                           G_CALLBACK (update_stale),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine,
                           "notify::read-only",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  update_stale (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_volume_row_set_narrow:
 * @self: a row
 * @narrow: whether what stands at its end has room below alone
 */
void
sublet_volume_row_set_narrow (SubletVolumeRow *self, bool narrow)
{
  g_return_if_fail (SUBLET_IS_VOLUME_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->layout),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (self->price_label, narrow);
  gtk_label_set_wrap (GTK_LABEL (self->price_label), narrow);
}

/**
 * sublet_volume_row_set_list_narrow:
 * @list: a list whose rows have volumes as their only child, or something else
 * @narrow: whether there is little room
 */
void
sublet_volume_row_set_list_narrow (GtkWidget *list, bool narrow)
{
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);

      if (SUBLET_IS_VOLUME_ROW (child))
        sublet_volume_row_set_narrow (SUBLET_VOLUME_ROW (child), narrow);
    }
}

/**
 * sublet_volume_row_ask_delete:
 * @self: a row
 *
 * As its button does, unless that is off.
 */
void
sublet_volume_row_ask_delete (SubletVolumeRow *self)
{
  g_return_if_fail (SUBLET_IS_VOLUME_ROW (self));

  if (gtk_widget_get_sensitive (self->button))
    sublet_volume_question_ask (GTK_WIDGET (self), self->volumes, self->volume);
}

/**
 * sublet_volume_row_get_volume:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
SubletVolume *
sublet_volume_row_get_volume (SubletVolumeRow *self)
{
  g_return_val_if_fail (SUBLET_IS_VOLUME_ROW (self), NULL);

  return self->volume;
}
