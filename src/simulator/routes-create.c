/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-create-body.h"
#include "simulator/sim-router.h"

#include <math.h>

/* A taken offer answers in one of the shapes that were seen (fact sheet 3.4). */
static void
reply_taken (SimExchange *exchange)
{
  gint64 id = exchange->ids[0];

  sim_reply_no_such_ask (exchange, id % 10 == 0 ? 410 : id % 10 == 1 ? 400 : 404);
}

/* Source: fact sheet 3.4, "bid outside floor / ceiling"; that it is accepted and paused was seen
 * too (5.5), which the switch `low_bids` plays. */
static bool
check_bid (SimExchange *exchange, const SimOrder *order)
{
  SimWorld *world = exchange->world;
  SimRow row;

  if (isnan (order->bid) || world->options.low_bids)
    return true;
  sim_market_fill_row (world->market,
                       order->offer,
                       sim_clock_get_elapsed_us (world->clock),
                       SIM_PRICE_BID,
                       order->disk_gb,
                       &row);
  /* The floor is told with fewer digits than it has. */
  if (order->bid >= sim_row_get_double (&row, SIM_FIELD_MIN_BID, 0) - 1e-6)
    return true;

  sim_reply_error (exchange, 400, "invalid_price", "price is below the offer's min_bid");
  return false;
}

/* Only on the machine where it is, and only as large as what is left there (fact sheet 8.2). */
static bool
check_volume (SimExchange *exchange, const SimOrder *order)
{
  GPtrArray *volumes = exchange->world->volumes;
  SimMachine *machine = order->offer->machine;
  const SimVolume *volume;

  if (!order->volume.wanted)
    return true;
  if (order->volume.create)
    {
      if (order->volume.id != sim_volume_get_offer_id (machine))
        return sim_create_refuse (exchange, "volume_info: no offer of volumes on that machine");
      if (order->volume.size_gb > sim_volume_get_free_gb (volumes, machine))
        return sim_create_refuse (exchange, "volume_info: more than the offer has");
      return true;
    }

  volume = sim_volume_find (volumes, order->volume.id);
  if (volume == NULL || volume->account != exchange->account)
    return sim_create_refuse (exchange, "volume_info: no such volume");
  if (volume->machine != machine)
    return sim_create_refuse (exchange, "volume_info: the volume is on another machine");

  return true;
}

static void
handle_create (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  JsonObject *body = sim_exchange_get_body (exchange);
  g_autoptr (GPtrArray) env = sim_env_list_new ();
  g_autofree char *args = NULL;
  SimOrder order = { .env = env };
  SimInstance *instance;
  SimJson json;

  exchange->record->offer_id = exchange->ids[0];
  if (body == NULL)
    {
      sim_create_refuse (exchange, "the request should be an object");
      return;
    }
  if (!sim_create_take_body (exchange, body, &order, &args))
    return;
  if (sim_world_get_credit_uusd (world, exchange->account) <= 0)
    {
      sim_reply_error (exchange,
                       400,
                       "insufficient_credit",
                       "Your account has insufficient credit; add credit first.");
      return;
    }

  order.offer = sim_market_find_offer (world->market,
                                       exchange->ids[0],
                                       sim_clock_get_elapsed_us (world->clock));
  if (order.offer == NULL)
    {
      reply_taken (exchange);
      return;
    }
  if (order.disk_gb >
      order.offer->machine->disk_gb * order.offer->gpu_count / order.offer->machine->gpu_count)
    {
      sim_create_refuse (exchange, "disk: more than the offer has");
      return;
    }
  if (!check_bid (exchange, &order) || !check_volume (exchange, &order))
    return;

  order.env = g_steal_pointer (&env);
  instance = sim_world_rent (world, exchange->account, &order);
  exchange->contract_id = exchange->record->contract_id = instance->id;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_int (&json, "new_contract", instance->id);
  sim_json_string (&json, "instance_api_key", instance->api_key);
  sim_reply_end (exchange, &json);
}

const SimRoute sim_create_routes[] = {
  { "create", "PUT", "/api/v0/asks/{}/", SIM_SCOPE_INSTANCE_WRITE, 4.5, handle_create },
  { NULL },
};
