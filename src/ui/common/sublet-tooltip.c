/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-tooltip.h"

/**
 * sublet_tooltip_set:
 * @widget: a widget
 * @text: (nullable): its tooltip, NULL: none
 *
 * gtk_widget_set_tooltip_text(), which where the tooltip is the same as before asks the display for
 * the pointer nevertheless, and waits for the answer.
 */
void
sublet_tooltip_set (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
