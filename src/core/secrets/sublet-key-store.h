/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-keeping.h"

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_KEY_STORE (sublet_key_store_get_type ())

/*
 * Where the API key is kept. Asynchronous throughout: a locked keyring may wait for a person for
 * ever and must never delay the window. One item per server. Properties (read-only, notify):
 * "keeping", "error" (boxed), "busy" (the keyring has not answered yet).
 */
G_DECLARE_FINAL_TYPE (SubletKeyStore, sublet_key_store, SUBLET, KEY_STORE, GObject)

/* memory_only: the demo's; never touches the keyring. */
SubletKeyStore *sublet_key_store_new (const char *server, gboolean memory_only);

/* For a secret of another kind than the API key, kept in the same way. */
SubletKeyStore *sublet_key_store_new_for_schema (const SecretSchema *schema,
                                                 const char *label,
                                                 const char *server,
                                                 gboolean memory_only);

SubletKeyKeeping sublet_key_store_get_keeping (SubletKeyStore *self);
const GError *sublet_key_store_get_error (SubletKeyStore *self);
gboolean sublet_key_store_get_busy (SubletKeyStore *self);
gboolean sublet_key_store_get_storing (SubletKeyStore *self);

/* NULL without error: there is none. SUBLET_ERROR_SECRET_STORE: it cannot be known. */
void sublet_key_store_lookup_async (SubletKeyStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SecretValue *sublet_key_store_lookup_finish (SubletKeyStore *self,
                                             GAsyncResult *result,
                                             GError **error);

/* Never fails for want of a keyring: the key is then kept for the session and "keeping" says so. */
void sublet_key_store_store_async (SubletKeyStore *self,
                                   SecretValue *key,
                                   gboolean session_only,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean sublet_key_store_store_finish (SubletKeyStore *self, GAsyncResult *result, GError **error);

void sublet_key_store_forget_async (SubletKeyStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean sublet_key_store_forget_finish (SubletKeyStore *self,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
