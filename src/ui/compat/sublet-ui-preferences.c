/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef ADW_VERSION_MAX_ALLOWED
#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

#include <adwaita.h>

/*
 * libadwaita 1.6 deprecates the window for a dialog that is no window. The pages are the same in
 * both, and a window can be moved beside the one it belongs to: it stays.
 */

/**
 * sublet_ui_get_preferences_type:
 *
 * Returns: what a window of preferences derives from; its struct begins with AdwPreferencesWindow
 */
GType
sublet_ui_get_preferences_type (void)
{
  return ADW_TYPE_PREFERENCES_WINDOW;
}

/**
 * sublet_ui_add_preferences_page:
 * @window: of sublet_ui_get_preferences_type()
 * @page: (transfer floating): an AdwPreferencesPage
 */
void
sublet_ui_add_preferences_page (GtkWindow *window, GtkWidget *page)
{
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
}

/**
 * sublet_ui_show_preferences_page:
 * @window: of sublet_ui_get_preferences_type()
 * @name: of one of its pages
 */
void
sublet_ui_show_preferences_page (GtkWindow *window, const char *name)
{
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), name);
}
