/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* At most so much is made. */
#define SUBLET_BCRYPT_PBKDF_BYTES 64
/* Of a salt, at most; one of OpenSSH's has 16. */
#define SUBLET_BCRYPT_PBKDF_SALT_BYTES 1024

bool sublet_bcrypt_pbkdf (const char *passphrase,
                          const guint8 *salt,
                          gsize salt_length,
                          guint32 rounds,
                          guint8 *key,
                          gsize key_length);

G_END_DECLS
