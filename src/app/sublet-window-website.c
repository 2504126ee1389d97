/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletWindow *window; /* (owned) */
  const char *address;  /* (borrowed): static */
} Opening;

static void
on_website_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (SubletWindow) self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || self->services == NULL)
    return;

  g_info ("No browser: %s", error->message);
  /* TRANSLATORS: %s is a web address */
  body = g_strdup_printf (_ ("The page is at %s."), opening->address);
  sublet_window_tell (self, _ ("No Browser Opened"), body);
}

/**
 * sublet_window_open_website:
 * @self: a window
 * @address: one of ui/common/sublet-website.h; static
 *
 * Opens a page of the service's own, and says where it is when there is nothing to open it with.
 */
void
sublet_window_open_website (SubletWindow *self, const char *address)
{
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (self);
  opening->address = address;
  g_app_info_launch_default_for_uri_async (address,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           NULL,
                                           on_website_opened,
                                           opening);
}
