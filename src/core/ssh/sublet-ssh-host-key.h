/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SSH_HOST_KEY (sublet_ssh_host_key_get_type ())

/* A server's public key, as it was presented or pinned. Immutable; any thread. */
typedef struct _SubletSshHostKey SubletSshHostKey;

GType sublet_ssh_host_key_get_type (void);

SubletSshHostKey *sublet_ssh_host_key_new (GBytes *blob, GError **error);
SubletSshHostKey *sublet_ssh_host_key_ref (SubletSshHostKey *self);
void sublet_ssh_host_key_unref (SubletSshHostKey *self);

/* "ssh-ed25519" for one. */
const char *sublet_ssh_host_key_get_algorithm (SubletSshHostKey *self);
GBytes *sublet_ssh_host_key_get_blob (SubletSshHostKey *self);
/* "SHA256:…", as OpenSSH shows it. */
const char *sublet_ssh_host_key_get_fingerprint (SubletSshHostKey *self);
bool sublet_ssh_host_key_equal (SubletSshHostKey *a, SubletSshHostKey *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSshHostKey, sublet_ssh_host_key_unref)

G_END_DECLS
