/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

G_BEGIN_DECLS

/* The chain to an instance in words: pure functions. */

/* "Host Key" (transfer none) */
const char *sublet_connection_text_get_link (SubletConnectionLink link);
/* "ada-1 does not take the SSH key." (transfer full) */
char *sublet_connection_text_dup_broken (SubletConnectionLink link,
                                         const GError *error,
                                         const char *name);
/* What a person can do about it, one sentence; own_key: the instance has one, whatever Preferences
 * name. (transfer none) */
const char *sublet_connection_text_get_next_step (SubletConnectionLink link,
                                                  const GError *error,
                                                  gboolean own_key);
/* Both keys of a changed one, or a new one, else the error's own words. (transfer full) (nullable)
 */
char *sublet_connection_text_dup_details (SubletConnection *connection);
/* "direct · 23 ms" (transfer full) (nullable): while there is no route */
char *sublet_connection_text_dup_route (SubletConnection *connection);
/* "23 ms", "1.4 s" (transfer full) */
char *sublet_connection_text_dup_duration (gint64 duration_us);

/* A host key that nobody has seen, and how to tell whose it is. (transfer full) */
char *sublet_connection_text_dup_new_key (SubletSshHostKey *key);
/* A host key and another one, to be compared. */
char *sublet_connection_text_dup_keys (SubletSshHostKey *before, SubletSshHostKey *now);

G_END_DECLS
