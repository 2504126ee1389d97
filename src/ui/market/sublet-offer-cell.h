/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-columns.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *sublet_offer_cell_factory_new (const SubletOfferColumn *column);

G_END_DECLS
