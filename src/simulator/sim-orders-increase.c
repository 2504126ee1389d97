/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-orders.h"

#include "core/base/sublet-json.h"

#include <math.h>

/* A double has no more. */
#define DECIMALS_MAX 15

static SimInstance *
find_contract (SimOrderContext *order, gint64 id)
{
  SimInstance *instance = sim_world_find_instance (order->world, id);

  return instance != NULL && sim_instance_is_alive (instance) ? instance : NULL;
}

/**
 * sim_order_increase_price:
 * @order: a contract's number, what it is to cost from its end on, and when that is
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_increase_price (SimOrderContext *order)
{
  SimWorld *world = order->world;
  SimInstance *instance = find_contract (order, sublet_json_opt_int (order->object, "contract", 0));
  double gpu = sublet_json_opt_double (order->object, "gpu", NAN);
  double storage = sublet_json_opt_double (order->object, "storage_cost", NAN);
  double ends_in_s = sublet_json_opt_double (order->object, "ends_in", NAN);
  gint64 decimals = sublet_json_opt_int (order->object, "decimals", 0);

  if (instance == NULL)
    return "no such living contract";
  if (!(gpu > 0) && !(storage > 0))
    return "needs gpu or storage_cost";
  if (sublet_json_has_value (order->object, "ends_in") && !(ends_in_s > 0))
    return "ends_in is in seconds, and more than 0";
  if (decimals < 0 || decimals > DECIMALS_MAX)
    return "decimals is from 1 to 15; 0: all of them";

  if (!isnan (ends_in_s))
    instance->end_us = sim_world_now_us (world) + (gint64) (ends_in_s * G_USEC_PER_SEC);
  sim_instance_announce_increase (instance,
                                  world->next_increase_id++,
                                  sim_world_now_us (world),
                                  gpu,
                                  storage);
  instance->increase.decimals = (int) decimals;
  if (order->result != NULL)
    sim_json_int (order->result, "increase", instance->increase.id);
  return NULL;
}

/**
 * sim_order_withdraw_increase:
 * @order: a contract's number
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_withdraw_increase (SimOrderContext *order)
{
  SimInstance *instance = isnan (order->number) ? NULL
                                                : find_contract (order, (gint64) order->number);

  if (instance == NULL || instance->increase.state != SIM_INCREASE_PENDING)
    return "no such living contract with an increase that is pending";

  instance->increase.state = SIM_INCREASE_WITHDRAWN;
  return NULL;
}
