/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What all sections that are read stand in: as wide as text may be, and scrolled. */
GtkWidget *sublet_instance_scroll_new (GtkWidget *child);

G_END_DECLS
