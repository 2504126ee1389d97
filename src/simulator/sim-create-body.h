/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"
#include "simulator/sim-templates.h"

G_BEGIN_DECLS

/* What a create says (fact sheet 3.1 to 3.3), checked member by member. */

GPtrArray *sim_env_list_new (void);
bool sim_create_take_env (SimExchange *exchange,
                          JsonObject *body,
                          const SimTemplate *template,
                          GPtrArray *list);
bool sim_create_refuse (SimExchange *exchange, const char *message);
bool sim_create_take_body (SimExchange *exchange, JsonObject *body, SimOrder *order, char **args);

G_END_DECLS
