/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sublet_ui_tell_failure (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
