/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/base/sublet-money.h"
#include "core/market/sublet-word-set.h"

#include <math.h>

/* Everything is a condition: a list that is fetched in parts narrows the query's own models, places
 * and rates further.
 *
 * Each of these adds what the service can tell of a part, and returns whether that is all of it. */

static bool
add_count (const SubletOfferFilter *self, SubletOfferQuery *query)
{
  static const int numbers[] = { 0, 1, 2, 4, 8 };
  SubletGpuCount count = sublet_offer_filter_get_count (self);

  sublet_offer_conditions_add_bound (sublet_offer_query_get_conditions (query),
                                     "num_gpus",
                                     count == SUBLET_GPU_COUNT_8_OR_MORE ? SUBLET_OFFER_OPERATOR_GTE
                                                                         : SUBLET_OFFER_OPERATOR_EQ,
                                     numbers[count] * SUBLET_FILTER_BOUND_UNIT);

  return true;
}

/* The job's rate is the service's total and the traffic by the hour, so an upper bound on it is one
 * on the total, but for what two roundings to a micro-dollar are worth. The discount of a reserved
 * price is in no field that could be compared. */
static bool
add_price (const SubletOfferFilter *self, const SubletJob *job, SubletOfferQuery *query)
{
  gint64 upper = sublet_offer_filter_get_upper (self, SUBLET_FILTER_PART_PRICE);

  if (upper == SUBLET_FILTER_NO_BOUND || job->kind == SUBLET_PRICE_KIND_RESERVED ||
      !(job->hours > 0))
    return false;

  sublet_offer_conditions_add_bound (sublet_offer_query_get_conditions (query),
                                     "dph_total",
                                     SUBLET_OFFER_OPERATOR_LTE,
                                     upper + (gint64) ceil (MIN (1000 / job->hours, 1e9)) + 1);
  return false;
}

static bool
add_range (const SubletOfferFilter *self, SubletFilterPart part, SubletOfferQuery *query)
{
  const SubletFilterRange *range = sublet_filter_range_of_part (part);
  GArray *conditions = sublet_offer_query_get_conditions (query);
  gint64 lower = sublet_offer_filter_get_lower (self, part);
  gint64 upper = sublet_offer_filter_get_upper (self, part);

  if (lower != SUBLET_FILTER_NO_BOUND)
    sublet_offer_conditions_add_bound (conditions,
                                       range->field,
                                       SUBLET_OFFER_OPERATOR_GTE,
                                       sublet_filter_range_get_lower_on_wire (range, lower));
  if (upper != SUBLET_FILTER_NO_BOUND)
    sublet_offer_conditions_add_bound (conditions,
                                       range->field,
                                       SUBLET_OFFER_OPERATOR_LTE,
                                       sublet_filter_range_get_upper_on_wire (range, upper));

  return true;
}

/* The service knows the country of a machine whose text does not name it; here it passes none. */
static bool
add_places (const SubletOfferFilter *self, SubletOfferQuery *query)
{
  g_autoptr (GPtrArray) countries = sublet_word_set_new ();
  const char *const *country;
  guint region;

  /* Countries that no region has cannot be listed. */
  if (sublet_offer_filter_has_region (self, SUBLET_REGION_UNKNOWN))
    return false;

  for (region = 0; region < SUBLET_N_REGIONS; region++)
    {
      g_auto (GStrv) codes = sublet_region_dup_countries ((SubletRegion) region);
      guint i;

      for (i = 0; codes[i] != NULL; i++)
        if (sublet_offer_filter_has_region (self, (SubletRegion) region))
          sublet_word_set_put (countries, codes[i], true);
    }
  for (country = sublet_offer_filter_get_countries (self); *country != NULL; country++)
    sublet_word_set_put (countries, *country, true);

  sublet_offer_conditions_add_words (sublet_offer_query_get_conditions (query),
                                     "geolocation",
                                     SUBLET_OFFER_OPERATOR_IN,
                                     sublet_word_set_get (countries));
  return false;
}

static bool
add_choices (const SubletOfferFilter *self, SubletFilterPart part, SubletOfferQuery *query)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (sublet_filter_part_get_choice_type (part));
  g_autoptr (GPtrArray) words = sublet_word_set_new ();
  guint i;

  for (i = 0; i < klass->n_values; i++)
    if (sublet_offer_filter_has_choice (self, part, (guint) klass->values[i].value))
      sublet_word_set_put (words, klass->values[i].value_nick, true);

  /* The last word of the three, so it is alone: asked for as everybody does. */
  if (part == SUBLET_FILTER_PART_VERIFICATION &&
      g_strcmp0 (sublet_word_set_get (words)[0], "verified") == 0)
    sublet_offer_conditions_add_flag (sublet_offer_query_get_conditions (query), "verified", true);
  else
    sublet_offer_conditions_add_words (sublet_offer_query_get_conditions (query),
                                       part == SUBLET_FILTER_PART_VERIFICATION ? "verification"
                                                                               : "gpu_arch",
                                       SUBLET_OFFER_OPERATOR_IN,
                                       sublet_word_set_get (words));

  return true;
}

static bool
add_flag (SubletFilterPart part, SubletOfferQuery *query)
{
  sublet_offer_conditions_add_flag (sublet_offer_query_get_conditions (query),
                                    part == SUBLET_FILTER_PART_STATIC_IP ? "static_ip"
                                                                         : "datacenter",
                                    true);
  return true;
}

static bool
add_ids (const SubletOfferFilter *self, SubletFilterPart part, SubletOfferQuery *query)
{
  gsize n_ids;
  const gint64 *ids = sublet_offer_filter_get_ids (self, part, &n_ids);

  sublet_offer_conditions_add_ids (sublet_offer_query_get_conditions (query),
                                   part == SUBLET_FILTER_PART_MACHINE ? "machine_id" : "host_id",
                                   ids,
                                   n_ids);
  return true;
}

/**
 * sublet_offer_filter_add_to_query:
 * @self: a filter
 * @job: what is to run; its kind and disk are the query's
 * @query: a query
 *
 * Asks the service for what can pass, and for as little else as it can be told. Whatever it answers
 * is to be filtered again: it does not honour its own filters exactly, and knows less than we do.
 * Source: fact sheet 2.2 and 2.3; that `verification` may be searched for is what the vendor's
 * client does (unconfirmed).
 *
 * Returns: whether the query is all of the filter
 */
bool
sublet_offer_filter_add_to_query (const SubletOfferFilter *self,
                                  const SubletJob *job,
                                  SubletOfferQuery *query)
{
  bool all = true;
  guint i;

  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    {
      SubletFilterPart part = (SubletFilterPart) i;

      if (!sublet_offer_filter_is_active (self, part))
        continue;

      switch (sublet_filter_part_get_kind (part))
        {
        case SUBLET_FILTER_KIND_MODELS:
          sublet_offer_conditions_add_words (sublet_offer_query_get_conditions (query),
                                             "gpu_name",
                                             SUBLET_OFFER_OPERATOR_IN,
                                             sublet_offer_filter_get_models (self));
          break;
        case SUBLET_FILTER_KIND_COUNT:
          all &= add_count (self, query);
          break;
        case SUBLET_FILTER_KIND_RANGE:
          all &= part == SUBLET_FILTER_PART_PRICE ? add_price (self, job, query)
                                                  : add_range (self, part, query);
          break;
        case SUBLET_FILTER_KIND_PLACES:
          all &= add_places (self, query);
          break;
        case SUBLET_FILTER_KIND_CHOICES:
          all &= add_choices (self, part, query);
          break;
        case SUBLET_FILTER_KIND_FLAG:
          all &= add_flag (part, query);
          break;
        case SUBLET_FILTER_KIND_IDS:
          all &= add_ids (self, part, query);
          break;
        case SUBLET_FILTER_KIND_TEXT:
        default:
          all = false;
          break;
        }
    }

  return all;
}
