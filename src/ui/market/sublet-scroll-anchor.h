/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-list-model.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_SCROLL_ANCHOR (sublet_scroll_anchor_get_type ())

/*
 * Keeps what one looks at where it is while the market changes around it: the first offer that is
 * seen stays at its height, or the next one when that is gone. At the very top the top stays, for
 * what comes there is what one waits for; with another order the list begins anew. Rows are of one
 * height. Follows the scrolling by itself.
 */
G_DECLARE_FINAL_TYPE (SubletScrollAnchor, sublet_scroll_anchor, SUBLET, SCROLL_ANCHOR, GObject)

SubletScrollAnchor *sublet_scroll_anchor_new (GtkScrolledWindow *scrolled);
void sublet_scroll_anchor_set_model (SubletScrollAnchor *self, SubletOfferListModel *model);

G_END_DECLS
