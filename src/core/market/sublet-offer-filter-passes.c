/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

/* Cards report less than they are sold with: what the driver and error correction take. The worst
 * seen is 15 109 MiB of "16 GB"; a 22 GB card must not pass for a 24 GB one. */
#define MEMORY_SLACK 0.92

/**
 * sublet_memory_floor_mb:
 * @nominal_gb: what a card is sold with, in GB
 *
 * Returns: what such a card reports at the least, in the wire's MB
 */
double
sublet_memory_floor_mb (double nominal_gb)
{
  return nominal_gb * 1024 * MEMORY_SLACK;
}

/**
 * sublet_offer_filter_passes_model:
 * @self: a filter
 * @gpu_name: (nullable): a model as the service spells it
 *
 * Returns: whether it passes
 */
bool
sublet_offer_filter_passes_model (const SubletOfferFilter *self, const char *gpu_name)
{
  return !sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_MODEL) ||
         sublet_offer_filter_has_model (self, gpu_name);
}

/**
 * sublet_offer_filter_passes_count:
 * @self: a filter
 * @num_gpus: how many GPUs an offer has, -1 when not known
 *
 * Returns: whether it passes
 */
bool
sublet_offer_filter_passes_count (const SubletOfferFilter *self, int num_gpus)
{
  switch (sublet_offer_filter_get_count (self))
    {
    case SUBLET_GPU_COUNT_1:
      return num_gpus == 1;
    case SUBLET_GPU_COUNT_2:
      return num_gpus == 2;
    case SUBLET_GPU_COUNT_4:
      return num_gpus == 4;
    case SUBLET_GPU_COUNT_8_OR_MORE:
      return num_gpus >= 8;
    case SUBLET_GPU_COUNT_ANY:
    default:
      return true;
    }
}

/**
 * sublet_offer_filter_passes_place:
 * @self: a filter
 * @country: (nullable): where the machine stands
 *
 * Returns: whether it passes
 */
bool
sublet_offer_filter_passes_place (const SubletOfferFilter *self, const char *country)
{
  SubletRegion region = sublet_region_from_country (country);

  if (!sublet_offer_filter_is_active (self, SUBLET_FILTER_PART_PLACE))
    return true;

  return sublet_offer_filter_has_region (self, region) ||
         sublet_offer_filter_has_country (self, country);
}

/**
 * sublet_offer_filter_passes_text:
 * @self: a filter
 * @row: an offer
 *
 * Returns: whether every word of the text occurs in the offer's model, place or processor
 */
bool
sublet_offer_filter_passes_text (const SubletOfferFilter *self, const SubletOfferRow *row)
{
  const char *text = sublet_offer_filter_get_text (self);
  g_auto (GStrv) words = NULL;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;
  guint i;

  if (text == NULL)
    return true;

  all = g_strjoin ("\n",
                   row->gpu_name != NULL ? row->gpu_name : "",
                   row->region != NULL ? row->region : "",
                   row->country,
                   row->cpu_name != NULL ? row->cpu_name : "",
                   NULL);
  folded = g_utf8_casefold (all, -1);
  words = g_strsplit (text, " ", -1);
  for (i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return false;

  return true;
}
