/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FILTER_PANE (sublet_filter_pane_get_type ())

/*
 * The filters of a market. What the person changes goes to the market at once and out as the signal
 * "changed"; what changes elsewhere is followed. Property: "market" (construct-only). Actions:
 * "filters.clear" (part's nick), "filters.clear-all".
 */
G_DECLARE_FINAL_TYPE (SubletFilterPane, sublet_filter_pane, SUBLET, FILTER_PANE, AdwBin)

GtkWidget *sublet_filter_pane_new (SubletMarket *market);

void sublet_filter_pane_clear (SubletFilterPane *self, SubletFilterPart part);
void sublet_filter_pane_clear_all (SubletFilterPane *self);
void sublet_filter_pane_set_titled (SubletFilterPane *self, gboolean titled);
void sublet_filter_pane_focus_search (SubletFilterPane *self);

G_END_DECLS
