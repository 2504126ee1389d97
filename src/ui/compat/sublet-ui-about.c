/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef ADW_VERSION_MAX_ALLOWED
#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * sublet_ui_present_about:
 * @parent: the window that asks
 * @troubleshooting: (nullable): versions and settings to copy into a report; no secrets
 */
void
sublet_ui_present_about (GtkWindow *parent, const char *troubleshooting)
{
  GtkWidget *about;

  about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                        "transient-for",
                        parent,
                        "modal",
                        TRUE,
                        "application-name",
                        "Sublet",
                        "application-icon",
                        APPLICATION_ID,
                        "version",
                        VERSION,
                        "comments",
                        _ ("Rent GPUs by the hour, and never pay for a forgotten one."),
                           "license-type",
                           GTK_LICENSE_GPL_3_0,
                           /* TRANSLATORS: your names and addresses, one per line */
                           "translator-credits",
                           _ ("translator-credits"),
                              "debug-info",
                              troubleshooting != NULL ? troubleshooting : "",
                              "debug-info-filename",
                              "sublet-troubleshooting.txt",
                              NULL);
  gtk_window_present (GTK_WINDOW (about));
}
