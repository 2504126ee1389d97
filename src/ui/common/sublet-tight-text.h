/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Texts that have too little room. */

void sublet_ui_tell_cut_text (GtkLabel *label);
void sublet_ui_keep_rates_whole (GtkLabel *label);

G_END_DECLS
