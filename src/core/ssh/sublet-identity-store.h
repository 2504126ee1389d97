/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-keeping.h"
#include "core/ssh/sublet-key-choice.h"
#include "core/ssh/sublet-ssh-identity.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_IDENTITY_STORE (sublet_identity_store_get_type ())

/*
 * Where the key is that signs in. Sublet's own: one for each server, in the system keyring, made
 * when there is none; or one of the person's that was chosen instead. Main thread. Properties
 * (read-only, notify): "keeping", "error" (boxed), "busy" (the keyring has not answered yet), all
 * three of Sublet's own; "choice" (boxed), "locked". Signals: "ask-passphrase" (path, whether the
 * last one was wrong, which store asks), "remembered", "not-remembered" (why: (nullable) GError),
 * all three of one whose choice may change; of the store that asked "question-withdrawn".
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

/* ---- a key of the person's ---- */

SubletKeyChoice *sublet_identity_store_get_choice (SubletIdentityStore *self);
void sublet_identity_store_set_choice (SubletIdentityStore *self, SubletKeyChoice *choice);
/* (nullable): NULL: the one that the desktop names. */
const char *sublet_identity_store_get_agent_path (SubletIdentityStore *self);
/* Instead of the one that the desktop names: for tests. */
void sublet_identity_store_set_agent_path (SubletIdentityStore *self, const char *path);
/* (transfer full): for a rental that has a key of its own: this choice for good. Another store of
 * this kind for everything else: connections, the doctor, the agent. It opens nothing once @self is
 * gone. */
SubletIdentityStore *sublet_identity_store_ref_fixed (SubletIdentityStore *self,
                                                      SubletKeyChoice *choice);
gboolean sublet_identity_store_get_fixed (SubletIdentityStore *self);
/* To the store that asked. (nullable): NULL: the person does not give it. */
void sublet_identity_store_answer (SubletIdentityStore *self, SecretValue *passphrase);
/* Whether the file, or that of a rental's, is locked, and nobody is asked. */
gboolean sublet_identity_store_get_locked (SubletIdentityStore *self);
/* By hand: the passphrases are asked for anew. */
void sublet_identity_store_unlock (SubletIdentityStore *self);

G_END_DECLS
