/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SEARCH_BUTTON (sublet_search_button_get_type ())

/*
 * The button of the header bar that names the search which was applied last, says whether what is
 * set is another by now, and opens the list of them all.
 */
G_DECLARE_FINAL_TYPE (SubletSearchButton, sublet_search_button, SUBLET, SEARCH_BUTTON, AdwBin)

GtkWidget *sublet_search_button_new (GtkWidget *list);

/* name: (nullable): no search was applied */
void sublet_search_button_set_current (SubletSearchButton *self,
                                       const char *name,
                                       gboolean changed);
void sublet_search_button_set_compact (SubletSearchButton *self, gboolean compact);
void sublet_search_button_popup (SubletSearchButton *self);
void sublet_search_button_popdown (SubletSearchButton *self);

G_END_DECLS
