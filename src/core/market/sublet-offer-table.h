/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-dictionary.h"
#include "core/market/sublet-filter-range.h"
#include "core/market/sublet-offer-order.h"
#include "core/market/sublet-radix.h"
#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/**
 * SubletPlaceNamer:
 * @region: (nullable): as the service sent it
 * @country: two capital letters, or an empty text
 *
 * What a person reads for a place, so that they can sort by it: core speaks no language. Called on
 * any thread.
 *
 * Returns: (transfer full): the name
 */
typedef char *(*SubletPlaceNamer) (const char *region, const char *country);

/*
 * One answer of the service, in packed columns: everything about the offers that does not depend
 * on the job. Immutable, counted by reference, any thread. The members are for this folder only.
 */
typedef struct
{
  GArray *rows; /* (owned) (element-type SubletOfferRow) */
  guint n_rows;
  gint64 known_at_us; /* service time */
  SubletPriceKind kind;

  guint32 *by_id; /* (owned) (array length=n_by_id): rows by offer id, each offer once */
  guint n_by_id;

  SubletDictionary models;
  SubletDictionary countries;
  SubletDictionary places;
  SubletDictionary cpus;

  /* (owned) (array) (nullable): NULL for what depends on the job */
  SubletSortKey *keys[SUBLET_N_OFFER_KEYS];
  /* (owned) (array) (nullable): of the ranges that no order's key serves */
  SubletSortKey *range_keys[SUBLET_N_FILTER_PARTS];
} SubletOfferTable;

SubletOfferTable *sublet_offer_table_new (GArray *rows,
                                          SubletPriceKind kind,
                                          gint64 known_at_us,
                                          SubletPlaceNamer place_namer);
SubletOfferTable *sublet_offer_table_ref (SubletOfferTable *self);
void sublet_offer_table_unref (SubletOfferTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOfferTable, sublet_offer_table_unref)

static inline const SubletOfferRow *
sublet_offer_table_get_row (const SubletOfferTable *self, guint row)
{
  return &g_array_index (self->rows, SubletOfferRow, row);
}

guint sublet_offer_table_find (const SubletOfferTable *self, gint64 offer_id);

G_END_DECLS
