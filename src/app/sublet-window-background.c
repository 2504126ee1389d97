/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-application.h"
#include "app/sublet-background-portal.h"
#include "app/sublet-window-private.h"

/* The window goes, and is not kept hidden: GTK 4.8 crashes when an assistive technology asks for
 * one that is. */
static void
go (SubletWindow *self, GtkApplication *application)
{
  sublet_window_leave_terminals (self);
  sublet_window_close_logs (self);
  sublet_background_enter (sublet_application_get_background (SUBLET_APPLICATION (application)));
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_desktop_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWindow) self = SUBLET_WINDOW (user_data);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;
  gboolean allowed = sublet_background_portal_request_finish (result, &error);

  /* Closed by another way meanwhile. */
  if (application == NULL || self->services == NULL)
    return;

  if (allowed)
    {
      go (self, application);
      return;
    }

  g_info ("The desktop does not let it go on without a window: %s", error->message);
  self->no_background = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  if (self->no_background)
    sublet_window_tell (self,
                        _ ("This Desktop Cannot Keep Sublet Going"),
                           _ ("It has no way to let a sandboxed program run without a window. Leave the window "
                           "open, or close it and leave the instances to themselves."));
  else
    sublet_window_tell (self,
                        _ ("Sublet May Not Run in the Background"),
                           _ ("The desktop was told not to allow it. Allow it in the desktop’s settings for "
                           "applications, or leave the window open."));
}

/**
 * sublet_window_can_go_to_background:
 * @self: a window
 *
 * Returns: whether it may be offered; the desktop may refuse all the same
 */
gboolean
sublet_window_can_go_to_background (SubletWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* Without a bus nobody could call it back: the next start would be a second program. */
  return !self->quitting && !self->no_background && SUBLET_IS_APPLICATION (application) &&
         g_application_get_dbus_connection (G_APPLICATION (application)) != NULL;
}

/**
 * sublet_window_go_to_background:
 * @self: a window that can
 *
 * Closes it, and the program goes on watching. In a sandbox the desktop is asked first; where it
 * says no, the window stays and says so.
 */
void
sublet_window_go_to_background (SubletWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (application));

  if (sublet_background_portal_is_needed ())
    sublet_background_portal_request_async (bus,
                                            _ ("Sublet watches rented GPUs and tells when one needs you."),
                                               on_desktop_answered,
                                               g_object_ref (self));
  else
    go (self, application);
}
