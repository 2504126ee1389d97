/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-curve-private.h"
#include "core/ssh/sublet-ssh-identity.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* The private half of Sublet's own as the keyring keeps it: this word, then 32 bytes in base64. */
#define SUBLET_SSH_IDENTITY_FORM "ed25519:"

SubletSshIdentity *sublet_ssh_identity_new_from_secret (SecretValue *secret,
                                                        const char *label,
                                                        GError **error);
/* A key of the person's. scalar: its private half; the caller wipes it. */
SubletSshIdentity *sublet_ssh_identity_new_for_scalar (const SubletSshCurve *curve,
                                                       const guint8 *scalar,
                                                       GBytes *blob,
                                                       const char *comment,
                                                       GError **error);

/* (nullable): NULL: the agent has it. */
SecretValue *sublet_ssh_identity_get_secret (SubletSshIdentity *self);

G_END_DECLS
