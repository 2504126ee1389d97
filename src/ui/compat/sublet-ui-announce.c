/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

/**
 * sublet_ui_announce:
 * @widget: a widget of role status
 * @sentence: what to say aloud
 *
 * Where the platform can speak without a focus (GTK 4.14); before that a reader follows the
 * accessible label of @widget, which the caller has set.
 */
void
sublet_ui_announce (GtkWidget *widget, const char *sentence)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget),
                           sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}
