/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)  the object, and which rentals there are
 *   -entry  what follows one of them: its connection, from when to when it goes, and with which key
 */
struct _SubletConnections
{
  GObject parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;      /* (owned) */
  SubletClient *client;            /* (owned) */
  SubletIdentityStore *identities; /* (owned) */
  SubletClock *clock;              /* (owned) the client's */
  SubletSshAgent *agent;           /* (owned) for the person's own ssh; started on first use */

  GHashTable *entries; /* (owned) (element-type SubletRental SubletConnectionsEntry) one for each in
                          the list */
  GError *problem;     /* (owned) (nullable) why nothing can be reached here */
  GStrv packages;      /* (owned) (nullable) as they are kept */
  gboolean measures_network;
};

/* One rental in the list. */
typedef struct
{
  SubletConnections *connections; /* (borrowed) */
  SubletRental *rental;           /* (owned) */
  SubletConnection *connection;   /* (owned) (nullable) until it is wanted */
  SubletSshAgent *agent;          /* (owned) (nullable) of a rental with a key of its own */
  GCancellable *pause;            /* (owned) (nullable) before it is tried again */
  guint pause_ms;
  gint64 ready_us; /* since when it was READY */
} SubletConnectionsEntry;

/* (transfer full): for the list, which frees it. */
SubletConnectionsEntry *sublet_connections_entry_new (SubletConnections *self,
                                                      SubletRental *rental);
void sublet_connections_entry_free (gpointer entry);
/* As the rental is now; once it is in the list, for it may tell of a connection. */
void sublet_connections_entry_update (SubletConnectionsEntry *self);
/* What the checks of its connection ask for, as it is now. */
void sublet_connections_entry_apply_checks (SubletConnectionsEntry *self);
/* The rental has another SSH key. */
void sublet_connections_entry_take_key (SubletConnectionsEntry *self);
/* (nullable): makes it unless it is there, as the rental is now; NULL while there is no contract.
 */
SubletConnection *sublet_connections_entry_ensure_connection (SubletConnectionsEntry *self);

G_END_DECLS
