/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-world.h"

#include "core/base/sublet-money.h"
#include "simulator/sim-random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ACCOUNT_ID 900
#define FIRST_SSH_KEY_ID 71
#define FIRST_CONTRACT_ID 40112233
#define FIRST_DIRECT_PORT 40000

/* The single read and the list learn of a new contract this much later (fact sheet 11). */
#define SINGLE_LAG_S 2
#define LIST_LAG_S 3

/* After a rental an offer comes back under a new number. */
#define RELIST_US (60 * G_USEC_PER_SEC)

#define START_CREDIT_UUSD (4137 * SUBLET_UUSD_PER_USD / 100)

static void
clear_log (gpointer data)
{
  g_free (((SimLogRequest *) data)->filter);
}

static void
start_world (SimWorld *self)
{
  SimAccount *account;

  self->market =
    sim_market_new (self->options.seed, self->options.offers, sim_clock_get_epoch_us (self->clock));
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_account_free);
  self->instances = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_instance_free);
  self->ledger = sim_ledger_new ();
  self->logs = g_array_new (FALSE, TRUE, sizeof (SimLogRequest));
  g_array_set_clear_func (self->logs, clear_log);
  self->next_ssh_key_id = FIRST_SSH_KEY_ID;
  self->advanced_us = sim_clock_get_epoch_us (self->clock);

  account =
    sim_world_add_account (self, "ada", "ada@example.org", self->default_key, START_CREDIT_UUSD);
  g_free (account->fullname);
  account->fullname = g_strdup ("Ada Example");
  if (self->options.history)
    sim_world_add_history (self, account);
}

static void
end_world (SimWorld *self)
{
  g_clear_pointer (&self->instances, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->market, sim_market_free);
  g_clear_pointer (&self->ledger, sim_ledger_free);
  g_clear_pointer (&self->logs, g_array_unref);
}

/**
 * sim_world_new:
 * @options: what the command line says
 * @key: the first account's key
 *
 * Returns: (transfer full): a world with a market and one account, its clock starting now
 */
SimWorld *
sim_world_new (const SimOptions *options, const char *key)
{
  SimWorld *self = g_new0 (SimWorld, 1);

  self->options = *options;
  self->default_key = g_strdup (key);
  self->clock = sim_clock_new ();
  start_world (self);

  return self;
}

/**
 * sim_world_free:
 * @self: (transfer full): a world
 */
void
sim_world_free (SimWorld *self)
{
  end_world (self);
  sim_clock_free (self->clock);
  g_free (self->default_key);
  g_free (self->base_url);
  g_free (self);
}

/**
 * sim_world_reset:
 * @self: a world
 *
 * Everything as at the start, the clock included; options stay.
 */
void
sim_world_reset (SimWorld *self)
{
  sim_clock_restart (self->clock);
  end_world (self);
  start_world (self);
}

/**
 * sim_world_now_us:
 * @self: a world
 *
 * Returns: service time in Unix microseconds
 */
gint64
sim_world_now_us (SimWorld *self)
{
  return sim_clock_get_now_us (self->clock);
}

/**
 * sim_world_has_rented:
 * @self: a world
 *
 * Returns: whether anything was rented since the start
 */
bool
sim_world_has_rented (SimWorld *self)
{
  guint i;

  for (i = 0; i < self->instances->len; i++)
    if (((const SimInstance *) g_ptr_array_index (self->instances, i))->of_run)
      return true;

  return false;
}

/**
 * sim_world_set_epoch:
 * @self: a world in which nothing was rented yet
 * @epoch_us: service time at the start
 *
 * Moves the whole world in time, its past included.
 */
void
sim_world_set_epoch (SimWorld *self, gint64 epoch_us)
{
  sim_clock_set_epoch (self->clock, epoch_us);
  self->market->epoch_us = epoch_us;
  self->advanced_us = epoch_us;
  sim_world_drop_history (self);
  if (self->options.history)
    sim_world_add_history (self, g_ptr_array_index (self->accounts, 0));
}

/**
 * sim_world_find_account:
 * @self: a world
 * @name: (nullable): a user name; NULL is the first account
 *
 * Returns: (transfer none) (nullable): the account
 */
SimAccount *
sim_world_find_account (SimWorld *self, const char *name)
{
  guint i;

  for (i = 0; i < self->accounts->len; i++)
    {
      SimAccount *account = g_ptr_array_index (self->accounts, i);

      if (name == NULL || g_str_equal (account->username, name))
        return account;
    }

  return NULL;
}

/**
 * sim_world_add_account:
 * @self: a world
 * @username: its name
 * @email: its address
 * @key: (nullable): a key with all scopes
 * @credit_uusd: what it can spend
 *
 * Returns: (transfer none): the new account
 */
SimAccount *
sim_world_add_account (SimWorld *self,
                       const char *username,
                       const char *email,
                       const char *key,
                       gint64 credit_uusd)
{
  SimAccount *account = sim_account_new (FIRST_ACCOUNT_ID + self->accounts->len, username, email);

  account->credit_uusd = credit_uusd;
  if (key != NULL)
    sim_account_add_key (account, key, SIM_SCOPE_ALL);
  g_ptr_array_add (self->accounts, account);

  return account;
}

/**
 * sim_world_find_key:
 * @self: a world
 * @text: a secret
 * @account: (out): whose it is
 *
 * Returns: (transfer none) (nullable): the key, revoked or not
 */
SimKey *
sim_world_find_key (SimWorld *self, const char *text, SimAccount **account)
{
  guint i;

  for (i = 0; i < self->accounts->len; i++)
    {
      SimKey *key;

      *account = g_ptr_array_index (self->accounts, i);
      key = sim_account_find_key (*account, text);
      if (key != NULL)
        return key;
    }

  *account = NULL;
  return NULL;
}

/**
 * sim_world_find_instance:
 * @self: a world
 * @id: a contract
 *
 * Returns: (transfer none) (nullable): the contract, destroyed or not
 */
SimInstance *
sim_world_find_instance (SimWorld *self, gint64 id)
{
  guint i;

  for (i = 0; i < self->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (self->instances, i);

      if (instance->id == id)
        return instance;
    }

  return NULL;
}

static void
add_port (SimInstance *instance, int inside, const char *protocol)
{
  SimPort port = { .inside = inside, .protocol = protocol };
  guint64 draw = sim_hash ((guint64) instance->id, 21, (guint64) instance->ports->len);

  port.outside = inside >= 70000 ? inside
                                 : FIRST_DIRECT_PORT + (int) ((guint) instance->id % 500 * 40 +
                                                              instance->ports->len * 2 + draw % 2);
  g_array_append_val (instance->ports, port);
}

/* Direct ports, as far as the machine has any, and what `-p` in the environment asks for. */
static void
map_ports (SimInstance *instance)
{
  guint i;

  if (instance->machine->direct_ports == 0)
    return;

  if (strstr (instance->runtype, "ssh_direc") != NULL)
    add_port (instance, 22, "tcp");
  if (strstr (instance->runtype, "jupyter_direc") != NULL)
    add_port (instance, 8080, "tcp");

  for (i = 0; i < instance->env->len; i++)
    {
      const SimEnv *env = g_ptr_array_index (instance->env, i);
      const char *inside = strchr (env->name, ':');

      if (g_str_has_prefix (env->name, "-p ") && inside != NULL &&
          (int) instance->ports->len < instance->machine->direct_ports)
        add_port (instance,
                  atoi (inside + 1),
                  g_str_has_suffix (env->name, "/udp") ? "udp" : "tcp");
    }
}

/* The account's keys go to new contracts, not to those that run (fact sheet 6.3). */
static void
copy_ssh_keys (SimInstance *instance)
{
  guint i;

  for (i = 0; i < instance->account->ssh_keys->len; i++)
    {
      const SimSshKey *key = g_ptr_array_index (instance->account->ssh_keys, i);

      g_ptr_array_add (instance->ssh_keys,
                       sim_ssh_key_new (key->id, key->public_key, key->created_us));
    }
}

static void
set_prices (SimWorld *self, SimInstance *instance, const SimOrder *order)
{
  sim_market_fill_row (self->market,
                       order->offer,
                       sim_clock_get_elapsed_us (self->clock),
                       SIM_PRICE_ON_DEMAND,
                       order->disk_gb,
                       &instance->row);
  instance->bid = !isnan (order->bid);
  instance->min_bid = sim_row_get_double (&instance->row, SIM_FIELD_MIN_BID, 0);
  instance->price = instance->bid ? order->bid
                                  : sim_row_get_double (&instance->row, SIM_FIELD_DPH_BASE, 0);
}

/**
 * sim_world_rent:
 * @self: a world, caught up with its clock
 * @account: who pays
 * @order: what and how; the offer is listed
 *
 * Returns: (transfer none): the new contract
 */
SimInstance *
sim_world_rent (SimWorld *self, SimAccount *account, const SimOrder *order)
{
  SimInstance *instance = sim_instance_new ();
  gint64 elapsed_us = sim_clock_get_elapsed_us (self->clock);
  gint64 now_us = sim_world_now_us (self);
  double lag_us = G_USEC_PER_SEC / self->options.speed;

  instance->id = FIRST_CONTRACT_ID + self->instances->len * 37 +
                 (gint64) (sim_hash (self->options.seed, 31, self->instances->len) % 37);
  instance->of_run = true;
  instance->account = account;
  instance->offer = order->offer;
  instance->offer_id = sim_market_get_offer_id (self->market, order->offer, elapsed_us);
  instance->machine = order->offer->machine;
  instance->gpu_mask = sim_offer_get_gpu_mask (order->offer);
  instance->created_us = now_us;
  instance->end_us = sim_market_get_end_us (self->market, instance->machine, elapsed_us);
  instance->foreign = order->foreign;
  instance->image = g_strdup (order->image);
  instance->label = g_strdup (order->label);
  instance->runtype = g_strdup (order->runtype);
  instance->onstart = g_strdup (order->onstart);
  instance->template_hash = g_strdup (order->template_hash);
  instance->api_key =
    g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sim_hash (self->options.seed, 32, instance->id));
  instance->jupyter_token =
    g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sim_hash (self->options.seed, 33, instance->id));
  instance->disk_gb = order->disk_gb;
  instance->script = sim_script_from_image (order->image);
  g_ptr_array_unref (instance->env);
  instance->env = order->env;
  set_prices (self, instance, order);
  map_ports (instance);
  copy_ssh_keys (instance);

  if (!order->foreign)
    {
      instance->single_visible_us = now_us + llround (SINGLE_LAG_S * lag_us);
      instance->list_visible_us = now_us + llround (LIST_LAG_S * lag_us);
    }

  order->offer->relisted++;
  order->offer->hidden_until_us = elapsed_us + RELIST_US;
  sim_instance_provision (instance, now_us, self->options.speed, order->stopped);
  g_ptr_array_add (self->instances, instance);

  return instance;
}

/**
 * sim_world_destroy:
 * @self: a world, caught up with its clock
 * @instance: a living contract
 */
void
sim_world_destroy (SimWorld *self, SimInstance *instance)
{
  sim_instance_destroy (instance, sim_world_now_us (self), self->options.speed);
  instance->offer->hidden_until_us =
    MAX (instance->offer->hidden_until_us, sim_clock_get_elapsed_us (self->clock) + RELIST_US);
}
