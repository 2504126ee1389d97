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
  bool given = order->object != NULL && json_object_has_member (order->object, "percent");
  double percent = sublet_json_opt_double (order->object, "percent", NAN);

  if (instance == NULL || !sim_instance_is_alive (instance))
    return "no such living contract";
  if (json_object_get_size (order->object) > (given ? 2 : 1))
    return "a contract, and percent or nothing";
  if (given && !(percent >= 0 && percent <= 100))
    return "percent is 0 to 100";

  instance->gpu_load = percent;
  return NULL;
}

/**
 * sim_order_hide_balance:
 * @order: a contract's number
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_hide_balance (SimOrderContext *order)
{
  SimInstance *instance =
    isnan (order->number) ? NULL : sim_world_find_instance (order->world, (gint64) order->number);

  if (instance == NULL || !sim_instance_is_alive (instance))
    return "no such living contract";

  instance->prepaid.hidden = true;
  return NULL;
}
