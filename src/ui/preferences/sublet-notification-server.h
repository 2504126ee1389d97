/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void sublet_notification_server_look_async (GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean sublet_notification_server_look_finish (GAsyncResult *result, GError **error);

G_END_DECLS
