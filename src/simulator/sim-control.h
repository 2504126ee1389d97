/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator/sim-call.h"

G_BEGIN_DECLS

/* The routes below /_sim/, for tests; CONTROL.md describes them. */
typedef struct _SimControl SimControl;

SimControl *sim_control_new (SimService *service, SimCalls *calls);
void sim_control_free (SimControl *self);
void sim_control_handle (SimControl *self,
                         SoupServerMessage *message,
                         const char *path,
                         GHashTable *query);
void sim_control_note_request (SimControl *self);

G_END_DECLS
