/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_SLOT (sublet_offer_slot_get_type ())

/*
 * A position of the offer list, whatever offer stands there now: what GTK takes for a row. Signal
 * "changed": another offer stands there, or the same one with other figures.
 */
G_DECLARE_FINAL_TYPE (SubletOfferSlot, sublet_offer_slot, SUBLET, OFFER_SLOT, GObject)

/* NULL after the list is gone. */
SubletMarket *sublet_offer_slot_get_market (SubletOfferSlot *self);
guint sublet_offer_slot_get_position (SubletOfferSlot *self);

G_END_DECLS
