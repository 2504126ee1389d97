/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-saved-searches.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SEARCH_NAME_DIALOG (sublet_search_name_dialog_get_type ())

/*
 * Asks what a search is to be called, and says at the field why it cannot be. Signal "named" (the
 * name); the dialog closes by itself.
 */
G_DECLARE_FINAL_TYPE (SubletSearchNameDialog,
                      sublet_search_name_dialog,
                      SUBLET,
                      SEARCH_NAME_DIALOG,
                      AdwWindow)

SubletSearchNameDialog *sublet_search_name_dialog_new (GtkWindow *parent,
                                                       SubletSavedSearches *searches,
                                                       SubletSavedSearch *renamed,
                                                       const char *proposed);

G_END_DECLS
