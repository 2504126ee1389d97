/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-instance-json.h"
#include "simulator/sim-page.h"
#include "simulator/sim-query.h"

/* Source: fact sheet 4.1. */
#define MAX_PAGE 25
#define NONSENSE_PAGE 5

/* A list request. */
typedef struct
{
  gint64 at_us;       /* the moment whose contracts are shown */
  JsonNode *filters;  /* (owned) (nullable) */
  JsonNode *order;    /* (owned) (nullable) */
  char *order_column; /* (owned) (nullable) */
  bool descending;
  SimPage page;
} ListRequest;

static void
clear_request (ListRequest *request)
{
  g_clear_pointer (&request->filters, json_node_unref);
  g_clear_pointer (&request->order, json_node_unref);
  g_clear_pointer (&request->order_column, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListRequest, clear_request)

static bool
refuse (SimExchange *exchange, const char *error, const char *message)
{
  sim_reply_error (exchange, 400, error, message);
  return false;
}

static bool
column_is_known (const char *column)
{
  static const char *const columns[] = { "id",         "label",        "actual_status",
                                         "gpu_name",   "verification", "intended_status",
                                         "start_date", "machine_id",   NULL };

  return column != NULL && g_strv_contains (columns, column);
}

static bool
take_filters (SimExchange *exchange, ListRequest *request)
{
  JsonObjectIter iter;
  const char *column;
  JsonNode *ops;
  bool valid;

  request->filters = sim_exchange_dup_query_json (exchange, "select_filters", &valid);
  if (!valid || (request->filters != NULL && !JSON_NODE_HOLDS_OBJECT (request->filters)))
    return refuse (exchange, "invalid_request", "select_filters: not an object");
  if (request->filters == NULL)
    return true;

  json_object_iter_init (&iter, json_node_get_object (request->filters));
  while (json_object_iter_next (&iter, &column, &ops))
    {
      JsonObjectIter op_iter;
      const char *name;
      JsonNode *value;
      SimOp op;

      if (!column_is_known (column) || !JSON_NODE_HOLDS_OBJECT (ops))
        return refuse (exchange, "invalid_request", "select_filters: column cannot be filtered");

      json_object_iter_init (&op_iter, json_node_get_object (ops));
      while (json_object_iter_next (&op_iter, &name, &value))
        if (!sim_op_from_name (name, &op) || (op >= SIM_OP_IN) != (JSON_NODE_HOLDS_ARRAY (value)))
          return refuse (exchange, "invalid_request", "select_filters: wrong operator");
    }

  return true;
}

/* [{"col":"id","dir":"asc"}]; only the first pair counts. */
static bool
take_order (SimExchange *exchange, ListRequest *request)
{
  g_autofree char *direction = NULL;
  JsonArray *array;
  JsonNode *first;
  bool valid;

  request->order = sim_exchange_dup_query_json (exchange, "order_by", &valid);
  if (!valid || (request->order != NULL && !JSON_NODE_HOLDS_ARRAY (request->order)))
    return refuse (exchange, "invalid_request", "order_by: not a list");

  array = request->order != NULL ? json_node_get_array (request->order) : NULL;
  if (array == NULL || json_array_get_length (array) == 0)
    return true;

  first = json_array_get_element (array, 0);
  if (!JSON_NODE_HOLDS_OBJECT (first))
    return refuse (exchange, "invalid_request", "order_by: not an object");

  request->order_column = sublet_json_dup_opt_string (json_node_get_object (first), "col");
  if (!column_is_known (request->order_column))
    return refuse (exchange, "invalid_request", "order_by: column cannot be ordered by");

  direction = sublet_json_dup_opt_string (json_node_get_object (first), "dir");
  request->descending = g_strcmp0 (direction, "desc") == 0;
  return true;
}

static bool
take_request (SimExchange *exchange, ListRequest *request)
{
  const char *limit = sim_exchange_get_query (exchange, "limit");
  gint64 number = limit != NULL ? g_ascii_strtoll (limit, NULL, 10) : MAX_PAGE;

  request->at_us = sim_world_now_us (exchange->world) - exchange->stale_us;
  request->page.limit = number <= 0 ? NONSENSE_PAGE : (guint) MIN (number, MAX_PAGE);

  return take_filters (exchange, request) && take_order (exchange, request) &&
         sim_page_take (exchange, "instances", &request->page);
}

static bool
passes (SimInstance *instance, const ListRequest *request)
{
  JsonObjectIter iter;
  const char *column;
  JsonNode *ops;

  if (request->filters == NULL)
    return true;

  json_object_iter_init (&iter, json_node_get_object (request->filters));
  while (json_object_iter_next (&iter, &column, &ops))
    {
      JsonObjectIter op_iter;
      const char *name;
      JsonNode *value;
      bool known;
      SimValue actual = sim_instance_get_column (instance, column, request->at_us, &known);

      json_object_iter_init (&op_iter, json_node_get_object (ops));
      while (json_object_iter_next (&op_iter, &name, &value))
        {
          SimOp op;

          if (!sim_op_from_name (name, &op) || !sim_filter_value_matches (actual, op, value))
            return false;
        }
    }

  return true;
}

static int
compare_instances (gconstpointer a, gconstpointer b, gpointer data)
{
  SimInstance *first = *(SimInstance *const *) a;
  SimInstance *second = *(SimInstance *const *) b;
  const ListRequest *request = data;
  const char *column = request->order_column != NULL ? request->order_column : "id";
  bool known;
  int result = sim_value_compare (sim_instance_get_column (first, column, request->at_us, &known),
                                  sim_instance_get_column (second, column, request->at_us, &known));

  if (result == 0)
    return first->id < second->id ? -1 : first->id > second->id;

  return request->descending ? -result : result;
}

static GPtrArray *
find_instances (SimExchange *exchange, ListRequest *request)
{
  GPtrArray *found = g_ptr_array_new ();
  guint i;

  for (i = 0; i < exchange->world->instances->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (exchange->world->instances, i);

      if (instance->account == exchange->account &&
          (exchange->self_instance == NULL || exchange->self_instance == instance) &&
          sim_instance_is_listed (instance, request->at_us) && passes (instance, request))
        g_ptr_array_add (found, instance);
    }

  g_ptr_array_sort_with_data (found, compare_instances, request);
  return found;
}

static void
write_label_counts (GPtrArray *instances, SimJson *json)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer label;
  gpointer count;
  guint i;

  for (i = 0; i < instances->len; i++)
    {
      const SimInstance *instance = g_ptr_array_index (instances, i);
      char *name = instance->label != NULL ? instance->label : (char *) "";

      g_hash_table_insert (counts,
                           name,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) +
                                             1));
    }

  sim_json_begin_object (json, "label_counts");
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &label, &count))
    sim_json_int (json, label, GPOINTER_TO_UINT (count));
  sim_json_end_object (json);
}

static void
handle_list (SimExchange *exchange)
{
  g_auto (ListRequest) request = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *token = NULL;
  SimJson json;
  guint total;
  guint end;
  guint i;

  if (!take_request (exchange, &request))
    return;

  found = find_instances (exchange, &request);
  request.page.offset = MIN (request.page.offset, found->len);
  end = MIN (found->len, request.page.offset + request.page.limit);
  token = end < found->len ? sim_page_make_token ("instances", end) : NULL;
  total = found->len + (guint) exchange->claimed_rows;
  end -= MIN (end - request.page.offset, (guint) exchange->dropped_rows);

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_int (&json, "instances_found", end - request.page.offset);
  sim_json_int (&json, "total_instances", total);
  write_label_counts (found, &json);
  sim_json_string (&json, "next_token", token);
  sim_json_begin_array (&json, "instances");
  for (i = request.page.offset; i < end; i++)
    sim_instance_write (g_ptr_array_index (found, i),
                        request.at_us,
                        sim_world_now_us (exchange->world),
                        true,
                        &json,
                        NULL);
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

/* Gone, unknown and not yet visible all look the same: null with status 200. */
static void
handle_single (SimExchange *exchange)
{
  SimInstance *instance = sim_world_find_instance (exchange->world, exchange->ids[0]);
  gint64 now_us = sim_world_now_us (exchange->world);
  gint64 at_us = now_us - exchange->stale_us;
  SimJson json;

  if (instance != NULL &&
      (instance->account != exchange->account || at_us < instance->single_visible_us ||
       (instance->gone_us != 0 && at_us >= instance->gone_us)))
    instance = NULL;

  sim_reply_begin (exchange, &json);
  if (instance == NULL)
    sim_json_null (&json, "instances");
  else
    sim_instance_write (instance, at_us, now_us, false, &json, "instances");
  sim_reply_end (exchange, &json);
}

/* Retired in summer 2026 (fact sheet 4.1); some accounts kept it for a while. */
static void
handle_old_list (SimExchange *exchange)
{
  g_auto (ListRequest) request = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  SimJson json;
  guint i;

  if (!exchange->world->options.old_list_works)
    {
      sim_reply_error (exchange,
                       410,
                       "deprecated_endpoint",
                       "/api/v0/instances/ is deprecated. Use /api/v1/instances/ instead.");
      return;
    }

  request.at_us = sim_world_now_us (exchange->world);
  found = find_instances (exchange, &request);
  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "instances");
  for (i = 0; i < found->len; i++)
    sim_instance_write (g_ptr_array_index (found, i),
                        request.at_us,
                        request.at_us,
                        true,
                        &json,
                        NULL);
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

/* What the list can be filtered by: each combination that is there, once. */
static void
handle_filters (SimExchange *exchange)
{
  static const char *const columns[] = { "actual_status", "verification", "gpu_name" };
  g_auto (ListRequest) request = { .at_us = sim_world_now_us (exchange->world) };
  g_autoptr (GPtrArray) found = find_instances (exchange, &request);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SimJson json;
  guint i;
  guint k;

  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "filters");
  for (i = 0; i < found->len; i++)
    {
      SimInstance *instance = g_ptr_array_index (found, i);
      SimJson row;
      bool known;
      char *text;

      sim_json_init (&row);
      sim_json_begin_object (&row, NULL);
      for (k = 0; k < G_N_ELEMENTS (columns); k++)
        sim_json_value (&row,
                        columns[k],
                        sim_instance_get_column (instance, columns[k], request.at_us, &known));
      sim_json_end_object (&row);
      text = sim_json_finish (&row, NULL);
      if (g_hash_table_contains (seen, text))
        g_free (text);
      else
        {
          sim_json_raw (&json, NULL, text);
          g_hash_table_add (seen, text);
        }
    }
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

const SimRoute sim_instance_routes[] = {
  { "list", "GET", "/api/v1/instances/", SIM_SCOPE_INSTANCE_READ, 1, handle_list },
  { "list-filters",
    "GET",
    "/api/v0/instances/filters/",
    SIM_SCOPE_INSTANCE_READ,
    0,
    handle_filters },
  { "list-v0", "GET", "/api/v0/instances/", SIM_SCOPE_INSTANCE_READ, 1, handle_old_list },
  { "single", "GET", "/api/v0/instances/{}/", SIM_SCOPE_INSTANCE_READ, 2, handle_single },
  { NULL },
};
