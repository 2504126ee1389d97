/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-recipe.h"

G_BEGIN_DECLS

/* For the store. */

SubletRecipe *sublet_recipe_new_with_id (const char *id,
                                         const char *name,
                                         SubletLaunch *launch,
                                         const SubletRecipeTerms *terms);
void sublet_recipe_set_name (SubletRecipe *self, const char *name);
gboolean sublet_recipe_name_check (const char *name, GError **error);

char *sublet_recipe_terms_to_json (const SubletRecipeTerms *terms);
gboolean sublet_recipe_terms_from_json (const char *json, SubletRecipeTerms *terms, GError **error);

G_END_DECLS
