/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "ui/market/sublet-choice-list.h"

G_BEGIN_DECLS

/* What the filter pane's lists offer: it follows the market's answers. */

void sublet_filter_pane_update_models (SubletChoiceList *list, SubletMarket *market, char **known);
void sublet_filter_pane_update_places (SubletChoiceList *list, SubletMarket *market);
void sublet_filter_pane_fill_choices (SubletChoiceList *list, SubletFilterPart part);
void sublet_filter_pane_update_choices (SubletChoiceList *list,
                                        const SubletOfferFilter *filter,
                                        SubletFilterPart part);

G_END_DECLS
