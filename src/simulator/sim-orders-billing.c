/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-orders.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"
#include "simulator/sim-month.h"

/**
 * sim_order_add_month:
 * @order: whose, by name
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_add_month (SimOrderContext *order)
{
  SimAccount *account = order->text != NULL ? sim_world_find_account (order->world, order->text)
                                            : NULL;

  if (account == NULL || sim_world_has_rented (order->world))
    return "an account's name, before anything is rented";

  return sim_world_add_month (order->world, account, SIM_MONTH_PLANTED) ? NULL
                                                                        : "there is no offer";
}

/**
 * sim_order_change_charge:
 * @order: a contract's number, a day, and what is added to its charge
 *
 * Returns: (nullable): what is wrong with it
 */
const char *
sim_order_change_charge (SimOrderContext *order)
{
  SimInstance *instance =
    sim_world_find_instance (order->world, sublet_json_opt_int (order->object, "contract", 0));
  gint64 at_us = sublet_json_opt_epoch_us (order->object, "day");
  gint64 usd_uusd = sublet_json_opt_amount_uusd (order->object, "usd");
  SimCorrection correction = { at_us - at_us % G_TIME_SPAN_DAY, usd_uusd };
  SimCost cost = { 0 };

  if (instance == NULL || at_us == 0 || usd_uusd == SUBLET_MONEY_UNKNOWN)
    return "needs a contract, a day and usd";

  correction.at_us = MAX (correction.at_us, instance->created_us);
  sim_instance_add_cost (instance,
                         correction.at_us,
                         correction.at_us - correction.at_us % G_TIME_SPAN_DAY + G_TIME_SPAN_DAY,
                         &cost);
  if (sim_cost_get_total_uusd (&cost) <= 0)
    return "no such charge";

  g_array_append_val (instance->corrections, correction);
  return NULL;
}
