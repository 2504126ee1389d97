/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/market/sublet-saved-searches.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SEARCH_LIST (sublet_search_list_get_type ())

/*
 * The saved searches, in the popover: loading, none, not readable, or one row each with what is
 * cheapest now, which is looked for while the list is seen. Signals "act" (SubletSavedSearch,
 * SubletSearchVerb), "move" (SubletSavedSearch, position), "save" and "retry".
 */
G_DECLARE_FINAL_TYPE (SubletSearchList, sublet_search_list, SUBLET, SEARCH_LIST, AdwBin)

GtkWidget *sublet_search_list_new (SubletMarket *market, SubletSavedSearches *searches);

/* current_id: (nullable) */
void sublet_search_list_set_current (SubletSearchList *self, const char *current_id);
/* Once the list shows it again, after it was moved or changed. */
void sublet_search_list_focus_search (SubletSearchList *self, const char *id);

G_END_DECLS
