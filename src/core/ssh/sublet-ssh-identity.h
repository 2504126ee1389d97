/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SSH_IDENTITY (sublet_ssh_identity_get_type ())

/*
 * A key that signs in: Sublet's own, an Ed25519 pair, or one of the person's, from a file or in the
 * agent. Immutable: any number of threads may use one at a time, each with a reference of its own.
 * The private half never leaves except as SecretValue to the keyring, and only Sublet's own.
 */
G_DECLARE_FINAL_TYPE (SubletSshIdentity, sublet_ssh_identity, SUBLET, SSH_IDENTITY, GObject)

SubletSshIdentity *sublet_ssh_identity_new (const char *label, GError **error);
/* blob: one of the agent's keys, which can be signed with. */
SubletSshIdentity *sublet_ssh_identity_new_for_agent (const char *socket_path,
                                                      GBytes *blob,
                                                      const char *comment);

/* "ssh-ed25519". */
const char *sublet_ssh_identity_get_algorithm (SubletSshIdentity *self);
/* "ssh-ed25519 AAAA… sublet@label", without a newline. */
const char *sublet_ssh_identity_get_public_line (SubletSshIdentity *self);
/* What the line's base64 stands for, as libssh2_userauth_publickey() wants it. */
GBytes *sublet_ssh_identity_get_public_blob (SubletSshIdentity *self);
/* (nullable): of the agent that holds it. */
const char *sublet_ssh_identity_get_agent_path (SubletSshIdentity *self);

/* (transfer full) (nullable): without the algorithm's name. */
GBytes *sublet_ssh_identity_sign (SubletSshIdentity *self,
                                  const guint8 *data,
                                  gsize length,
                                  GError **error);

G_END_DECLS
