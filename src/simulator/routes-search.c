/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-query.h"

/* Without a limit a search gives this many rows (fact sheet 2.7). */
#define DEFAULT_ROWS 64

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const SimRow *const *first = a;
  const SimRow *const *second = b;

  return sim_query_compare (data, *first, *second);
}

/* Offers of one machine and size lie side by side, so the last row tells whether this is another
 * of its kind. */
static bool
is_bundled (const GPtrArray *rows, const SimRow *row)
{
  SimRow *last = rows->len > 0 ? g_ptr_array_index (rows, rows->len - 1) : NULL;
  gint64 others;

  if (last == NULL ||
      sim_row_get_int (last, SIM_FIELD_MACHINE_ID) != sim_row_get_int (row, SIM_FIELD_MACHINE_ID) ||
      sim_row_get_int (last, SIM_FIELD_NUM_GPUS) != sim_row_get_int (row, SIM_FIELD_NUM_GPUS))
    return false;

  others = sim_row_get_int (last, SIM_FIELD_BUNDLED_RESULTS);
  last->values[SIM_FIELD_BUNDLED_RESULTS] = SIM_INT (MAX (1, others) + 1);
  return true;
}

/* Rows of one price cannot be told apart by it, which is how clients page. */
static void
set_one_price (const SimWorld *world, SimRow *row)
{
  double disk = sim_row_get_double (row, SIM_FIELD_STORAGE_TOTAL_COST, 0);

  if (world->options.one_price <= 0)
    return;

  row->values[SIM_FIELD_DPH_TOTAL] = SIM_DOUBLE (world->options.one_price);
  row->values[SIM_FIELD_DPH_BASE] = SIM_DOUBLE (world->options.one_price - disk);
}

static GPtrArray *
find_rows (SimWorld *world, const SimQuery *query)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  gint64 elapsed_us = sim_clock_get_elapsed_us (world->clock);
  SimRow row;
  guint i;

  for (i = 0; i < world->market->offers->len && !world->options.market_empty; i++)
    {
      const SimOffer *offer = g_ptr_array_index (world->market->offers, i);

      if (!sim_market_is_listed (world->market, offer, elapsed_us))
        continue;

      sim_market_fill_row (world->market, offer, elapsed_us, query->kind, query->storage_gb, &row);
      set_one_price (world, &row);
      if (sim_query_matches (query, &row) && (query->unbundled || !is_bundled (rows, &row)))
        g_ptr_array_add (rows, g_memdup2 (&row, sizeof row));
    }

  g_ptr_array_sort_with_data (rows, compare_rows, (gpointer) query);
  return rows;
}

/* Of a query that was understood: whatever is no search field, a key among it, was refused. */
static char *
write_question (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (object == NULL)
    return g_strdup ("{}");

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
reply_offers (SimExchange *exchange, JsonObject *object)
{
  SimWorld *world = exchange->world;
  g_autofree char *problem = NULL;
  g_autoptr (SimQuery) query = sim_query_new (object, &problem);
  g_autoptr (GPtrArray) rows = NULL;
  SimJson json;
  guint limit;
  guint i;

  if (query == NULL)
    {
      sim_reply_error (exchange, 400, "invalid_args", problem);
      return;
    }

  exchange->record->asked = write_question (object);
  query->sloppy = world->options.sloppy_filters;
  rows = find_rows (world, query);
  limit = query->limit > 0 && query->limit < G_MAXINT ? (guint) query->limit : DEFAULT_ROWS;
  limit = MIN (limit, (guint) world->options.page_cap);

  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "offers");
  for (i = 0; i < rows->len && i < limit; i++)
    sim_row_write (g_ptr_array_index (rows, i), &json);
  sim_json_end_array (&json);
  sim_json_bool (&json, "truncated", rows->len > limit);
  sim_reply_end (exchange, &json);
}

static void
handle_search (SimExchange *exchange)
{
  JsonObject *body = sim_exchange_get_body (exchange);

  if (body == NULL)
    sim_reply_error (exchange, 400, "invalid_args", "the query should be an object");
  else
    reply_offers (exchange, body);
}

static void
handle_search_legacy (SimExchange *exchange)
{
  bool valid;
  g_autoptr (JsonNode) query = sim_exchange_dup_query_json (exchange, "q", &valid);

  if (!valid || (query != NULL && !JSON_NODE_HOLDS_OBJECT (query)))
    sim_reply_error (exchange, 400, "invalid_args", "q: Input should be a valid object");
  else
    reply_offers (exchange, query != NULL ? json_node_get_object (query) : NULL);
}

static void
handle_search_asks (SimExchange *exchange)
{
  JsonObject *query = sublet_json_get_opt_object (sim_exchange_get_body (exchange), "q");

  if (query == NULL)
    sim_reply_error (exchange, 400, "invalid_args", "q: Input should be a valid object");
  else
    reply_offers (exchange, query);
}

const SimRoute sim_search_routes[] = {
  { "search", "POST", "/api/v0/bundles/", SIM_SCOPE_MISC, 6, handle_search, .burst = 10 },
  { "search-legacy",
    "GET",
    "/api/v0/bundles/",
    SIM_SCOPE_MISC,
    6,
    handle_search_legacy,
    .burst = 10 },
  { "search-asks",
    "PUT",
    "/api/v0/search/asks/",
    SIM_SCOPE_MISC,
    6,
    handle_search_asks,
    .burst = 10 },
  { NULL },
};
