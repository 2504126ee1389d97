/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/sublet-test.h"
#include "ui/preferences/sublet-notification-server.h"
#include "ui/preferences/sublet-notifications-page.h"
#include "ui/sublet-ui-test.h"

/* Whether anybody shows notifications, on a session bus where nobody else does. */

static gboolean
look (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  sublet_notification_server_look_async (NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  found = sublet_notification_server_look_finish (result, &error);
  g_assert_no_error (error);

  return found;
}

static void
on_acquired (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(bool *) user_data = true;
}

static bool
is_true (gpointer user_data)
{
  return *(bool *) user_data;
}

/* Returns: the id to unown it by */
static guint
own (const char *name)
{
  bool acquired = false;
  guint id = g_bus_own_name (G_BUS_TYPE_SESSION,
                             name,
                             G_BUS_NAME_OWNER_FLAGS_NONE,
                             NULL,
                             on_acquired,
                             NULL,
                             &acquired,
                             NULL);

  sublet_test_await (is_true, &acquired);

  return id;
}

static void
test_nobody (void)
{
  g_assert_false (look ());
}

static void
test_somebody (gconstpointer data)
{
  guint id = own (data);

  g_assert_true (look ());
  g_bus_unown_name (id);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_notification_server_look_async (cancellable, sublet_test_on_result, &result);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_false (sublet_notification_server_look_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static bool
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* The page says so exactly then. */
static void
test_page (gconstpointer data)
{
  const char *server = data;
  guint id = server != NULL ? own (server) : 0;
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (GtkWidget) page = g_object_ref_sink (sublet_notifications_page_new (settings));
  GtkWidget *nobody = sublet_ui_test_find (page, "nobody");

  /* What was asked first has been answered once a later question is. */
  g_assert_true (look () == (server != NULL));
  sublet_test_drain ();
  if (server == NULL)
    sublet_test_await (is_visible, nobody);
  else
    g_assert_false (gtk_widget_get_visible (nobody));

  if (id != 0)
    g_bus_unown_name (id);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/preferences/notification-server/nobody", test_nobody);
  g_test_add_data_func ("/ui/preferences/notification-server/shell",
                        "org.gtk.Notifications",
                        test_somebody);
  g_test_add_data_func ("/ui/preferences/notification-server/others",
                        "org.freedesktop.Notifications",
                        test_somebody);
  g_test_add_func ("/ui/preferences/notification-server/cancelled", test_cancelled);
  g_test_add_data_func ("/ui/preferences/notification-server/page-nobody", NULL, test_page);
  g_test_add_data_func ("/ui/preferences/notification-server/page-somebody",
                        "org.freedesktop.Notifications",
                        test_page);

  return g_test_run ();
}
