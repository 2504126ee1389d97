/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer-condition.h"
#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_QUERY (sublet_offer_query_get_type ())

/*
 * What the server is asked. Everything is re-checked locally (core/market), since the service does
 * not honour its own filters exactly; a query only makes the reply smaller.
 */
G_DECLARE_FINAL_TYPE (SubletOfferQuery, sublet_offer_query, SUBLET, OFFER_QUERY, GObject)

/* `rentable`, not external, on-demand, 64 GB, limit 5000; verified machines and others. */
SubletOfferQuery *sublet_offer_query_new (void);
SubletOfferQuery *sublet_offer_query_copy (SubletOfferQuery *self);
bool sublet_offer_query_equal (SubletOfferQuery *a, SubletOfferQuery *b);
bool sublet_offer_query_covers (SubletOfferQuery *self, SubletOfferQuery *other);

void sublet_offer_query_set_kind (SubletOfferQuery *self, SubletPriceKind kind);
SubletPriceKind sublet_offer_query_get_kind (SubletOfferQuery *self);
void sublet_offer_query_set_disk_gb (SubletOfferQuery *self, double disk_gb);
double sublet_offer_query_get_disk_gb (SubletOfferQuery *self);
void sublet_offer_query_set_limit (SubletOfferQuery *self, int limit);
int sublet_offer_query_get_limit (SubletOfferQuery *self);
/* NULL or empty: any model. */
void sublet_offer_query_set_gpu_names (SubletOfferQuery *self, const char *const *gpu_names);
const char *const *sublet_offer_query_get_gpu_names (SubletOfferQuery *self);
/* NULL or empty: none. */
void sublet_offer_query_set_excluded_gpu_names (SubletOfferQuery *self,
                                                const char *const *gpu_names);
const char *const *sublet_offer_query_get_excluded_gpu_names (SubletOfferQuery *self);
/* NULL or empty: anywhere. */
void sublet_offer_query_set_countries (SubletOfferQuery *self, const char *const *countries);
const char *const *sublet_offer_query_get_countries (SubletOfferQuery *self);
/* NULL or empty: none. */
void sublet_offer_query_set_excluded_countries (SubletOfferQuery *self,
                                                const char *const *countries);
const char *const *sublet_offer_query_get_excluded_countries (SubletOfferQuery *self);
/* 0: any. */
void sublet_offer_query_set_num_gpus (SubletOfferQuery *self, int num_gpus);
int sublet_offer_query_get_num_gpus (SubletOfferQuery *self);
/* Only machines the service calls verified. */
void sublet_offer_query_set_verified_only (SubletOfferQuery *self, bool verified_only);
bool sublet_offer_query_get_verified_only (SubletOfferQuery *self);
/* Both inclusive; 0: none. For paging by price. */
void sublet_offer_query_set_min_dph_nusd (SubletOfferQuery *self, gint64 min_dph_nusd);
gint64 sublet_offer_query_get_min_dph_nusd (SubletOfferQuery *self);
void sublet_offer_query_set_max_dph_nusd (SubletOfferQuery *self, gint64 max_dph_nusd);
gint64 sublet_offer_query_get_max_dph_nusd (SubletOfferQuery *self);
/* (transfer none) (element-type SubletOfferCondition): all that is asked of an offer beyond the
 * above; to be added to before the query is sent. */
GArray *sublet_offer_query_get_conditions (SubletOfferQuery *self);

G_END_DECLS
