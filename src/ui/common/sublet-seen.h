/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SubletSeenFunc:
 * @widget: a widget
 * @seen: whether somebody may see it: it is mapped, and its window is not minimised
 */
typedef void (*SubletSeenFunc) (GtkWidget *widget, gboolean seen);

/* For a widget that asks the service only while somebody looks: after each map and each unmap. */
void sublet_seen_follow (GtkWidget *widget, SubletSeenFunc func);

G_END_DECLS
