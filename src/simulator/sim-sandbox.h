/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-tools.h"
#include "simulator/sim-world.h"

G_BEGIN_DECLS

/*
 * What a contract's container runs in: bubblewrap around our helper, which starts OpenSSH servers.
 * Nothing of this computer but its programs is seen inside, all of it read-only; home, /workspace
 * and /tmp are in memory and end with the container.
 */
typedef struct _SimSandbox SimSandbox;

SimSandbox *sim_sandbox_new (const SimTools *tools, const char *folder, gint64 id, GError **error);
void sim_sandbox_free (SimSandbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimSandbox, sim_sandbox_free)

bool sim_sandbox_start (SimSandbox *self, SimWorld *world, SimInstance *instance, GError **error);
void sim_sandbox_stop (SimSandbox *self);
bool sim_sandbox_is_running (SimSandbox *self);
int sim_sandbox_connect (SimSandbox *self);

bool sim_sandbox_follow (SimSandbox *self, SimInstance *instance, GError **error);
const char *sim_sandbox_get_host_key (SimSandbox *self);

G_END_DECLS
