/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * What the Jupyter server on one port of an instance asks a browser for, as the server itself keeps
 * it there: the service's row may hold another, and comes with every other secret of the account.
 */

/* Of the answer. */
#define SUBLET_JUPYTER_ANSWER_BYTES (64 * 1024)

/* For sh: says what each server that runs there has written down. */
const char *sublet_jupyter_token_get_command (void);

/* (transfer full) (nullable): of the server on @port; @secure: (out): whether it speaks TLS. */
SecretValue *sublet_jupyter_token_find (GBytes *answer, guint16 port, bool *secure);

G_END_DECLS
