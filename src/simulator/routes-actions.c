/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-random.h"

#include <math.h>

/* Limits of fact sheet 5.1 and 5.5. */
#define MAX_LABEL 1024
#define MIN_BID 0.001
#define MAX_BID 32.0

/* Whether a start finds its GPUs free: most do, drawn per contract and attempt. */
static bool
gpus_are_free (SimWorld *world, SimInstance *instance)
{
  return (instance->machine->rented_gpus & instance->gpu_mask) == 0 &&
         sim_hash_unit (world->options.seed, (guint64) instance->id, (guint64) instance->starts) <
           world->options.start_odds;
}

static void
order_start (SimExchange *exchange, SimInstance *instance)
{
  SimWorld *world = exchange->world;
  gint64 now_us = sim_world_now_us (world);
  bool free_now;

  if (g_str_equal (sim_instance_get_state (instance)->intended, "running"))
    {
      sim_reply_success (exchange, NULL);
      return;
    }
  if (sim_world_get_credit_uusd (world, exchange->account) <= 0)
    {
      sim_reply_error (exchange, 400, "missing_billing", "Add credit before starting instances.");
      return;
    }
  if (now_us >= instance->end_us)
    {
      sim_reply_error (exchange, 400, "invalid_request", "The contract has ended.");
      return;
    }

  free_now = gpus_are_free (world, instance);
  sim_instance_start (instance, now_us, world->options.speed, free_now);
  if (free_now)
    sim_reply_success (exchange, NULL);
  else
    {
      SimJson json;

      sim_reply_begin (exchange, &json);
      sim_json_bool (&json, "success", false);
      sim_json_string (&json, "error", "resources_unavailable");
      sim_json_string (&json,
                       "msg",
                       "Required resources are currently unavailable, state change queued.");
      sim_reply_end (exchange, &json);
    }
}

static void
order_stop (SimExchange *exchange, SimInstance *instance)
{
  if (!g_str_equal (sim_instance_get_state (instance)->intended, "stopped"))
    sim_instance_stop (instance,
                       sim_world_now_us (exchange->world),
                       exchange->world->options.speed);
  sim_reply_success (exchange, NULL);
}

static void
set_state (SimExchange *exchange, SimInstance *instance, const char *state)
{
  if (g_strcmp0 (state, "running") == 0)
    order_start (exchange, instance);
  else if (g_strcmp0 (state, "stopped") == 0)
    order_stop (exchange, instance);
  else
    sim_reply_error (exchange, 400, "invalid_args", "state: should be 'running' or 'stopped'");
}

static void
set_label (SimExchange *exchange, SimInstance *instance, JsonNode *node)
{
  const char *label = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (exchange->self_instance != NULL)
    sim_reply_error (exchange, 403, "permission_denied", "API key is limited to its instance.");
  else if (label == NULL)
    sim_reply_error (exchange, 400, "invalid_args", "label: should be a string");
  else if (g_utf8_strlen (label, -1) > MAX_LABEL)
    sim_reply_error (exchange, 400, "label_too_long", "label is too long");
  else
    {
      g_free (instance->label);
      instance->label = *label != '\0' ? g_strdup (label) : NULL;
      sim_reply_success (exchange, NULL);
    }
}

static void
handle_update (SimExchange *exchange)
{
  JsonObject *body = sim_exchange_get_body (exchange);
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);
  g_autofree char *state = sublet_json_dup_opt_string (body, "state");

  if (instance == NULL)
    return;

  if (state != NULL)
    set_state (exchange, instance, state);
  else if (body != NULL && json_object_has_member (body, "label"))
    set_label (exchange, instance, json_object_get_member (body, "label"));
  else
    sim_reply_error (exchange, 400, "invalid_args", "state or label required");
}

static void
handle_destroy (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);

  if (instance == NULL)
    return;

  sim_world_destroy (exchange->world, instance);
  sim_reply_success (exchange, NULL);
}

/* Calls @each for every contract that the body's list names; unknown numbers are an error. */
static void
for_each_listed (SimExchange *exchange,
                 const char *member,
                 void (*each) (SimExchange *exchange, SimInstance *instance, const char *state))
{
  JsonObject *body = sim_exchange_get_body (exchange);
  JsonArray *ids = sublet_json_get_opt_array (body, member);
  g_autofree char *state = sublet_json_dup_opt_string (body, "state");
  guint i;

  if (ids == NULL || json_array_get_length (ids) == 0)
    {
      sim_reply_error (exchange, 400, "invalid_args", "a list of instances is required");
      return;
    }

  for (i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      double id;
      SimInstance *instance;

      if (!sublet_json_node_to_double (node, &id))
        {
          sim_reply_error (exchange, 400, "invalid_args", "ids: should be numbers");
          return;
        }
      instance = sim_exchange_require_instance (exchange, (gint64) id);
      if (instance == NULL)
        return;
      each (exchange, instance, state);
    }
}

static void
handle_update_many (SimExchange *exchange)
{
  for_each_listed (exchange, "ids", set_state);
}

static void
destroy_one (SimExchange *exchange, SimInstance *instance, const char *state)
{
  sim_world_destroy (exchange->world, instance);
  sim_reply_success (exchange, NULL);
}

static void
handle_destroy_many (SimExchange *exchange)
{
  for_each_listed (exchange, "instance_ids", destroy_one);
}

/* Reboot and recycle want a container that is there; what others say is not known. */
static SimInstance *
find_running_or_refuse (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);

  if (instance != NULL && !sim_instance_get_state (instance)->up)
    {
      sim_reply_error (exchange, 400, "invalid_request", "Instance is not running.");
      return NULL;
    }

  return instance;
}

static void
handle_reboot (SimExchange *exchange)
{
  SimInstance *instance = find_running_or_refuse (exchange);

  if (instance == NULL)
    return;

  sim_instance_reboot (instance,
                       sim_world_now_us (exchange->world),
                       exchange->world->options.speed);
  sim_reply_success (exchange, NULL);
}

static void
handle_recycle (SimExchange *exchange)
{
  SimInstance *instance = find_running_or_refuse (exchange);

  if (instance == NULL)
    return;

  sim_instance_recycle (instance,
                        sim_world_now_us (exchange->world),
                        exchange->world->options.speed);
  sim_reply_success (exchange, NULL);
}

static void
handle_bid (SimExchange *exchange)
{
  SimInstance *instance = sim_exchange_require_instance (exchange, exchange->ids[0]);
  JsonObject *body = sim_exchange_get_body (exchange);
  double price = sublet_json_opt_double (body, "price", NAN);

  if (instance == NULL)
    return;
  if (!instance->bid)
    {
      sim_reply_error (exchange, 400, "invalid_args", "the instance is not interruptible");
      return;
    }
  /* Without a price the bid that wins is meant, says the official client. */
  if (!sublet_json_has_value (body, "price"))
    price = instance->min_bid;
  if (isnan (price) || price < MIN_BID || price > MAX_BID)
    {
      sim_reply_error (exchange, 400, "invalid_args", "price is outside 0.001 to 32");
      return;
    }

  instance->price = price;
  sim_instance_check_bid (instance,
                          sim_world_now_us (exchange->world),
                          exchange->world->options.speed);
  sim_reply_success (exchange, NULL);
}

#define WRITE SIM_SCOPE_INSTANCE_WRITE

const SimRoute sim_action_routes[] = {
  { "update", "PUT", "/api/v0/instances/{}/", WRITE, 1, handle_update },
  { "update-many", "PUT", "/api/v0/instances/", WRITE, 1, handle_update_many },
  { "destroy", "DELETE", "/api/v0/instances/{}/", WRITE, 3, handle_destroy },
  { "destroy-many", "DELETE", "/api/v0/instances/", WRITE, 3, handle_destroy_many },
  { "reboot", "PUT", "/api/v0/instances/reboot/{}/", WRITE, 1, handle_reboot },
  { "recycle", "PUT", "/api/v0/instances/recycle/{}/", WRITE, 1, handle_recycle },
  { "bid", "PUT", "/api/v0/instances/bid_price/{}/", WRITE, 5.5, handle_bid },
  { NULL },
};
