/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-channel-private.h"
#include "core/ssh/sublet-ssh-shell.h"

G_BEGIN_DECLS

/* A raw pair of a pseudo-terminal: what goes in at one end comes out at the other as it is. Each
 * end is -1 or open. */
typedef struct
{
  int widget_fd; /* the master */
  int worker_fd; /* the slave; never waits */
} SubletSshPty;

bool sublet_ssh_pty_open (SubletSshPty *self, GError **error);
void sublet_ssh_pty_close (SubletSshPty *self);

/* command: (nullable): instead of a login shell. The worker's half of a shell: the channel, joined
 * to the pair's one end. Takes the pair. */
SubletSshChannel *sublet_ssh_terminal_new (SubletSshWorker *worker,
                                           const char *terminal,
                                           const char *command,
                                           int columns,
                                           int rows,
                                           bool paced,
                                           SubletSshPty *pty);

/* On the worker's thread. */
void sublet_ssh_terminal_resize (SubletSshChannel *channel, int columns, int rows);
/* On the main thread, when it has started: takes the widget's end. */
int sublet_ssh_terminal_steal_widget_fd (SubletSshChannel *channel);
/* On the main thread, when it has ended: takes the worker's end. */
int sublet_ssh_terminal_steal_worker_fd (SubletSshChannel *channel);
/* On the main thread: who is told; not owned. */
void sublet_ssh_terminal_set_shell (SubletSshChannel *channel, SubletSshShell *shell);

/* ---- the main thread's half ---- */

SubletSshShell *sublet_ssh_shell_new (SubletSshChannel *channel);
/* Takes what is in the note. */
void sublet_ssh_shell_take_end (SubletSshShell *self, SubletSshNote *note);

G_END_DECLS
