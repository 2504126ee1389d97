/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-identity-store.h"

G_BEGIN_DECLS

/*
 * Passphrases of the person's key files that they want kept, in the system keyring and nowhere
 * else. Main thread. Signals of a store whose choice may change: "remembered", and "not-remembered"
 * (why: (nullable) GError); the key is open all the same.
 */

/* FALSE in the demo. */
gboolean sublet_identity_store_get_can_remember (SubletIdentityStore *self);
/* As sublet_identity_store_answer(), and it is kept once it has opened the key. */
void sublet_identity_store_answer_to_keep (SubletIdentityStore *self, SecretValue *passphrase);

/* Those that are kept, of whichever keys. SUBLET_ERROR_SECRET_STORE, SUBLET_ERROR_NO_SECRET_STORE.
 */
void sublet_identity_store_count_remembered_async (SubletIdentityStore *self,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
int sublet_identity_store_count_remembered_finish (SubletIdentityStore *self,
                                                   GAsyncResult *result,
                                                   GError **error);
void sublet_identity_store_forget_remembered_async (SubletIdentityStore *self,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
gboolean sublet_identity_store_forget_remembered_finish (SubletIdentityStore *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
