/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "raw-server.h"

#include "core/api/sublet-client.h"

G_BEGIN_DECLS

/* (transfer full): with the key that the server knows. */
SubletClient *wire_fixture_new_client (RawServer *server, SubletClock *clock);

/* So that there is a free connection that a write could be sent on: it is free again only one turn
 * after its reply was read, and without that turn no write would ever meet it. */
void wire_fixture_warm_up (SubletClient *client);

G_END_DECLS
