/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-container-private.h"

G_BEGIN_DECLS

/* How the private part of a file is encrypted. Source: OpenSSH, PROTOCOL.key, 2. */
typedef struct
{
  const char *name; /* (nullable) libcrypto's; NULL: not at all */
  gsize key_bytes;
  SubletSshBytes salt;
  guint32 rounds;
} SubletKeyCipher;

/* detail: (out) (nullable) (transfer full): which cipher is not known. */
SubletKeyProblem sublet_key_cipher_read (SubletKeyCipher *self,
                                         const SubletKeyContainer *container,
                                         char **detail);
/* plain: (out caller-allocates): as long as the private part; the caller wipes it. False: what
 * comes out is no private part, for the passphrase is wrong; or libcrypto failed. */
bool sublet_key_cipher_open (const SubletKeyCipher *self,
                             const SubletSshBytes *private_part,
                             const char *passphrase,
                             guint8 *plain);

G_END_DECLS
