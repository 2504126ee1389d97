/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator/sim-world.h"

G_BEGIN_DECLS

void sim_control_handle (SimWorld *world,
                         SoupServerMessage *message,
                         const char *path,
                         GHashTable *query);

G_END_DECLS
