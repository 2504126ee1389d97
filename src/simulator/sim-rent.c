/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-world.h"

#include "simulator/sim-random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CONTRACT_ID 40112233
#define FIRST_DIRECT_PORT 40000

/* The single read and the list learn of a new contract this much later (fact sheet 11). */
#define SINGLE_LAG_S 2
#define LIST_LAG_S 3

/* After a rental an offer comes back under a new number. */
#define RELIST_US (60 * G_USEC_PER_SEC)

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
  instance->args = g_strdup (order->args);
  instance->image_login = g_strdup (order->image_login);
  instance->template_hash = g_strdup (order->template_hash);
  instance->api_key =
    g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sim_hash (self->options.seed, 32, instance->id));
  instance->jupyter_token =
    g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sim_hash (self->options.seed, 33, instance->id));
  instance->disk_gb = order->disk_gb;
  if (order->volume.wanted)
    instance->volume_id = order->volume.create ? sim_volume_add (self->volumes,
                                                                 account,
                                                                 instance->machine,
                                                                 order->volume.name,
                                                                 order->volume.size_gb,
                                                                 now_us)
                                                   ->id
                                               : order->volume.id;
  if (instance->volume_id != 0)
    instance->volume_gb = sim_volume_find (self->volumes, instance->volume_id)->size_gb;
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
  gint64 now_us = sim_world_now_us (self);

  sim_instance_end_prepaid (instance, now_us);
  sim_instance_destroy (instance, now_us, self->options.speed);
  instance->offer->hidden_until_us =
    MAX (instance->offer->hidden_until_us, sim_clock_get_elapsed_us (self->clock) + RELIST_US);
}
