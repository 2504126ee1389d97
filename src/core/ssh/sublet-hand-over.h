/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_HAND_OVER (sublet_hand_over_get_type ())

/*
 * Gives a secret to a browser without it being in what the browser is started with: an address on
 * this computer that answers once, to this person's processes alone, by sending the browser on to
 * an address with the secret in it. Nothing else is kept or said of it. It goes by itself when it
 * has answered, or after a minute. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletHandOver, sublet_hand_over, SUBLET, HAND_OVER, GObject)

/* @target: what the secret is put behind: "http://localhost:8888/?token=". */
SubletHandOver *sublet_hand_over_new (const char *target, SecretValue *secret, GError **error);

/* (transfer none): what the browser is to be given. */
const char *sublet_hand_over_get_address (SubletHandOver *self);
/* Whether it answers no more. */
gboolean sublet_hand_over_get_over (SubletHandOver *self);

/* For tests: instead of a minute. */
void sublet_hand_over_set_limit (SubletHandOver *self, guint limit_ms);
/* For tests: instead of who runs this program. */
void sublet_hand_over_set_person (SubletHandOver *self, uid_t person);

G_END_DECLS
