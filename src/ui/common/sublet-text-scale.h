/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large the person has text, and what follows from it where there is little room. */

/* Times the normal size: from here on little room has no place for two things in a row. */
#define SUBLET_UI_LARGE_TEXT 1.25

double sublet_ui_get_text_scale (GtkWidget *widget);

/* How wide a line is in its font, in pixels. */
int sublet_ui_measure_text (GtkWidget *widget, const char *text);

/* Calls it with the widget, whenever the size is another. */
void sublet_ui_follow_text_scale (GtkWidget *widget, GCallback on_changed);

/* In large text the line's things stand below each other; whether they do. */
gboolean sublet_ui_stack_large_line (GtkBox *line, int stacked_spacing);

/* Things in a row stand below each other where they are wider than the room; 0: there is enough. */
void sublet_ui_fit_row (GtkBox *row, int room);
/* No wider than its page, however large the text is. */
void sublet_ui_wrap_button (GtkButton *button);

G_END_DECLS
