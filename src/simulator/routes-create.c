/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-templates.h"

#include <math.h>
#include <string.h>

/* Limits of fact sheet 3.1 and 3.3. */
#define MIN_DISK_GB 8
#define DEFAULT_DISK_GB 10
#define MAX_LABEL 256
#define MAX_ONSTART 4048
#define MAX_ENV_NAME 256
#define MAX_ENV 32768
#define MAX_PORTS 64
#define MIN_BID 0.001
#define MAX_BID 128.0

/* What the official client sends, and what other clients send, for the same thing. */
static const struct
{
  const char *sent;
  const char *reported;
} runtypes[] = {
  { "ssh", "ssh_proxy" },
  { "ssh_proxy", "ssh_proxy" },
  { "ssh_direct", "ssh ssh_direc ssh_proxy" },
  { "ssh_direc ssh_proxy", "ssh ssh_direc ssh_proxy" },
  { "jupyter", "jupyter_proxy ssh_proxy" },
  { "jupyter_proxy", "jupyter_proxy ssh_proxy" },
  { "jupyter_proxy ssh_proxy", "jupyter_proxy ssh_proxy" },
  { "jupyter_direct", "jupyter_direc ssh_direc ssh_proxy" },
  { "jupyter_direc ssh_direc ssh_proxy", "jupyter_direc ssh_direc ssh_proxy" },
  { "args", "args" },
};

static bool
refuse (SimExchange *exchange, const char *message)
{
  sim_reply_error (exchange, 400, "invalid_args", message);
  return false;
}

/* A member that may be absent or null, but is a text otherwise. */
static bool
take_string (SimExchange *exchange, JsonObject *body, const char *name, const char **text)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autofree char *message = NULL;

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return true;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *text = json_node_get_string (node);
      return true;
    }

  message = g_strdup_printf ("%s: Input should be a valid string", name);
  return refuse (exchange, message);
}

static bool
take_number (SimExchange *exchange,
             JsonObject *body,
             const char *name,
             double fallback,
             double *number)
{
  JsonNode *node = json_object_get_member (body, name);
  g_autofree char *message = NULL;

  *number = fallback;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return true;

  if (JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                       json_node_get_value_type (node) == G_TYPE_DOUBLE))
    {
      *number = json_node_get_double (node);
      return true;
    }

  message = g_strdup_printf ("%s: Input should be a valid number", name);
  return refuse (exchange, message);
}

static void
free_env (gpointer data)
{
  SimEnv *env = data;

  g_free (env->name);
  g_free (env->value);
  g_free (env);
}

/* An object is applied; a string is accepted and does nothing (fact sheet 3.3). */
static bool
take_env (SimExchange *exchange, JsonObject *body, GPtrArray *list)
{
  JsonObject *object = sublet_json_get_opt_object (body, "env");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gsize size = 0;
  int ports = 0;

  if (object == NULL)
    return true;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      SimEnv *env = g_new0 (SimEnv, 1);

      env->name = g_strdup (name);
      env->value = JSON_NODE_HOLDS_VALUE (value) &&
                       json_node_get_value_type (value) == G_TYPE_STRING
                     ? g_strdup (json_node_get_string (value))
                     : json_to_string (value, FALSE);
      g_ptr_array_add (list, env);
      size += strlen (env->name) + strlen (env->value);
      ports += g_str_has_prefix (name, "-p ");
      if (strlen (name) > MAX_ENV_NAME)
        return refuse (exchange, "env: name too long");
    }

  if (size > MAX_ENV)
    return refuse (exchange, "env: too long");
  if (ports > MAX_PORTS)
    return refuse (exchange, "env: too many open ports");

  return true;
}

static bool
take_runtype (SimExchange *exchange, JsonObject *body, const char **reported)
{
  const char *runtype;
  guint i;

  if (!take_string (exchange, body, "runtype", &runtype))
    return false;
  if (runtype == NULL)
    runtype = sublet_json_has_value (body, "args") || sublet_json_has_value (body, "args_str")
                ? "args"
                : "ssh";

  for (i = 0; i < G_N_ELEMENTS (runtypes); i++)
    {
      if (g_str_equal (runtypes[i].sent, runtype))
        {
          *reported = runtypes[i].reported;
          return true;
        }
    }

  return refuse (exchange, "runtype: unknown value");
}

static bool
take_texts (SimExchange *exchange, JsonObject *body, SimOrder *order)
{
  const SimTemplate *template;

  if (!take_string (exchange, body, "image", &order->image) ||
      !take_string (exchange, body, "label", &order->label) ||
      !take_string (exchange, body, "onstart", &order->onstart) ||
      !take_string (exchange, body, "template_hash_id", &order->template_hash))
    return false;

  template = order->template_hash != NULL ? sim_template_find (order->template_hash) : NULL;
  if (order->template_hash != NULL && template == NULL)
    return refuse (exchange, "template_hash_id: no such template");
  if (order->image == NULL && template != NULL)
    order->image = template->image;
  if (order->image == NULL || *order->image == '\0')
    return refuse (exchange, "image: Field required");
  if (order->label != NULL && g_utf8_strlen (order->label, -1) > MAX_LABEL)
    return refuse (exchange, "label: too long");
  if (order->onstart != NULL && strlen (order->onstart) > MAX_ONSTART)
    return refuse (exchange, "onstart: too long");

  return true;
}

static bool
take_order (SimExchange *exchange, JsonObject *body, SimOrder *order)
{
  const char *target_state;

  if (!take_texts (exchange, body, order) || !take_runtype (exchange, body, &order->runtype) ||
      !take_string (exchange, body, "target_state", &target_state) ||
      !take_number (exchange, body, "disk", DEFAULT_DISK_GB, &order->disk_gb) ||
      !take_number (exchange, body, "price", NAN, &order->bid) ||
      !take_env (exchange, body, order->env))
    return false;

  if (order->disk_gb < MIN_DISK_GB)
    return refuse (exchange, "disk: Input should be greater than or equal to 8");
  if (target_state != NULL && !g_str_equal (target_state, "running") &&
      !g_str_equal (target_state, "stopped"))
    return refuse (exchange, "target_state: Input should be 'running' or 'stopped'");
  order->stopped = g_strcmp0 (target_state, "stopped") == 0;

  if (!isnan (order->bid) && (order->bid < MIN_BID || order->bid > MAX_BID))
    {
      sim_reply_error (exchange, 400, "invalid_price", "price is outside 0.001 to 128");
      return false;
    }
  if (sublet_json_opt_bool (body, "vm", false) && exchange->account->ssh_keys->len == 0)
    {
      sim_reply_error (exchange, 400, "no_ssh_key_for_vm", "register an SSH key first");
      return false;
    }

  return true;
}

/* A taken offer answers in one of the shapes that were seen (fact sheet 3.4). */
static void
reply_taken (SimExchange *exchange)
{
  gint64 id = exchange->ids[0];

  sim_reply_no_such_ask (exchange, id % 10 == 0 ? 410 : id % 10 == 1 ? 400 : 404);
}

static void
handle_create (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  JsonObject *body = sim_exchange_get_body (exchange);
  g_autoptr (GPtrArray) env = g_ptr_array_new_with_free_func (free_env);
  SimOrder order = { .env = env };
  SimInstance *instance;
  SimJson json;

  exchange->record->offer_id = exchange->ids[0];
  if (body == NULL)
    {
      refuse (exchange, "the request should be an object");
      return;
    }
  if (!take_order (exchange, body, &order))
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
      refuse (exchange, "disk: more than the offer has");
      return;
    }

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
