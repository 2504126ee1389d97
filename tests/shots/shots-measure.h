/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint shots_measure (GtkWidget *target, int width, const char *name);

G_END_DECLS
