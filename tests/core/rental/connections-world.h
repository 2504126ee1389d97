/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"

#include "core/rental/engine-fixture.h"

G_BEGIN_DECLS

/* The shipped engine, connections and SSH in real time, against instances that are real servers. */
typedef struct
{
  EngineFixture f;
  SubletIdentityStore *identities;
  SubletConnections *connections;
} ConnectionsWorld;

void connections_world_set_up (ConnectionsWorld *world, gconstpointer data);
void connections_world_tear_down (ConnectionsWorld *world, gconstpointer data);
/* As the program makes them. @problem (nullable): why nothing can be reached. */
void connections_world_open (ConnectionsWorld *world, const GError *problem);
/* Another process after this one, without a keyring: its own key is another. (transfer full): the
 * rental, to which nobody may hold a reference meanwhile. */
SubletRental *connections_world_restart (ConnectionsWorld *world, gint64 contract_id);

/* ---- waiting; lists are asked for faster than a person's window would ---- */

typedef struct
{
  ConnectionsWorld *world;
  SubletRental *rental;
  SubletRentalState state;
  gint64 asked_us;
} ConnectionsAwaited;

/* Of a ConnectionsAwaited. */
bool connections_world_has_state (gpointer data);
/* And its connection got no further than the key. */
bool connections_world_has_no_key (gpointer data);
bool connections_world_has_failed_connection (gpointer data);
/* Of a connection. */
bool connections_world_is_failed (gpointer data);
bool connections_world_is_ready (gpointer data);
bool connections_world_is_lost (gpointer data);
void connections_world_await_state (ConnectionsWorld *world,
                                    SubletRental *rental,
                                    SubletRentalState state);
/* Until it is ready. */
void connections_world_await_connection (ConnectionsWorld *world, SubletRental *rental);
/* Once it is ready: with this key, or with another. */
void connections_world_assert_signs_in_with (ConnectionsWorld *world,
                                             SubletRental *rental,
                                             const char *line,
                                             bool same);

/* ---- rentals, and keys of their own ---- */

/* (transfer full) */
SubletRental *connections_world_rent_ready (ConnectionsWorld *world);
/* (transfer full): on its way. ssh_key (nullable): as a launch has it. */
SubletRental *connections_world_rent_with_key (ConnectionsWorld *world, const char *ssh_key);
/* (transfer full): its public half's line; *path: (out): the file. */
char *connections_world_make_key (ConnectionsWorld *world, const char *name, char **path);
/* For what is rented already. ssh_key (nullable): that of Preferences. */
bool connections_world_try_key (ConnectionsWorld *world,
                                SubletRental *rental,
                                const char *ssh_key,
                                GError **error);
void connections_world_set_key (ConnectionsWorld *world, SubletRental *rental, const char *ssh_key);
guint connections_world_count_requests (ConnectionsWorld *world, const char *route);

G_END_DECLS
