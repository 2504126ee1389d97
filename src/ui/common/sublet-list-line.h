/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What the lines of a list that a person writes have in common, whatever they derive from. Signals:
 * "changed" after anything typed or chosen; "remove" when the person takes the line away.
 */

/* In the initialiser of the line's class, with the name of the action that takes it away. */
void sublet_list_line_install (GtkWidgetClass *widget_class, const char *remove_action);
/* Emits "changed". */
void sublet_list_line_changed (GtkWidget *line);

G_END_DECLS
