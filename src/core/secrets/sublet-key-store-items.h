/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-store.h"

G_BEGIN_DECLS

/* For secrets of which there are several, told apart by more than a server. */

/* attributes: (element-type utf8 utf8): of the schema. */
SubletKeyStore *sublet_key_store_new_for_attributes (const SecretSchema *schema,
                                                     const char *label,
                                                     GHashTable *attributes,
                                                     gboolean memory_only);

/* How many the keyring holds with these attributes. Asks nobody to unlock it: one that is locked
 * may show none. */
void sublet_key_store_count_async (SubletKeyStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
int sublet_key_store_count_finish (SubletKeyStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
