/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-data-page.h"

#include <glib/gi18n.h>

struct _SubletDataPage
{
  AdwPreferencesPage parent_instance;

  SubletProfile *profile;     /* (owned) */
  SubletRentalEngine *engine; /* (owned) */

  AdwActionRow *folder_row;
  AdwActionRow *journal_row;
};

G_DEFINE_FINAL_TYPE (SubletDataPage, sublet_data_page, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  PROP_PROFILE = 1,
  PROP_ENGINE,
} SubletDataPageProperty;

static GParamSpec *properties[PROP_ENGINE + 1];

static void
update (SubletDataPage *self)
{
  int holder_pid = sublet_profile_get_holder_pid (self->profile);
  g_autofree char *journal = NULL;

  if (sublet_profile_get_demo (self->profile))
    journal = g_strdup (_ ("The demo's, emptied at its next start."));
  else if (!sublet_profile_get_locked (self->profile) && holder_pid > 0)
    /* TRANSLATORS: %d is the number of a process */
    journal = g_strdup_printf (_ ("Another Sublet, process %d, has it. This window only shows."),
                                  holder_pid);
  else if (!sublet_profile_get_locked (self->profile))
    journal = g_strdup (_ ("Another Sublet has it. This window only shows."));
  else if (sublet_rental_engine_get_read_only (self->engine))
    journal = g_strdup (_ ("It is from a newer Sublet. Renting is off."));
  else
    journal = g_strdup (_ ("Every step of a rental is written here before it is taken."));

  adw_action_row_set_subtitle (self->journal_row, journal);
}

static void
on_folder_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The path stands there to be read. */
  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_info ("cannot open the data folder: %s", error->message);
}

static void
on_open_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletDataPage *self = SUBLET_DATA_PAGE (widget);
  g_autofree char *uri = g_filename_to_uri (sublet_profile_get_path (self->profile), NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri,
                                             NULL,
                                             NULL,
                                             on_folder_opened,
                                             g_object_ref (self));
}

static void
sublet_data_page_constructed (GObject *object)
{
  SubletDataPage *self = SUBLET_DATA_PAGE (object);
  g_autofree char *path = NULL;

  G_OBJECT_CLASS (sublet_data_page_parent_class)->constructed (object);

  g_return_if_fail (self->profile != NULL && self->engine != NULL);

  path = g_filename_display_name (sublet_profile_get_path (self->profile));
  adw_action_row_set_subtitle (self->folder_row, path);
  g_signal_connect_object (self->engine,
                           "notify::read-only",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_data_page_dispose (GObject *object)
{
  SubletDataPage *self = SUBLET_DATA_PAGE (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_DATA_PAGE);

  G_OBJECT_CLASS (sublet_data_page_parent_class)->dispose (object);
}

static void
sublet_data_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletDataPage *self = SUBLET_DATA_PAGE (object);

  switch ((SubletDataPageProperty) prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_data_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletDataPage *self = SUBLET_DATA_PAGE (object);

  switch ((SubletDataPageProperty) prop_id)
    {
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_data_page_class_init (SubletDataPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sublet_data_page_constructed;
  object_class->dispose = sublet_data_page_dispose;
  object_class->get_property = sublet_data_page_get_property;
  object_class->set_property = sublet_data_page_set_property;

  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, SUBLET_TYPE_PROFILE, flags);
  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/preferences/sublet-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletDataPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, SubletDataPage, journal_row);

  gtk_widget_class_install_action (widget_class, "data.open-folder", NULL, on_open_folder);
}

static void
sublet_data_page_init (SubletDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_data_page_new:
 * @profile: where the data lies
 * @engine: what keeps the journal
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_data_page_new (SubletProfile *profile, SubletRentalEngine *engine)
{
  return g_object_new (SUBLET_TYPE_DATA_PAGE, "profile", profile, "engine", engine, NULL);
}
