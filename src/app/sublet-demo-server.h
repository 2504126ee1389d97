/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_DEMO_SERVER (sublet_demo_server_get_type ())

/*
 * The simulator as a child of this process: a market where nothing costs money. It ends with the
 * object, and with the process however that ends. Signal "ended": it is gone without being asked.
 */
G_DECLARE_FINAL_TYPE (SubletDemoServer, sublet_demo_server, SUBLET, DEMO_SERVER, GObject)

SubletDemoServer *sublet_demo_server_new (void);

void sublet_demo_server_start_async (SubletDemoServer *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean sublet_demo_server_start_finish (SubletDemoServer *self,
                                          GAsyncResult *result,
                                          GError **error);

const char *sublet_demo_server_get_url (SubletDemoServer *self);
SecretValue *sublet_demo_server_get_key (SubletDemoServer *self);
gboolean sublet_demo_server_get_ssh (SubletDemoServer *self);
const char *sublet_demo_server_get_ssh_problem (SubletDemoServer *self);

G_END_DECLS
