/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/market/sublet-region.h"

G_BEGIN_DECLS

/**
 * SubletFilterPart:
 *
 * The filters one by one: each can be set, cleared, and says how many offers it hides.
 */
typedef enum
{
  SUBLET_FILTER_PART_MODEL,
  SUBLET_FILTER_PART_COUNT,
  SUBLET_FILTER_PART_PRICE,
  SUBLET_FILTER_PART_RELIABILITY,
  SUBLET_FILTER_PART_MEMORY,
  SUBLET_FILTER_PART_PLACE,
  SUBLET_FILTER_PART_VERIFIED,
  SUBLET_FILTER_PART_DATA_CENTER,
  SUBLET_FILTER_PART_TEXT,
} SubletFilterPart;

#define SUBLET_N_FILTER_PARTS (SUBLET_FILTER_PART_TEXT + 1)

#define SUBLET_TYPE_FILTER_PART (sublet_filter_part_get_type ())

GType sublet_filter_part_get_type (void);

/**
 * SubletGpuCount:
 *
 * How many GPUs an offer has; exactly so many, but for the last.
 */
typedef enum
{
  SUBLET_GPU_COUNT_ANY,
  SUBLET_GPU_COUNT_1,
  SUBLET_GPU_COUNT_2,
  SUBLET_GPU_COUNT_4,
  SUBLET_GPU_COUNT_8_OR_MORE,
} SubletGpuCount;

#define SUBLET_TYPE_GPU_COUNT (sublet_gpu_count_get_type ())

GType sublet_gpu_count_get_type (void);

#define SUBLET_TYPE_OFFER_FILTER (sublet_offer_filter_get_type ())

/*
 * Which offers a person wants to see. A boxed value, main thread or any one thread at a time. What
 * cannot be rented at all is no matter of a filter: the market leaves it out.
 */
typedef struct _SubletOfferFilter SubletOfferFilter;

GType sublet_offer_filter_get_type (void);

SubletOfferFilter *sublet_offer_filter_new (void);
SubletOfferFilter *sublet_offer_filter_copy (const SubletOfferFilter *self);
void sublet_offer_filter_free (SubletOfferFilter *self);
bool sublet_offer_filter_equal (const SubletOfferFilter *a, const SubletOfferFilter *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOfferFilter, sublet_offer_filter_free)

SubletOfferFilter *sublet_offer_filter_new_default (void);
SubletOfferFilter *sublet_offer_filter_new_from_text (const char *text);
char *sublet_offer_filter_to_text (const SubletOfferFilter *self);

bool sublet_offer_filter_is_active (const SubletOfferFilter *self, SubletFilterPart part);
guint sublet_offer_filter_count_active (const SubletOfferFilter *self);
void sublet_offer_filter_clear (SubletOfferFilter *self, SubletFilterPart part);

const char *const *sublet_offer_filter_get_models (const SubletOfferFilter *self);
bool sublet_offer_filter_has_model (const SubletOfferFilter *self, const char *gpu_name);
void sublet_offer_filter_set_model (SubletOfferFilter *self, const char *gpu_name, bool wanted);

SubletGpuCount sublet_offer_filter_get_count (const SubletOfferFilter *self);
void sublet_offer_filter_set_count (SubletOfferFilter *self, SubletGpuCount count);

gint64 sublet_offer_filter_get_max_rate_nusd (const SubletOfferFilter *self);
void sublet_offer_filter_set_max_rate_nusd (SubletOfferFilter *self, gint64 max_rate_nusd);

double sublet_offer_filter_get_min_reliability (const SubletOfferFilter *self);
void sublet_offer_filter_set_min_reliability (SubletOfferFilter *self, double percent);

double sublet_offer_filter_get_min_memory_gb (const SubletOfferFilter *self);
void sublet_offer_filter_set_min_memory_gb (SubletOfferFilter *self, double nominal_gb);

bool sublet_offer_filter_has_region (const SubletOfferFilter *self, SubletRegion region);
void sublet_offer_filter_set_region (SubletOfferFilter *self, SubletRegion region, bool wanted);
const char *const *sublet_offer_filter_get_countries (const SubletOfferFilter *self);
bool sublet_offer_filter_has_country (const SubletOfferFilter *self, const char *country);
void sublet_offer_filter_set_country (SubletOfferFilter *self, const char *country, bool wanted);

bool sublet_offer_filter_get_verified_only (const SubletOfferFilter *self);
void sublet_offer_filter_set_verified_only (SubletOfferFilter *self, bool verified_only);

bool sublet_offer_filter_get_data_center_only (const SubletOfferFilter *self);
void sublet_offer_filter_set_data_center_only (SubletOfferFilter *self, bool data_center_only);

const char *sublet_offer_filter_get_text (const SubletOfferFilter *self);
void sublet_offer_filter_set_text (SubletOfferFilter *self, const char *text);

/* ---- what passes; a value that is not known passes no filter on it ---- */

double sublet_memory_floor_mb (double nominal_gb);
bool sublet_offer_filter_passes_model (const SubletOfferFilter *self, const char *gpu_name);
bool sublet_offer_filter_passes_count (const SubletOfferFilter *self, int num_gpus);
bool sublet_offer_filter_passes_place (const SubletOfferFilter *self, const char *country);
bool sublet_offer_filter_passes_text (const SubletOfferFilter *self, const SubletOfferRow *row);

G_END_DECLS
