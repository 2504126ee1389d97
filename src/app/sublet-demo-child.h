/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the demo's simulator is started, and what its lines say. */

GSubprocess *sublet_demo_child_spawn (int key_fd, GError **error);
gboolean sublet_demo_child_is_address (const char *url);
gboolean sublet_demo_child_read_ssh (const char *line, gboolean *has_ssh, const char **problem);

G_END_DECLS
