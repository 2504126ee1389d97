/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"
#include "simulator/sim-query.h"

#include <string.h>

/* Local volumes and the account's variables (fact sheet 8.2 and 8.3). */

static void
write_users (SimWorld *world, const SimVolume *volume, SimJson *json)
{
  guint i;

  sim_json_begin_array (json, "instances");
  for (i = 0; i < world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (world->instances, i);

      if (instance->volume_id == volume->id && sim_instance_is_alive (instance))
        sim_json_int (json, NULL, instance->id);
    }
  sim_json_end_array (json);
}

static void
handle_volumes (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  const char *type = sim_exchange_get_query (exchange, "type");
  SimJson json;
  guint i;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_begin_array (&json, "volumes");
  /* Network volumes were withdrawn. */
  for (i = 0; i < world->volumes->len && g_strcmp0 (type, "network_volume") != 0; i++)
    {
      const SimVolume *volume = g_ptr_array_index (world->volumes, i);

      if (volume->account != exchange->account || volume->deleted_us != 0)
        continue;
      sim_json_begin_object (&json, NULL);
      sim_json_int (&json, "id", volume->id);
      sim_json_string (&json, "label", volume->label);
      sim_json_string (&json, "status", "active");
      sim_json_double (&json, "disk_space", volume->size_gb);
      sim_json_int (&json, "machine_id", volume->machine->machine_id);
      write_users (world, volume, &json);
      sim_json_double (&json,
                       "storage_total_cost",
                       volume->machine->storage_price * volume->size_gb / SUBLET_HOURS_PER_MONTH);
      sim_json_epoch (&json, "start_date", volume->created_us);
      sim_json_string (&json, "verification", volume->machine->verification);
      sim_json_end_object (&json);
    }
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

/* It becomes free some time after its instance has gone. */
#define HELD_US (30 * G_TIME_SPAN_SECOND)

static bool
is_used (SimWorld *world, const SimVolume *volume)
{
  gint64 now_us = sim_world_now_us (world);
  guint i;

  for (i = 0; i < world->instances->len; i++)
    {
      const SimInstance *instance = g_ptr_array_index (world->instances, i);

      if (instance->volume_id == volume->id &&
          (instance->gone_us == 0 || now_us < instance->gone_us + HELD_US))
        return true;
    }

  return false;
}

/* The page names it in the body, the official client in the query. */
static gint64
get_id (SimExchange *exchange)
{
  const char *text = sim_exchange_get_query (exchange, "id");

  return sublet_json_opt_int (sim_exchange_get_body (exchange),
                              "id",
                              text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0);
}

/* How the refusals are worded is not known. */
static void
handle_delete (SimExchange *exchange)
{
  SimWorld *world = exchange->world;
  SimVolume *volume = sim_volume_find (world->volumes, get_id (exchange));

  if (volume == NULL || volume->account != exchange->account)
    {
      sim_reply_error (exchange, 404, "not_found", "No such volume.");
      return;
    }
  if (is_used (world, volume))
    {
      sim_reply_error (exchange, 400, "invalid_request", "The volume is in use.");
      return;
    }

  volume->deleted_us = sim_world_now_us (world);
  sim_reply_success (exchange, NULL);
}

/* The row of a machine's offer of volumes: what of an offer's row is not about GPUs. */
static void
write_offer (SimWorld *world, const SimRow *row, double free_gb, SimJson *json)
{
  static const SimField fields[] = {
    SIM_FIELD_ID,           SIM_FIELD_ASK_CONTRACT_ID, SIM_FIELD_MACHINE_ID, SIM_FIELD_HOST_ID,
    SIM_FIELD_STORAGE_COST, SIM_FIELD_DISK_NAME,       SIM_FIELD_DISK_BW,    SIM_FIELD_GEOLOCATION,
    SIM_FIELD_VERIFICATION, SIM_FIELD_RELIABILITY2,    SIM_FIELD_INET_UP,    SIM_FIELD_INET_DOWN,
    SIM_FIELD_END_DATE,     SIM_FIELD_DURATION,
  };
  guint i;

  sim_json_begin_object (json, NULL);
  for (i = 0; i < G_N_ELEMENTS (fields); i++)
    sim_json_value (json, sim_field_get_name (fields[i]), row->values[fields[i]]);
  sim_json_double (json, "disk_space", free_gb);
  sim_json_end_object (json);
}

static void
write_offers (SimWorld *world, const SimQuery *query, SimJson *json)
{
  gint64 elapsed_us = sim_clock_get_elapsed_us (world->clock);
  const SimMachine *last = NULL;
  gint64 left = query->limit > 0 ? query->limit : 64;
  guint i;

  /* Offers of one machine lie side by side. */
  for (i = 0; i < world->market->offers->len && left > 0; i++)
    {
      const SimOffer *offer = g_ptr_array_index (world->market->offers, i);
      const SimMachine *machine = offer->machine;
      double free_gb = sim_volume_get_free_gb (world->volumes, machine);
      SimRow row;

      if (machine == last || machine->offline || free_gb <= 0)
        continue;
      last = machine;
      sim_market_fill_row (world->market, offer, elapsed_us, SIM_PRICE_ON_DEMAND, 1, &row);
      row.values[SIM_FIELD_ID] = SIM_INT (sim_volume_get_offer_id (machine));
      row.values[SIM_FIELD_ASK_CONTRACT_ID] = row.values[SIM_FIELD_ID];
      row.values[SIM_FIELD_DISK_SPACE] = SIM_DOUBLE (free_gb);
      if (!sim_query_matches (query, &row))
        continue;
      write_offer (world, &row, free_gb, json);
      left--;
    }
}

static void
handle_search (SimExchange *exchange)
{
  JsonObject *body = sim_exchange_get_body (exchange);
  g_autofree char *problem = NULL;
  g_autoptr (SimQuery) query = body != NULL ? sim_query_new (body, &problem) : NULL;
  SimJson json;

  if (query == NULL)
    {
      sim_reply_error (exchange,
                       400,
                       "invalid_args",
                       problem != NULL ? problem : "the request should be an object");
      return;
    }

  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "offers");
  write_offers (exchange->world, query, &json);
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

/* Values cannot be read back. */
static void
handle_secrets (SimExchange *exchange)
{
  SimJson json;
  guint i;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_begin_object (&json, "secrets");
  for (i = 0; i < exchange->account->secrets->len; i++)
    sim_json_string (&json, g_ptr_array_index (exchange->account->secrets, i), "********");
  sim_json_end_object (&json);
  sim_reply_end (exchange, &json);
}

const SimRoute sim_volume_routes[] = {
  { "volumes", "GET", "/api/v0/volumes/", SIM_SCOPE_INSTANCE_READ, 5.5, handle_volumes },
  { "volume-delete", "DELETE", "/api/v0/volumes/", SIM_SCOPE_INSTANCE_WRITE, 2, handle_delete },
  { "volumes-search", "POST", "/api/v0/volumes/search/", SIM_SCOPE_MISC, 5.5, handle_search },
  { "secrets", "GET", "/api/v0/secrets/", SIM_SCOPE_USER_READ, 5, handle_secrets },
  { NULL },
};
