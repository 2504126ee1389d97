/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/sublet-test.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * For tests of widgets: a start with Sublet's style and icons, finding a widget in a tree,
 * pictures.
 */

void sublet_ui_test_init (int *argc, char ***argv);
void sublet_ui_start (void);

GtkWidget *sublet_ui_test_present (GtkWidget *content, int width, int height);
void sublet_ui_test_settle (GtkWidget *widget);
GtkWidget *sublet_ui_test_find (GtkWidget *top, const char *name);
GtkWidget *sublet_ui_test_find_type (GtkWidget *top, GType type);
GtkWidget *sublet_ui_test_find_label (GtkWidget *top, const char *text);
GtkWidget *sublet_ui_test_find_button (GtkWidget *top, const char *label);
void sublet_ui_test_click (GtkWidget *button);
void sublet_ui_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers);
GtkWidget *sublet_ui_test_find_dialog (const char *heading);
void sublet_ui_test_answer (const char *heading, const char *answer);
/* What "win.NAME" was last asked for with, as text; owned by the window. */
void sublet_ui_test_take_action (GtkWidget *window, const char *name, const char *type);
const char *sublet_ui_test_get_taken (GtkWidget *window);
void sublet_ui_test_assert_gone (gpointer *weak_pointer);
void sublet_ui_test_save_png (GtkWidget *widget, const char *path);

G_END_DECLS
