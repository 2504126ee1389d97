/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-exchange.h"

G_BEGIN_DECLS

/* Which part of a long answer is wanted: limit and after_token, as three endpoints have them. */
typedef struct
{
  guint offset;
  guint limit;
} SimPage;

bool sim_page_take (SimExchange *exchange, const char *what, SimPage *page);
char *sim_page_make_token (const char *what, guint offset);

/* A span of time that a filter asks for: both ends, in service time. */
typedef struct
{
  gint64 from_us;
  gint64 until_us; /* included */
} SimSpan;

bool sim_span_take (JsonObject *filters, const char *column, SimSpan *span);
bool sim_take_latest_first (SimExchange *exchange);

G_END_DECLS
