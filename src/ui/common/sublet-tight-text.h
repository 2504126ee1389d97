/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Texts that have too little room. */

void sublet_ui_tell_cut_text (GtkLabel *label);
void sublet_ui_keep_rates_whole (GtkLabel *label);
/* Every label in a widget. */
void sublet_ui_add_no_hyphens (GtkWidget *widget);

G_END_DECLS
