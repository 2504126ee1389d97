/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-keeping.h"
#include "core/ssh/sublet-ssh-identity.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_IDENTITY_STORE (sublet_identity_store_get_type ())

/*
 * Where Sublet's own SSH key is kept: one for each server, in the system keyring, made when there
 * is none. Main thread. Properties (read-only, notify): "keeping", "error" (boxed), "busy" (the
 * keyring has not answered yet).
 */
G_DECLARE_FINAL_TYPE (SubletIdentityStore, sublet_identity_store, SUBLET, IDENTITY_STORE, GObject)

/* memory_only: the demo's; never touches the keyring. */
SubletIdentityStore *sublet_identity_store_new (const char *server,
                                                const char *label,
                                                gboolean memory_only);

SubletSshIdentity *sublet_identity_store_get_identity (SubletIdentityStore *self);
SubletKeyKeeping sublet_identity_store_get_keeping (SubletIdentityStore *self);
const GError *sublet_identity_store_get_error (SubletIdentityStore *self);
gboolean sublet_identity_store_get_busy (SubletIdentityStore *self);

/* Never fails for want of a keyring: the key then lasts for the session and "keeping" says so. */
void sublet_identity_store_load_async (SubletIdentityStore *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
SubletSshIdentity *sublet_identity_store_load_finish (SubletIdentityStore *self,
                                                      GAsyncResult *result,
                                                      GError **error);

void sublet_identity_store_forget_async (SubletIdentityStore *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_identity_store_forget_finish (SubletIdentityStore *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
