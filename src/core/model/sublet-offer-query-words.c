/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-offer-query-private.h"

/* The lists of words that a query holds: which models, and where. */

/* A list without words is no list. */
static void
set_words (char ***field, const char *const *words)
{
  /* Copied first: @words may be our own. */
  char **copy = words != NULL && words[0] != NULL ? g_strdupv ((char **) words) : NULL;

  g_strfreev (*field);
  *field = copy;
}

/**
 * sublet_offer_query_set_gpu_names:
 * @self: a query
 * @gpu_names: (nullable) (array zero-terminated=1): names in the wire's spelling, with blanks;
 *   NULL or empty is any model
 */
void
sublet_offer_query_set_gpu_names (SubletOfferQuery *self, const char *const *gpu_names)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));

  set_words (&self->gpu_names, gpu_names);
}

/**
 * sublet_offer_query_get_gpu_names:
 * @self: a query
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the models wanted, NULL for any
 */
const char *const *
sublet_offer_query_get_gpu_names (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  return (const char *const *) self->gpu_names;
}

/**
 * sublet_offer_query_set_excluded_gpu_names:
 * @self: a query
 * @gpu_names: (nullable) (array zero-terminated=1): models that are not wanted, in the wire's
 *   spelling; NULL or empty excludes none
 *
 * For what is left where a list was asked for model by model.
 */
void
sublet_offer_query_set_excluded_gpu_names (SubletOfferQuery *self, const char *const *gpu_names)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));

  set_words (&self->excluded_gpu_names, gpu_names);
}

/**
 * sublet_offer_query_get_excluded_gpu_names:
 * @self: a query
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the models that are not wanted,
 *   NULL for none
 */
const char *const *
sublet_offer_query_get_excluded_gpu_names (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  return (const char *const *) self->excluded_gpu_names;
}

/**
 * sublet_offer_query_set_countries:
 * @self: a query
 * @countries: (nullable) (array zero-terminated=1): two capital letters each; NULL or empty is
 *   anywhere
 *
 * Travels as `geolocation`. Source: fact sheet 2.3.
 */
void
sublet_offer_query_set_countries (SubletOfferQuery *self, const char *const *countries)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));

  set_words (&self->countries, countries);
}

/**
 * sublet_offer_query_get_countries:
 * @self: a query
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): where machines may stand, NULL for
 *   anywhere
 */
const char *const *
sublet_offer_query_get_countries (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  return (const char *const *) self->countries;
}

/**
 * sublet_offer_query_set_excluded_countries:
 * @self: a query
 * @countries: (nullable) (array zero-terminated=1): two capital letters each; NULL or empty
 *   excludes none
 */
void
sublet_offer_query_set_excluded_countries (SubletOfferQuery *self, const char *const *countries)
{
  g_return_if_fail (SUBLET_IS_OFFER_QUERY (self));

  set_words (&self->excluded_countries, countries);
}

/**
 * sublet_offer_query_get_excluded_countries:
 * @self: a query
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): where machines may not stand, NULL
 *   for none
 */
const char *const *
sublet_offer_query_get_excluded_countries (SubletOfferQuery *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_QUERY (self), NULL);

  return (const char *const *) self->excluded_countries;
}
