/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator/sim-service.h"

G_BEGIN_DECLS

/* Control requests that are answered later: when a time or a number of requests has come. */
typedef struct
{
  SimService *service; /* (borrowed) */
  GPtrArray *open;     /* (element-type SimWait) (owned) */
} SimWaits;

SimWaits *sim_waits_new (SimService *service);
void sim_waits_free (SimWaits *self);

void sim_waits_add_time (SimWaits *self,
                         SoupServerMessage *message,
                         gint64 duration_us,
                         const char *client,
                         bool early);
void sim_waits_add_requests (SimWaits *self,
                             SoupServerMessage *message,
                             const char *route,
                             guint count);
void sim_waits_note_request (SimWaits *self);

G_END_DECLS
