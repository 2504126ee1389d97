/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* Without its end; any thread. */
typedef bool (*SubletSshLineFunc) (const char *line);

/* Whether one of the lines that end in data is such a one. line: what came before of the first of
 * them; keeps what came of the last. */
bool sublet_ssh_line_find (GString *line,
                           const char *data,
                           gsize length,
                           SubletSshLineFunc is_wanted);

G_END_DECLS
