/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

/*
 * Source: fact sheet 5.6. That interruptible contracts cannot be prepaid, and how the refusals are
 * worded, is not known.
 */

static void
handle_prepay (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);
  SimWorld *world = exchange->world;
  gint64 amount_uusd = sublet_json_opt_amount_uusd (sim_exchange_get_body (exchange), "amount");
  SimJson json;

  if (instance == NULL)
    return;
  if (instance->bid)
    {
      sim_reply_error (exchange, 400, "invalid_args", "an interruptible instance is not prepaid");
      return;
    }
  if (amount_uusd == SUBLET_MONEY_UNKNOWN || amount_uusd <= 0)
    {
      sim_reply_error (exchange, 400, "invalid_args", "amount: should be more than 0");
      return;
    }
  if (amount_uusd > sim_world_get_credit_uusd (world, exchange->account))
    {
      sim_reply_error (exchange, 411, "insufficient_credit", "Not enough credit to prepay.");
      return;
    }

  sim_instance_prepay (instance, sim_world_now_us (world), amount_uusd);
  sim_account_add_invoice (exchange->account,
                           sim_world_now_us (world),
                           amount_uusd,
                           "reserved",
                           "instance_prepay",
                           "instance_prepay",
                           "Instance prepayment");

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_double (&json, "timescale", instance->prepaid.months);
  sim_json_double (&json, "discount_rate", instance->prepaid.discount);
  sim_reply_end (exchange, &json);
}

static void
handle_balance (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);
  gint64 until_us = sim_world_now_us (exchange->world) + 1;
  gint64 refundable_uusd;
  gint64 saved_uusd;
  SimJson json;

  if (instance == NULL)
    return;

  refundable_uusd = sim_instance_get_refundable_uusd (instance, until_us);
  saved_uusd = sim_instance_get_saved_uusd (instance, until_us);
  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_double (&json, "refundable_deposit", sublet_money_usd_from_uusd (refundable_uusd));
  sim_json_double (&json, "total_discount", sublet_money_usd_from_uusd (saved_uusd));
  sim_json_double (&json,
                   "discount_months",
                   sim_instance_is_prepaid (instance) ? instance->prepaid.months : 0);
  sim_reply_end (exchange, &json);
}

#define READ SIM_SCOPE_INSTANCE_READ
#define WRITE SIM_SCOPE_INSTANCE_WRITE

const SimRoute sim_prepay_routes[] = {
  { "prepay", "PUT", "/api/v0/instances/prepay/{}/", WRITE, 2, handle_prepay },
  { "balance", "GET", "/api/v0/instances/balance/{}/", READ, 3, handle_balance },
  { NULL },
};
