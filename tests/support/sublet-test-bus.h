/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What plays a part of the desktop, on a connection of its own to the session's bus. */

/* (transfer full): to be closed by its owner. */
GDBusConnection *sublet_test_bus_connect (void);
void sublet_test_bus_own_name (GDBusConnection *bus, const char *name);
/* Its first interface; returns the id to unregister it by. */
guint sublet_test_bus_export (GDBusConnection *bus,
                              const char *path,
                              const char *xml,
                              const GDBusInterfaceVTable *vtable,
                              gpointer user_data);
