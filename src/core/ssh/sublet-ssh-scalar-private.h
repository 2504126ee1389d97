/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-curve-private.h"

#include <libsecret/secret.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The private half of a key: how it is kept, opened and signed with. Any thread. What is opened of
 * it is wiped before each returns. */

/* (transfer full): in memory that is not swapped out and is wiped when freed. */
SecretValue *sublet_ssh_scalar_keep (const SubletSshCurve *curve, const guint8 *scalar);
/* Whether it is one that was kept so. */
bool sublet_ssh_scalar_is_kept (const SubletSshCurve *curve, SecretValue *secret);
/* point: (out caller-allocates): the public half. Of Ed25519 alone. */
bool sublet_ssh_scalar_make_point (SecretValue *secret, guint8 *point, GError **error);
/* Whether it is the private half of that public key. */
bool sublet_ssh_scalar_matches (const SubletSshCurve *curve, SecretValue *secret, GBytes *blob);
/* (transfer full): what stands behind the algorithm's name in a signature. */
GBytes *sublet_ssh_scalar_sign (const SubletSshCurve *curve,
                                SecretValue *secret,
                                GBytes *blob,
                                const guint8 *data,
                                gsize length,
                                GError **error);

G_END_DECLS
