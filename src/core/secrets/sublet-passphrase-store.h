/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-key-store.h"

G_BEGIN_DECLS

/* The passphrases of the person's key files that they wanted kept, in the system keyring and
 * nowhere else: one item for each key, found by the fingerprint of its public half. fingerprint:
 * (nullable): NULL: all of them, to be counted or forgotten. */
SubletKeyStore *sublet_passphrase_store_new (const char *fingerprint, gboolean memory_only);

G_END_DECLS
