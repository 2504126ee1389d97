/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"

G_BEGIN_DECLS

/* Each group of routes is a table that ends with an entry without a name. */
extern const SimRoute sim_account_routes[];
extern const SimRoute sim_search_routes[];
extern const SimRoute sim_create_routes[];
extern const SimRoute sim_instance_routes[];
extern const SimRoute sim_action_routes[];
extern const SimRoute sim_prepay_routes[];
extern const SimRoute sim_increase_routes[];
extern const SimRoute sim_ssh_routes[];
extern const SimRoute sim_billing_routes[];
extern const SimRoute sim_log_routes[];
extern const SimRoute sim_catalogue_routes[];
extern const SimRoute sim_volume_routes[];
extern const SimRoute sim_update_routes[];

void sim_router_find (SimExchange *exchange);
void sim_router_reply_unmatched (SimExchange *exchange);
bool sim_router_has_name (const char *name);

G_END_DECLS
