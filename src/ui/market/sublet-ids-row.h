/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_IDS_ROW (sublet_ids_row_get_type ())

/*
 * A filter of some numbers: title, one field for all of them, and what is wrong with it. Property:
 * "part" (SubletFilterPart, construct-only). Signal: "changed": the person gave it numbers.
 */
G_DECLARE_FINAL_TYPE (SubletIdsRow, sublet_ids_row, SUBLET, IDS_ROW, GtkBox)

SubletFilterPart sublet_ids_row_get_part (SubletIdsRow *self);
void sublet_ids_row_apply (SubletIdsRow *self, SubletOfferFilter *filter);
void sublet_ids_row_update (SubletIdsRow *self, const SubletOfferFilter *filter, guint n_hidden);

G_END_DECLS
