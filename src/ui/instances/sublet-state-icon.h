/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_STATE_ICON (sublet_state_icon_get_type ())

/* The shape of a state: an icon, or a ring that fills step by step while something comes up. Hidden
 * from those who listen: the word beside it says the same. */
G_DECLARE_FINAL_TYPE (SubletStateIcon, sublet_state_icon, SUBLET, STATE_ICON, GtkWidget)

GtkWidget *sublet_state_icon_new (void);

/* progress: 0 to 1 draws the ring, below 0 the icon alone. */
void sublet_state_icon_set (SubletStateIcon *self,
                            const char *icon_name,
                            const char *icon_class,
                            double progress);

G_END_DECLS
