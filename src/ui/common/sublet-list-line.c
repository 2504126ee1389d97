/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-list-line.h"

#include "ui/common/sublet-signal.h"

static void
on_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "remove");
}

/**
 * sublet_list_line_install:
 * @widget_class: the class of a line, which is initialised
 * @remove_action: the full name of the action that takes a line away
 *
 * Gives the class the signals of a line, and the action.
 */
void
sublet_list_line_install (GtkWidgetClass *widget_class, const char *remove_action)
{
  sublet_signal_add (widget_class, "changed", G_TYPE_NONE);
  sublet_signal_add (widget_class, "remove", G_TYPE_NONE);
  gtk_widget_class_install_action (widget_class, remove_action, NULL, on_remove);
}

/**
 * sublet_list_line_changed:
 * @line: a line
 *
 * Emits "changed".
 */
void
sublet_list_line_changed (GtkWidget *line)
{
  g_signal_emit_by_name (line, "changed");
}
