/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/ssh/sublet-connection.h"
#include "core/ssh/sublet-identity-store.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_CONNECTIONS (sublet_connections_get_type ())

/*
 * The connections to what is rented, one for each instance. Those to rentals of ours start by
 * themselves when they run; an instance that somebody else started is touched only on a click.
 * Tells the engine when a rental is connecting, ready or out of reach. Main thread.
 *
 * Properties: "packages" (GStrv: what the checks ask for beside the rest, as the settings keep it),
 * "measures-network" (whether those that a person wants load something, which may cost money).
 * Signal "added" (SubletConnection).
 */
G_DECLARE_FINAL_TYPE (SubletConnections, sublet_connections, SUBLET, CONNECTIONS, GObject)

SubletConnections *sublet_connections_new (SubletRentalEngine *engine,
                                           SubletClient *client,
                                           SubletIdentityStore *identities,
                                           const GError *problem);

/* (transfer none) (nullable): the one that there is already. */
SubletConnection *sublet_connections_peek (SubletConnections *self, SubletRental *rental);
/* (transfer none) (nullable): NULL while there is no contract. The same object as long as there is
 * one. */
SubletConnection *sublet_connections_get (SubletConnections *self, SubletRental *rental);

G_END_DECLS
