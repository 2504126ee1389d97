/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-account-keys.h"

G_BEGIN_DECLS

/*
 * The sentences about SSH keys. Pure functions of values, so that each sentence has a test. What
 * returns char * returns new text.
 */

/* What is wrong with a text as a public key; NULL when it is one. Quotes nothing of it. */
char *sublet_ssh_key_text_problem (const char *text);
/* What a person knows a key by. */
char *sublet_ssh_key_text_name (SubletSshKey *key);
/* Of Sublet's own: where it is kept. */
const char *sublet_ssh_key_text_own (SubletKeyKeeping keeping);
/* Of Sublet's own: whether instances made now accept it. */
const char *sublet_ssh_key_text_registration (SubletKeyRegistration registration,
                                              const GError *error);
/* The question's body: who still accepts the key. running: their labels, ends with NULL. */
char *sublet_ssh_key_text_removal (const char *const *running, gboolean own);

G_END_DECLS
