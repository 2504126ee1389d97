/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Keeps replies that could not be read, so that a person can send one along with a bug report.
 * What may be secret is blanked out first. Files 0600 in a folder 0700, the newest ten.
 */

#define SUBLET_REPLY_KEEPER_MAX_FILES 10

char *sublet_reply_scrub (const char *text, gsize length, const char *key);

void sublet_reply_keep_async (const char *folder,
                              const char *name,
                              gint64 wall_us,
                              char *scrubbed,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *sublet_reply_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
