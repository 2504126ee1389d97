/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "ui/common/sublet-slot-list-model.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_LIST_MODEL (sublet_offer_list_model_get_type ())

/*
 * What a market shows, as a list of positions with its selection: one offer by its id, wherever it
 * stands, in the view or not. When its machine offers as many GPUs under a new number instead, that
 * is the selected offer from then on. Properties: "market" (SubletMarket, construct-only),
 * "selected-id" (int64, 0 for none; read-only, notifies).
 */
G_DECLARE_FINAL_TYPE (SubletOfferListModel,
                      sublet_offer_list_model,
                      SUBLET,
                      OFFER_LIST_MODEL,
                      SubletSlotListModel)

SubletOfferListModel *sublet_offer_list_model_new (SubletMarket *market);

gint64 sublet_offer_list_model_get_selected_id (SubletOfferListModel *self);
void sublet_offer_list_model_set_selected_id (SubletOfferListModel *self, gint64 offer_id);

/* NULL after the list is gone. */
SubletMarket *sublet_offer_slot_get_market (SubletSlot *slot);

G_END_DECLS
