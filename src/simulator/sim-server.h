/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "simulator/sim-service.h"

G_BEGIN_DECLS

typedef struct _SimServer SimServer;

SimServer *sim_server_new (SimService *service);
void sim_server_free (SimServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimServer, sim_server_free)

bool sim_server_listen (SimServer *self, guint16 port, GError **error);

G_END_DECLS
