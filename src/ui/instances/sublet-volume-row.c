/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volume-row.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/instances/sublet-volume-text.h"

#include <glib/gi18n.h>

struct _SubletVolumeRow
{
  AdwActionRow parent_instance;

  /* construct-only */
  SubletIdleVolumes *volumes; /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
  SubletVolume *volume;       /* (owned) */

  GtkWidget *button; /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletVolumeRow, sublet_volume_row, ADW_TYPE_ACTION_ROW)

static guint delete_signal;

/* What it is, and below that why it is still there. */
static void
update_subtitle (SubletVolumeRow *self, const GError *error)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *facts = sublet_volume_text_dup_facts (self->volume, clock);
  g_autofree char *failure = error != NULL ? sublet_volume_text_dup_failure (error) : NULL;
  g_autofree char *both = g_strconcat (facts, failure != NULL ? "\n⚠ " : NULL, failure, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), both);
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
  /* The focus stays in the row that it was in. */
  if ((deleting || read_only) && gtk_widget_is_focus (self->button))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_sensitive (self->button, !deleting && !read_only);
}

static void
update (SubletVolumeRow *self)
{
  gint64 id = sublet_volume_get_data (self->volume)->id;

  update_subtitle (self, sublet_idle_volumes_get_delete_error (self->volumes, id));
  update_button (self, sublet_idle_volumes_is_deleting (self->volumes, id));
}

static void
on_deletion_changed (SubletVolumeRow *self, gint64 volume_id)
{
  if (volume_id == sublet_volume_get_data (self->volume)->id)
    update (self);
}

static void
on_clicked (SubletVolumeRow *self)
{
  g_signal_emit (self, delete_signal, 0);
}

static void
sublet_volume_row_dispose (GObject *object)
{
  SubletVolumeRow *self = SUBLET_VOLUME_ROW (object);

  g_clear_object (&self->volumes);
  g_clear_object (&self->engine);
  g_clear_object (&self->volume);

  G_OBJECT_CLASS (sublet_volume_row_parent_class)->dispose (object);
}

static void
sublet_volume_row_class_init (SubletVolumeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_volume_row_dispose;

  delete_signal = g_signal_new ("delete",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
}

static void
sublet_volume_row_init (SubletVolumeRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
}

/* Nobody takes a dash for nothing. */
static GtkWidget *
make_price (SubletVolume *volume)
{
  g_autofree char *price = sublet_volume_text_dup_price (volume);
  GtkWidget *label = gtk_label_new (price != NULL ? price : "–");

  gtk_widget_add_css_class (label, "numeric");
  if (price == NULL)
    gtk_widget_set_tooltip_text (label, _ ("What it costs is not known."));

  return label;
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
  g_autofree char *name = NULL;
  SubletVolumeRow *self;

  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (volumes), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_VOLUME (volume), NULL);

  self = g_object_new (SUBLET_TYPE_VOLUME_ROW, NULL);
  self->volumes = g_object_ref (volumes);
  self->engine = g_object_ref (engine);
  self->volume = g_object_ref (volume);
  name = sublet_volume_text_dup_name (volume);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_price (volume));
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);

  g_signal_connect_object (self->button,
                           "clicked",
                           G_CALLBACK (on_clicked),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (volumes,
                           "deletion-changed",
                           G_CALLBACK (on_deletion_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine,
                           "notify::read-only",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
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
