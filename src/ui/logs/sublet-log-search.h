/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LOG_SEARCH (sublet_log_search_get_type ())

/* Finds lines of a text, the latest first. Property: "search-mode" (it is open).
 * Signal "found": one was brought into sight. */
G_DECLARE_FINAL_TYPE (SubletLogSearch, sublet_log_search, SUBLET, LOG_SEARCH, GtkWidget)

/* (nullable): where to search. */
void sublet_log_search_set_text_view (SubletLogSearch *self, GtkTextView *text_view);

gboolean sublet_log_search_get_search_mode (SubletLogSearch *self);
void sublet_log_search_set_search_mode (SubletLogSearch *self, gboolean search_mode);

G_END_DECLS
