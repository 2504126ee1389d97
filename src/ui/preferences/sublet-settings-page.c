/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-settings-page.h"

typedef struct
{
  SubletSettings *settings; /* (owned): construct-only */
} SubletSettingsPagePrivate;

typedef enum
{
  PROP_SETTINGS = 1,
} SubletSettingsPageProperty;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SubletSettingsPage,
                                     sublet_settings_page,
                                     ADW_TYPE_PREFERENCES_PAGE)

static GParamSpec *properties[PROP_SETTINGS + 1];

static SubletSettingsPagePrivate *
get_private (gpointer self)
{
  return sublet_settings_page_get_instance_private (SUBLET_SETTINGS_PAGE (self));
}

static void
sublet_settings_page_dispose (GObject *object)
{
  g_clear_object (&get_private (object)->settings);

  G_OBJECT_CLASS (sublet_settings_page_parent_class)->dispose (object);
}

static void
sublet_settings_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletSettingsPageProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, get_private (object)->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_settings_page_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((SubletSettingsPageProperty) prop_id)
    {
    case PROP_SETTINGS:
      get_private (object)->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_settings_page_class_init (SubletSettingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_settings_page_dispose;
  object_class->get_property = sublet_settings_page_get_property;
  object_class->set_property = sublet_settings_page_set_property;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_settings_page_init (SubletSettingsPage *self)
{
}

/**
 * sublet_settings_page_get_settings:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what it shows, until it is disposed of
 */
SubletSettings *
sublet_settings_page_get_settings (SubletSettingsPage *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS_PAGE (self), NULL);

  return get_private (self)->settings;
}
