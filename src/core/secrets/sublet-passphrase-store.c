/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-passphrase-store.h"

#include "core/secrets/sublet-key-store-items.h"

/* The first is the same for all and no other kind's: in a sandbox attributes alone tell the kinds
 * apart, and all of this one can be forgotten by it. */
#define KIND "ssh-passphrase"
#define KIND_VALUE "kept"
#define FINGERPRINT "ssh-key-fingerprint"

/* Static and never referenced: a copy of a schema on the heap is not the same schema. */
static const SecretSchema schema = {
  APPLICATION_ID ".SshPassphrase",
  SECRET_SCHEMA_NONE,
  {
    { KIND, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { FINGERPRINT, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/**
 * sublet_passphrase_store_new:
 * @fingerprint: (nullable): "SHA256:…", of a key's public half; NULL: all that are kept
 * @memory_only: never touch the keyring, as in the demo
 *
 * Returns: (transfer full): a store that has asked nothing yet
 */
SubletKeyStore *
sublet_passphrase_store_new (const char *fingerprint, gboolean memory_only)
{
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, KIND, KIND_VALUE, NULL);
  g_autofree char *label = NULL;

  if (fingerprint != NULL)
    g_hash_table_insert (attributes, g_strdup (FINGERPRINT), g_strdup (fingerprint));
  label = g_strdup_printf ("Sublet: passphrase of the SSH key %s",
                           fingerprint != NULL ? fingerprint : "");

  return sublet_key_store_new_for_attributes (&schema, label, attributes, memory_only);
}
