/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-orders.h"

#include <math.h>

static SimInstance *
find_contract (SimOrderContext *order)
{
  SimInstance *instance =
    isnan (order->number) ? NULL : sim_world_find_instance (order->world, (gint64) order->number);

  return instance != NULL && sim_instance_is_alive (instance) && instance->direct_port != 0
           ? instance
           : NULL;
}

/**
 * sim_order_change_host_key:
 * @order: a contract's number
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_change_host_key (SimOrderContext *order)
{
  SimInstance *instance = find_contract (order);

  if (instance == NULL)
    return "no such living contract with a server";

  instance->host_key_number++;
  return NULL;
}

static const char *
set_hang (SimOrderContext *order, bool hang)
{
  SimInstance *instance = find_contract (order);

  if (instance == NULL)
    return "no such living contract with a server";

  instance->commands_hang = hang;
  return NULL;
}

/**
 * sim_order_hang_commands:
 * @order: a contract's number
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_hang_commands (SimOrderContext *order)
{
  return set_hang (order, true);
}

/**
 * sim_order_end_hang_commands:
 * @order: a contract's number
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_end_hang_commands (SimOrderContext *order)
{
  return set_hang (order, false);
}
