/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The person's own SSH agent: what keys it has, and what it signs. All of it waits for another
 * program: on a thread of its own, or in a test. */

/* (transfer full) (type filename) (nullable): where it listens, as the desktop tells. */
char *sublet_key_agent_dup_path (void);

/* (transfer full) (element-type SubletKeyFacts): with what cannot be used among them; problem:
 * (out): why there are none, else NONE. */
GPtrArray *sublet_key_agent_list (const char *socket_path, SubletKeyProblem *problem);

/* (transfer full) (nullable): the signature, without the algorithm's name. */
GBytes *sublet_key_agent_sign (const char *socket_path,
                               GBytes *blob,
                               const char *algorithm,
                               const guint8 *data,
                               gsize length,
                               GError **error);

G_END_DECLS
