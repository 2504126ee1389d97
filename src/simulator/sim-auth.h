/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"

G_BEGIN_DECLS

void sim_auth_note (SimExchange *exchange, const char *authorization);
bool sim_auth_identify (SimExchange *exchange, const char *authorization);
bool sim_auth_check_scope (SimExchange *exchange);

G_END_DECLS
