/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator/sim-connection.h"
#include "simulator/sim-service.h"

G_BEGIN_DECLS

/* The requests that are on their way through, and those who want to know of them. */
typedef struct _SimCalls SimCalls;

SimCalls *sim_calls_new (SimService *service);
void sim_calls_free (SimCalls *self);

void sim_calls_take (SimCalls *self,
                     const SimConnection *connection,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query);
guint sim_calls_count_held (SimCalls *self);
guint sim_calls_release_held (SimCalls *self);

G_END_DECLS
