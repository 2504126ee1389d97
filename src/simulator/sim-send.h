/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator/sim-faults.h"

G_BEGIN_DECLS

void sim_send (SoupServerMessage *message, const SimExchange *exchange);
void sim_send_json (SoupServerMessage *message, guint status, SimJson *json);
void sim_send_nothing (SoupServerMessage *message, bool reset);
void sim_send_raw (SoupServerMessage *message,
                   const SimExchange *exchange,
                   gsize bytes,
                   gint64 pause_us);
void sim_send_date (SoupServerMessage *message, SimWorld *world);

G_END_DECLS
