/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-agent-private.h"

G_BEGIN_DECLS

/* Sublet's key, lent by an agent that has its socket below a folder to throw away. */
typedef struct
{
  SubletIdentityStore *identities;
  SubletSshIdentity *identity;
  SubletSshAgent *agent;
  char *folder;
} AgentWorld;

void agent_world_set_up (AgentWorld *world, gconstpointer data);
void agent_world_tear_down (AgentWorld *world, gconstpointer data);
/* (transfer full): another one, not started. */
SubletSshAgent *agent_world_make_agent (AgentWorld *world);

G_END_DECLS
