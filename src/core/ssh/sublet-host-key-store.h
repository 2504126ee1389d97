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
/* NULL without an error when none is pinned. *since_us: (optional): service time of the pin or,
 * where there is none, of its removal by a person, after which no key is taken without a question;
 * 0: neither. */
SubletSshHostKey *sublet_host_key_store_load_finish (SubletDatabase *database,
                                                     GAsyncResult *result,
                                                     gint64 *since_us,
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

/* A person does not trust it any more, which is remembered until one is accepted or the container
 * is made anew. */
void sublet_host_key_store_forget_async (SubletDatabase *database,
                                         const char *server,
                                         gint64 account_id,
                                         gint64 contract_id,
                                         gint64 at_us,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_host_key_store_forget_finish (SubletDatabase *database,
                                              GAsyncResult *result,
                                              GError **error);

/* The instance is gone, or its container. */
void sublet_host_key_store_remove_async (SubletDatabase *database,
                                         const char *server,
                                         gint64 contract_id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_host_key_store_remove_finish (SubletDatabase *database,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
