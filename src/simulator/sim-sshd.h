/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "simulator/sim-world.h"

G_BEGIN_DECLS

/*
 * With --sshd: a sandbox and two ports for every contract with SSH. They follow the world, which
 * knows nothing of them but the ports' numbers.
 */
typedef struct _SimSshd SimSshd;

SimSshd *sim_sshd_new (SimWorld *world, const char *sshd, GError **error);
void sim_sshd_free (SimSshd *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimSshd, sim_sshd_free)

void sim_sshd_follow (SimSshd *self);
void sim_sshd_clear (SimSshd *self);

bool sim_sshd_set_link (SimSshd *self, JsonNode *order, SimJson *json, GError **error);
bool sim_sshd_write_links (SimSshd *self, gint64 contract_id, SimJson *json, GError **error);

G_END_DECLS
