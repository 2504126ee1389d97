/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include <math.h>

/* Source: fact sheet 5.10. Costs of GPU and disk are per second there. */
#define HOUR_S 3600.0

static SimValue
make_second (const SimIncrease *increase, double per_hour)
{
  double places = pow (10, increase->decimals);
  double usd = per_hour / HOUR_S;

  return SIM_DOUBLE (increase->decimals > 0 ? round (usd * places) / places : usd);
}

/* An hour's. */
static void
write_pair (SimJson *json,
            const SimIncrease *increase,
            const char *old_name,
            const char *new_name,
            double before,
            double after)
{
  bool changes = !isnan (after);

  sim_json_value (json, old_name, changes ? make_second (increase, before) : SIM_NULL);
  sim_json_value (json, new_name, changes ? make_second (increase, after) : SIM_NULL);
}

static void
write_increase (const SimInstance *instance, SimJson *json)
{
  static const char *const others[] = {
    "old_bwu_cost", "new_bwu_cost",     "old_bwd_cost",
    "new_bwd_cost", "old_platform_fee", "new_platform_fee",
  };
  const SimIncrease *increase = &instance->increase;
  /* Costs are of a GB and month. */
  double gb_per_hour = instance->disk_gb / SUBLET_HOURS_PER_MONTH;
  gsize i;

  sim_json_begin_object (json, NULL);
  sim_json_int (json, "pending_price_increase_id", increase->id);
  sim_json_int (json, "contract_id", instance->id);
  sim_json_int (json, "host_id", sim_row_get_int (&instance->row, SIM_FIELD_HOST_ID));
  write_pair (json,
              increase,
              "old_gpu_costpersec",
              "new_gpu_costpersec",
              increase->old_price,
              increase->new_price);
  write_pair (json,
              increase,
              "old_disk_ram_costpersec",
              "new_disk_ram_costpersec",
              increase->old_storage_cost * gb_per_hour,
              increase->new_storage_cost * gb_per_hour);
  for (i = 0; i < G_N_ELEMENTS (others); i++)
    sim_json_null (json, others[i]);
  sim_json_epoch (json, "contract_end_date", instance->end_us);
  sim_json_null (json, "ask_end_date");
  sim_json_epoch (json, "created_at", increase->created_us);
  sim_json_end_object (json);
}

static bool
is_pending (SimExchange *exchange, SimInstance *instance)
{
  return instance->account == exchange->account && sim_instance_is_alive (instance) &&
         instance->increase.state == SIM_INCREASE_PENDING;
}

static void
handle_list (SimExchange *exchange)
{
  GPtrArray *instances = exchange->world->instances;
  gint64 count = 0;
  SimJson json;
  guint i;

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_begin_array (&json, "pending_price_increases");
  for (i = 0; i < instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (instances, i);

      if (!is_pending (exchange, instance))
        continue;
      write_increase (instance, &json);
      count++;
    }
  sim_json_end_array (&json);
  sim_json_int (&json, "count", count);
  sim_json_bool (&json, "truncated", false);
  sim_reply_end (exchange, &json);
}

static SimInstance *
find_pending (SimExchange *exchange, gint64 id)
{
  GPtrArray *instances = exchange->world->instances;
  guint i;

  for (i = 0; i < instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (instances, i);

      if (is_pending (exchange, instance) && instance->increase.id == id)
        return instance;
    }

  return NULL;
}

static void
answer (SimExchange *exchange, SimIncreaseState state)
{
  JsonObject *body = sim_exchange_get_body (exchange);
  gint64 id = sublet_json_opt_int (body, "pending_price_increase_id", 0);
  SimInstance *instance;

  /* "exactly": anything beside it is refused. */
  if (body == NULL || json_object_get_size (body) != 1 || id <= 0)
    {
      sim_reply_error (exchange,
                       400,
                       "invalid_args",
                       "pending_price_increase_id should be there, and nothing else");
      return;
    }
  instance = find_pending (exchange, id);
  if (instance == NULL)
    {
      sim_reply_error (exchange,
                       404,
                       "no_pending_price_increase",
                       "No pending price increase with this number.");
      return;
    }

  instance->increase.state = state;
  sim_reply_success (exchange, NULL);
}

static void
handle_accept (SimExchange *exchange)
{
  answer (exchange, SIM_INCREASE_ACCEPTED);
}

static void
handle_reject (SimExchange *exchange)
{
  answer (exchange, SIM_INCREASE_REJECTED);
}

#define READ SIM_SCOPE_INSTANCE_READ
#define WRITE SIM_SCOPE_INSTANCE_WRITE

/* The gaps are not documented. */
const SimRoute sim_increase_routes[] = {
  { "increases", "GET", "/api/v0/instances/pending-price-increases/", READ, 0, handle_list },
  { "increase-accept", "PUT", "/api/v0/instances/accept-price-increase/", WRITE, 0, handle_accept },
  { "increase-reject", "PUT", "/api/v0/instances/reject-price-increase/", WRITE, 0, handle_reject },
  { NULL },
};
