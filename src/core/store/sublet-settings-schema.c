/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-settings-private.h"

#include "core/base/sublet-error.h"

/* What a property of the type is stored as; sublet_settings_get_property() reads it so. */
static const GVariantType *
get_stored_type (GType type)
{
  if (type == G_TYPE_STRING || G_TYPE_IS_ENUM (type))
    return G_VARIANT_TYPE_STRING;
  if (type == G_TYPE_INT)
    return G_VARIANT_TYPE_INT32;
  if (type == G_TYPE_DOUBLE)
    return G_VARIANT_TYPE_DOUBLE;
  if (type == G_TYPE_BOOLEAN)
    return G_VARIANT_TYPE_BOOLEAN;
  if (type == G_TYPE_STRV)
    return G_VARIANT_TYPE_STRING_ARRAY;

  g_assert_not_reached ();
}

static gboolean
check_key (GSettingsSchema *schema, GParamSpec *pspec, GError **error)
{
  const GVariantType *type = get_stored_type (G_PARAM_SPEC_VALUE_TYPE (pspec));
  g_autoptr (GSettingsSchemaKey) key = NULL;

  /* GSettings ends the program that asks for a key which is not there. */
  if (g_settings_schema_has_key (schema, pspec->name))
    key = g_settings_schema_get_key (schema, pspec->name);
  if (key != NULL && g_variant_type_equal (g_settings_schema_key_get_value_type (key), type))
    return TRUE;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               key == NULL ? "the settings schema %s has no key %s"
                           : "the settings schema %s has another type for %s",
               SETTINGS_SCHEMA,
               pspec->name);
  return FALSE;
}

/**
 * sublet_settings_dup_schema:
 * @error: where to say what is wrong
 *
 * Returns: (transfer full) (nullable): the installed schema, which has every key of the settings in
 *   its type; else SUBLET_ERROR_FAILED
 */
GSettingsSchema *
sublet_settings_dup_schema (GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GTypeClass) object_class = g_type_class_ref (SUBLET_TYPE_SETTINGS);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs = 0;
  guint i;

  /* There is no source where no program has installed a schema. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SETTINGS_SCHEMA, TRUE);
  if (schema == NULL)
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_FAILED,
                   "the settings schema %s is not installed",
                   SETTINGS_SCHEMA);
      return NULL;
    }

  pspecs = g_object_class_list_properties (G_OBJECT_CLASS (object_class), &n_pspecs);
  for (i = 0; i < n_pspecs; i++)
    {
      if (!check_key (schema, pspecs[i], error))
        return NULL;
    }

  return g_steal_pointer (&schema);
}

/**
 * sublet_settings_check_installed:
 * @error: where to say what is wrong
 *
 * To be asked before sublet_settings_new(), which cannot do without: with no schema, or with that
 * of another version, nobody would keep to what the person has set.
 *
 * Returns: whether the settings can be opened; else SUBLET_ERROR_FAILED
 */
gboolean
sublet_settings_check_installed (GError **error)
{
  g_autoptr (GSettingsSchema) schema = sublet_settings_dup_schema (error);

  return schema != NULL;
}
