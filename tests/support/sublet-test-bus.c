/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/sublet-test-bus.h"

/* Of RequestName: the name now or never. */
#define DO_NOT_QUEUE 4

GDBusConnection *
sublet_test_bus_connect (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL,
                                            NULL,
                                            &error);

  g_assert_no_error (error);
  return bus;
}

void
sublet_test_bus_own_name (GDBusConnection *bus, const char *name)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_sync (bus,
                                       "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", name, DO_NOT_QUEUE),
                                       G_VARIANT_TYPE ("(u)"),
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
}

guint
sublet_test_bus_export (GDBusConnection *bus,
                        const char *path,
                        const char *xml,
                        const GDBusInterfaceVTable *vtable,
                        gpointer user_data)
{
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GError) error = NULL;
  guint id;

  node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  id = g_dbus_connection_register_object (bus,
                                          path,
                                          node->interfaces[0],
                                          vtable,
                                          user_data,
                                          NULL,
                                          &error);
  g_assert_no_error (error);
  return id;
}
