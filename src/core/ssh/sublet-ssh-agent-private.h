/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-agent.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)   the object: a socket and who connects to it
 *   -answer  what is answered to a message
 *   -folder  where the socket is
 *   -peer    one who is connected
 */

/* Of one message, without its length. Source: as OpenSSH's own agent, which takes no longer ones.
 */
#define SUBLET_SSH_AGENT_MESSAGE_BYTES (256 * 1024)

/* Instead of the runtime folder, before it is started: for tests, which have a longer one than a
 * socket's name can hold. */
void sublet_ssh_agent_set_parent (SubletSshAgent *self, const char *parent);

/* ---- answer ---- */

GBytes *sublet_ssh_agent_answer (SubletSshIdentity *identity, const guint8 *message, gsize length);

/* ---- folder ---- */

#define SUBLET_SSH_AGENT_SOCKET_NAME "socket"

char *sublet_ssh_agent_folder_make (const char *parent, GError **error);
void sublet_ssh_agent_folder_remove (const char *folder);

/* ---- peer ---- */

void sublet_ssh_agent_peer_serve (GSocketConnection *connection,
                                  SubletIdentityStore *identities,
                                  GCancellable *life,
                                  guint *n_peers);

G_END_DECLS
