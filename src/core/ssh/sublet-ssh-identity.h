/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Of an Ed25519 signature. Source: RFC 8032, 5.1.6. */
#define SUBLET_SSH_SIGNATURE_BYTES 64

#define SUBLET_TYPE_SSH_IDENTITY (sublet_ssh_identity_get_type ())

/*
 * Sublet's own SSH key, an Ed25519 pair. Immutable: any number of threads may use one at a time,
 * each with a reference of its own. The private half never leaves except as SecretValue to the
 * keyring.
 */
G_DECLARE_FINAL_TYPE (SubletSshIdentity, sublet_ssh_identity, SUBLET, SSH_IDENTITY, GObject)

SubletSshIdentity *sublet_ssh_identity_new (const char *label, GError **error);

/* "ssh-ed25519 AAAA… sublet@label", without a newline. */
const char *sublet_ssh_identity_get_public_line (SubletSshIdentity *self);
/* What the line's base64 stands for, as libssh2_userauth_publickey() wants it. */
GBytes *sublet_ssh_identity_get_public_blob (SubletSshIdentity *self);

bool sublet_ssh_identity_sign (SubletSshIdentity *self,
                               const guint8 *data,
                               gsize length,
                               guint8 *signature,
                               GError **error);

G_END_DECLS
