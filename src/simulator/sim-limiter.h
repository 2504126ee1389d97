/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"

G_BEGIN_DECLS

/* The minimum time between two calls of one endpoint by one identity (fact sheet 9.3). */
typedef struct
{
  GHashTable *windows; /* endpoint and identity -> the moments of the last calls */
  int next_shape;      /* the 429s take turns in how they look */
} SimLimiter;

SimLimiter *sim_limiter_new (void);
void sim_limiter_free (SimLimiter *self);
void sim_limiter_clear (SimLimiter *self);
bool sim_limiter_allow (SimLimiter *self, SimExchange *exchange);

G_END_DECLS
