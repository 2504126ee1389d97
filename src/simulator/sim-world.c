/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-world.h"

#include "core/base/sublet-money.h"
#include "simulator/sim-month.h"

#define FIRST_ACCOUNT_ID 900
#define FIRST_SSH_KEY_ID 71
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
  self->volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_volume_free);
  self->ledger = sim_ledger_new ();
  self->logs = g_array_new (FALSE, TRUE, sizeof (SimLogRequest));
  g_array_set_clear_func (self->logs, clear_log);
  self->next_ssh_key_id = FIRST_SSH_KEY_ID;
  self->next_increase_id = 1;
  self->advanced_us = sim_clock_get_epoch_us (self->clock);

  account =
    sim_world_add_account (self, "ada", "ada@example.org", self->default_key, START_CREDIT_UUSD);
  g_free (account->fullname);
  account->fullname = g_strdup ("Ada Example");
  g_ptr_array_add (account->secrets, g_strdup ("HF_TOKEN"));
  if (self->options.history)
    sim_world_add_history (self, account);
  /* Of a market without offers there is none. */
  if (self->options.month)
    sim_world_add_month (self, account, SIM_MONTH_LIVED);
}

static void
end_world (SimWorld *self)
{
  g_clear_pointer (&self->instances, g_ptr_array_unref);
  g_clear_pointer (&self->volumes, g_ptr_array_unref);
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
