/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * An instance's way to the service: what comes to a Unix socket that is seen inside goes to one
 * port of the simulator's own, and to no other.
 */
typedef struct _SimRelay SimRelay;

SimRelay *sim_relay_new (int listener, int port);
void sim_relay_free (SimRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRelay, sim_relay_free)

G_END_DECLS
