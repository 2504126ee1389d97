/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_OFFER_TILE (sublet_offer_tile_get_type ())

/* An offer in two lines, for windows too narrow for a table. */
G_DECLARE_FINAL_TYPE (SubletOfferTile, sublet_offer_tile, SUBLET, OFFER_TILE, AdwBin)

GtkWidget *sublet_offer_tile_new (void);

void sublet_offer_tile_show (SubletOfferTile *self, SubletSlot *slot);

GtkListItemFactory *sublet_offer_tile_factory_new (void);

G_END_DECLS
