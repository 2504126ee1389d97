/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_TILE (sublet_billing_tile_get_type ())

/*
 * One figure, what it is and what there is to add: a button that leads to what it is of. Property:
 * "title" (translated). The name that is said aloud is all three.
 */
G_DECLARE_FINAL_TYPE (SubletBillingTile, sublet_billing_tile, SUBLET, BILLING_TILE, GtkButton)

/* Takes the line. */
void sublet_billing_tile_show (SubletBillingTile *self, const char *figure, char *line);
void sublet_billing_tile_set_warns (SubletBillingTile *self, gboolean warns);
/* Whether the figure stands beside the words, or between them. */
void sublet_billing_tile_set_beside (SubletBillingTile *self, gboolean beside);

G_END_DECLS
