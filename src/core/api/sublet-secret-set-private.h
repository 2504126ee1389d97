/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The exact secrets that are in use: keys that were sent, and what a request carried that nobody
 * else may read. Only to recognise them where they must not be: in a message, in what is kept of a
 * reply. Never shown, never written.
 */
typedef struct _SubletSecretSet SubletSecretSet;

/* Shorter ones cannot be told from other text; they are blanked by the name before them alone. */
#define SUBLET_SECRET_SET_MIN_BYTES 6

SubletSecretSet *sublet_secret_set_new (void);
SubletSecretSet *sublet_secret_set_copy (const SubletSecretSet *self);
void sublet_secret_set_free (SubletSecretSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletSecretSet, sublet_secret_set_free)

void sublet_secret_set_add (SubletSecretSet *self, const char *secret, gsize length);
void sublet_secret_set_add_value (SubletSecretSet *self, SecretValue *value);
void sublet_secret_set_add_body (SubletSecretSet *self, const char *json);

gsize sublet_secret_set_match (const SubletSecretSet *self,
                               const char *text,
                               gsize length,
                               gsize at);
bool sublet_secret_set_blank (const SubletSecretSet *self, GString *text, const char *blank);

G_END_DECLS
