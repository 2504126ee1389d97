/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-orders.h"

#include "core/base/sublet-json.h"

#include <math.h>

/**
 * sim_order_set_gpu_load:
 * @order: a contract's number and how busy its GPUs are
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_set_gpu_load (SimOrderContext *order)
{
  gint64 contract = sublet_json_opt_int (order->object, "contract", 0);
  SimInstance *instance = sim_world_find_instance (order->world, contract);

  if (instance == NULL || !sim_instance_is_alive (instance))
    return "no such living contract";

  instance->gpu_load = sublet_json_opt_double (order->object, "percent", NAN);
  return NULL;
}
