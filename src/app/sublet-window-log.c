/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/logs/sublet-log-window.h"

/* The windows of logs: each instance has one. */

/* One of them, with a reference, or one of an instance's; none is left when it is NULL. */
static GtkWindow *
find_log (SubletRental *rental)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_LOG_WINDOW (window) &&
          (rental == NULL || sublet_log_window_get_rental (SUBLET_LOG_WINDOW (window)) == rental))
        return g_steal_pointer (&window);
    }

  return NULL;
}

static GtkWindow *
make_log (SubletWindow *self, SubletRental *rental)
{
  SubletClient *client = sublet_session_get_client (self->session);
  gint64 instance_id = sublet_rental_get_instance_id (rental);
  g_autoptr (SubletLog) container = sublet_log_new (client, instance_id, FALSE);
  g_autoptr (SubletLog) host = sublet_log_new (client, instance_id, TRUE);

  return GTK_WINDOW (sublet_log_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                            rental,
                                            container,
                                            host));
}

/**
 * sublet_window_open_log:
 * @self: a window whose services are ready
 * @rental: a rental with an instance
 *
 * Where it has a window already, that comes into sight.
 */
void
sublet_window_open_log (SubletWindow *self, SubletRental *rental)
{
  g_autoptr (GtkWindow) window = find_log (rental);

  if (window == NULL && sublet_rental_get_instance_id (rental) > 0)
    window = g_object_ref (make_log (self, rental));
  if (window != NULL)
    gtk_window_present (window);
}

/**
 * sublet_window_close_logs:
 * @self: a window
 *
 * Closes them all: what asks for them goes, or nobody is to be asked any more.
 */
void
sublet_window_close_logs (SubletWindow *self)
{
  for (;;)
    {
      g_autoptr (GtkWindow) window = find_log (NULL);

      if (window == NULL)
        return;
      gtk_window_destroy (window);
    }
}
