/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-line.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_SHELL_LINE (sublet_shell_line_get_type ())

/* A SubletTerminalLine over an instance's one connection: each has a shell of its own there. */
G_DECLARE_FINAL_TYPE (SubletShellLine, sublet_shell_line, SUBLET, SHELL_LINE, GObject)

SubletTerminalLine *sublet_shell_line_new (SubletConnection *connection);

/* The one that it leads over. (transfer none) */
SubletConnection *sublet_shell_line_get_connection (SubletShellLine *self);

G_END_DECLS
