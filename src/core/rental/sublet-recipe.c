/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe-private.h"

#include "core/base/sublet-error.h"

struct _SubletRecipe
{
  GObject parent_instance;

  char *id;             /* (owned) */
  char *name;           /* (owned) */
  SubletLaunch *launch; /* (owned) */
  SubletRecipeTerms terms;
};

typedef enum
{
  PROP_NAME = 1,
} SubletRecipeProperty;

G_DEFINE_FINAL_TYPE (SubletRecipe, sublet_recipe, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_NAME + 1];

static void
sublet_recipe_finalize (GObject *object)
{
  SubletRecipe *self = SUBLET_RECIPE (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_object (&self->launch);
  sublet_recipe_terms_clear (&self->terms);

  G_OBJECT_CLASS (sublet_recipe_parent_class)->finalize (object);
}

static void
sublet_recipe_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletRecipeProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, sublet_recipe_get_name (SUBLET_RECIPE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_recipe_class_init (SubletRecipeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sublet_recipe_finalize;
  object_class->get_property = sublet_recipe_get_property;

  /* What a person calls it. */
  properties[PROP_NAME] =
    g_param_spec_string ("name",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_recipe_init (SubletRecipe *self)
{
}

/**
 * sublet_recipe_new_with_id: (skip)
 * @id: which recipe it is
 * @name: what a person calls it
 * @launch: what runs on it; copied
 * @terms: the terms; copied
 *
 * Returns: (transfer full): a recipe
 */
SubletRecipe *
sublet_recipe_new_with_id (const char *id,
                           const char *name,
                           SubletLaunch *launch,
                           const SubletRecipeTerms *terms)
{
  SubletRecipe *self = g_object_new (SUBLET_TYPE_RECIPE, NULL);

  self->id = g_strdup (id);
  self->name = g_strstrip (g_strdup (name));
  self->launch = sublet_launch_copy (launch);
  sublet_recipe_terms_copy (terms, &self->terms);

  return self;
}

/**
 * sublet_recipe_new:
 * @name: what a person calls it
 * @launch: what runs on it; copied
 * @terms: the terms; copied
 *
 * Returns: (transfer full): a new recipe, not in the store yet
 */
SubletRecipe *
sublet_recipe_new (const char *name, SubletLaunch *launch, const SubletRecipeTerms *terms)
{
  g_autofree char *id = g_uuid_string_random ();

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);
  g_return_val_if_fail (terms != NULL, NULL);

  return sublet_recipe_new_with_id (id, name, launch, terms);
}

/**
 * sublet_recipe_new_instead:
 * @self: a recipe of the store
 * @name: what a person calls it
 * @launch: what runs on it; copied
 * @terms: the terms; copied
 *
 * Returns: (transfer full): one that takes the place of @self when it is put into the store
 */
SubletRecipe *
sublet_recipe_new_instead (SubletRecipe *self,
                           const char *name,
                           SubletLaunch *launch,
                           const SubletRecipeTerms *terms)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);
  g_return_val_if_fail (terms != NULL, NULL);

  return sublet_recipe_new_with_id (self->id, name, launch, terms);
}

/**
 * sublet_recipe_get_id:
 * @self: a recipe
 *
 * Returns: (transfer none): which one it is
 */
const char *
sublet_recipe_get_id (SubletRecipe *self)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE (self), NULL);

  return self->id;
}

/**
 * sublet_recipe_get_name:
 * @self: a recipe
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
sublet_recipe_get_name (SubletRecipe *self)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE (self), NULL);

  return self->name;
}

/**
 * sublet_recipe_set_name: (skip)
 * @self: a recipe
 * @name: what a person calls it
 */
void
sublet_recipe_set_name (SubletRecipe *self, const char *name)
{
  if (g_str_equal (self->name, name))
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * sublet_recipe_get_launch:
 * @self: a recipe
 *
 * Returns: (transfer none): what runs on it; to be read only
 */
SubletLaunch *
sublet_recipe_get_launch (SubletRecipe *self)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE (self), NULL);

  return self->launch;
}

/**
 * sublet_recipe_get_terms:
 * @self: a recipe
 *
 * Returns: (transfer none): the terms
 */
const SubletRecipeTerms *
sublet_recipe_get_terms (SubletRecipe *self)
{
  g_return_val_if_fail (SUBLET_IS_RECIPE (self), NULL);

  return &self->terms;
}

/**
 * sublet_recipe_name_check: (skip)
 * @name: a name
 * @error: SUBLET_ERROR_INVALID
 *
 * Returns: whether a recipe can be called so
 */
gboolean
sublet_recipe_name_check (const char *name, GError **error)
{
  const char *at;

  for (at = name; g_utf8_validate (name, -1, NULL) && *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (at)))
        break;
    }
  if (*at == '\0' && *name != '\0' && g_utf8_strlen (name, -1) <= SUBLET_RECIPE_MAX_NAME)
    return TRUE;

  g_set_error_literal (error,
                       SUBLET_ERROR,
                       SUBLET_ERROR_INVALID,
                       "name: not between 1 and 100 characters, or control characters in it");
  return FALSE;
}

/**
 * sublet_recipe_validate:
 * @self: a recipe
 * @error: SUBLET_ERROR_INVALID, its message starting with `name`, or as
 *   sublet_launch_validate() has it
 *
 * Secrets may be missing: they are asked for when it is used.
 *
 * Returns: whether it can be kept
 */
gboolean
sublet_recipe_validate (SubletRecipe *self, GError **error)
{
  SubletLaunchField field;

  g_return_val_if_fail (SUBLET_IS_RECIPE (self), FALSE);

  if (!sublet_recipe_name_check (self->name, error))
    return FALSE;
  for (field = SUBLET_LAUNCH_FIELD_IMAGE; field < SUBLET_LAUNCH_N_FIELDS; field++)
    {
      if (field != SUBLET_LAUNCH_FIELD_SECRETS &&
          sublet_launch_check (self->launch, field, NULL) != SUBLET_LAUNCH_PROBLEM_NONE)
        return sublet_launch_validate (self->launch, error);
    }

  return TRUE;
}
