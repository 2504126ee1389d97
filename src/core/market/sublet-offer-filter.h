/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-filter-range.h"
#include "core/market/sublet-job.h"
#include "core/market/sublet-region.h"
#include "core/model/sublet-offer-query.h"

G_BEGIN_DECLS

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
bool sublet_offer_filter_part_equal (const SubletOfferFilter *a,
                                     const SubletOfferFilter *b,
                                     SubletFilterPart part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOfferFilter, sublet_offer_filter_free)

SubletOfferFilter *sublet_offer_filter_new_default (void);
SubletOfferFilter *sublet_offer_filter_new_from_text (const char *text);
char *sublet_offer_filter_to_text (const SubletOfferFilter *self);

bool sublet_offer_filter_add_to_query (const SubletOfferFilter *self,
                                       const SubletJob *job,
                                       SubletOfferQuery *query);

bool sublet_offer_filter_is_active (const SubletOfferFilter *self, SubletFilterPart part);
guint sublet_offer_filter_count_active (const SubletOfferFilter *self);
void sublet_offer_filter_clear (SubletOfferFilter *self, SubletFilterPart part);

const char *const *sublet_offer_filter_get_models (const SubletOfferFilter *self);
bool sublet_offer_filter_has_model (const SubletOfferFilter *self, const char *gpu_name);
void sublet_offer_filter_set_model (SubletOfferFilter *self, const char *gpu_name, bool wanted);

SubletGpuCount sublet_offer_filter_get_count (const SubletOfferFilter *self);
void sublet_offer_filter_set_count (SubletOfferFilter *self, SubletGpuCount count);

gint64 sublet_offer_filter_get_lower (const SubletOfferFilter *self, SubletFilterPart part);
gint64 sublet_offer_filter_get_upper (const SubletOfferFilter *self, SubletFilterPart part);
bool sublet_offer_filter_set_range (SubletOfferFilter *self,
                                    SubletFilterPart part,
                                    gint64 lower,
                                    gint64 upper);

bool sublet_offer_filter_has_region (const SubletOfferFilter *self, SubletRegion region);
void sublet_offer_filter_set_region (SubletOfferFilter *self, SubletRegion region, bool wanted);
const char *const *sublet_offer_filter_get_countries (const SubletOfferFilter *self);
bool sublet_offer_filter_has_country (const SubletOfferFilter *self, const char *country);
void sublet_offer_filter_set_country (SubletOfferFilter *self, const char *country, bool wanted);

bool sublet_offer_filter_has_choice (const SubletOfferFilter *self,
                                     SubletFilterPart part,
                                     guint value);
void sublet_offer_filter_set_choice (SubletOfferFilter *self,
                                     SubletFilterPart part,
                                     guint value,
                                     bool wanted);

bool sublet_offer_filter_get_flag (const SubletOfferFilter *self, SubletFilterPart part);
void sublet_offer_filter_set_flag (SubletOfferFilter *self, SubletFilterPart part, bool flag);

const gint64 *sublet_offer_filter_get_ids (const SubletOfferFilter *self,
                                           SubletFilterPart part,
                                           gsize *n_ids);
bool sublet_offer_filter_has_id (const SubletOfferFilter *self, SubletFilterPart part, gint64 id);
void sublet_offer_filter_add_id (SubletOfferFilter *self, SubletFilterPart part, gint64 id);

const char *sublet_offer_filter_get_text (const SubletOfferFilter *self);
void sublet_offer_filter_set_text (SubletOfferFilter *self, const char *text);

/* ---- what passes; a value that is not known passes no filter on it ---- */

bool sublet_offer_filter_passes_model (const SubletOfferFilter *self, const char *gpu_name);
bool sublet_offer_filter_passes_count (const SubletOfferFilter *self, int num_gpus);
bool sublet_offer_filter_passes_place (const SubletOfferFilter *self, const char *country);
bool sublet_offer_filter_passes_row (const SubletOfferFilter *self,
                                     SubletFilterPart part,
                                     const SubletOfferRow *row);
bool sublet_offer_filter_passes_text (const SubletOfferFilter *self, const SubletOfferRow *row);

G_END_DECLS
