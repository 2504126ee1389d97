/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-service.h"

G_BEGIN_DECLS

/* One order of a test: a member of "set", with its value in whichever form it has. */
typedef struct
{
  SimWorld *world;
  JsonNode *node;
  JsonObject *object; /* (nullable): the value, when it is one */
  double number;      /* NAN when it is none */
  const char *text;   /* (nullable) */
  SimJson *result;    /* (nullable): an object */
} SimOrderContext;

bool sim_order_do (SimOrderContext *order, const char *name, const char **problem);

/* sim-orders-billing.c: what is wrong with the order, or NULL. */
const char *sim_order_add_month (SimOrderContext *order);
const char *sim_order_change_charge (SimOrderContext *order);

/* sim-orders-usage.c: what is wrong with the order, or NULL. */
const char *sim_order_set_gpu_load (SimOrderContext *order);
const char *sim_order_hide_balance (SimOrderContext *order);

/* sim-orders-increase.c: what is wrong with the order, or NULL. */
const char *sim_order_increase_price (SimOrderContext *order);
const char *sim_order_withdraw_increase (SimOrderContext *order);

/* sim-orders-sshd.c: what is wrong with the order, or NULL. */
const char *sim_order_change_host_key (SimOrderContext *order);
const char *sim_order_hang_commands (SimOrderContext *order);
const char *sim_order_end_hang_commands (SimOrderContext *order);

G_END_DECLS
