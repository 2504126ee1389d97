/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-identity-store.h"
#include "core/ssh/sublet-ssh-host-key.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_SSH_AGENT (sublet_ssh_agent_get_type ())

/*
 * Signs for the person's own ssh: an SSH agent with one key, Sublet's, on a socket that only this
 * person can open. The private half stays where it is. Signs nothing but an SSH sign-in with that
 * key. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletSshAgent, sublet_ssh_agent, SUBLET, SSH_AGENT, GObject)

SubletSshAgent *sublet_ssh_agent_new (SubletIdentityStore *identities);

gboolean sublet_ssh_agent_start (SubletSshAgent *self, GError **error);
/* Takes the socket and its folder away and hangs up on whoever is connected. */
void sublet_ssh_agent_stop (SubletSshAgent *self);

/* (nullable): NULL while it is not started. */
const char *sublet_ssh_agent_get_socket_path (SubletSshAgent *self);
/* (transfer full) (nullable): the path of a known_hosts file that has this key under @name. */
char *sublet_ssh_agent_write_known_host (SubletSshAgent *self,
                                         const char *name,
                                         SubletSshHostKey *key,
                                         GError **error);

G_END_DECLS
