/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_GAUGE_ROW (sublet_gauge_row_get_type ())

/* How much of something is used: a caption, a bar and the figures. Property: "caption". */
G_DECLARE_FINAL_TYPE (SubletGaugeRow, sublet_gauge_row, SUBLET, GAUGE_ROW, GtkWidget)

void sublet_gauge_row_align (SubletGaugeRow *self, GtkSizeGroup *captions);
/* used, size: in GB; NAN when not known. Above 80 % of a disk there is a warning. */
void sublet_gauge_row_set (SubletGaugeRow *self, double used_gb, double size_gb, gboolean warns);

G_END_DECLS
