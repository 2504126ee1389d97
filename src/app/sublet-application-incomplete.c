/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application-private.h"

#include <glib/gi18n.h>

/**
 * sublet_application_present_incomplete:
 * @self: the application, which has no services
 * @error: what is missing
 *
 * Shows a window, and writes, what is missing and what to do about it. Sublet could start with the
 * first settings instead; then no spend cap would hold that the person has set.
 */
void
sublet_application_present_incomplete (SubletApplication *self, const GError *error)
{
  g_autoptr (GtkBuilder) builder = NULL;
  const char *title = _ ("Sublet Is Not Installed Completely");
  const char *description = NULL;
  GtkWindow *window;

  description =
    /* TRANSLATORS: “meson devenv” is a command */
    _ ("It cannot read its settings, so it would not keep to them, your spend cap among them. "
       "Nothing was rented. Install Sublet again; in a folder where you build it, start it with "
       "“meson devenv”.");

  builder = gtk_builder_new_from_resource (RESOURCE_PATH "/app/sublet-incomplete-window.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  adw_status_page_set_title (ADW_STATUS_PAGE (gtk_builder_get_object (builder, "page")), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (gtk_builder_get_object (builder, "page")),
                                   description);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "detail")), error->message);
  gtk_window_set_focus (window, GTK_WIDGET (gtk_builder_get_object (builder, "quit")));
  gtk_window_set_application (window, GTK_APPLICATION (self));
  gtk_window_present (window);

  g_printerr ("%s: %s\n%s\n", title, error->message, description);
}
