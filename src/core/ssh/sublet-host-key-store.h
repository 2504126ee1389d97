/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-host-key.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The host keys that were pinned, one for each contract, in rentals.db. An address says nothing:
 * the service gives the same one to other instances. Main thread.
 */

void sublet_host_key_store_load_async (SubletDatabase *database,
                                       const char *server,
                                       gint64 contract_id,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* NULL without an error when none is pinned. */
SubletSshHostKey *sublet_host_key_store_load_finish (SubletDatabase *database,
                                                     GAsyncResult *result,
                                                     GError **error);

void sublet_host_key_store_pin_async (SubletDatabase *database,
                                      const char *server,
                                      gint64 account_id,
                                      gint64 contract_id,
                                      SubletSshHostKey *key,
                                      gint64 first_seen_us,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sublet_host_key_store_pin_finish (SubletDatabase *database,
                                           GAsyncResult *result,
                                           GError **error);

/* A person accepted it: all of it happens, or nothing. */
void sublet_host_key_store_replace_async (SubletDatabase *database,
                                          const char *server,
                                          gint64 account_id,
                                          gint64 contract_id,
                                          SubletSshHostKey *key,
                                          gint64 seen_us,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean sublet_host_key_store_replace_finish (SubletDatabase *database,
                                               GAsyncResult *result,
                                               GError **error);

void sublet_host_key_store_remove_async (SubletDatabase *database,
                                         const char *server,
                                         gint64 contract_id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_host_key_store_remove_finish (SubletDatabase *database,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
