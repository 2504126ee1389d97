/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-facts.h"
#include "core/ssh/sublet-ssh-identity.h"

G_BEGIN_DECLS

/* A file with a private key of the person's. Both wait for the file system, and opening for what
 * makes guessing a passphrase slow: on a thread of its own, or in a test. */

/* Never NULL. */
SubletKeyFacts *sublet_key_file_read (const char *path);

/* problem: (out): what is wrong, PASSPHRASE among it; NONE with an identity. */
SubletSshIdentity *sublet_key_file_open (const char *path,
                                         const char *passphrase,
                                         SubletKeyProblem *problem,
                                         GError **error);

G_END_DECLS
