/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An SSH key that an instance was to be given and does not have yet, in words: a pure function. */

/* error: (nullable): why the latest try failed; NULL: one is under way. name: the instance's label.
 * own_key: it is the instance's own, whatever Preferences name. (transfer full) */
char *sublet_key_missing_text_dup (const GError *error, const char *name, gboolean own_key);

G_END_DECLS
