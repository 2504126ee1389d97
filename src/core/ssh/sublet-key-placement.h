/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

G_BEGIN_DECLS

/*
 * Puts a public key where instances find it, and makes sure: on the account, before an instance is
 * made, and on an instance, once it runs. Main thread. Doing it twice does no harm.
 *
 * SUBLET_KEY_PLACEMENT_TEAM_REFUSED is no error: go on, and attach to the instance.
 */

void sublet_key_placement_register_async (SubletClient *client,
                                          const char *public_key,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void sublet_key_placement_add_async (SubletClient *client,
                                     const char *public_key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SubletKeyPlacement sublet_key_placement_register_finish (SubletClient *client,
                                                         GAsyncResult *result,
                                                         GError **error);

void sublet_key_placement_attach_async (SubletClient *client,
                                        gint64 instance_id,
                                        const char *public_key,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SubletKeyPlacement sublet_key_placement_attach_finish (SubletClient *client,
                                                       GAsyncResult *result,
                                                       GError **error);

G_END_DECLS
