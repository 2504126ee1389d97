/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-filter-words.h"
#include "core/market/sublet-offer-filter.h"

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
  g_autoptr (SubletFilterWords) words = NULL;

  if (sublet_offer_filter_get_text (self) == NULL)
    return true;

  words = sublet_filter_words_new (sublet_offer_filter_get_text (self));

  return sublet_filter_words_occur_in (words, row);
}

/**
 * sublet_offer_filter_passes_row:
 * @self: a filter
 * @part: one of its parts, neither models nor places nor a range
 * @row: an offer
 *
 * Returns: whether it passes that part
 */
bool
sublet_offer_filter_passes_row (const SubletOfferFilter *self,
                                SubletFilterPart part,
                                const SubletOfferRow *row)
{
  if (!sublet_offer_filter_is_active (self, part))
    return true;

  switch ((int) part)
    {
    case SUBLET_FILTER_PART_COUNT:
      return sublet_offer_filter_passes_count (self, row->num_gpus);
    case SUBLET_FILTER_PART_ARCHITECTURE:
      return sublet_offer_filter_has_choice (self, part, row->architecture);
    case SUBLET_FILTER_PART_VERIFICATION:
      return sublet_offer_filter_has_choice (self, part, row->verification);
    case SUBLET_FILTER_PART_DATA_CENTER:
      return row->hosting_type == 1;
    case SUBLET_FILTER_PART_STATIC_IP:
      return row->static_ip;
    case SUBLET_FILTER_PART_MACHINE:
      return sublet_offer_filter_has_id (self, part, row->machine_id);
    case SUBLET_FILTER_PART_HOST:
      return sublet_offer_filter_has_id (self, part, row->host_id);
    case SUBLET_FILTER_PART_TEXT:
      return sublet_offer_filter_passes_text (self, row);
    default:
      g_return_val_if_reached (false);
    }
}
