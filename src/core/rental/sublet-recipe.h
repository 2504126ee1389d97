/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-policy.h"
#include "core/model/sublet-instance.h"
#include "core/rental/sublet-journal.h"
#include "core/rental/sublet-rental-request.h"

G_BEGIN_DECLS

/* Everything of a recipe but what runs on it. */
typedef struct
{
  SubletJob job;
  gint64 deposit_uusd; /* of a reserved one; 0: none */
  char *gpu_name;      /* (owned) (nullable) wire spelling; NULL: any */
  int num_gpus;        /* 0: any */
  char *label;         /* (owned) (nullable) */
  SubletPolicy policy;
  int count; /* 1 or more, each its own offer */
  bool stop_on_failure;
  int ceiling_percent; /* above the quote, for the next candidate; 0: none */
  gint64 lease_us;     /* 0: no lease, chosen on purpose */
  SubletLeaseEnd lease_end;
} SubletRecipeTerms;

void sublet_recipe_terms_init (SubletRecipeTerms *terms);
void sublet_recipe_terms_copy (const SubletRecipeTerms *terms, SubletRecipeTerms *copy);
void sublet_recipe_terms_clear (SubletRecipeTerms *terms);

/* The longest name, in characters. */
#define SUBLET_RECIPE_MAX_NAME 100

#define SUBLET_TYPE_RECIPE (sublet_recipe_get_type ())

/*
 * A rental to be made again: a name, what runs on it, and the terms. Immutable but for "name"
 * (read-only, notify), which the store changes. Main thread. Whether its launch has its secrets
 * depends on where it comes from: see sublet_launch_get_n_missing_secrets().
 */
G_DECLARE_FINAL_TYPE (SubletRecipe, sublet_recipe, SUBLET, RECIPE, GObject)

SubletRecipe *sublet_recipe_new (const char *name,
                                 SubletLaunch *launch,
                                 const SubletRecipeTerms *terms);
/* In the place of @self when it is put into the store. */
SubletRecipe *sublet_recipe_new_instead (SubletRecipe *self,
                                         const char *name,
                                         SubletLaunch *launch,
                                         const SubletRecipeTerms *terms);
/* Of a past rental; its secrets are missing. */
SubletRecipe *sublet_recipe_new_from_journal (const SubletJournalRental *rental);
/* Of an instance that is listed; its variables are named without their values. */
SubletRecipe *sublet_recipe_new_from_instance (SubletInstance *instance);
/* As the rent window has it; the terms that a request does not know are @terms's. */
SubletRecipe *sublet_recipe_new_from_request (const char *name,
                                              SubletRentalRequest *request,
                                              const SubletRecipeTerms *terms);

const char *sublet_recipe_get_id (SubletRecipe *self);
const char *sublet_recipe_get_name (SubletRecipe *self);
SubletLaunch *sublet_recipe_get_launch (SubletRecipe *self);
const SubletRecipeTerms *sublet_recipe_get_terms (SubletRecipe *self);

gboolean sublet_recipe_validate (SubletRecipe *self, GError **error);

G_END_DECLS
