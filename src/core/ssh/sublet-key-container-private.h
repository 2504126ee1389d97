/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-problem.h"
#include "core/ssh/sublet-ssh-wire-private.h"

G_BEGIN_DECLS

/* Of a key in base64, more than any has: an RSA key of 16,384 bits takes 13,000. */
#define SUBLET_KEY_FILE_BYTES (64 * 1024)

/* What is in the file of a private key in OpenSSH's own form, its parts not yet opened.
 * Source: OpenSSH, PROTOCOL.key. */
typedef struct
{
  guint8 *bytes; /* (owned) (nullable): wiped at the end; the parts lie in it */
  gsize length;
  bool open_to_others;
  char *detail; /* (owned) (nullable): why there are no parts */

  SubletSshBytes cipher;
  SubletSshBytes kdf;
  SubletSshBytes kdf_options;
  SubletSshBytes public_blob;
  SubletSshBytes private_part;
} SubletKeyContainer;

/* Waits for the file. */
SubletKeyProblem sublet_key_container_load (SubletKeyContainer *self, const char *path);
/* Of a text that is there already, and that the caller wipes. */
SubletKeyProblem sublet_key_container_parse (SubletKeyContainer *self,
                                             const char *text,
                                             gsize length);
void sublet_key_container_clear (SubletKeyContainer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubletKeyContainer, sublet_key_container_clear)

G_END_DECLS
