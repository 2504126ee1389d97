/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-ledger-json.h"

#include "core/base/sublet-money.h"

static void
write_states (SimInstance *instance, SimJson *json)
{
  guint i;

  sim_json_begin_array (json, "states");
  for (i = 0; i < instance->history->len; i++)
    {
      const SimState *state = &g_array_index (instance->history, SimState, i);

      sim_json_begin_object (json, NULL);
      sim_json_epoch (json, "since", state->since_us);
      sim_json_string (json, "actual", state->actual);
      sim_json_string (json, "intended", state->intended);
      sim_json_double (json, "gpu_per_hour", sublet_money_usd_from_nusd (state->gpu_rate_nusd));
      sim_json_double (json, "disk_per_hour", sublet_money_usd_from_nusd (state->disk_rate_nusd));
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
}

static void
write_prepaid (SimInstance *instance, gint64 now_us, SimJson *json)
{
  const SimPrepaid *prepaid = &instance->prepaid;
  guint i;

  sim_json_begin_array (json, "deposits");
  for (i = 0; prepaid->deposits != NULL && i < prepaid->deposits->len; i++)
    {
      const SimDeposit *deposit = &g_array_index (prepaid->deposits, SimDeposit, i);

      sim_json_begin_object (json, NULL);
      sim_json_epoch (json, "at", deposit->at_us);
      sim_json_double (json, "amount", sublet_money_usd_from_uusd (deposit->amount_uusd));
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
  sim_json_double (json,
                   "deposit_left",
                   sublet_money_usd_from_uusd (
                     sim_instance_get_balance_uusd (instance, now_us + 1)));
  sim_json_double (json, "refunded", sublet_money_usd_from_uusd (prepaid->refund_uusd));
  sim_json_double (json,
                   "saved",
                   sublet_money_usd_from_uusd (sim_instance_get_saved_uusd (instance, now_us + 1)));
}

static void
write_increase (SimInstance *instance, SimJson *json)
{
  const SimIncrease *increase = &instance->increase;

  sim_json_begin_object (json, "increase");
  sim_json_int (json, "id", increase->id);
  sim_json_string (json, "state", sim_increase_state_get_name (increase->state));
  sim_json_end_object (json);
}

static void
write_contract (SimInstance *instance, gint64 now_us, SimJson *json)
{
  SimCost cost = { 0 };
  guint i;

  sim_instance_add_cost (instance, instance->created_us, now_us + 1, &cost);

  sim_json_begin_object (json, NULL);
  sim_json_int (json, "id", instance->id);
  sim_json_int (json, "offer", instance->offer_id);
  sim_json_int (json, "machine", instance->machine->machine_id);
  sim_json_int (json, "num_gpus", sim_row_get_int (&instance->row, SIM_FIELD_NUM_GPUS));
  sim_json_string (json, "gpu_name", sim_row_get_string (&instance->row, SIM_FIELD_GPU_NAME));
  sim_json_int (json, "account", instance->account->id);
  sim_json_string (json, "username", instance->account->username);
  sim_json_bool (json, "foreign", instance->foreign);
  sim_json_string (json, "label", instance->label);
  sim_json_string (json, "image", instance->image);
  sim_json_string (json, "instance_api_key", instance->api_key);
  sim_json_string (json, "jupyter_token", instance->jupyter_token);
  sim_json_string (json, "runtype", instance->runtype);
  sim_json_string (json, "onstart", instance->onstart);
  sim_json_string (json, "args", instance->args);
  sim_json_string (json, "image_login", instance->image_login);
  sim_json_string (json, "template_hash", instance->template_hash);
  sim_json_int (json, "volume", instance->volume_id);
  sim_json_double (json, "disk_gb", instance->disk_gb);
  sim_json_bool (json, "bid", instance->bid);
  sim_json_double (json, "gpu_per_hour", instance->price);
  sim_json_epoch (json, "created", instance->created_us);
  sim_json_epoch (json, "ends", instance->end_us);
  sim_json_epoch (json, "destroyed", instance->destroyed_us);
  sim_json_string (json, "actual_status", sim_instance_get_state (instance)->actual);
  sim_json_string (json, "intended_status", sim_instance_get_state (instance)->intended);
  sim_json_string (json, "planted", instance->planted);
  sim_json_double (json, "cost", sublet_money_usd_from_uusd (sim_cost_get_total_uusd (&cost)));
  sim_json_double (json, "gpu_seconds", (double) cost.gpu_us / G_USEC_PER_SEC);
  sim_json_double (json, "disk_seconds", (double) cost.disk_us / G_USEC_PER_SEC);
  sim_json_begin_object (json, "env");
  for (i = 0; i < instance->env->len; i++)
    {
      const SimEnv *env = g_ptr_array_index (instance->env, i);

      sim_json_string (json, env->name, env->value);
    }
  sim_json_end_object (json);
  sim_json_begin_array (json, "ssh_keys");
  for (i = 0; i < instance->ssh_keys->len; i++)
    sim_json_string (json,
                     NULL,
                     ((const SimSshKey *) g_ptr_array_index (instance->ssh_keys, i))->public_key);
  sim_json_end_array (json);
  write_prepaid (instance, now_us, json);
  write_increase (instance, json);
  write_states (instance, json);
  sim_json_end_object (json);
}

/* What is being billed to whom at this moment. */
static void
write_billing (SimWorld *world, SimJson *json)
{
  guint i;

  sim_json_begin_array (json, "billing");
  for (i = 0; i < world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (world->instances, i);
      const SimState *state = sim_instance_get_state (instance);

      if (state->gpu_rate_nusd == 0 && state->disk_rate_nusd == 0)
        continue;

      sim_json_begin_object (json, NULL);
      sim_json_int (json, "contract", instance->id);
      sim_json_int (json, "account", instance->account->id);
      sim_json_epoch (json, "since", state->since_us);
      sim_json_double (json, "gpu_per_hour", sublet_money_usd_from_nusd (state->gpu_rate_nusd));
      sim_json_double (json, "disk_per_hour", sublet_money_usd_from_nusd (state->disk_rate_nusd));
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
}

static void
write_accounts (SimWorld *world, SimJson *json)
{
  guint i;

  sim_json_begin_array (json, "accounts");
  for (i = 0; i < world->accounts->len; i++)
    {
      SimAccount *account = g_ptr_array_index (world->accounts, i);

      sim_json_begin_object (json, NULL);
      sim_json_int (json, "id", account->id);
      sim_json_string (json, "username", account->username);
      sim_json_double (json,
                       "credit",
                       sublet_money_usd_from_uusd (sim_world_get_credit_uusd (world, account)));
      sim_json_double (json,
                       "spent",
                       sublet_money_usd_from_uusd (sim_world_get_spent_uusd (world, account)));
      sim_json_end_object (json);
    }
  sim_json_end_array (json);
}

static void
write_creates (SimWorld *world, SimJson *json)
{
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);
  guint i;
  guint k;

  sim_json_begin_object (json, "creates_per_offer");
  for (i = 0; i < world->instances->len; i++)
    {
      const SimInstance *instance = g_ptr_array_index (world->instances, i);
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, instance->offer_id);
      int count = 0;

      if (instance->foreign || !instance->of_run ||
          !g_hash_table_add (written, GSIZE_TO_POINTER ((gsize) instance->offer_id)))
        continue;

      for (k = i; k < world->instances->len; k++)
        {
          const SimInstance *other = g_ptr_array_index (world->instances, k);

          count += !other->foreign && other->of_run && other->offer_id == instance->offer_id;
        }
      sim_json_int (json, name, count);
    }
  sim_json_end_object (json);
}

/**
 * sim_ledger_write:
 * @world: a world, caught up with its clock
 * @json: where to; the outermost value
 * @after: leave out the requests up to this number
 *
 * The whole truth, for tests: CONTROL.md describes the members.
 */
void
sim_ledger_write (SimWorld *world, SimJson *json, gint64 after)
{
  guint creates = 0;
  guint destroys = 0;
  guint query_keys = 0;
  guint i;

  for (i = 0; i < world->ledger->requests->len; i++)
    {
      const SimRequestRecord *record = g_ptr_array_index (world->ledger->requests, i);

      creates += g_strcmp0 (record->route, "create") == 0;
      destroys += g_strcmp0 (record->route, "destroy") == 0;
      query_keys += record->query_key;
    }

  sim_json_begin_object (json, NULL);
  sim_json_epoch (json, "now", sim_world_now_us (world));
  sim_json_int (json, "request_count", world->ledger->requests->len);
  sim_json_int (json, "create_requests", creates);
  sim_json_int (json, "destroy_requests", destroys);
  sim_json_int (json, "query_key_requests", query_keys);
  write_creates (world, json);
  write_accounts (world, json);
  write_billing (world, json);
  sim_json_begin_array (json, "contracts");
  for (i = 0; i < world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (world->instances, i);

      if (instance->of_run)
        write_contract (instance, sim_world_now_us (world), json);
    }
  sim_json_end_array (json);
  sim_ledger_write_requests (world->ledger, json, after);
  sim_json_end_object (json);
}
