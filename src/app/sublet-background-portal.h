/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * A sandboxed program that goes on without a window asks the desktop for leave
 * (org.freedesktop.portal.Background); outside a sandbox nobody is asked.
 */
bool sublet_background_portal_is_needed (void);
void sublet_background_portal_request_async (GDBusConnection *bus,
                                             const char *reason,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean sublet_background_portal_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
