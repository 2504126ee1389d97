/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-software-group.h"

#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-rent-number.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_DISK_GB 8.0
/* Of the settings; for a machine that does not say what it has. */
#define MOST_DISK_GB 100000.0
#define DISK_STEP_GB 8.0
#define DISK_PAGE_GB 64.0

struct _SubletSoftwareGroup
{
  AdwPreferencesGroup parent_instance;

  /* state */
  char *template_hash; /* (owned) (nullable): none */
  char *template_name; /* (owned) (nullable) */
  gboolean template_gone;
  double most_gb;
  gboolean filling;
  char *problem; /* (owned) (nullable) */

  /* template children */
  SubletFieldRow *template_row;
  GtkButton *template_button;
  GtkButton *clear_button;
  SubletFieldRow *image_row;
  GtkEntry *image_entry;
  GtkMenuButton *recent_button;
  SubletFieldRow *disk_row;
  GtkSpinButton *disk_spin;
  GtkAdjustment *disk_adjustment;
};

G_DEFINE_FINAL_TYPE (SubletSoftwareGroup, sublet_software_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_CHOOSE_TEMPLATE,
  N_SIGNALS,
} SubletSoftwareGroupSignal;

static guint signals[N_SIGNALS];

static void
show_template (SubletSoftwareGroup *self)
{
  gboolean chosen = self->template_hash != NULL;
  const char *name = self->template_name == NULL ? self->template_hash : self->template_name;

  sublet_field_row_set_hint (self->template_row,
                             chosen ? name : _ ("None: an image and your own settings."));
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), chosen);
  sublet_field_row_set_hint (self->image_row,
                             chosen
                             ? _ ("The template's; another one replaces it.")
                             : _ ("The container that runs."));
}

static void
on_changed (SubletSoftwareGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_use_image (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletSoftwareGroup *self = SUBLET_SOFTWARE_GROUP (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->image_entry), g_variant_get_string (parameter, NULL));
  sublet_software_group_focus_image (self);
}

static void
on_choose_template (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHOOSE_TEMPLATE], 0);
}

/* What it brought stays in the fields; it is no longer the template's. */
static void
on_clear_template (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletSoftwareGroup *self = SUBLET_SOFTWARE_GROUP (widget);

  g_clear_pointer (&self->template_hash, g_free);
  g_clear_pointer (&self->template_name, g_free);
  self->template_gone = FALSE;
  gtk_entry_set_placeholder_text (self->image_entry, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->template_button));
  show_template (self);
  on_changed (self);
}

static void
sublet_software_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_SOFTWARE_GROUP);

  G_OBJECT_CLASS (sublet_software_group_parent_class)->dispose (object);
}

static void
sublet_software_group_finalize (GObject *object)
{
  SubletSoftwareGroup *self = SUBLET_SOFTWARE_GROUP (object);

  g_free (self->template_hash);
  g_free (self->template_name);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_software_group_parent_class)->finalize (object);
}

static void
sublet_software_group_class_init (SubletSoftwareGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_software_group_dispose;
  object_class->finalize = sublet_software_group_finalize;

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);
  signals[SIGNAL_CHOOSE_TEMPLATE] = sublet_signal_add (klass, "choose-template", G_TYPE_NONE);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-software-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, template_row);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, template_button);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, clear_button);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, image_row);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, image_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, recent_button);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, disk_row);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, disk_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletSoftwareGroup, disk_adjustment);

  gtk_widget_class_install_action (widget_class, "software.use-image", "s", on_use_image);
  gtk_widget_class_install_action (widget_class,
                                   "software.choose-template",
                                   NULL,
                                   on_choose_template);
  gtk_widget_class_install_action (widget_class,
                                   "software.clear-template",
                                   NULL,
                                   on_clear_template);
}

static void
sublet_software_group_init (SubletSoftwareGroup *self)
{
  self->most_gb = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->image_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->disk_spin, "notify::text", G_CALLBACK (on_changed), self);
  show_template (self);
}

static void
fill_disk (SubletSoftwareGroup *self, double disk_gb, double most_gb)
{
  g_autofree char *hint = sublet_rent_text_disk_hint (most_gb);
  double upper_gb = isfinite (most_gb) ? MAX (floor (most_gb), LEAST_DISK_GB) : MOST_DISK_GB;

  self->most_gb = most_gb;
  sublet_field_row_set_hint (self->disk_row, hint);
  gtk_adjustment_configure (self->disk_adjustment,
                            CLAMP (disk_gb, LEAST_DISK_GB, upper_gb),
                            LEAST_DISK_GB,
                            upper_gb,
                            DISK_STEP_GB,
                            DISK_PAGE_GB,
                            0);
  /* Also over a text that was no number. */
  gtk_spin_button_set_value (self->disk_spin, gtk_adjustment_get_value (self->disk_adjustment));
}

/**
 * sublet_software_group_fill:
 * @self: a group
 * @launch: its image and its template
 * @disk_gb: the first value, moved into the machine's range
 * @most_gb: what the machine has left, GB as sold; NAN when it does not say
 */
void
sublet_software_group_fill (SubletSoftwareGroup *self,
                            SubletLaunch *launch,
                            double disk_gb,
                            double most_gb)
{
  const char *image;

  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  image = sublet_launch_get_image (launch);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->image_entry), image == NULL ? "" : image);
  fill_disk (self, disk_gb, most_gb);
  self->filling = FALSE;

  g_free (self->template_hash);
  self->template_hash = g_strdup (sublet_launch_get_template_hash (launch));
  g_free (self->template_name);
  self->template_name = g_strdup (sublet_launch_get_template_name (launch));
  self->template_gone = FALSE;
  show_template (self);
}

/**
 * sublet_software_group_write:
 * @self: a group
 * @launch: where to
 */
void
sublet_software_group_write (SubletSoftwareGroup *self, SubletLaunch *launch)
{
  const char *image;

  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  image = sublet_software_group_get_image (self);
  sublet_launch_set_image (launch, *image == '\0' ? NULL : image);
  sublet_launch_set_template (launch, self->template_hash, self->template_name);
}

/**
 * sublet_software_group_check:
 * @self: a group
 * @launch: what was written here
 *
 * Marks what is wrong.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_software_group_check (SubletSoftwareGroup *self, SubletLaunch *launch)
{
  const char *image;
  const char *gone = NULL;
  g_autofree char *image_problem = NULL;
  g_autofree char *disk_problem = NULL;

  g_return_val_if_fail (SUBLET_IS_SOFTWARE_GROUP (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  image = sublet_software_group_get_image (self);
  if (self->template_gone)
    gone = _ ("That template is gone. Choose another one, or rent without it.");
  /* A template has an image of its own. */
  if (*image != '\0' || self->template_hash == NULL)
    image_problem = sublet_rent_text_image_problem (image);
  disk_problem =
    sublet_rent_text_disk_problem (sublet_rent_read_number (self->disk_spin), self->most_gb);

  sublet_field_row_set_problem (self->template_row, gone);
  sublet_field_row_set_problem (self->image_row, image_problem);
  sublet_field_row_set_problem (self->disk_row, disk_problem);

  g_free (self->problem);
  self->problem = g_strdup (gone != NULL            ? gone
                            : image_problem != NULL ? image_problem
                                                    : disk_problem);

  return self->problem;
}

/**
 * sublet_software_group_get_disk_gb:
 * @self: a group
 *
 * Returns: GB as sold; NAN when no number is typed
 */
double
sublet_software_group_get_disk_gb (SubletSoftwareGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_SOFTWARE_GROUP (self), NAN);

  return sublet_rent_read_number (self->disk_spin);
}

/**
 * sublet_software_group_get_image:
 * @self: a group
 *
 * Returns: (transfer none): what is typed
 */
const char *
sublet_software_group_get_image (SubletSoftwareGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_SOFTWARE_GROUP (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->image_entry));
}

/**
 * sublet_software_group_set_recent_images:
 * @self: a group
 * @images: (nullable) (array zero-terminated=1): what was rented with lately
 */
void
sublet_software_group_set_recent_images (SubletSoftwareGroup *self, const char *const *images)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gsize i;

  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  for (i = 0; images != NULL && images[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (images[i], NULL);

      g_menu_item_set_action_and_target (item, "software.use-image", "s", images[i]);
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (self->recent_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_button), i > 0);
}

/**
 * sublet_software_group_offer_templates:
 * @self: a group
 */
void
sublet_software_group_offer_templates (SubletSoftwareGroup *self)
{
  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self->template_row), TRUE);
}

/**
 * sublet_software_group_set_template_image:
 * @self: a group
 * @image: (nullable): what the chosen template runs
 */
void
sublet_software_group_set_template_image (SubletSoftwareGroup *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  gtk_entry_set_placeholder_text (self->image_entry, image);
}

/**
 * sublet_software_group_set_template_gone:
 * @self: a group
 * @gone: whether the service has no longer what is chosen
 */
void
sublet_software_group_set_template_gone (SubletSoftwareGroup *self, gboolean gone)
{
  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  self->template_gone = gone && self->template_hash != NULL;
  on_changed (self);
}

/**
 * sublet_software_group_focus_image:
 * @self: a group
 *
 * Where typing starts.
 */
void
sublet_software_group_focus_image (SubletSoftwareGroup *self)
{
  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->image_entry));
}

/**
 * sublet_software_group_set_narrow:
 * @self: a group
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_software_group_set_narrow (SubletSoftwareGroup *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_SOFTWARE_GROUP (self));

  sublet_field_row_set_stacked (self->image_row, narrow);
  sublet_field_row_set_stacked (self->template_row, tight);
  sublet_field_row_set_stacked (self->disk_row, tight);
}
