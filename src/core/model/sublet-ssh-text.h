/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What of SSH keys a person reads, and what nobody may. Any thread. */

char *sublet_ssh_text_make_fingerprint (const guint8 *blob, gsize length);
char *sublet_ssh_text_dup_fingerprint (const char *public_key);
bool sublet_ssh_text_is_private (const char *text);

G_END_DECLS
