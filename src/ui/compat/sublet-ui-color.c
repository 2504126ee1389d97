/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

/**
 * sublet_ui_get_color:
 * @widget: a widget that draws itself
 * @color: (out caller-allocates): its text colour
 */
void
sublet_ui_get_color (GtkWidget *widget, GdkRGBA *color)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  gtk_widget_get_color (widget, color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
#endif
}
