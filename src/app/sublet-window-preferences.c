/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/preferences/sublet-preferences-window.h"

static void
on_replace_requested (SubletWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.replace-key", NULL);
}

static void
on_forget_requested (SubletWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.forget-key", NULL);
}

/**
 * sublet_window_show_preferences:
 * @self: a window whose services are ready
 * @page: (nullable): which page of them
 */
void
sublet_window_show_preferences (SubletWindow *self, const char *page)
{
  SubletPreferencesWindow *preferences;

  preferences = sublet_preferences_window_new (GTK_WINDOW (self),
                                               sublet_services_get_settings (self->services),
                                               self->session,
                                               self->engine,
                                               sublet_services_get_profile (self->services),
                                               sublet_services_get_account_keys (self->services));
  g_signal_connect_object (preferences,
                           "replace-key",
                           G_CALLBACK (on_replace_requested),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "forget-key",
                           G_CALLBACK (on_forget_requested),
                           self,
                           G_CONNECT_SWAPPED);
  if (page != NULL)
    sublet_preferences_window_show_page (preferences, page);
  gtk_window_present (GTK_WINDOW (preferences));
}
