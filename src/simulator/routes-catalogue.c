/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-router.h"

#include "core/base/sublet-json.h"
#include "simulator/sim-query.h"
#include "simulator/sim-templates.h"

#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
handle_gpu_names (SimExchange *exchange)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  SimJson json;
  guint i;

  for (i = 0; i < (guint) sim_gpu_model_count; i++)
    g_ptr_array_add (names, (gpointer) sim_gpu_models[i].name);
  g_ptr_array_sort (names, compare_names);

  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "gpu_names");
  for (i = 0; i < names->len; i++)
    sim_json_string (&json, NULL, g_ptr_array_index (names, i));
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

/* The size may be null. */
static void
handle_gpu_types (SimExchange *exchange)
{
  SimJson json;
  int i;

  sim_reply_begin (exchange, &json);
  sim_json_begin_array (&json, "gpu_types");
  for (i = 0; i < sim_gpu_model_count; i++)
    {
      sim_json_begin_object (&json, NULL);
      sim_json_string (&json, "canonical_name", sim_gpu_models[i].name);
      if (i % 11 == 10)
        sim_json_null (&json, "gpu_ram_mb");
      else
        sim_json_int (&json, "gpu_ram_mb", sim_gpu_models[i].ram_mb);
      sim_json_end_object (&json);
    }
  sim_json_end_array (&json);
  sim_reply_end (exchange, &json);
}

static SimValue
get_column (const SimTemplate *template, gint64 account_id, const char *column)
{
  if (g_str_equal (column, "name"))
    return sim_value_string (template->name);
  if (g_str_equal (column, "image"))
    return sim_value_string (template->image);
  if (g_str_equal (column, "hash_id"))
    return sim_value_string (template->hash_id);
  if (g_str_equal (column, "id"))
    return SIM_INT (template->id);
  if (g_str_equal (column, "recommended"))
    return SIM_BOOL (template->recommended);
  if (g_str_equal (column, "private"))
    return SIM_BOOL (template->own);
  if (g_str_equal (column, "creator_id"))
    return SIM_INT (sim_template_get_creator (template, account_id));

  return SIM_MISSING;
}

static bool
passes (const SimTemplate *template, gint64 account_id, JsonObject *filters)
{
  JsonObjectIter iter;
  const char *column;
  JsonNode *node;

  if (filters == NULL)
    return true;

  json_object_iter_init (&iter, filters);
  while (json_object_iter_next (&iter, &column, &node))
    {
      SimValue value = get_column (template, account_id, column);
      JsonObjectIter op_iter;
      const char *name;
      JsonNode *wanted;
      SimOp op;

      /* A bare text matches part of the name or image. */
      if (JSON_NODE_HOLDS_VALUE (node) && value.kind == SIM_VALUE_STRING &&
          json_node_get_string (node) != NULL)
        {
          if (strstr (value.string, json_node_get_string (node)) == NULL)
            return false;
          continue;
        }
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return false;

      json_object_iter_init (&op_iter, json_node_get_object (node));
      while (json_object_iter_next (&op_iter, &name, &wanted))
        if (!sim_op_from_name (name, &op) ||
            (op >= SIM_OP_IN) != (JSON_NODE_HOLDS_ARRAY (wanted)) ||
            !sim_filter_value_matches (value, op, wanted))
          return false;
    }

  return true;
}

static void
handle_templates (SimExchange *exchange)
{
  bool valid;
  g_autoptr (JsonNode) node = sim_exchange_dup_query_json (exchange, "select_filters", &valid);
  JsonObject *filters = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                      : NULL;
  const char *limit_text = sim_exchange_get_query (exchange, "limit");
  gint64 limit = limit_text != NULL ? g_ascii_strtoll (limit_text, NULL, 10) : G_MAXINT;
  SimJson json;
  int found = 0;
  int i;

  if (!valid)
    {
      sim_reply_error (exchange, 400, "invalid_request", "select_filters: not an object");
      return;
    }

  sim_reply_begin (exchange, &json);
  sim_json_bool (&json, "success", true);
  sim_json_begin_array (&json, "templates");
  for (i = 0; i < sim_template_count; i++)
    {
      if (!passes (&sim_templates[i], exchange->account->id, filters))
        continue;
      if (found++ < limit)
        sim_template_write (&sim_templates[i], exchange->account->id, &json);
    }
  sim_json_end_array (&json);
  sim_json_int (&json, "templates_found", found);
  sim_reply_end (exchange, &json);
}

const SimRoute sim_catalogue_routes[] = {
  { "gpu-names", "GET", "/api/v0/gpu_names/unique/", SIM_SCOPE_NONE, 0, handle_gpu_names },
  { "gpu-types", "GET", "/api/v0/gpu_types/", SIM_SCOPE_NONE, 0, handle_gpu_types },
  { "templates", "GET", "/api/v0/template/", SIM_SCOPE_USER_READ, 3, handle_templates },
  { NULL },
};
