/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-orders.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <math.h>

/* One function per order, looked up in the table at the end; each says what is wrong with it. */

static SimAccount *
find_account (SimOrderContext *order)
{
  g_autofree char *name = sublet_json_dup_opt_string (order->object, "account");

  return sim_world_find_account (order->world, name);
}

static SimInstance *
find_contract (SimOrderContext *order)
{
  SimInstance *instance =
    isnan (order->number) ? NULL : sim_world_find_instance (order->world, (gint64) order->number);

  return instance != NULL && sim_instance_is_alive (instance) ? instance : NULL;
}

static int
get_scope (JsonArray *names, guint index)
{
  const char *name = sim_array_get_string (names, index);

  return name != NULL ? sim_scope_from_name (name) : SIM_SCOPE_NONE;
}

static int
read_scopes (JsonObject *object)
{
  JsonArray *with = sublet_json_get_opt_array (object, "scopes");
  JsonArray *without = sublet_json_get_opt_array (object, "without");
  int scopes = with != NULL ? SIM_SCOPE_NONE : SIM_SCOPE_ALL;
  guint i;

  for (i = 0; with != NULL && i < json_array_get_length (with); i++)
    scopes |= get_scope (with, i);
  for (i = 0; without != NULL && i < json_array_get_length (without); i++)
    scopes &= ~get_scope (without, i);

  return scopes;
}

static const char *
add_account (SimOrderContext *order)
{
  g_autofree char *username = sublet_json_dup_opt_string (order->object, "username");
  g_autofree char *email = sublet_json_dup_opt_string (order->object, "email");
  g_autofree char *key = sublet_json_dup_opt_string (order->object, "key");
  gint64 credit_uusd = sublet_json_opt_amount_uusd (order->object, "credit");

  if (username == NULL || sim_world_find_account (order->world, username) != NULL)
    return "needs a new username";

  sim_world_add_account (order->world,
                         username,
                         email != NULL ? email : "somebody@example.org",
                         key,
                         credit_uusd != SUBLET_MONEY_UNKNOWN ? credit_uusd : 0);
  return NULL;
}

static const char *
add_key (SimOrderContext *order)
{
  g_autofree char *text = sublet_json_dup_opt_string (order->object, "key");
  SimAccount *account = find_account (order);
  SimAccount *owner;
  SimKey *key;

  if (text == NULL || account == NULL || sim_world_find_key (order->world, text, &owner) != NULL)
    return "needs a new key and a known account";

  key = sim_account_add_key (account, text, read_scopes (order->object));
  key->refusal_status = (int) sublet_json_opt_int (order->object, "refusal_status", 403);
  key->team = sublet_json_opt_bool (order->object, "team", false);
  return NULL;
}

static const char *
set_revoked (SimOrderContext *order, bool revoked)
{
  SimAccount *account;
  SimKey *key = order->text != NULL ? sim_world_find_key (order->world, order->text, &account)
                                    : NULL;

  if (key == NULL)
    return "no such key";

  key->revoked = revoked;
  return NULL;
}

static const char *
revoke_key (SimOrderContext *order)
{
  return set_revoked (order, true);
}

static const char *
restore_key (SimOrderContext *order)
{
  return set_revoked (order, false);
}

static const char *
set_credit (SimOrderContext *order)
{
  SimAccount *account = find_account (order);
  gint64 usd_uusd = sublet_json_opt_amount_uusd (order->object, "usd");

  if (account == NULL || usd_uusd == SUBLET_MONEY_UNKNOWN)
    return "needs usd and a known account";

  account->credit_uusd = usd_uusd + sim_world_get_drawn_uusd (order->world, account);
  return NULL;
}

static const char *
take_offer (SimOrderContext *order)
{
  SimOffer *offer = isnan (order->number)
                      ? NULL
                      : sim_market_find_offer (order->world->market,
                                               (gint64) order->number,
                                               sim_clock_get_elapsed_us (order->world->clock));

  if (offer == NULL)
    return "no such offer";

  offer->hidden_until_us = G_MAXINT64;
  return NULL;
}

static const char *
reprice (SimOrderContext *order)
{
  gint64 machine_id = sublet_json_opt_int (order->object, "machine", 0);
  double factor = sublet_json_opt_double (order->object, "factor", NAN);
  SimMachine *machine = sim_market_find_machine (order->world->market, machine_id);

  if (machine == NULL || !(factor > 0))
    return "needs a known machine and a factor";

  machine->gpu_price *= factor;
  return NULL;
}

/* The first offer listed of that model, or the one named. */
static SimOffer *
choose_offer (SimOrderContext *order, const char *gpu_name)
{
  SimWorld *world = order->world;
  gint64 elapsed_us = sim_clock_get_elapsed_us (world->clock);
  gint64 wanted = sublet_json_opt_int (order->object, "offer", 0);
  guint i;

  if (wanted != 0)
    return sim_market_find_offer (world->market, wanted, elapsed_us);

  for (i = 0; i < world->market->offers->len; i++)
    {
      SimOffer *offer = g_ptr_array_index (world->market->offers, i);

      if (sim_market_is_listed (world->market, offer, elapsed_us) &&
          g_str_equal (offer->machine->model->name, gpu_name))
        return offer;
    }

  return NULL;
}

static void
free_env (gpointer data)
{
  SimEnv *env = data;

  g_free (env->name);
  g_free (env->value);
  g_free (env);
}

static GPtrArray *
read_env (JsonObject *object)
{
  JsonObject *map = sublet_json_get_opt_object (object, "env");
  GPtrArray *list = g_ptr_array_new_with_free_func (free_env);
  JsonObjectIter iter;
  const char *name;

  if (map == NULL)
    return list;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      SimEnv *env = g_new0 (SimEnv, 1);

      env->name = g_strdup (name);
      env->value = sublet_json_dup_opt_string (map, name);
      g_ptr_array_add (list, env);
    }

  return list;
}

static const char *
add_foreign_instance (SimOrderContext *order)
{
  g_autofree char *gpu_name = sublet_json_dup_opt_string (order->object, "gpu_name");
  g_autofree char *label = sublet_json_dup_opt_string (order->object, "label");
  g_autofree char *image = sublet_json_dup_opt_string (order->object, "image");
  bool jupyter = sublet_json_opt_bool (order->object, "jupyter", false);
  SimAccount *account = find_account (order);
  SimOffer *offer = choose_offer (order, gpu_name != NULL ? gpu_name : "RTX 3090");
  SimInstance *instance;

  if (account == NULL || offer == NULL)
    return "no such account, or no offer listed";

  instance = sim_world_rent (order->world,
                             account,
                             &(SimOrder){
                               .offer = offer,
                               .image = image != NULL ? image : "vastai/base-image:latest",
                               .label = label,
                               .runtype = jupyter ? "jupyter_direc ssh_direc ssh_proxy"
                                                  : "ssh ssh_direc ssh_proxy",
                               .env = read_env (order->object),
                               .disk_gb = sublet_json_opt_double (order->object, "disk", 20),
                               .bid = sublet_json_opt_double (order->object, "price", NAN),
                               .foreign = true,
                             });
  if (order->result != NULL)
    sim_json_int (order->result, "contract", instance->id);
  return NULL;
}

static const char *
set_host_offline (SimOrderContext *order, bool offline)
{
  SimWorld *world = order->world;
  SimMachine *machine =
    isnan (order->number) ? NULL : sim_market_find_machine (world->market, (gint64) order->number);
  guint i;

  if (machine == NULL)
    return "no such machine";
  if (machine->offline == offline)
    return NULL;

  machine->offline = offline;
  for (i = 0; i < world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (world->instances, i);

      if (instance->machine != machine || !sim_instance_is_alive (instance))
        continue;
      if (offline)
        sim_instance_go_offline (instance, sim_world_now_us (world));
      else
        sim_instance_come_back (instance, sim_world_now_us (world), world->options.speed);
    }

  return NULL;
}

static const char *
kill_host (SimOrderContext *order)
{
  return set_host_offline (order, true);
}

static const char *
revive_host (SimOrderContext *order)
{
  return set_host_offline (order, false);
}

static const char *
set_floor (SimOrderContext *order, double factor)
{
  SimInstance *instance = find_contract (order);

  if (instance == NULL || !instance->bid)
    return "no such interruptible contract";

  instance->min_bid = instance->price * factor;
  sim_instance_check_bid (instance, sim_world_now_us (order->world), order->world->options.speed);
  return NULL;
}

static const char *
outbid (SimOrderContext *order)
{
  return set_floor (order, 1.25);
}

static const char *
end_outbid (SimOrderContext *order)
{
  return set_floor (order, 0.8);
}

static const char *
exit_instance (SimOrderContext *order)
{
  SimInstance *instance = find_contract (order);

  if (instance == NULL || !sim_instance_get_state (instance)->up)
    return "no such running contract";

  sim_instance_exit (instance, sim_world_now_us (order->world));
  return NULL;
}

static const char *
destroy_instance (SimOrderContext *order)
{
  SimInstance *instance = find_contract (order);

  if (instance == NULL)
    return "no such contract";

  sim_world_destroy (order->world, instance);
  return NULL;
}

static const char *
set_history (SimOrderContext *order)
{
  SimWorld *world = order->world;

  if (!JSON_NODE_HOLDS_VALUE (order->node) || sim_world_has_rented (world))
    return "true or false, before anything is rented";

  world->options.history = json_node_get_boolean (order->node);
  sim_world_drop_history (world);
  if (world->options.history)
    sim_world_add_history (world, g_ptr_array_index (world->accounts, 0));
  return NULL;
}

static const struct
{
  const char *name;
  const char *(*set) (SimOrderContext *order);
} setters[] = {
  { "add_account", add_account },
  { "add_foreign_instance", add_foreign_instance },
  { "add_key", add_key },
  { "change_charge", sim_order_change_charge },
  { "change_host_key", sim_order_change_host_key },
  { "credit", set_credit },
  { "destroy_instance", destroy_instance },
  { "end_hang_commands", sim_order_end_hang_commands },
  { "end_outbid", end_outbid },
  { "exit_instance", exit_instance },
  { "gpu_load", sim_order_set_gpu_load },
  { "hang_commands", sim_order_hang_commands },
  { "hide_balance", sim_order_hide_balance },
  { "history", set_history },
  { "increase_price", sim_order_increase_price },
  { "kill_host", kill_host },
  { "month", sim_order_add_month },
  { "outbid", outbid },
  { "reprice", reprice },
  { "restore_key", restore_key },
  { "revive_host", revive_host },
  { "revoke_key", revoke_key },
  { "take_offer", take_offer },
  { "withdraw_increase", sim_order_withdraw_increase },
};

/**
 * sim_order_do:
 * @order: an order's value
 * @name: its name
 * @problem: (out) (nullable): what is wrong with it
 *
 * Returns: whether there is such an order
 */
bool
sim_order_do (SimOrderContext *order, const char *name, const char **problem)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (setters); i++)
    {
      if (g_str_equal (setters[i].name, name))
        {
          *problem = setters[i].set (order);
          return true;
        }
    }

  return false;
}
