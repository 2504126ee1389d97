/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-recipe.h"

#include "core/base/sublet-money.h"

#include <math.h>
#include <stdio.h>

/* Recipes of what was rented, is listed, or is about to be rented. */

/* The name that a rental or an instance suggests. */
static SubletRecipe *
new_named_after (const char *label, SubletLaunch *launch, const SubletRecipeTerms *terms)
{
  const char *image = sublet_launch_get_image (launch);

  if (label != NULL && *label != '\0')
    return sublet_recipe_new (label, launch, terms);

  return sublet_recipe_new (image != NULL ? image : "", launch, terms);
}

/* A ceiling as so many percent above a quote, rounded down: never dearer than it was. */
static int
get_percent (gint64 ceiling_nusd, gint64 quote_nusd)
{
  if (quote_nusd == SUBLET_MONEY_UNKNOWN || quote_nusd <= 0 || ceiling_nusd <= quote_nusd)
    return 0;

  return (int) MIN ((ceiling_nusd - quote_nusd) / MAX (quote_nusd / 100, 1), 1000);
}

/**
 * sublet_recipe_new_from_journal:
 * @rental: a rental as the journal has it
 *
 * What ran on it, without its secrets, and on which terms. Of a rental from before launches were
 * kept only the image is known.
 *
 * Returns: (transfer full): a recipe that is not in the store
 */
SubletRecipe *
sublet_recipe_new_from_journal (const SubletJournalRental *rental)
{
  const SubletRentalRecord *r;
  g_autoptr (SubletLaunch) launch = NULL;
  SubletRecipeTerms terms;

  g_return_val_if_fail (rental != NULL && rental->record != NULL, NULL);

  r = rental->record;
  launch = sublet_rental_record_recall_launch (r);

  sublet_recipe_terms_init (&terms);
  if (isfinite (r->disk_gb) && r->disk_gb > 0)
    terms.job.disk_gb = r->disk_gb;
  if (r->price_kind != SUBLET_PRICE_KIND_UNKNOWN)
    terms.job.kind = r->price_kind;
  if (r->price_kind == SUBLET_PRICE_KIND_RESERVED)
    terms.deposit_uusd = r->deposit_uusd;
  terms.gpu_name = r->gpu_name;
  terms.num_gpus = MAX (r->num_gpus, 0);
  terms.label = r->label;
  terms.lease_us = sublet_rental_record_get_lease_us (r);
  terms.lease_end = r->lease_at_end;
  if (rental->intent != NULL)
    terms.ceiling_percent = get_percent (rental->intent->ceiling_nusd, r->quoted_running_nusd);

  /* Borrowed until here, copied by the recipe. */
  return new_named_after (r->label, launch, &terms);
}

/* "-p 7860:7860/udp": the number inside. */
static void
add_env_name (SubletLaunch *launch, const char *name)
{
  int outside;
  int inside;

  if (*name != '-')
    sublet_launch_add_env (launch, name, NULL);
  else if (sscanf (name, "-p %d:%d", &outside, &inside) == 2)
    sublet_launch_add_port (launch, inside, g_str_has_suffix (name, "/udp"));
}

static void
read_runtype (SubletLaunch *launch, const SubletInstanceData *data)
{
  if (data->jupyter)
    sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  else if (g_strcmp0 (data->image_runtype, "args") == 0)
    sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
}

/**
 * sublet_recipe_new_from_instance:
 * @instance: an instance that is listed, ours or not
 *
 * Its image, template, mode, ports, label, disk and GPU. Its variables are named without their
 * values, which are never read; that it has an on-start script is not known.
 *
 * Returns: (transfer full): a recipe that is not in the store
 */
SubletRecipe *
sublet_recipe_new_from_instance (SubletInstance *instance)
{
  const SubletInstanceData *data;
  g_autoptr (SubletLaunch) launch = NULL;
  SubletRecipeTerms terms;
  gsize i;

  g_return_val_if_fail (SUBLET_IS_INSTANCE (instance), NULL);

  data = sublet_instance_get_data (instance);
  launch = sublet_launch_new ();
  sublet_launch_set_image (launch, data->image);
  sublet_launch_set_template (launch, data->template_hash_id, NULL);
  read_runtype (launch, data);
  for (i = 0; data->env_names != NULL && data->env_names[i] != NULL; i++)
    add_env_name (launch, data->env_names[i]);

  sublet_recipe_terms_init (&terms);
  if (isfinite (data->disk_space_gb) && data->disk_space_gb > 0)
    terms.job.disk_gb = data->disk_space_gb;
  terms.job.kind = data->is_bid ? SUBLET_PRICE_KIND_INTERRUPTIBLE : SUBLET_PRICE_KIND_ON_DEMAND;
  terms.gpu_name = data->gpu_name;
  terms.num_gpus = MAX (data->num_gpus, 0);
  terms.label = data->label;

  return new_named_after (data->label, launch, &terms);
}

/**
 * sublet_recipe_new_from_request:
 * @name: what a person calls it
 * @request: what the rent window asks for
 * @terms: policy, count and the like, which a request does not know; the rest is the request's
 *
 * Returns: (transfer full): a recipe with its secrets, not in the store yet
 */
SubletRecipe *
sublet_recipe_new_from_request (const char *name,
                                SubletRentalRequest *request,
                                const SubletRecipeTerms *terms)
{
  const SubletOfferRow *row;
  SubletRecipeTerms all;
  SubletQuote quote;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (request), NULL);
  g_return_val_if_fail (terms != NULL, NULL);

  row = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  sublet_rental_request_get_quote (request, &quote);
  all = *terms;
  all.job = *sublet_rental_request_get_job (request);
  all.deposit_uusd = sublet_rental_request_get_deposit_uusd (request);
  all.gpu_name = row->gpu_name;
  all.num_gpus = MAX (row->num_gpus, 0);
  all.label = (char *) sublet_rental_request_get_label (request);
  all.ceiling_percent =
    get_percent (sublet_rental_request_get_ceiling_nusd (request), quote.running_rate_nusd);
  all.lease_us = sublet_rental_request_get_lease_us (request);
  all.lease_end = sublet_rental_request_get_lease_end (request);

  /* Borrowed until here, copied by the recipe. */
  return sublet_recipe_new (name, sublet_rental_request_get_launch (request), &all);
}
