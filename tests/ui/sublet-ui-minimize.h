/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

void sublet_ui_test_set_minimized (GtkWidget *widget, bool minimized);

G_END_DECLS
