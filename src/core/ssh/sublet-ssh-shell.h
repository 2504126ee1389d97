/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SSH_SHELL (sublet_ssh_shell_get_type ())

/*
 * An interactive shell on an instance, in a channel of its own beside others of the same session.
 * Its bytes pass through a raw pseudo-terminal pair: a terminal widget has one end, the session's
 * thread the other, and no byte passes the main loop on the way between them. What the widget does
 * not read stays with the server: the buffers in between are bounded. Main thread.
 *
 * Signal "ended": once; the getters below then say how. What was said last can still be read from
 * the terminal's end, which then hangs up.
 */
G_DECLARE_FINAL_TYPE (SubletSshShell, sublet_ssh_shell, SUBLET, SSH_SHELL, GObject)

/* The widget's end. (transfer full), once: -1 afterwards. */
int sublet_ssh_shell_steal_terminal_fd (SubletSshShell *self);

/* In characters, both at least 1. */
void sublet_ssh_shell_resize (SubletSshShell *self, int columns, int rows);

/* Ends the shell; a shell that is let go of is closed as well. */
void sublet_ssh_shell_close (SubletSshShell *self);

gboolean sublet_ssh_shell_get_ended (SubletSshShell *self);
/* Of a shell that ended by itself; 0 also where the server does not say. */
int sublet_ssh_shell_get_exit_status (SubletSshShell *self);
/* (transfer none) (nullable): why the connection went away under it; NULL for a shell that ended by
 * itself or was closed. */
const GError *sublet_ssh_shell_get_error (SubletSshShell *self);

G_END_DECLS
