/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUBLET_BLOWFISH_SUBKEYS 18
#define SUBLET_BLOWFISH_ENTRIES 1024

/* Blowfish with the costly key setup of bcrypt, which libcrypto does not have. Any thread.
 * Source: B. Schneier, Description of a New Variable-Length Key, 64-Bit Block Cipher (1993);
 * N. Provos and D. Mazières, A Future-Adaptable Password Scheme (1999), 3. */
typedef struct
{
  guint32 subkeys[SUBLET_BLOWFISH_SUBKEYS];
  guint32 boxes[SUBLET_BLOWFISH_ENTRIES]; /* four of 256 */
} SubletBlowfish;

/* The state before any key: what is behind the point of pi. Its first call takes longer. */
void sublet_blowfish_init (SubletBlowfish *self);
/* salt: (nullable): NULL: zeros. */
void sublet_blowfish_expand (SubletBlowfish *self,
                             const guint8 *key,
                             gsize key_length,
                             const guint8 *salt,
                             gsize salt_length);
void sublet_blowfish_encrypt (const SubletBlowfish *self, guint32 *left, guint32 *right);

G_END_DECLS
